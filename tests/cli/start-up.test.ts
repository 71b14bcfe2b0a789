// What is loaded is what start-up costs, and unlike a time it is the same on every machine.
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { cleanUp } from '../clean-up.ts';
import { inOwnProcess } from './plumbline.ts';

/** The files that a command loads, by what V8 says of them. */
async function loaded(...args: string[]): Promise<string[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-coverage-'));
  cleanUp(() => rmSync(folder, { recursive: true }));
  await inOwnProcess(args, { env: { NODE_V8_COVERAGE: folder } });
  const [file = ''] = readdirSync(folder);
  const { result }: { result: { url: string }[] } = JSON.parse(readFileSync(join(folder, file), 'utf8'));
  return result
    .map(({ url }) => (url.startsWith('file:') ? fileURLToPath(url) : resolve(url)))
    .filter((file) => file.startsWith(resolve('dist')));
}

/** Words that only the code of one dependency, or of one room, has. */
const MARKS = {
  undici: 'UND_ERR_SOCKET',
  ajv: 'schemaPath',
  faker: 'faker',
  'js-yaml': 'duplicated mapping key',
  'fast-xml-builder': 'suppressBooleanAttributes',
  'the embedded sandbox': 'closeAllConnections',
  'the checks': 'no-challenge',
};

function holding(files: readonly string[]): string[] {
  const code = files.map((file) => readFileSync(file, 'utf8')).join('\n');
  return Object.entries(MARKS)
    .filter(([, mark]) => code.includes(mark))
    .map(([name]) => name);
}

for (const args of [['--help'], ['--version'], ['check', '--help'], ['no-such-command']]) {
  test.concurrent(`"plumbline ${args.join(' ')}" loads the command line and nothing else`, async () => {
    const files = await loaded(...args);
    expect(holding(files)).toEqual([]);
    expect(files.reduce((sum, file) => sum + statSync(file).size, 0)).toBeLessThan(160_000);
  });
}

test.concurrent('a replay loads neither the sandbox nor what sends', async () => {
  const held = holding(await loaded('replay', 'no.har'));
  expect(held).toContain('the checks');
  expect(held).not.toContain('undici');
  expect(held).not.toContain('the embedded sandbox');
});

test.concurrent('the marks that these tests look for are those of the code', async () => {
  expect(holding(await loaded('check', '--quiet', '--only', '409'))).toEqual(Object.keys(MARKS));
});

/** What a run says of the files that it loads with what was compiled of them before. */
async function compiled(...args: string[]): Promise<{ file: string; kept: boolean; refused: boolean }[]> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-compiled-'));
  cleanUp(() => rmSync(folder, { recursive: true }));
  const seen = join(folder, 'seen.json');
  await inOwnProcess(args, {
    env: { OBSERVED_FILE: seen },
    node: ['--require', resolve('tests/cli/observe-compiled.cjs')],
  });
  return JSON.parse(readFileSync(seen, 'utf8'));
}

const PAGE = 'spec/onboarding-api.trigger-event.yaml';
for (const args of [['--help'], ['check', '--quiet'], ['lint'], ['diff', resolve(PAGE), resolve(PAGE)]]) {
  test.concurrent(`"plumbline ${args[0]}" compiles nothing that the build has compiled`, async () => {
    const files = await compiled(...args);
    expect(files.map(({ file }) => file)).toContain('main.cjs');
    expect(files.filter(({ kept, refused }) => !kept || refused)).toEqual([]);
  });
}

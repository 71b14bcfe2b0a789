// No report takes the place of a file that Plumbline reads, whichever command writes it.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { plumbline, workspace } from './plumbline.ts';
import { CONTRACT, DOCUMENT, refusal } from './refusal.ts';

const BASELINE = 'contracts/baseline.yaml';
let cwd = '';

beforeAll(async () => {
  cwd = workspace();
  copyFileSync(join(cwd, DOCUMENT), join(cwd, 'next.yaml'));
  mkdirSync(join(cwd, 'src/client'), { recursive: true });
  writeFileSync(join(cwd, 'src/client/openapi.generated.ts'), 'export {};\n');
  writeFileSync(join(cwd, '.env'), 'PLUMBLINE_NOTHING=\n');
  writeFileSync(join(cwd, BASELINE), 'plumbline: 1\naccepted: []\n');
  await plumbline(['check', '--quiet', '--only', '401', '--fault', '401-flat', '--out', 'drift'], { cwd });
});

const pact = () => join('contracts/pacts', readdirSync('contracts/pacts')[0] ?? '');
const fingerprint = () =>
  JSON.parse(readFileSync(join(cwd, 'drift/check.json'), 'utf8')).findings[0].fingerprint as string;

const LINES: (() => string[])[] = [
  () => ['check', '--json', DOCUMENT],
  () => ['check', '--json', CONTRACT],
  () => ['check', '--junit', BASELINE],
  () => ['check', '--har', '.env'],
  () => ['check', '--html', 'spec/spec.lock.json'],
  () => ['check', '--history', CONTRACT],
  () => ['check', '--document', 'next.yaml', '--contract', CONTRACT, '--json', './next.yaml'],
  () => ['check', '--baseline', BASELINE, '--json', join(cwd, BASELINE)],
  () => ['replay', 'drift/check.har', '--html', DOCUMENT],
  () => ['replay', 'drift/check.har', '--junit', 'drift/check.har'],
  () => ['prove', '--only', 'id-missing', '--json', CONTRACT],
  () => ['doctor', '--offline', '--json', DOCUMENT],
  () => ['doctor', '--offline', '--document', 'next.yaml', '--json', 'next.yaml'],
  () => ['lint', '--json', DOCUMENT],
  () => ['lint', 'next.yaml', '--json', CONTRACT],
  () => ['diff', DOCUMENT, 'next.yaml', '--markdown', 'next.yaml'],
  () => ['diff', DOCUMENT, 'next.yaml', '--json', 'spec/spec.lock.json'],
  () => ['upgrade', 'next.yaml', '--json', pact()],
  () => ['upgrade', 'next.yaml', '--markdown', 'spec/HISTORY.md'],
  () => ['upgrade', 'next.yaml', '--json', 'src/client/openapi.generated.ts'],
  () => ['upgrade', 'next.yaml', '--recording', 'drift/check.har', '--json', 'drift/check.har'],
  () => ['pact', 'verify', '--json', pact()],
  () => ['report', 'drift/check.json', '--html', 'drift/check.har'],
  () => ['report', 'drift/check.json', '--ticket', fingerprint(), '--out', 'drift/check.json'],
];

test('what is read is not written over, whichever command writes', async () => {
  const before = contents();
  for (const line of LINES) {
    const args = line();
    expect([args, await refusal(args, { cwd })]).toEqual([
      args,
      expect.stringMatching(/^--[a-z]+ .* would write over a file that is read$/),
    ]);
  }
  expect(contents()).toEqual(before);
}, 60_000);

function contents(): Map<string, string> {
  const names = readdirSync(cwd, { recursive: true }) as string[];
  return new Map(
    names
      .filter((name) => statSync(join(cwd, name)).isFile())
      .map((name) => [name, readFileSync(join(cwd, name), 'utf8')]),
  );
}

test('a ticket goes to standard output where that is named', async () => {
  const args = ['report', 'drift/check.json', '--ticket', fingerprint(), '--out', '-'];
  const { code, stdout } = await plumbline(args, { cwd });
  expect(code).toBe(0);
  expect(stdout).toContain('trigger_event');
});

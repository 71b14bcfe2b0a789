// Files are replaced all or nothing: the process is ended after each thing that it does, and then the journal is read.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'rolldown';
import { expect, onTestFinished, test } from 'vitest';
import { completeReplacement, replaceFiles } from '../../src/report/replace-files.ts';
import { cleanUp } from '../clean-up.ts';

const NAMES = ['spec/a.yaml', 'spec/lock.json', 'src/types.ts', 'spec/HISTORY.md'];

interface Place {
  journal: string;
  files: { path: string; text: string }[];
  /** What stands in each file. */
  seen(): string[];
  leftovers(): string[];
}

function place(): Place {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-replace-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const name of ['spec', 'src']) mkdirSync(join(folder, name));
  // HISTORY.md is new: it has no old text.
  for (const name of NAMES.slice(0, 3)) writeFileSync(join(folder, name), 'old');
  const paths = NAMES.map((name) => join(folder, name));
  return {
    journal: join(folder, 'spec/.journal.json'),
    files: paths.map((path) => ({ path, text: `new ${path.slice(folder.length)}` })),
    seen: () => paths.map((path) => (existsSync(path) ? readFileSync(path, 'utf8').slice(0, 3) : '-')),
    leftovers: () =>
      ['spec', 'src'].flatMap((name) =>
        readdirSync(join(folder, name)).filter((each) => each.startsWith('.')),
      ),
  };
}

const OLD = ['old', 'old', 'old', '-'];
const NEW = ['new', 'new', 'new', 'new'];
const POINTS = [
  ...NAMES.map((name) => `written ${name.split('/')[1]}`),
  'journal drafted',
  'journal in place',
  ...NAMES.map((name) => `renamed ${name.split('/')[1]}`),
  'journal gone',
];

test('files are replaced, and nothing else is left', async () => {
  const { journal, files, seen, leftovers } = place();
  const points: string[] = [];
  await replaceFiles(journal, files, (point) => points.push(point));
  expect(points).toEqual(POINTS);
  expect(seen()).toEqual(NEW);
  expect(leftovers()).toEqual([]);
  expect(await completeReplacement(journal)).toBeUndefined();
});

test('a link stays a link, and the file that it leads to is replaced', async () => {
  const { journal, files, leftovers } = place();
  const [link = '', real] = [files[0]?.path, join(dirname(journal), '../real.yaml')];
  rmSync(link);
  writeFileSync(real, 'old');
  symlinkSync('../real.yaml', link);
  await replaceFiles(journal, files);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(real, 'utf8')).toBe('new /spec/a.yaml');
  expect(leftovers()).toEqual([]);
  expect(readdirSync(dirname(real)).filter((name) => name.startsWith('.'))).toEqual([]);
});

const CHILD = `
const { replaceFiles } = await import(process.argv[1]);
const { journal, files, point } = JSON.parse(process.argv[2]);
await replaceFiles(journal, files, (reached) => {
  if (reached === point) process.kill(process.pid, 'SIGKILL');
});`;

/** The module as one file that Node runs by itself. */
async function bundled(): Promise<string> {
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-bundle-')), 'replace-files.mjs');
  cleanUp(() => rmSync(dirname(file), { recursive: true, force: true }));
  await build({ input: 'src/report/replace-files.ts', platform: 'node', output: { file, format: 'esm' } });
  return pathToFileURL(file).href;
}
let bundle: Promise<string> | undefined;

test.each(POINTS)(
  'a process that is killed at "%s" leaves the old files whole, or what completes the new ones',
  async (point) => {
    const { journal, files, seen, leftovers } = place();
    bundle ??= bundled();
    const given = JSON.stringify({ journal, files, point });
    const { signal } = spawnSync(process.execPath, ['--input-type=module', '-e', CHILD, await bundle, given]);
    expect(signal).toBe('SIGKILL');
    const before = POINTS.indexOf(point) < POINTS.indexOf('journal in place');
    if (before) expect(seen()).toEqual(OLD);
    await completeReplacement(journal);
    expect(seen()).toEqual(before ? OLD : NEW);
    // What a run left that changed nothing is written over by the next.
    await replaceFiles(journal, files);
    expect(seen()).toEqual(NEW);
    expect(leftovers()).toEqual([]);
  },
);

test('what cannot be written leaves everything as it was', async () => {
  const { journal, files, seen, leftovers } = place();
  const unwritable = { path: join(journal, 'no-folder', 'x'), text: 'new' };
  await expect(replaceFiles(journal, [...files, unwritable])).rejects.toThrow('cannot be written');
  expect(seen()).toEqual(OLD);
  expect(leftovers()).toEqual([]);
});

test.each([
  ['no JSON', '{'],
  ['no steps', '{"plumbline": 1}'],
  ['a step without a sum', '{"steps": [{"target": "a", "temporary": "b"}]}'],
])('a journal with %s is a Problem, and stays', async (_, text) => {
  const { journal, seen } = place();
  writeFileSync(journal, text);
  await expect(completeReplacement(journal)).rejects.toThrow('not the journal of an upgrade');
  expect(existsSync(journal)).toBe(true);
  expect(seen()).toEqual(OLD);
});

test('a journal whose files are gone is a Problem, and stays', async () => {
  const { journal, files } = place();
  const stop = new Error('stop');
  const stopped = replaceFiles(journal, files, (point) => {
    if (point === 'journal in place') throw stop;
  });
  await expect(stopped).rejects.toBe(stop);
  rmSync(join(journal, '../.lock.json.upgrade.tmp'));
  await expect(completeReplacement(journal)).rejects.toThrow('lock.json is neither what it was to become');
  expect(existsSync(journal)).toBe(true);
});

import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, sep } from 'node:path';
import { expect, test } from 'vitest';
import { builtCode } from '../../src/start/built-code.ts';
import { cleanUp } from '../clean-up.ts';

/** A folder of built files, by their names. */
function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-built-'));
  cleanUp(() => rmSync(folder, { recursive: true }));
  for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, name), text);
  return folder;
}

const FILES = {
  'main.cjs': 'const part = require("./part.cjs");\nexports.say = () => `${part.word}, ${part.count}`;',
  'part.cjs': 'exports.word = "good";\nexports.count = (exports.count ?? 0) + 1;',
};
const say = (folder: string) => (builtCode(folder).load('main.cjs') as { say(): string }).say();

test('a file is loaded once, with what it needs', () => {
  const code = builtCode(folderOf(FILES));
  const main = code.load('main.cjs') as { say(): string };
  expect(main.say()).toBe('good, 1');
  expect(code.load('main.cjs')).toBe(main);
  expect((code.load('part.cjs') as { count: number }).count).toBe(1);
});

test('what Node has comes as always', () => {
  const folder = folderOf({
    'main.cjs': 'exports.sep = require("node:path").sep; exports.here = [__filename, __dirname];',
  });
  expect(builtCode(folder).load('main.cjs')).toEqual({ sep, here: [join(folder, 'main.cjs'), folder] });
});

test('the lines of a stack trace are those of the file', () => {
  const folder = folderOf({ 'main.cjs': '\n\nthrow new Error("here");' });
  let stack = '';
  try {
    builtCode(folder).load('main.cjs');
  } catch (error) {
    stack = String((error as Error).stack);
  }
  expect(stack).toContain(`${basename(dirname(folder))}/${basename(folder)}/main.cjs:3:`);
});

test('what V8 compiled is kept beside each loaded file, and the code means the same with it', () => {
  const folder = folderOf(FILES);
  const code = builtCode(folder);
  code.load('part.cjs');
  code.keepCompiled();
  expect(readdirSync(folder).sort()).toEqual(['main.cjs', 'part.cjs', 'part.cjs.compiled']);
  expect(say(folder)).toBe('good, 1');
});

test.each([
  ['is empty', (file: string) => writeFileSync(file, '')],
  ['is cut short', (file: string) => writeFileSync(file, readFileSync(file).subarray(0, 100))],
  [
    'is something else',
    (file: string) => writeFileSync(file, 'not what V8 wrote, but long enough to be taken for it'),
  ],
])('code is compiled as always where what was kept %s', (_, spoil) => {
  const folder = folderOf(FILES);
  const code = builtCode(folder);
  code.load('main.cjs');
  code.keepCompiled();
  for (const name of Object.keys(FILES)) spoil(join(folder, `${name}.compiled`));
  expect(say(folder)).toBe('good, 1');
});

test('a file that was changed since means what it says now, even at the same length', () => {
  const folder = folderOf(FILES);
  const code = builtCode(folder);
  code.load('main.cjs');
  code.keepCompiled();
  const part = join(folder, 'part.cjs');
  writeFileSync(part, FILES['part.cjs'].replace('good', 'mild'));
  const later = new Date(Date.now() + 1000);
  utimesSync(part, later, later);
  expect(say(folder)).toBe('mild, 1');
});

import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { Problem } from '../../src/problem.ts';
import { type HistoryLine, recall } from '../../src/report/history.ts';
import { appendHistory, ensureAppendable, parseHistory, readHistory } from '../../src/report/history-file.ts';
import * as runs from '../report/runs.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'plumbline-history-'));
  path = join(folder, 'history.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const line = (seed: number): HistoryLine => ({ ...recall(runs.drifting(), [], '').line, seed });
const seeds = ({ lines }: { lines: HistoryLine[] }) => lines.map(({ seed }) => seed);

async function problemOf(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`no problem: ${String(error)}`);
  return error.line();
}

test('what was added is read back in its order; a file that is not there is empty', async () => {
  expect(await readHistory(path)).toEqual({ lines: [], warnings: [] });
  for (const seed of [1, 2, 3]) await appendHistory(path, line(seed));
  const read = await readHistory(path);
  expect(read).toEqual({ lines: [line(1), line(2), line(3)], warnings: [] });
  expect(readFileSync(path, 'utf8').split('\n')).toHaveLength(4);
});

test('folders are made for it, and a link is followed', async () => {
  const below = join(folder, 'a/b/history.jsonl');
  await appendHistory(below, line(1));
  symlinkSync(below, path);
  await appendHistory(path, line(2));
  expect(seeds(await readHistory(below))).toEqual([1, 2]);
});

test('after every place at which a crash can cut a line off, nothing else is lost and one line says so', async () => {
  await appendHistory(path, line(1));
  const whole = `${JSON.stringify(line(2))}\n`;
  const good = readFileSync(path);
  for (const cut of [1, 2, 100, Math.floor(whole.length / 2), whole.length - 2, whole.length - 1]) {
    writeFileSync(path, Buffer.concat([good, Buffer.from(whole.slice(0, cut))]));
    const read = await readHistory(path);
    const complete = cut === whole.length - 1;
    expect(seeds(read)).toEqual(complete ? [1, 2] : [1]);
    expect(read.warnings).toHaveLength(complete ? 0 : 1);
    if (!complete) expect(read.warnings[0]).toMatch(/history\.jsonl:2: the last line was cut off/);
    await appendHistory(path, line(3));
    const after = await readHistory(path);
    expect(seeds(after)).toEqual(complete ? [1, 2, 3] : [1, 3]);
    if (!complete)
      expect(after.warnings[0]).toMatch(/history\.jsonl: line 2 cannot be read and is passed over/);
    // What was cut off stays as it was.
    expect(readFileSync(path, 'utf8')).toContain(whole.slice(0, cut));
  }
});

test('a line of a newer Plumbline, of an older one and of none are passed over, told of, and kept', async () => {
  const strange = [
    JSON.stringify({ ...line(8), plumbline: 2 }),
    JSON.stringify({ date: '2025-01-01', verdict: 'conforms' }),
    'not json',
    '\0\0\0\0',
    '[]',
    '',
  ].join('\n');
  writeFileSync(path, `${JSON.stringify(line(1))}\n${strange}\n`);
  await appendHistory(path, line(2));
  const read = await readHistory(path);
  expect(seeds(read)).toEqual([1, 2]);
  const shown = read.warnings.map((warning) => warning.replace(folder, ''));
  expect(shown).toEqual([
    '/history.jsonl: 4 lines, the first of them line 3, cannot be read and are passed over, and kept in the file',
    '/history.jsonl: line 2 is by a newer Plumbline, passed over, and kept in the file',
  ]);
  expect(readFileSync(path, 'utf8')).toContain(strange);
});

test('a line with fields that are not known is read', () => {
  const grown = JSON.stringify({ ...line(4), weather: 'rain' });
  expect(seeds(parseHistory(Buffer.from(`${grown}\n`), 'h'))).toEqual([4]);
});

test('of a file that is larger than is read the end counts', async () => {
  for (const seed of [1, 2, 3, 4]) await appendHistory(path, line(seed));
  const size = Math.floor(statSync(path).size / 2) + 10;
  const read = await readHistory(path, size);
  expect(seeds(read)).toEqual([3, 4]);
  expect(read.warnings).toHaveLength(1);
  expect(read.warnings[0]).toMatch(
    /: only its last [\d,]+ bytes are read; what is before stays in the file$/,
  );
});

test('what is no ordinary file is refused', async () => {
  expect(await problemOf(ensureAppendable('/dev/null'))).toMatch(
    /^\/dev\/null: the history cannot be kept there: it is no ordinary file; name a file with --history/,
  );
  expect(await problemOf(ensureAppendable(folder))).toMatch(/: it is a folder; /);
  expect(await problemOf(readHistory(folder))).toMatch(/: it is a folder; /);
  expect(await problemOf(appendHistory('/dev/full', line(1)))).toMatch(/: it is no ordinary file; /);
  await expect(ensureAppendable(path)).resolves.toBeUndefined();
  expect(await readHistory(path)).toEqual({ lines: [], warnings: [] });
});

test('a file that holds something else is no history, and one of which a line can be read is', async () => {
  const whole = JSON.stringify(line(1));
  const report = JSON.stringify({ plumbline: 1, verdict: 'drift' }, null, 2);
  for (const other of [
    '# Title\n',
    'no newline',
    `${report}\n`,
    '{"plumbline":1}\n',
    Buffer.from([0, 255, 10, 7]),
  ]) {
    writeFileSync(path, other);
    expect(await problemOf(ensureAppendable(path))).toMatch(
      /history\.jsonl: the history cannot be kept there: it holds something else; name a file with --history/,
    );
    expect(readFileSync(path)).toEqual(Buffer.from(other));
  }
  for (const own of [
    '',
    '\n',
    `${whole}\n`,
    `broken\n${whole}`,
    '{"plumbline":2}\n',
    whole.slice(0, 4),
    whole.slice(0, 99),
  ]) {
    writeFileSync(path, own);
    await expect(ensureAppendable(path)).resolves.toBeUndefined();
  }
});

import { execFileSync } from 'node:child_process';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { Problem } from '../../src/problem.ts';
import { ensureWritable, ensureWritableFile, unwritable, writeReport } from '../../src/report/write.ts';

vi.mock('node:fs/promises', async (original) => {
  const real = await original<typeof fs>();
  return { ...real, rename: vi.fn(real.rename), writeFile: vi.fn(real.writeFile) };
});

let folder = '';
beforeEach(async () => {
  folder = await fs.mkdtemp(join(tmpdir(), 'plumbline-report-'));
});
afterEach(async () => {
  vi.mocked(fs.rename).mockClear();
  await fs.rm(folder, { recursive: true });
});

async function problemOf(work: Promise<void>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Problem)) throw new Error(`no Problem: ${String(error)}`);
  return error.line();
}

test('it makes folders, writes the text whole, replaces what was there and leaves nothing else', async () => {
  const path = join(folder, 'deep', 'er', 'check.json');
  await writeReport(path, 'first');
  await writeReport(path, 'second');
  expect(await fs.readFile(path, 'utf8')).toBe('second');
  expect(await fs.readdir(join(folder, 'deep', 'er'))).toEqual(['check.json']);
});

test('a link stays a link', async () => {
  await fs.writeFile(join(folder, 'real.json'), 'old');
  await fs.symlink('real.json', join(folder, 'link.json'));
  await writeReport(join(folder, 'link.json'), 'new');
  expect(await fs.readFile(join(folder, 'real.json'), 'utf8')).toBe('new');
  expect((await fs.lstat(join(folder, 'link.json'))).isSymbolicLink()).toBe(true);
});

test('a path that is a folder, or goes through a file, is a problem that names it', async () => {
  await fs.writeFile(join(folder, 'file'), '');
  expect(await problemOf(writeReport(folder, 'x'))).toBe(`${folder}: cannot be written: it is a folder`);
  expect(await problemOf(ensureWritableFile(folder))).toBe(`${folder}: cannot be written: it is a folder`);
  for (const work of [
    () => writeReport(join(folder, 'file', 'a.json'), 'x'),
    () => ensureWritable(join(folder, 'file')),
  ]) {
    expect(await problemOf(work())).toMatch(/cannot be written: a file is where its folder should be$/);
  }
  expect(await problemOf(ensureWritable(join(folder, 'file', 'b')))).toMatch(
    /cannot be written: a part of its path is a file, not a folder$/,
  );
  expect(await problemOf(writeReport(join(folder, 'x'.repeat(300)), 'x'))).toMatch(/its name is too long$/);
  expect(await fs.readdir(folder)).toEqual(['file']);
});

test('a full disk is a problem, and the old report stays with nothing beside it', async () => {
  const path = join(folder, 'check.json');
  await writeReport(path, 'old');
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  vi.mocked(fs.rename).mockRejectedValueOnce(full);
  expect(await problemOf(writeReport(path, 'new'))).toBe(`${path}: cannot be written: the disk is full`);
  expect(await fs.readdir(folder)).toEqual(['check.json']);
  expect(await fs.readFile(path, 'utf8')).toBe('old');
});

test('a folder that can be written into passes, is made if need be, and holds nothing afterwards', async () => {
  await ensureWritable(join(folder, 'new', 'reports'));
  expect(await fs.readdir(join(folder, 'new', 'reports'))).toEqual([]);
  await ensureWritableFile(join(folder, 'other', 'check.json'));
  expect(await fs.readdir(join(folder, 'other'))).toEqual([]);
});

test('a folder that cannot be written into is found before anything is sent', async () => {
  const denied = Object.assign(new Error('EACCES: permission denied'), { code: 'EACCES' });
  vi.mocked(fs.writeFile).mockRejectedValueOnce(denied);
  expect(await problemOf(ensureWritable(folder))).toBe(`${folder}: cannot be written: permission denied`);
});

test('an error without a name that we know keeps its own words', () => {
  expect(unwritable('a.json', new Error('odd')).line()).toBe('a.json: cannot be written: odd');
});

test('a pipe that nobody reads is not waited for without end', async () => {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  expect(await problemOf(writeReport(path, 'text', 100))).toBe(`${path}: cannot be written: nobody reads it`);
});

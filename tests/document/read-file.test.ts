import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readBounded } from '../../src/document/read-file.ts';

const SOON = { nobody: 200, somebody: 400 };

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'plumbline-read-'));
  onTestFinished(() => rmSync(made, { recursive: true }));
  return made;
}

function pipe(): string {
  const path = join(folder(), 'pipe');
  execFileSync('mkfifo', [path]);
  return path;
}

/** Runs a command of bash beside the test, which blocks while it reads. */
function beside(command: string, ...args: string[]): void {
  const child = spawn('bash', ['-c', command, 'bash', ...args], { stdio: 'ignore' });
  onTestFinished(() => {
    child.kill('SIGKILL');
  });
}

test('a file is read whole up to its limit, and refused beyond it', () => {
  const path = join(folder(), 'file');
  writeFileSync(path, '12345678');
  expect(readBounded(path, 8).toString()).toBe('12345678');
  writeFileSync(path, '123456789');
  expect(() => readBounded(path, 8)).toThrow('it is larger than');
});

test('a file that is larger than anything that Node reads is refused by its size', () => {
  const path = join(folder(), 'file');
  writeFileSync(path, '');
  truncateSync(path, 3 * 1024 ** 3);
  expect(() => readBounded(path)).toThrow('it is larger than 128 MiB');
});

test('a pipe is read to its end, however late and slowly it is written', () => {
  const path = pipe();
  beside('sleep 0.3; { echo one; sleep 0.3; echo two; } > "$1"', path);
  expect(readBounded(path, 100, { nobody: 5000, somebody: 5000 }).toString()).toBe('one\ntwo\n');
});

test('a pipe to which nobody writes, or nothing comes, is not waited for without end', () => {
  const path = pipe();
  expect(() => readBounded(path, 100, SOON)).toThrow('nobody writes to it within 0.2 s');
  beside('exec 3<>"$1"; sleep 60', path);
  expect(() => readBounded(path, 100, { nobody: 5000, somebody: 400 })).toThrow(
    'nothing came of it within 0.4 s',
  );
});

test('what has no end is refused at the limit', () => {
  expect(() => readBounded('/dev/zero', 200_000)).toThrow('it is larger than');
  const path = pipe();
  beside('cat /dev/zero > "$1"', path);
  expect(() => readBounded(path, 200_000, { nobody: 5000, somebody: 5000 })).toThrow('it is larger than');
});

test('a device that holds nothing is empty', () => {
  expect(readBounded('/dev/null', 100, SOON)).toHaveLength(0);
});

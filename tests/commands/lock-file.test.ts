import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { takeLock } from '../../src/commands/lock-file.ts';
import { withBaselineLock } from '../../src/commands/with-baseline-lock.ts';

const NOW = Date.parse('2026-11-25T08:00:00Z');

function lockFile(content?: object | string): string {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-lock-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, '.upgrade.lock');
  if (content !== undefined)
    writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
}

/** A process that has ended. */
function gone(): number {
  return spawnSync(process.execPath, ['-e', '']).pid;
}

test('the lock is taken and given back', () => {
  const path = lockFile();
  const release = takeLock(path, NOW, 'upgrade');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ pid: process.pid, host: hostname(), at: NOW });
  release();
  expect(existsSync(path)).toBe(false);
});

test.each<[string, object | string]>([
  ['a process that is there', { pid: process.ppid, host: hostname(), at: NOW - 1000 }],
  ['a process of another machine', { pid: gone(), host: 'elsewhere.test', at: NOW - 1000 }],
  ['a process that has not yet written into it', ''],
])('a lock of %s is held', (_, owner) => {
  const path = lockFile(owner);
  const before = readFileSync(path, 'utf8');
  expect(() => takeLock(path, NOW, 'upgrade')).toThrow('another upgrade is under way');
  expect(readFileSync(path, 'utf8')).toBe(before);
});

test.each<[string, object | string]>([
  ['a process that is no more', { pid: gone(), host: hostname(), at: NOW - 1000 }],
  ['ten minutes ago', { pid: process.ppid, host: 'elsewhere.test', at: NOW - 600_001 }],
  ['a process that had the number of this one', { pid: process.pid, host: hostname(), at: NOW - 1000 }],
])('a lock of %s is taken over', (_, owner) => {
  const path = lockFile(owner);
  const release = takeLock(path, NOW, 'upgrade');
  expect(JSON.parse(readFileSync(path, 'utf8'))).toMatchObject({ at: NOW });
  release();
  expect(readdirSync(join(path, '..'))).toEqual([]);
});

test('a lock that was never written into is taken over after a while', () => {
  const path = lockFile('');
  const past = Date.now() / 1000 - 60;
  utimesSync(path, past, past);
  takeLock(path, NOW, 'upgrade')();
});

test('a baseline that another process changes is waited for, and not without end', async () => {
  const path = lockFile().replace('.upgrade.lock', 'baseline.yaml');
  const lock = join(path, '../.baseline.yaml.lock');
  writeFileSync(lock, JSON.stringify({ pid: process.ppid, host: hostname(), at: Date.now() }));
  const change = async () => 'changed';
  await expect(withBaselineLock(path, change, Date.now, 100)).rejects.toThrow(
    'another change of the baseline is under way',
  );
  setTimeout(() => rmSync(lock), 100);
  expect(await withBaselineLock(path, change, Date.now)).toBe('changed');
  expect(existsSync(lock)).toBe(false);
});

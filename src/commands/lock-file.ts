import { readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { displayPath } from '../document/load.ts';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import { unwritable } from '../report/write.ts';

/** Longer than anything takes that is done under a lock, milliseconds. */
const STALE = 10 * 60_000;

/**
 * Takes the lock that only one process at a time can hold: a file made with O_EXCL, with the process in it. One that was
 * left by a process that is no more, or is older than ten minutes, is taken over.
 *
 * @param now milliseconds since the epoch
 * @param what is done under it, for the message
 * @returns gives it back
 * @throws {Problem} when another process holds it
 */
export function takeLock(path: string, now: number, what: string): () => void {
  const release = tryLock(path, now);
  if (release === undefined) throw lockedBy(what, path);
  return release;
}

/** The problem that another process does such a thing. */
export function lockedBy(what: string, path: string): Problem {
  return new Problem(`another ${what} is under way`, {
    place: { file: displayPath(path) },
    hint: 'wait until it is done; if there is none, remove this file',
  });
}

/**
 * The same as `takeLock`, and undefined when another process holds it.
 *
 * @throws {Problem} when the file cannot be written
 */
export function tryLock(path: string, now: number): (() => void) | undefined {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(path, JSON.stringify({ pid: process.pid, host: hostname(), at: now }), { flag: 'wx' });
      return () => rmSync(path, { force: true });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST'))
        throw unwritable(path, error);
    }
    if (isLockHeld(path, now)) break;
    clearAway(path, now);
  }
  return undefined;
}

/** True while a process that is there holds the lock. */
export function isLockHeld(path: string, now: number): boolean {
  let text: string;
  let age: number;
  try {
    age = Date.now() - statSync(path).mtimeMs;
    text = readFileSync(path, 'utf8');
  } catch {
    // It has just gone.
    return false;
  }
  const owner = read(text);
  // Made, and not yet written: only for a moment.
  if (owner === undefined) return age < 10_000;
  if (now - owner.at > STALE || owner.pid === process.pid) return false;
  return owner.host !== hostname() || isAlive(owner.pid);
}

/** By a rename, which only one of several succeeds in; what turns out to be held after all is put back. */
function clearAway(path: string, now: number): void {
  const aside = `${path}.${process.pid}`;
  try {
    renameSync(path, aside);
  } catch {
    // Somebody else has cleared it away.
    return;
  }
  if (isLockHeld(aside, now)) renameSync(aside, path);
  else rmSync(aside, { force: true });
}

function read(text: string): { pid: number; host: string; at: number } | undefined {
  let value: Json;
  try {
    value = JSON.parse(text) as Json;
  } catch {
    return undefined;
  }
  const [pid, host, at] = isObject(value) ? [value['pid'], value['host'], value['at']] : [];
  return typeof pid === 'number' && typeof host === 'string' && typeof at === 'number'
    ? { pid, host, at }
    : undefined;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

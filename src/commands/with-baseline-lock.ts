import { realpath, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { makeFolder, unwritable } from '../report/write.ts';
import { lockedBy, tryLock } from './lock-file.ts';

/** Longer than many changes one after the other take, in milliseconds. */
const PATIENCE = 30_000;

/**
 * Changes a baseline file while nobody else does, so that of several changes at once each is in the file: a change reads
 * the file, and writes it anew.
 *
 * @param now milliseconds since the epoch
 * @param patience milliseconds that others are waited for
 * @throws {Problem} as `change` does, and when others do not come to their end
 */
export async function withBaselineLock<Result>(
  path: string,
  change: () => Promise<Result>,
  now: () => number,
  patience = PATIENCE,
): Promise<Result> {
  const found = await stat(path).catch(() => undefined);
  // What is no file is refused where it is read.
  if (found !== undefined && !found.isFile()) return change();
  const file = found === undefined ? path : await realpath(path);
  await makeFolder(dirname(file)).catch((error: unknown) => {
    throw unwritable(path, error);
  });
  const lock = join(dirname(file), `.${basename(file)}.lock`);
  const release = await taken(lock, now, patience);
  try {
    return await change();
  } finally {
    release();
  }
}

async function taken(lock: string, now: () => number, patience: number): Promise<() => void> {
  const begun = performance.now();
  for (;;) {
    const release = tryLock(lock, now());
    if (release !== undefined) return release;
    if (performance.now() - begun > patience) throw lockedBy('change of the baseline', lock);
    // Each process in its own time, so that those who wait do not ask in step.
    await pause(10 + (process.pid % 40));
  }
}

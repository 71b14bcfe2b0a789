import { randomUUID } from 'node:crypto';
import { constants } from 'node:fs';
import { mkdir, open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../problem.ts';

/** How long a reader of a pipe is waited for, in milliseconds. */
const READER_MS = 30_000;

/**
 * Writes a report whole or not at all: into a temporary file beside it, which then takes its place. Folders are
 * made as needed.
 *
 * @param patience milliseconds that a pipe is waited for which nobody reads
 * @throws Problem when it cannot be written, with the path and the reason
 */
export async function writeReport(path: string, text: string, patience = READER_MS): Promise<void> {
  try {
    await makeFolder(dirname(path));
    const target = await replaceable(path);
    if (target === undefined) await writeThrough(path, text, patience);
    else await replace(target, text);
  } catch (error) {
    throw unwritable(path, error);
  }
}

/**
 * Makes a folder and tries whether a file can be written into it, so that a run fails before anything is sent
 * rather than after.
 *
 * @throws Problem when it cannot, with the path and the reason
 */
export async function ensureWritable(folder: string): Promise<void> {
  const probe = join(folder, temporaryName('plumbline'));
  try {
    await makeFolder(folder);
    await writeFile(probe, '', { flag: 'wx' });
  } catch (error) {
    throw unwritable(folder, error);
  } finally {
    await discard(probe);
  }
}

/**
 * The same for a file that is to be written: its folder, and that the path is no folder itself.
 *
 * @throws Problem when it cannot, with the path and the reason
 */
export async function ensureWritableFile(path: string): Promise<void> {
  let target: string | undefined;
  try {
    target = await replaceable(path);
  } catch (error) {
    throw unwritable(path, error);
  }
  if (target !== undefined) await ensureWritable(dirname(target));
}

/**
 * Makes a folder and those above it that are missing. Not `mkdir` with `recursive`: where nothing can be made, as below
 * /proc, Node 20 tries for ever.
 */
export async function makeFolder(folder: string): Promise<void> {
  const made = await stat(folder).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (made?.isDirectory()) return;
  if (made === undefined && dirname(folder) !== folder) await makeFolder(dirname(folder));
  await mkdir(folder).catch(async (error: unknown) => {
    // Somebody else may have made it just now.
    if (codeOf(error) !== 'EEXIST' || !(await stat(folder)).isDirectory()) throw error;
  });
}

/** The file to be replaced, links followed; undefined for a device or a pipe, which is written to as it is. */
async function replaceable(path: string): Promise<string | undefined> {
  const found = await stat(path).catch((error: unknown) => {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw error;
  });
  if (found === undefined) return path;
  // `/dev/stdout` may lead to a file, which stays where it is and is not replaced.
  if (/^\/(dev|proc)\//.test(resolve(path)) && !found.isDirectory()) return undefined;
  if (found.isDirectory()) throw Object.assign(new Error('it is a folder'), { code: 'EISDIR' });
  return found.isFile() ? await realpath(path) : undefined;
}

async function replace(path: string, text: string): Promise<void> {
  const temporary = join(dirname(path), temporaryName(basename(path)));
  try {
    await writeFile(temporary, text, { flag: 'wx' });
    await rename(temporary, path);
  } catch (error) {
    await discard(temporary);
    throw error;
  }
}

/** To a device or a pipe as it is. */
async function writeThrough(path: string, text: string, patience: number): Promise<void> {
  if (!(await stat(path)).isFIFO()) return writeFile(path, text);
  const begun = performance.now();
  for (;;) {
    try {
      // Without O_NONBLOCK the call waits for a reader for ever, and keeps the process from ending.
      const reader = await open(path, constants.O_WRONLY | constants.O_NONBLOCK);
      try {
        return await writeFile(path, text);
      } finally {
        await reader.close();
      }
    } catch (error) {
      if (codeOf(error) !== 'ENXIO' || performance.now() - begun > patience) throw error;
      await pause(50);
    }
  }
}

/** Hidden, and short enough for any name to get it. */
function temporaryName(name: string): string {
  return `.${name.slice(0, 40)}.${randomUUID().slice(0, 8)}.tmp`;
}

async function discard(path: string): Promise<void> {
  await rm(path, { force: true }).catch(() => undefined);
}

const REASONS: Readonly<Record<string, string>> = {
  EFBIG: 'the file would be larger than it may be',
  EACCES: 'permission denied',
  EPERM: 'permission denied',
  EROFS: 'the file system is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the disk quota is used up',
  EISDIR: 'it is a folder',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'a file is where its folder should be',
  ENAMETOOLONG: 'its name is too long',
  ENOENT: 'its folder cannot be made',
  ENXIO: 'nobody reads it',
  ELOOP: 'its symbolic links lead in a circle',
  EMFILE: 'too many files are open',
};

/** The problem that an error of the file system is to the person who runs Plumbline. */
export function unwritable(path: string, error: unknown): Problem {
  const reason = REASONS[codeOf(error) ?? ''] ?? (error instanceof Error ? error.message : String(error));
  return new Problem(`cannot be written: ${reason}`, { place: { file: path }, cause: error });
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

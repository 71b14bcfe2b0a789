import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, readFile, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { isObject, type Json } from '../json.ts';
import { Problem } from '../problem.ts';
import { unwritable } from './write.ts';

/** One file of a set that is replaced all or nothing. */
export interface Replacement {
  path: string;
  text: string;
}

/** What the journal says of one file; its paths are relative to the journal. */
interface Step {
  target: string;
  temporary: string;
  sha256: string;
}

/**
 * Replaces files all or nothing, also where the process is killed at any point. Each is written to a temporary file
 * beside it, which reaches the disk; then the journal, which says what is to be renamed, is put in place by one rename;
 * then come the renames, and the journal goes. Without a journal the old files are whole; with one every new file is
 * there in full, and `completeReplacement` does what is left.
 *
 * @param journal path of the journal, the same at every call for the same files
 * @param reached called after each thing that is done, for tests that end the process there
 * @throws {Problem} when something cannot be written; then the old files are whole
 */
export async function replaceFiles(
  journal: string,
  files: readonly Replacement[],
  reached: (point: string) => void = () => {},
): Promise<void> {
  const folder = dirname(journal);
  const steps = await Promise.all(
    files.map(async ({ path, text }): Promise<Step> => {
      const target = await linkless(path);
      const temporary = join(dirname(target), `.${basename(target)}.upgrade.tmp`);
      return {
        target: relative(folder, target),
        temporary: relative(folder, temporary),
        sha256: sha256(text),
      };
    }),
  );
  const draft = `${journal}.tmp`;
  try {
    for (const [index, { path, text }] of files.entries()) {
      await writeDurably(resolve(folder, steps[index]?.temporary ?? ''), text, path);
      reached(`written ${basename(path)}`);
    }
    await writeDurably(draft, `${JSON.stringify({ plumbline: 1, steps }, null, 2)}\n`, journal);
    reached('journal drafted');
  } catch (error) {
    for (const { temporary } of steps) await rm(resolve(folder, temporary), { force: true });
    await rm(draft, { force: true });
    throw error;
  }
  await rename(draft, journal);
  await syncFolder(folder);
  reached('journal in place');
  await finish(journal, steps, reached);
}

/**
 * Completes a replacement that was ended half-way. What was ended before its journal was in place has changed nothing.
 *
 * @returns the files that it completed; undefined when there was nothing to complete
 * @throws {Problem} when the journal is not one, or a file that it names is neither the old one's successor nor there
 */
export async function completeReplacement(journal: string): Promise<string[] | undefined> {
  if (!existsSync(journal)) return undefined;
  const steps = await readJournal(journal);
  await finish(journal, steps, () => {});
  return steps.map(({ target }) => target);
}

async function finish(
  journal: string,
  steps: readonly Step[],
  reached: (point: string) => void,
): Promise<void> {
  const folder = dirname(journal);
  for (const { target, temporary, sha256: wanted } of steps) {
    const [from, to] = [resolve(folder, temporary), resolve(folder, target)];
    if (existsSync(from) && (await sumOf(from)) === wanted) {
      await rename(from, to).catch((error: unknown) => {
        throw unwritable(to, error);
      });
    } else if ((await sumOf(to)) !== wanted) {
      throw new Problem(
        `an upgrade was ended half-way, and ${target} is neither what it was to become nor on its way`,
        {
          place: { file: journal },
          hint: 'restore the files of this folder from version control, and remove this one',
        },
      );
    }
    reached(`renamed ${basename(target)}`);
  }
  for (const path of new Set(steps.map(({ target }) => dirname(resolve(folder, target)))))
    await syncFolder(path);
  await rm(journal, { force: true });
  await syncFolder(folder);
  reached('journal gone');
}

async function readJournal(journal: string): Promise<Step[]> {
  const text = await readFile(journal, 'utf8');
  let root: Json;
  try {
    root = JSON.parse(text) as Json;
  } catch (error) {
    throw notAJournal(journal, error);
  }
  const steps = isObject(root) ? root['steps'] : undefined;
  if (!Array.isArray(steps)) throw notAJournal(journal);
  return steps.map((step): Step => {
    const [target, temporary, sum] = isObject(step)
      ? [step['target'], step['temporary'], step['sha256']]
      : [];
    if (typeof target !== 'string' || typeof temporary !== 'string' || typeof sum !== 'string') {
      throw notAJournal(journal);
    }
    return { target, temporary, sha256: sum };
  });
}

function notAJournal(journal: string, cause?: unknown): Problem {
  return new Problem('not the journal of an upgrade', {
    place: { file: journal },
    hint: 'restore the files of this folder from version control, and remove this one',
    cause,
  });
}

/** The file that a path leads to: a link stays one. */
async function linkless(path: string): Promise<string> {
  return existsSync(path) ? await realpath(path) : path;
}

async function writeDurably(temporary: string, text: string, target: string): Promise<void> {
  try {
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
  } catch (error) {
    throw unwritable(target, error);
  }
}

/** A rename is on the disk when its folder is. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // Windows opens no folder, and some file systems sync none: there the order of the renames has to do.
  }
}

async function sumOf(path: string): Promise<string | undefined> {
  return existsSync(path) ? sha256(await readFile(path)) : undefined;
}

function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}

import { existsSync } from 'node:fs';
import { type Baseline, type BaselineEntry, loadBaseline, readBaseline } from '../contract/baseline.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import { Problem } from '../problem.ts';
import { entryText, withEntry, withoutEntry } from '../report/baseline-text.ts';
import { writeReport } from '../report/write.ts';
import { BASELINE } from './inputs.ts';

/**
 * The baseline of a run: the one that is named, or else the usual one where there is one.
 *
 * @throws {Problem} when it cannot be read, or is none
 */
export async function findBaseline(path: string | undefined): Promise<Baseline | undefined> {
  if (path === undefined && !existsSync(BASELINE)) return undefined;
  return loadBaseline(path ?? BASELINE);
}

/**
 * Writes an entry into a baseline file, in the place of that of the same fingerprint or after the others. Everything
 * else of the file stays as it is, comments included.
 *
 * @returns true when there was one before
 * @throws {Problem} when the file is not a baseline, cannot be written, or is so written that it has to be edited by hand
 */
export async function putEntry(path: string, entry: Omit<BaselineEntry, 'line'>): Promise<boolean> {
  const text = existsSync(path) ? await readTextFile(path, 'the baseline') : '';
  const empty = text.replace(/^\uFEFF/, '').trim() === '';
  const before = empty ? [] : readBaseline(text, displayPath(path)).entries;
  const index = before.findIndex(({ fingerprint }) => fingerprint === entry.fingerprint);
  const wanted = index < 0 ? [...before, entry] : before.with(index, { ...entry, line: 0 });
  await write(
    path,
    withEntry(text, before, index < 0 ? undefined : index, entry),
    wanted,
    entryText(entry, 2),
  );
  return index >= 0;
}

/**
 * Takes an entry out of a baseline file.
 *
 * @throws {Problem} as `putEntry`
 */
export async function dropEntry(path: string, baseline: Baseline, index: number): Promise<void> {
  const text = await readTextFile(path, 'the baseline');
  const wanted = baseline.entries.toSpliced(index, 1);
  await write(path, withoutEntry(text, baseline.entries, index), wanted, undefined);
}

/** Writes the first of several texts that says what it has to say: nothing else of the file may change its meaning. */
async function write(
  path: string,
  candidates: readonly string[],
  wanted: readonly Omit<BaselineEntry, 'line'>[],
  byHand: string | undefined,
): Promise<void> {
  const file = displayPath(path);
  const text = candidates.find((candidate) => says(candidate, file, wanted));
  if (text === undefined) {
    throw new Problem('the baseline is written in a way that Plumbline does not edit', {
      place: { file },
      hint: byHand === undefined ? 'take the entry out by hand' : `add by hand: ${byHand.trim()}`,
    });
  }
  await writeReport(path, text);
}

function says(text: string, file: string, wanted: readonly Omit<BaselineEntry, 'line'>[]): boolean {
  const bare = (entries: readonly Partial<BaselineEntry>[]): string =>
    JSON.stringify(
      entries.map(({ line: _, ...entry }) => Object.entries(entry).sort(([a], [b]) => (a < b ? -1 : 1))),
    );
  try {
    return bare(readBaseline(text, file).entries) === bare(wanted);
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

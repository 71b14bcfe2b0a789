import { readlink, realpath } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { Problem } from '../problem.ts';
import { ensureWritableFile, writeReport } from '../report/write.ts';
import { projectFiles } from './inputs.ts';

/** One report that a command writes: where, and its text once it is known. */
export interface ReportFile {
  /** The option that names it, for messages. */
  option: '--json' | '--junit' | '--html' | '--har' | '--history' | '--markdown' | '--out';
  /** A path, or `-` for standard output. */
  path: string;
  /** True when the user gave the path. */
  named: boolean;
}

/** The reports of `check`: those without a name of their own go into `--out`. */
export function checkReports(options: {
  out: string;
  json?: string | undefined;
  junit?: string | undefined;
  html?: string | undefined;
  har?: string | undefined;
}): [json: ReportFile, junit: ReportFile, html: ReportFile, har: ReportFile] {
  const report = (option: ReportFile['option'], path: string | undefined, name: string): ReportFile => ({
    option,
    path: path ?? join(options.out, name),
    named: path !== undefined,
  });
  return [
    report('--json', options.json, 'check.json'),
    report('--junit', options.junit, 'check.junit.xml'),
    report('--html', options.html, 'check.html'),
    report('--har', options.har, 'check.har'),
  ];
}

/**
 * Makes sure, before anything is done, that every report can be written at its end, and takes the place of nothing that
 * is read. Every command that writes a file passes here.
 *
 * @param inputs files that the command reads, besides those that a project has for every command; URLs are none
 * @throws {Problem} when one cannot be, or when two would be the same file
 */
export async function ensureReports(
  reports: readonly ReportFile[],
  inputs: readonly string[],
): Promise<void> {
  const taken = new Map<string, string>();
  const read = new Set(
    reports.length === 0 ? [] : await Promise.all([...projectFiles(), ...inputs].map(placeOf)),
  );
  for (const { option, path } of reports) {
    if (path === '-') {
      if (option !== '--json' && option !== '--markdown') {
        throw new Problem(`${option} cannot go to standard output: only --json can`, {
          hint: `give a file, or ${option} ./- for one of that name`,
        });
      }
      const other = taken.get('-');
      if (other !== undefined) {
        throw new Problem(`${other} and ${option} would both go to standard output`, {
          hint: 'give one of them a file',
        });
      }
      taken.set('-', option);
      continue;
    }
    const file = await placeOf(path);
    // What is written to a device destroys nothing there: a terminal may be both.
    if (read.has(file) && !file.startsWith('/dev/')) {
      throw new Problem(`${option} ${path} would write over a file that is read`);
    }
    const other = taken.get(file);
    if (other !== undefined) {
      throw new Problem(`${other} and ${option} would both write ${path}`, {
        hint: 'give each a file of its own',
      });
    }
    taken.set(file, option);
  }
  // What was named comes first: a wrong name leaves no folder behind that was made for the others.
  const named = reports.filter(({ named }) => named);
  for (const { path, option } of new Set([...named, ...reports])) {
    if (path !== '-') await (option === '--history' ? ensureHistory(path) : ensureWritableFile(path));
  }
}

/** The file that a path leads to, links followed, also one that is not there yet. */
async function placeOf(path: string): Promise<string> {
  const found = await realpath(path).catch(() => undefined);
  if (found !== undefined) return found;
  const target = await readlink(path).catch(() => undefined);
  if (target !== undefined) return resolve(dirname(path), target);
  const folder = resolve(dirname(path));
  return join(await realpath(folder).catch(() => folder), basename(path));
}

/** Loaded only here: most commands keep no history, and it brings a validator. */
async function ensureHistory(path: string): Promise<void> {
  const { ensureAppendable } = await import('../report/history-file.ts');
  await ensureAppendable(path);
}

/**
 * Writes reports; one that cannot be written keeps none of the others from being written.
 *
 * @returns the paths that were written, and what went wrong with the rest
 */
export async function writeReports(
  reports: readonly { path: string; text: string }[],
): Promise<{ written: string[]; problems: Problem[] }> {
  const written: string[] = [];
  const problems: Problem[] = [];
  await Promise.all(
    reports.map(({ path, text }) =>
      writeReport(path, text).then(
        () => written.push(path),
        (error: unknown) => {
          if (!(error instanceof Problem)) throw error;
          problems.push(error);
        },
      ),
    ),
  );
  // In the order in which they were asked for, whichever was done first.
  return { written: reports.map(({ path }) => path).filter((path) => written.includes(path)), problems };
}

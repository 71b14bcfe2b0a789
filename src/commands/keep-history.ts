import { join } from 'node:path';
import type { Run } from '../checks/run.ts';
import { displayPath } from '../document/load.ts';
import { Problem } from '../problem.ts';
import { recall } from '../report/history.ts';
import { appendHistory, readHistory } from '../report/history-file.ts';
import { type Io, warn } from './io.ts';
import type { ReportFile } from './report-files.ts';

/** Where `check` keeps its history: undefined with `--no-history`. */
export function historyFile(options: {
  out: string;
  history?: string | boolean | undefined;
}): ReportFile | undefined {
  const { history, out } = options;
  if (history === false) return undefined;
  const named = typeof history === 'string';
  return { option: '--history', path: named ? history : join(out, 'history.jsonl'), named };
}

/**
 * Reads what earlier runs tell about a run into its `history`, and adds it to them. Neither ever keeps the run's own
 * results from being shown.
 *
 * @returns what went wrong, and the file where it was written to
 */
export async function keepHistory(
  run: Run,
  path: string,
  io: Io,
): Promise<{ written: string[]; problems: Problem[] }> {
  const problems: Problem[] = [];
  const tried = async <Result>(work: Promise<Result>): Promise<Result | undefined> => {
    try {
      return await work;
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      problems.push(error);
      return undefined;
    }
  };
  const read = await tried(readHistory(path));
  for (const warning of read?.warnings ?? []) warn(io, warning);
  const file = displayPath(path);
  const last = read?.lines.at(-1);
  if (last !== undefined && Date.parse(last.startedAt) > io.now())
    warn(io, clockWentBack(file, last.startedAt, io));
  const { history, line } = recall(run, read?.lines ?? [], file);
  if (read !== undefined) run.history = history;
  const before = problems.length;
  await tried(appendHistory(path, line));
  return { written: problems.length > before ? [] : [path], problems };
}

function clockWentBack(file: string, startedAt: string, io: Io): string {
  return `${file}: its last run began at ${startedAt}, and it is ${new Date(io.now()).toISOString()} now, so a clock is wrong; runs count in the order in which they were written`;
}

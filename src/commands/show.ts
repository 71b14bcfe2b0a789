import type { Run } from '../checks/run.ts';
import { exitCode } from '../checks/verdict.ts';
import { Problem } from '../problem.ts';
import { renderJson } from '../report/json.ts';
import { renderRun } from '../report/terminal.ts';
import { tellGitHub, withoutCommands } from './github/actions.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { type ReportFile, writeReports } from './report-files.ts';

/** A run's reports, and how each is rendered: what is not asked for is not. */
export interface Rendered extends ReportFile {
  render(): string | Promise<string>;
}

/** What was written beside the reports, and what went wrong with that. */
interface Also {
  written: readonly string[];
  problems: readonly Problem[];
}

/**
 * Writes a run's reports, then shows it: on standard output the screen for people, or the JSON report when that is to
 * go there.
 *
 * @returns the exit code of the verdict; of a run that is no drift it is 2 when a report could not be written
 */
export async function showRun(
  run: Run,
  reports: readonly Rendered[],
  { io, verbose, also }: { io: Io; verbose: boolean; also?: Also | undefined },
): Promise<number> {
  const rendered = await Promise.all(reports.filter(({ path }) => path !== '-').map(textOf));
  const tooLong = rendered.filter((each) => each instanceof Problem);
  const reported = await writeReports(rendered.flatMap((each) => (each instanceof Problem ? [] : [each])));
  const written = [...reported.written, ...(also?.written ?? [])];
  const problems = [...tooLong, ...reported.problems, ...(also?.problems ?? [])];
  if (reports.some(({ option, path }) => option === '--json' && path === '-')) {
    io.stdout.write(renderJson(run));
    await tellGitHub(run, io, io.stderr);
  } else {
    const colour = useColour(io.stdout, io.environment);
    const screen = renderRun(run, { colour, width: widthOf(io.stdout), verbose, files: written });
    io.stdout.write(withoutCommands(screen, io.environment));
    await tellGitHub(run, io, io.stdout);
  }
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  const code = exitCode(run.verdict);
  return problems.length > 0 && code !== 1 ? 2 : code;
}

/** The text of a report; a problem where it would be longer than V8 makes a string, so that the others are written. */
async function textOf({ path, render }: Rendered): Promise<{ path: string; text: string } | Problem> {
  try {
    return { path, text: await render() };
  } catch (error) {
    if (!(error instanceof RangeError && error.message === 'Invalid string length')) throw error;
    return new Problem('cannot be written: it would be too large', { place: { file: path }, cause: error });
  }
}

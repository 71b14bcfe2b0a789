import { CommanderError } from 'commander';
import { Problem } from '../problem.ts';
import { escapeControl } from '../report/safe.ts';

/** The exit code of bad usage, configuration or document. */
const BAD_INPUT = 2;
/** The exit code of a defect of Plumbline itself (EX_SOFTWARE of sysexits.h): never a verdict. */
const DEFECT = 70;

/** How a command that could not do its work ends. */
export interface Failure {
  exitCode: number;
  /** For standard error: one line, and the stack trace when it is asked for; empty when all is said. */
  text: string;
}

/**
 * What to print of an error that ended a command, and how to exit: one clear line for what the user has to put right,
 * and for anything else the word that it is a defect.
 *
 * @param debug adds the stack trace
 */
export function failureOf(error: unknown, debug: boolean): Failure {
  if (error instanceof CommanderError) {
    // `--help` and `--version` have printed all there is to say; the help is also printed where no command is named.
    if (/^commander\.(help|version)/.test(error.code)) {
      return error.exitCode === 0
        ? { exitCode: 0, text: '' }
        : { exitCode: BAD_INPUT, text: 'plumbline: a command is wanted: one of those above\n' };
    }
    return { exitCode: BAD_INPUT, text: written(usageLine(error.message), error, debug) };
  }
  if (isFolderGone(error))
    return {
      exitCode: BAD_INPUT,
      text: written('the working directory is gone; change into one that is there', error, debug),
    };
  if (error instanceof Problem) return { exitCode: BAD_INPUT, text: written(error.line(), error, debug) };
  const message = error instanceof Error ? error.message : String(error);
  const advice = debug ? 'please report it' : 'run it again with --debug and report what that prints';
  return {
    exitCode: DEFECT,
    text: written(`this is a defect of Plumbline, not of your API: ${message}; ${advice}`, error, debug),
  };
}

/** What Node throws where the working directory was removed while a shell, or this process, was in it. */
function isFolderGone(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error && error.syscall === 'uv_cwd';
}

/** Commander's words as one line of ours: `error: unknown option '--sed'` and `(Did you mean --seed?)`. */
function usageLine(message: string): string {
  const [first = '', ...rest] = message
    .replace(/^error: /, '')
    // What follows an unknown option may be a credential.
    .replace(/^(unknown option '[^'=]*=).*'/s, "$1…'")
    .split('\n(Did you mean ');
  const guess = rest.at(-1)?.replace(/\?\)$/, '');
  const said = first
    .replace(/ is invalid\. /, ': ')
    .replace(/\. Expected (\d+) arguments? but got \d+\.?$/, (_, wanted) =>
      wanted === '0' ? ': none is expected' : `: ${wanted} expected`,
    )
    .replace(/\.$/, '');
  return `${said}; ${guess === undefined ? '--help says more' : `did you mean ${guess}?`}`;
}

function written(line: string, error: unknown, debug: boolean): string {
  // A file's name may hold what a terminal acts upon.
  return `plumbline: ${escapeControl(line.replace(/\s*\n\s*/g, ' '))}\n${debug ? stackOf(error) : ''}`;
}

/** The frames alone: the line above them says what happened, and has been made fit to be seen. */
function stackOf(error: unknown): string {
  if (!(error instanceof Error)) return '';
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const { cause } = error;
  const because =
    cause instanceof Error ? `caused by ${escapeControl(cause.message)}\n${stackOf(cause)}` : '';
  return `${frames.join('\n')}\n${because}`;
}

import type { Environment } from '../probes/environment.ts';

/** All that a command touches of its process, so that it can be run without one. */
export interface Io {
  /** Results. */
  stdout: Output;
  /** Progress, warnings and errors. */
  stderr: Output;
  environment: Environment;
  /**
   * From the call on, the first Ctrl-C, SIGTERM or SIGHUP aborts this signal and the command ends in its own way; a second
   * one ends the process at once, as the first does before the call.
   */
  catchStop(): AbortSignal;
  /** Milliseconds since the epoch. */
  now(): number;
}

export interface Output {
  /** @param done called when it is written, or with the reason why it cannot be */
  write(text: string, done?: (error?: NodeJS.ErrnoException | null) => void): unknown;
  isTTY?: boolean | undefined;
  columns?: number | undefined;
}

/** Says something that does not end the command. */
export function warn({ stderr }: Pick<Io, 'stderr'>, sentence: string): void {
  stderr.write(`plumbline: warning: ${sentence}\n`);
}

/** Whether to colour: not when piped, not with NO_COLOR, always with FORCE_COLOR (no-color.org, force-color.org). */
export function useColour(output: Output, environment: Environment): boolean {
  if ((environment['NO_COLOR'] ?? '') !== '') return false;
  const forced = environment['FORCE_COLOR'];
  if (forced !== undefined && forced !== '' && forced !== '0') return true;
  return output.isTTY === true && environment['TERM'] !== 'dumb';
}

/** Columns to write in. */
export function widthOf(output: Output): number {
  return Math.min(Math.max(output.columns ?? 100, 40), 140);
}

import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { cleanUp } from '../clean-up.ts';
import { type HostRan, runInHost } from './hosts.ts';

/** The built binary of this repository. */
export const BINARY = resolve('dist/cli.js');

/** How a process ended, and all that it wrote. */
export interface Ran {
  code: number | null;
  signal: NodeJS.Signals | null;
  stdout: string;
  stderr: string;
}

export interface StartOptions {
  /** The working directory; a folder of its own unless given. */
  cwd?: string;
  /** All of the environment, besides PATH and a HOME of the test's own. */
  env?: Record<string, string | undefined>;
  /** Arguments of Node itself. */
  node?: string[];
  /** A command of bash to run in place of the binary. */
  shell?: string;
  /** Whom to run as, by number. */
  uid?: number;
  gid?: number;
}

export interface Running {
  child: ChildProcessByStdio<null, Readable, Readable>;
  /** What it has written so far. */
  output: { stdout: string; stderr: string };
  /** Resolves when standard output or error holds the text; rejects when the process ends before. */
  shows(text: string): Promise<void>;
  ended: Promise<Ran>;
}

/** A folder as a team has it, with the contract and the pinned document, that is gone when the tests of the file are over. */
export function workspace(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'plumbline-')));
  cleanUp(() => rmSync(folder, { recursive: true, force: true }));
  for (const name of ['contracts', 'spec']) cpSync(name, join(folder, name), { recursive: true });
  return folder;
}

/** Starts the binary. It is ended with the tests of the file, if it has not ended by itself. */
export function start(args: readonly string[], options: StartOptions = {}): Running {
  const cwd = options.cwd ?? workspace();
  const { shell, uid, gid } = options;
  const [command, words] =
    shell === undefined
      ? [process.execPath, [...(options.node ?? []), BINARY, ...args]]
      : ['bash', ['-c', shell]];
  const child = spawn(command, words, {
    cwd,
    ...(uid === undefined ? {} : { uid }),
    ...(gid === undefined ? {} : { gid }),
    stdio: ['ignore', 'pipe', 'pipe'],
    env: environment(cwd, options.env),
  });
  cleanUp(() => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL');
  });
  const output = { stdout: '', stderr: '' };
  const waiting = new Set<() => void>();
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text;
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<Ran>((done, failed) => {
    child.on('error', failed);
    child.on('close', (code, signal) => done({ code, signal, ...output }));
  });
  const shows = (text: string): Promise<void> =>
    new Promise((found, failed) => {
      const look = () => {
        if (!output.stdout.includes(text) && !output.stderr.includes(text)) return;
        waiting.delete(look);
        found();
      };
      waiting.add(look);
      look();
      void ended.then(({ code, stderr }) =>
        failed(new Error(`ended with ${code} before it showed ${JSON.stringify(text)}: ${stderr}`)),
      );
    });
  return { child, output, shows, ended };
}

/**
 * Runs the built command line to its end, in a process that may have run other lines before: what one leaves in memory
 * must not reach the next. What is asked of the process itself is for `inOwnProcess`.
 */
export function plumbline(
  args: readonly string[],
  options: Pick<StartOptions, 'cwd' | 'env'> = {},
): Promise<HostRan> {
  const { cwd = workspace(), env } = options;
  return runInHost(args, cwd, environment(cwd, env));
}

/** Runs the binary to its end. */
export function inOwnProcess(args: readonly string[], options: StartOptions = {}): Promise<Ran> {
  return start(args, options).ended;
}

function environment(cwd: string, env: StartOptions['env']): Record<string, string | undefined> {
  return { PATH: process.env['PATH'], HOME: cwd, XDG_STATE_HOME: join(cwd, '.state'), ...env };
}

/** A whole screen for a golden file: the exit code first, then what was written, without what changes between runs. */
export function screen({ code, stdout, stderr }: Ran): string {
  const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
  const text = [
    `Exit code: ${code}`,
    '',
    '--- standard output ---',
    stdout.trimEnd(),
    '',
    '--- standard error ---',
    stderr.trimEnd(),
    '',
  ].join('\n');
  return (
    text
      .replaceAll(version, 'VERSION')
      // A longer time may begin a new line, and so may what follows it.
      .replace(
        /\s+in\s+(?:\d+\s+min\s+)?\d+(\.\d+)?\s+m?s(,\s+seed)?\b/g,
        (_, __, seed) => ` in TIME${seed ? ', seed' : ''}`,
      )
      .replace(/(127\.0\.0\.1:|--port )\d+/g, '$1PORT')
      .replace(/\d{4}-\d\d-\d\d \d\d:\d\d UTC/g, 'DATE')
  );
}

/** Runs the binary to its end, and tells which connections it opened and how much memory it took at most. */
export async function observed(
  args: readonly string[],
  options: StartOptions = {},
): Promise<Ran & { connections: string[]; maxRssMiB: number }> {
  const file = join(mkdtempSync(join(tmpdir(), 'plumbline-observed-')), 'seen.json');
  cleanUp(() => rmSync(dirname(file), { recursive: true, force: true }));
  const ran = await inOwnProcess(args, {
    ...options,
    env: { ...options.env, OBSERVED_FILE: file },
    node: ['--import', pathToFileURL(resolve('tests/cli/observe.mjs')).href],
  });
  return { ...ran, ...JSON.parse(readFileSync(file, 'utf8')) };
}

/** The same of the doctor, which tells of this machine and of the time. */
export function doctorScreen(ran: Ran): string {
  return (
    screen(ran)
      .replace(/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ/, 'NOW')
      .replace(/\bv\d+\.\d+\.\d+\b/, 'vNODE')
      .replace(/port \d+(?=\s+in\b)/, 'port PORT')
      // The first lines are wrapped by how long it took.
      .replace(/(requests? sent to .*?could have an effect\.|requests? sent to .*?no effect\.)/s, (text) =>
        text.replace(/\s+/g, ' '),
      )
  );
}

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Environment } from '../../probes/environment.ts';
import { Problem } from '../../problem.ts';
import { grouped } from '../../report/value.ts';
import { brokerRedactor, brokerUrl } from './publish-broker.ts';

/** What the official command line of the Pact Broker said; credentials are taken out. */
export interface CliResult {
  code: number | undefined;
  /** When it was ended because it took too long: after how many milliseconds. */
  lateMs: number | undefined;
  stdout: string;
  stderr: string;
}

const PACKAGE = '@pact-foundation/pact-cli';

/** The command line's own default, 8, is two minutes of silence before a broker that is not there. */
const RETRIES = '3';

/** How long it is waited for in all, unless it was told to wait itself: it has no limit of its own for a silent broker. */
const MOST_MS = 60_000;

/** The same where more tries are asked for than it makes by itself: each waits twice as long as the one before. */
const MOST_WITH_RETRIES_MS = 300_000;

/** What a process needs to start and to get out, and what the broker's command line reads. */
const PASSED_ON =
  /^(PACT_BROKER_.*|SSL_.*|HTTPS?_PROXY|ALL_PROXY|NO_PROXY|PATH|HOME|LANG|LC_ALL|TMPDIR|TEMP|TMP|SystemRoot)$/i;

/**
 * Runs `pact broker …` with the broker and the credentials of the environment. They are never among the arguments,
 * which every process of the machine can read.
 *
 * @param most milliseconds after which it is ended
 * @throws {Problem} when no broker is named, or the command line is not there for this machine
 */
export async function runBrokerCli(
  args: readonly string[],
  environment: Environment,
  signal: AbortSignal,
  most = mostMs(environment),
): Promise<CliResult> {
  const url = brokerUrl(environment);
  const redactor = brokerRedactor(environment);
  const passed = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && value !== '' && PASSED_ON.test(name) ? [[name, value]] : [],
  );
  const child = spawn(cliPath(), ['broker', ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PACT_BROKER_HTTP_RETRIES: RETRIES,
      ...Object.fromEntries(passed),
      PACT_BROKER_BASE_URL: url.href.replace(/\/+$/, ''),
      PACT_DO_NOT_TRACK: 'true',
    },
  });
  const written = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    written.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    written.stderr += text;
  });
  let lateMs: number | undefined;
  const stop = (): void => {
    child.kill();
  };
  // Longer, and the timer would end at once.
  const timer = setTimeout(
    () => {
      lateMs = most;
      child.kill('SIGKILL');
    },
    Math.min(most, 2 ** 31 - 1),
  );
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const code = await new Promise<number | undefined>((resolve, reject) => {
      child.once('error', (cause) => {
        reject(new Problem(`${PACKAGE} cannot be run: ${cause.message}`, { cause }));
      });
      child.once('close', (status) => resolve(status ?? undefined));
    });
    return {
      code,
      lateMs,
      stdout: redactor.plain(written.stdout),
      stderr: redactor.plain(written.stderr),
    };
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}

/** How long the broker's command line is waited for with the tries that the environment asks for, in milliseconds. */
export function mostMs({ PACT_BROKER_HTTP_RETRIES: retries = '' }: Environment): number {
  return Number(retries) > Number(RETRIES) ? MOST_WITH_RETRIES_MS : MOST_MS;
}

/**
 * What a run that failed means: the exit code 3 when the broker could not be reached.
 *
 * @throws {Problem} when the broker refused, or something else has to be put right
 */
export function explainFailure(
  { code, lateMs, stdout, stderr }: CliResult,
  what: string,
): { message: string } {
  const said = `${stderr}\n${stdout}`
    .split('\n')
    .map((line) => line.replace(/^\W+/, '').trim())
    .filter((line) => line !== '');
  const reason =
    panicOf(stderr) ??
    said.find((line) => /fail|error|invalid|not found/i.test(line)) ??
    said.at(-1) ??
    'it gave no reason';
  if (lateMs !== undefined) {
    const within = `within ${grouped(lateMs / 1000)} s`;
    return { message: `the Pact Broker cannot be reached: ${what} did not come to its end ${within}` };
  }
  if (code === undefined) return { message: `${what} was ended before` };
  // It says so of a connection that did not come about, and after its last try of what a broker failed at.
  if (!/error sending request|failed: 5\d\d\b/.test(reason)) {
    const refused = /\b40[13]\b/.test(reason);
    throw new Problem(`${what} failed: ${reason}`, {
      hint: refused ? 'see PACT_BROKER_TOKEN, or PACT_BROKER_USERNAME and PACT_BROKER_PASSWORD' : undefined,
    });
  }
  return { message: `the Pact Broker cannot be reached: ${reason}` };
}

/** What the command line says when it meets what its authors did not think of, which is of use to them and to nobody else. */
function panicOf(stderr: string): string | undefined {
  const said = /^thread '.*' .*panicked at .*:\n(.*)/m.exec(stderr)?.[1];
  return said === undefined
    ? undefined
    : `the broker's command line broke off over what it was answered: ${said.trim()}`;
}

/**
 * The program itself. Its wrapper in `bin/` starts it through a shell on Windows, where the name of a branch could do
 * more than name a branch.
 */
function cliPath(): string {
  const windows = process.platform === 'win32';
  const system = windows ? 'windows' : process.platform;
  try {
    const wrapper = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    const build = createRequire(wrapper).resolve(`${PACKAGE}-${system}-${process.arch}/package.json`);
    return join(dirname(build), 'standalone', windows ? 'pact.exe' : 'pact');
  } catch (cause) {
    throw new Problem(`${PACKAGE} is not installed for ${system}-${process.arch}`, {
      hint: `npm install --save-dev ${PACKAGE}`,
      cause,
    });
  }
}

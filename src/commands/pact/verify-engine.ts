import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { devNull } from 'node:os';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import type { Environment } from '../../probes/environment.ts';
import { Problem } from '../../problem.ts';

/** What Pact's Verifier found. */
export interface EngineResult {
  /** Interaction id → what is wrong with its answer; one that is right is not here. */
  errors: Map<string, JsonObject[]>;
  /** The ids that it is done with. */
  verified: Set<string>;
}

export interface EngineOptions {
  provider: string;
  /** Where the Pacts are fetched from. */
  pactUrls: readonly string[];
  providerBaseUrl: string;
  stateUrl: string;
  /** Milliseconds that it waits for one answer. */
  timeoutMs: number;
  environment: Environment;
  verbose: boolean;
  signal: AbortSignal;
  /** What it prints, as it comes. */
  onOutput(text: string): void;
}

/**
 * What runs in the child. The verifier is a native library that writes to file descriptor 1 from within, which nothing
 * in this process could keep out of the results.
 */
const CHILD = `
process.once('message', ({ core, options }) => {
  const end = (message) => process.send(message, () => process.exit(0));
  let verify;
  try { verify = require(core).default.verifyPacts(options); } catch (error) { return end({ failed: String(error) }); }
  verify.then((text) => end({ text: String(text) }), (error) => end({ text: String(error && error.message || error) }));
});`;

const PACKAGE = '@pact-foundation/pact-core';

/**
 * Runs Pact's own Verifier in a process of its own.
 *
 * @returns undefined when it was stopped before its end
 * @throws {Problem} when it cannot be run on this machine
 */
export async function runVerifier(options: EngineOptions): Promise<EngineResult | undefined> {
  const { environment, signal } = options;
  const core = corePath('');
  const child = spawn(process.execPath, ['-e', CHILD], {
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    env: childEnvironment(environment),
  });
  child.stdout?.setEncoding('utf8').on('data', options.onOutput);
  child.stderr?.setEncoding('utf8').on('data', options.onOutput);
  const stop = (): void => {
    child.kill('SIGKILL');
  };
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  try {
    const message = await new Promise<unknown>((resolve, reject) => {
      let received: unknown;
      child.on('message', (value) => {
        received = value;
      });
      child.once('error', reject);
      child.once('close', () => resolve(received));
      child.send({ core, options: coreOptions(options) }, () => undefined);
    });
    if (message === undefined && signal.aborted) return undefined;
    return readResult(message);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

/** The name and version of the verifier, for reports. */
export function verifierVersion(): { name: string; version: string } {
  const { version } = JSON.parse(readFileSync(corePath('/package.json'), 'utf8')) as { version: string };
  return { name: PACKAGE, version };
}

function corePath(file: string): string {
  try {
    return createRequire(import.meta.url).resolve(PACKAGE + file);
  } catch (error) {
    throw new Problem(`${PACKAGE} is not installed`, { hint: `npm install ${PACKAGE}`, cause: error });
  }
}

function coreOptions({ verbose, ...options }: EngineOptions): JsonObject {
  return {
    provider: options.provider,
    pactUrls: [...options.pactUrls],
    providerBaseUrl: options.providerBaseUrl,
    providerStatesSetupUrl: options.stateUrl,
    providerStatesSetupTeardown: false,
    timeout: options.timeoutMs,
    logLevel: verbose ? 'info' : 'error',
  };
}

/** What a process needs to start. No credential: those reach the verifier through the provider states. */
const PASSED_ON = /^(PATH|HOME|LANG|LC_ALL|TMPDIR|TEMP|TMP|SystemRoot|LD_LIBRARY_PATH|PACT_PREBUILD_.*)$/i;

function childEnvironment(environment: Environment): Record<string, string> {
  const passed = Object.entries(environment).flatMap(([name, value]) =>
    value !== undefined && PASSED_ON.test(name) ? [[name, value]] : [],
  );
  return {
    ...Object.fromEntries(passed),
    // All that it talks to is this process, and the address of one Pact run is nobody else's business.
    PACT_DO_NOT_TRACK: 'true',
    NO_PROXY: '*',
    // It does so without TLS, and would read the system's certificates anew for each interaction: half of its time.
    SSL_CERT_FILE: devNull,
    SSL_CERT_DIR: devNull,
  };
}

function readResult(message: unknown): EngineResult {
  const { text, failed } = isObject(message) ? message : {};
  if (typeof failed === 'string') {
    throw new Problem(`Pact's verifier cannot be loaded: ${failed.split('\n')[0]}`, {
      hint: `is there a build of ${PACKAGE} for this machine?`,
    });
  }
  const result = parse(text);
  const results = isObject(result) ? result['interactionResults'] : undefined;
  if (!isObject(result) || !Array.isArray(results)) {
    throw new Problem(
      `Pact's verifier ended without a result${typeof text === 'string' ? `: ${text}` : ''}`,
      {
        hint: 'run it again with --verbose',
      },
    );
  }
  const errors = new Map<string, JsonObject[]>();
  for (const list of [result['errors'], result['pendingErrors']]) {
    for (const error of Array.isArray(list) ? list.filter(isObject) : []) {
      const mismatch = isObject(error['mismatch']) ? error['mismatch'] : {};
      const details = Array.isArray(mismatch['mismatches']) ? mismatch['mismatches'].filter(isObject) : [];
      errors.set(String(mismatch['interactionId']), details.length > 0 ? details : [mismatch]);
    }
  }
  const verified = new Set(results.filter(isObject).map((each) => String(each['interactionId'])));
  return { errors, verified };
}

function parse(text: unknown): Json | undefined {
  try {
    return typeof text === 'string' ? (JSON.parse(text) as Json) : undefined;
  } catch {
    return undefined;
  }
}

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Io } from '../../../src/commands/io.ts';
import { type PactVerifyOptions, pactVerify } from '../../../src/commands/pact/verify.ts';
import { loadContract } from '../../../src/contract/load.ts';
import type {
  Verification,
  VerificationFinding,
  VerifiedInteraction,
} from '../../../src/report/verification.ts';
import { type SandboxOptions, startSandbox } from '../../../src/sandbox/server.ts';

/** What a command wrote. */
export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

/** Runs a command with an Io of its own, and gives back all that it wrote. */
export async function runCommand(
  command: (io: Io) => Promise<number>,
  {
    environment = {},
    signal = new AbortController().signal,
  }: { environment?: Io['environment']; signal?: AbortSignal } = {},
): Promise<Ran> {
  const written = { stdout: '', stderr: '' };
  const output = (name: 'stdout' | 'stderr') => ({
    columns: 120,
    write: (text: string) => {
      written[name] += text;
    },
  });
  const io: Io = {
    stdout: output('stdout'),
    stderr: output('stderr'),
    environment,
    catchStop: () => signal,
    now: () => Date.now(),
  };
  const code = await command(io);
  return { code, ...written };
}

/** Runs `pact verify`. */
export function verify(
  options: Partial<PactVerifyOptions> = {},
  environment: Io['environment'] = {},
  files: readonly string[] = [],
): Promise<Ran> {
  return runCommand((io) => pactVerify(files, { seed: 1, ...options }, io), { environment });
}

/** Runs `pact verify`, and gives back its report. */
export async function verified(
  options: Partial<PactVerifyOptions> = {},
  environment: Io['environment'] = {},
  files: readonly string[] = [],
): Promise<Ran & { report: Verification; failed: VerifiedInteraction[] }> {
  const ran = await verify({ ...options, json: '-' }, environment, files);
  return withReport(ran, ran.stdout);
}

/** Runs `pact verify`, and gives back its report and its screen. */
export async function verifiedOnScreen(
  options: Partial<PactVerifyOptions> = {},
  environment: Io['environment'] = {},
): ReturnType<typeof verified> {
  const folder = mkdtempSync(join(tmpdir(), 'plumbline-pact-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const json = join(folder, 'report.json');
  const ran = await verify({ ...options, json }, environment);
  return withReport(ran, readFileSync(json, 'utf8'));
}

function withReport(ran: Ran, json: string): Ran & { report: Verification; failed: VerifiedInteraction[] } {
  const report: Verification = JSON.parse(json);
  const failed = report.interactions.filter(({ verdict, pending }) => verdict !== 'conforms' && !pending);
  return { ...ran, report, failed };
}

/** The findings of the interaction that a description names. */
export function findingsOf(report: Verification, description: string): VerificationFinding[] {
  return report.interactions.find((each) => each.description === description)?.findings ?? [];
}

/** A provider at a URL, with the environment that it accepts: to verify that counts as a real target. */
export async function provider(
  options: Partial<SandboxOptions> = {},
): Promise<{ url: string; environment: Record<string, string> }> {
  const contract = await loadContract('contracts/trigger-event.contract.yaml');
  const sandbox = await startSandbox({ contract, ...options });
  onTestFinished(() => sandbox.close());
  return sandbox;
}

/** A server on loopback, gone when the test is over. */
export async function server(listener: RequestListener): Promise<string> {
  const started = createServer(listener);
  await listening(started);
  onTestFinished(() => {
    started.closeAllConnections();
    started.close();
  });
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

function listening(started: Server): Promise<void> {
  return new Promise((resolve) => {
    started.listen(0, '127.0.0.1', resolve);
  });
}

import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Run } from '../checks/run.ts';
import { displayPath, readDocument, readSource } from '../document/load.ts';
import { readLock, type SpecLock } from '../document/lock.ts';
import { createRedactor } from '../exchange/redact.ts';
import { Problem } from '../problem.ts';
import { renderTicket } from '../report/ticket.ts';
import { writeReport } from '../report/write.ts';
import { chooseCause } from './choose-cause.ts';
import { LOCK_NAME } from './inputs.ts';
import type { Io } from './io.ts';
import { ensureReports } from './report-files.ts';
import { readStoredRun, runFiles, storedExchanges } from './stored-run.ts';

export interface TicketOptions {
  /** The fingerprint, or the beginning of one. */
  ticket: string;
  out?: string | undefined;
  recording?: string | undefined;
}

/**
 * `plumbline report RUN --ticket FINGERPRINT`: a difference of a stored run as a ticket for the provider.
 *
 * @param path the JSON report of a run
 * @throws {Problem} when it is no stored run, has no such error, or the ticket cannot be written
 */
export async function reportTicket(path: string, options: TicketOptions, io: Io): Promise<number> {
  const run = await readStoredRun(path);
  const cause = chooseCause(options.ticket, run, displayPath(path));
  const out = options.out === '-' ? undefined : options.out;
  if (out !== undefined) {
    await ensureReports(
      [{ option: '--out', path: out, named: true }],
      runFiles(run, path, options.recording),
    );
  }
  const exchanges = await storedExchanges(run, path, options.recording);
  const document = await documentText(run);
  const ticket = renderTicket(run, cause, { exchanges, document, lock: await lockOf(run) });
  const text = withoutSecrets(ticket, run, document, io);
  if (out === undefined) io.stdout.write(text);
  else {
    await writeReport(out, text);
    io.stdout.write(`${displayPath(out)}\n`);
  }
  return 0;
}

/** The document's text, if the file that the run names still is what the run was judged by. */
async function documentText({ document: { file, sha256 } }: Run): Promise<string | undefined> {
  if (/^https?:/i.test(file)) return undefined;
  return unlessProblem(async () => {
    const { text } = await readSource(file);
    return readDocument(text, file).sha256 === sha256 ? text : undefined;
  });
}

/** Where the document came from, if `spec.lock.json` beside it is about this very text. */
async function lockOf({ document: { file, sha256 } }: Run): Promise<SpecLock | undefined> {
  const path = join(dirname(file), LOCK_NAME);
  if (/^https?:/i.test(file) || !existsSync(path)) return undefined;
  return unlessProblem(async () => {
    const lock = await readLock(path);
    const same = resolve(dirname(path), lock.document) === resolve(file) && lock.sha256 === sha256;
    return same ? lock : undefined;
  });
}

/** A ticket says what it lacks; it is not lost over that. */
async function unlessProblem<Result>(read: () => Promise<Result>): Promise<Result | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof Problem) return undefined;
    throw error;
  }
}

/** All of it was redacted when it was written down; a report may have been changed by hand since. */
function withoutSecrets(text: string, { findings }: Run, document: string | undefined, io: Io): string {
  const commands = new Set(findings.map(({ curl }) => curl));
  const names = new Set(
    [...commands].flatMap((curl) =>
      [...curl.matchAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)/g)].map(([, name = '']) => name),
    ),
  );
  const secrets = Object.fromEntries(
    [...names].flatMap((name) => {
      const value = io.environment[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
  // The name of a header may hold part of a credential that is called after it, and is no secret.
  const headers = [...commands].flatMap((curl) => curl.match(/(?<=-H ['"])[^:'"]+(?=[:;])/g) ?? []);
  return createRedactor(secrets, [document ?? '', ...headers].join('\n')).plain(text);
}

import { existsSync, readdirSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path';
import type { Contract } from '../../contract/contract.ts';
import { documentPathOf } from '../../contract/load.ts';
import { displayPath, loadDocument } from '../../document/load.ts';
import { readLock, type SpecLock } from '../../document/lock.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import type { PactFile } from '../../exchange/pact.ts';
import { createRedactor } from '../../exchange/redact.ts';
import { Problem } from '../../problem.ts';
import { LOCK_NAME } from '../inputs.ts';
import type { Io } from '../io.ts';
import { packageFolder } from '../package.ts';
import { pactPaths, readPacts } from '../pact/files.ts';
import { readRecordings } from '../recordings.ts';

/** The document that a contract has pinned. */
export interface Pin {
  /** The pinned file, and the lock beside it. */
  document: string;
  lockFile: string;
  lock: SpecLock;
}

/**
 * Finds what a contract has pinned.
 *
 * @throws {Problem} when it has pinned nothing
 */
export async function findPin(contractPath: string): Promise<Pin> {
  const place = { file: displayPath(contractPath) };
  const document = await documentPathOf(contractPath);
  if (document === undefined) {
    throw new Problem('nothing is pinned: the contract names a URL, not a file', {
      place,
      hint: `save the document to a file with a ${LOCK_NAME} beside it, and name that file in the contract`,
    });
  }
  const lockFile = join(dirname(document), LOCK_NAME);
  const hint = async () =>
    `to pin it as it is, write ${await firstLock(document)} into ${displayPath(lockFile)}`;
  if (!existsSync(lockFile)) {
    throw new Problem(`nothing is pinned: there is no ${LOCK_NAME} beside ${displayPath(document)}`, {
      place,
      hint: await hint(),
    });
  }
  const lock = await readLock(lockFile);
  if (resolve(dirname(lockFile), lock.document) !== document) {
    throw new Problem(
      `nothing is pinned: ${displayPath(lockFile)} is about ${lock.document}, not about ${displayPath(document)}`,
      { place, hint: await hint() },
    );
  }
  return { document, lockFile, lock };
}

/** What a lock says of a document that was never pinned, but for what its user alone knows. */
async function firstLock(document: string): Promise<string> {
  const { sha256 } = await loadDocument(document);
  const lock = {
    document: basename(document),
    origin: 'where it comes from',
    sha256,
    acceptedOn: 'YYYY-MM-DD',
  };
  return JSON.stringify(lock);
}

/**
 * Makes sure that what is pinned is the user's own, and not what comes with Plumbline, which the next installation of it
 * would put back. Somebody who works within Plumbline's own folder has it for their own.
 *
 * @throws {Problem} when it comes with Plumbline
 */
export function ensureOwnPin({ document }: Pin): void {
  const folder = packageFolder();
  if (isWithin(process.cwd(), folder) || !isWithin(realpathSync(document), folder)) return;
  throw new Problem('there is no pin of yours: the pinned document is the one that comes with Plumbline', {
    place: { file: displayPath(document) },
    hint: 'copy its contracts/ and spec/ into your project, and run it there',
  });
}

function isWithin(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || !(way === '..' || way.startsWith(`..${sep}`) || isAbsolute(way));
}

/** The Pact files of `contracts/pacts/`; none when there is none. */
export async function readOwnPacts(contract: Contract, io: Io): Promise<PactFile[]> {
  let paths: string[];
  try {
    paths = pactPaths([]);
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
  const secrets = Object.fromEntries(
    Object.values(contract.credentials).flatMap((name) => {
      const value = io.environment[name];
      return value === undefined || value === '' ? [] : [[name, value] as const];
    }),
  );
  const redactor = createRedactor(secrets, contract.operation.document.text);
  return (await readPacts(paths, { redactor })).map(({ pact }) => pact);
}

/** How many of the recordings in `reports/` are read: what is older says less of the API as it is. */
const NEWEST = 5;
const REPORTS = 'reports';

/**
 * Reads the recordings that are named, or else the newest in `reports/` that hold something of the operation.
 *
 * @throws {Problem} when one that is named cannot be read or holds nothing of the operation, or one in `reports/` is no
 *   recording
 */
export async function readOwnRecordings(
  named: readonly string[],
  contract: Contract,
  io: Io,
): Promise<{ file: string; exchanges: Exchange[] }[]> {
  const quiet: Io = { ...io, stderr: { write: () => true } };
  const found = [];
  for (const path of recordingPaths(named)) {
    try {
      const { exchanges } = await readRecordings([path], contract, named.length > 0 ? io : quiet);
      found.push({ file: displayPath(path), exchanges });
    } catch (error) {
      const other =
        error instanceof Problem && /^the recording (is empty|holds no exchange)/.test(error.message);
      if (named.length > 0 || !other) throw error;
    }
  }
  return found;
}

/** The recordings that `readOwnRecordings` reads. */
export function recordingPaths(named: readonly string[]): string[] {
  return named.length > 0 ? [...new Set(named)] : newest();
}

function newest(): string[] {
  let names: string[];
  try {
    names = readdirSync(REPORTS);
  } catch {
    // No such folder: there is no recording.
    return [];
  }
  return names
    .filter((name) => name.endsWith('.har'))
    .map((name) => join(REPORTS, name))
    .map((path) => ({ path, time: statSync(path).mtimeMs }))
    .sort((a, b) => b.time - a.time || (a.path < b.path ? -1 : 1))
    .slice(0, NEWEST)
    .map(({ path }) => path);
}

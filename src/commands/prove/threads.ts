import { existsSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { ProofRow } from '../../report/proof.ts';
import type { SubjectOptions } from '../subject.ts';
import type { ShareOptions } from './share.ts';

/** What a thread is given to do. */
export interface ThreadWork extends Omit<ShareOptions, 'now' | 'signal'> {
  subject: SubjectOptions;
  /** The names of all faults that are proved, of which the thread takes one after the other. */
  names: string[];
}

/** More gain little: they wait for each other's memory. */
const MOST = 4;
/** A thread takes as long to start as some of the faults take to be proved. */
const WORTH_A_THREAD = 50;

/** The built thread, above the built command; running from source there is none. */
const THREAD = new URL('../prove-thread.js', import.meta.url);

/**
 * How many threads to spread faults over: as many as are asked for, else one for each core where that is worth while. A
 * document from the web is fetched once, and so is for one thread.
 */
export function threadsFor(
  faults: number,
  { threads, document = '' }: SubjectOptions & { threads?: number | undefined },
): number {
  if (/^https?:/i.test(document) || !existsSync(fileURLToPath(THREAD))) return 1;
  if (threads !== undefined) return Math.min(threads, faults);
  return Math.max(1, Math.min(availableParallelism(), MOST, Math.floor(faults / WORTH_A_THREAD)));
}

/**
 * Proves a share of the faults in a thread of its own, of this process.
 *
 * @param tell called with each row as it comes
 * @returns when the thread has ended, by itself or by the signal; whether all faults were told of is for the caller
 * @throws what the thread throws
 */
export function proveInThread(
  work: ThreadWork,
  signal: AbortSignal,
  tell: (row: ProofRow) => void,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const thread = new Worker(THREAD, { workerData: work });
    const end = () => void thread.terminate();
    signal.addEventListener('abort', end, { once: true });
    thread.on('message', tell);
    thread.once('error', reject);
    thread.once('exit', () => {
      signal.removeEventListener('abort', end);
      resolve();
    });
  });
}

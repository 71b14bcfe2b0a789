import type { Contract } from '../../contract/contract.ts';
import type { Environment } from '../../probes/environment.ts';
import type { ProofRow } from '../../report/proof.ts';
import type { Fault } from '../../sandbox/fault.ts';
import { proverFor } from './fault.ts';

export interface ShareOptions {
  /** True for the one share that proves the sandbox without a fault, too. */
  first: boolean;
  /** Who takes which fault, for all threads. */
  taken: Taken;
  /** Faults under way at one time. */
  concurrency: number;
  seed: number;
  environment: Environment;
  now: () => number;
  signal: AbortSignal;
}

/** How many of the slow faults, and of the others, have been taken: two counters of 32 bits, which threads may share. */
export type Taken = Int32Array;

/** Counters at which nothing has been taken. */
export function nothingTaken(): Taken {
  return new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));
}

/** The slow ones go beside the others, and spend their time waiting. */
const SLOW_LANES = 8;

/**
 * Proves one fault after the other, those that no other share has taken before: one share ends about when all end. The
 * first share proves the sandbox without a fault as well: what looks like it is no fault, and no variation.
 *
 * @param tell called with each row as it comes, in no order
 * @throws {Problem} when a schema of the document cannot be compiled
 */
export async function proveShare(
  contract: Contract,
  faults: readonly Fault[],
  { first, taken, concurrency, ...options }: ShareOptions,
  tell: (row: ProofRow) => void,
): Promise<void> {
  const prover = proverFor(contract, options);
  const lane = async (queue: Iterable<Fault | undefined>): Promise<void> => {
    for (const fault of queue) {
      if (options.signal.aborted) return;
      tell(await prover.prove(fault));
    }
  };
  const slow = untaken(
    faults.filter((fault) => fault.slow === true),
    taken,
    0,
  );
  const quick = untaken(
    faults.filter((fault) => fault.slow !== true),
    taken,
    1,
  );
  await Promise.all([
    lane(first ? [undefined] : []),
    ...Array.from({ length: SLOW_LANES }, () => lane(slow)),
    ...Array.from({ length: concurrency }, () => lane(quick)),
  ]);
}

/** What nobody has taken by the time that it is asked for; of several lanes each takes from the same. */
function* untaken<Item>(all: readonly Item[], taken: Taken, counter: 0 | 1): Generator<Item> {
  for (;;) {
    const next = all[Atomics.add(taken, counter, 1)];
    if (next === undefined) return;
    yield next;
  }
}

import type { Contract } from '../contract/contract.ts';
import type { Environment } from '../probes/environment.ts';
import type { ProofRow } from '../report/proof.ts';
import type { Fault } from '../sandbox/fault.ts';
import { proverFor } from './prove-fault.ts';

export interface ShareOptions {
  /** Which of how many equal shares, counted from 0. */
  index: number;
  of: number;
  /** Faults under way at one time. */
  concurrency: number;
  seed: number;
  environment: Environment;
  now: () => number;
  signal: AbortSignal;
}

/** The slow ones go beside the others, and spend their time waiting. */
const SLOW_LANES = 8;

/**
 * Proves each `of`-th fault. The first share proves the sandbox without a fault before all others: what looks like it
 * is no fault, and no variation.
 *
 * @param tell called with each row as it comes, in no order
 * @throws {Problem} when a schema of the document cannot be compiled
 */
export async function proveShare(
  contract: Contract,
  faults: readonly Fault[],
  { index, of, concurrency, ...options }: ShareOptions,
  tell: (row: ProofRow) => void,
): Promise<void> {
  const prover = proverFor(contract, options);
  const lane = async (queue: Iterable<Fault | undefined>): Promise<void> => {
    for (const fault of queue) {
      if (options.signal.aborted) return;
      tell(await prover.prove(fault));
    }
  };
  const mine = (all: readonly Fault[]) => all.filter((_, place) => place % of === index);
  const slow = mine(faults.filter((fault) => fault.slow === true)).values();
  const quick = mine(faults.filter((fault) => fault.slow !== true));
  const rest = (index === 0 ? [undefined, ...quick] : quick).values();
  await Promise.all([
    ...Array.from({ length: SLOW_LANES }, () => lane(slow)),
    ...Array.from({ length: concurrency }, () => lane(rest)),
  ]);
}

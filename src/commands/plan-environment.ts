import type { Contract } from '../contract/contract.ts';
import { readCredentials } from '../probes/credentials.ts';
import type { Environment } from '../probes/environment.ts';

/** What a plan is made of that is only shown. */
export interface PlanEnvironment {
  environment: Environment;
  /** The variables of credentials that are not set, for which made-up values stand in. */
  madeUp: string[];
}

/**
 * Puts made-up values where credentials are not set, so that whoever has none yet can see what would be sent.
 *
 * @param seed equal seeds give equal values
 */
export async function planEnvironment(
  contract: Contract,
  environment: Environment,
  seed: number,
): Promise<PlanEnvironment> {
  const { missing } = readCredentials(contract, environment);
  if (missing.length === 0) return { environment, madeUp: [] };
  const { madeUpEnvironment } = await import('../sandbox/environment.ts');
  const values = madeUpEnvironment(contract, seed);
  const standIns = Object.fromEntries(missing.map((variable) => [variable, values[variable]]));
  return { environment: { ...environment, ...standIns }, madeUp: missing };
}

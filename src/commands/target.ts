import type { Target } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import type { Environment } from '../probes/environment.ts';
import { guardTarget } from '../probes/guard.ts';
import { Problem } from '../problem.ts';

/** A target that may be probed, with the environment that its credentials come from. */
export interface OpenTarget {
  target: Target;
  environment: Environment;
  close(): Promise<void>;
}

/**
 * Opens the target that `--target` names: starts the embedded sandbox, or takes an address past the guard. The embedded
 * sandbox has credentials of its own, so that real ones are never used up on it.
 *
 * @param word `embedded`, `sandbox`, or an http(s) URL
 * @throws {Problem} when the address may not be probed
 */
export async function openTarget(
  word: string,
  contract: Contract,
  environment: Environment,
  { seed, fault }: { seed: number; fault?: string | undefined },
): Promise<OpenTarget> {
  if (word === 'embedded') {
    const { startSandbox } = await import('../sandbox/server.ts');
    const chosen = fault === undefined ? undefined : (await import('../sandbox/faults.ts')).findFault(fault);
    const sandbox = await startSandbox({ contract, seed, fault: chosen });
    return {
      target: { kind: 'embedded', url: sandbox.url },
      environment: sandbox.environment,
      close: () => sandbox.close(),
    };
  }
  const url = word === 'sandbox' ? contract.sandbox : word;
  if (url === undefined) {
    throw new Problem('the contract names no sandbox', { hint: 'give the URL: --target https://…' });
  }
  const guarded = guardTarget(url, contract);
  return {
    target: { kind: word === 'sandbox' ? 'sandbox' : 'url', url: guarded.href.replace(/\/$/, '') },
    environment,
    close: async () => {},
  };
}

import type { Target } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import type { Environment } from '../probes/environment.ts';
import { guardTarget } from '../probes/guard.ts';
import { Problem } from '../problem.ts';
import { chooseFault } from './fault.ts';

/** A target that may be probed, with the environment that its credentials come from. */
export interface OpenTarget {
  target: Target;
  environment: Environment;
  close(): Promise<void>;
}

/** What to probe: what the option says, or else PLUMBLINE_TARGET (an empty one is as good as none), or else `embedded`. */
export function targetWord(option: string | undefined, environment: Environment): string {
  return option ?? (environment['PLUMBLINE_TARGET']?.trim() || 'embedded');
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
    const chosen = fault === undefined ? undefined : await chooseFault(fault);
    const { startSandbox } = await import('../sandbox/server.ts');
    const sandbox = await startSandbox({ contract, seed, fault: chosen });
    return {
      target: { kind: 'embedded', url: sandbox.url, ...(fault === undefined ? {} : { fault }) },
      environment: sandbox.environment,
      close: () => sandbox.close(),
    };
  }
  if (fault !== undefined) {
    throw new Problem('--fault is for the embedded sandbox: no other target can be made to be wrong', {
      hint: 'leave out --fault, or the target',
    });
  }
  const url = word === 'sandbox' ? contract.sandbox : word;
  if (url === undefined) {
    throw new Problem(
      contract.file === undefined
        ? 'no contract says where the sandbox is'
        : `the contract ${contract.file} does not say where the sandbox is`,
      { hint: 'give the URL: --target https://…' },
    );
  }
  const guarded = guardTarget(url, contract);
  return {
    target: { kind: word === 'sandbox' ? 'sandbox' : 'url', url: guarded.href.replace(/\/$/, '') },
    environment,
    close: async () => {},
  };
}

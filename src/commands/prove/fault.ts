import { createJudge } from '../../checks/judge.ts';
import type { Verdict } from '../../checks/run.ts';
import type { Contract } from '../../contract/contract.ts';
import { type Plan, planProbes } from '../../probes/plan.ts';
import { causesOf } from '../../report/causes.ts';
import type { ProofRow } from '../../report/proof.ts';
import type { Fault } from '../../sandbox/fault.ts';
import { startSandbox } from '../../sandbox/server.ts';
import { compilerFor } from '../../sandbox/validator.ts';
import { type ProbeOptions, probeTarget } from '../probe-target.ts';
import { lookOf } from './look.ts';

/** Milliseconds: how late a slow answer is, from when on an answer is late, and how long anyone waits. */
export interface Late {
  slowMs: number;
  withinMs: number;
  timeoutMs: number;
}

/**
 * A late answer is late by this much, so that hundreds of faults take half a minute: the contract's patience shrinks
 * alike. An honest answer takes milliseconds, on a busy machine tenths of a second.
 */
export const LATE: Late = { slowMs: 3000, withinMs: 2000, timeoutMs: 4500 };

/** Who waits for many slow answers waits for them together. */
const SLOW_CONCURRENCY = 64;

/** Runs the check against one fault after the other; what they share is made once. */
export interface Prover {
  /** Without a fault it is the conforming sandbox that is probed. */
  prove(fault: Fault | undefined): Promise<ProofRow>;
}

/**
 * A prover for a contract. Where answers are late that no fault makes late, all is asked once more with the contract's
 * own patience: a machine that is busy with other faults makes answers late, and a provider that is slow is slow again.
 *
 * @throws {Problem} when a schema of the document cannot be compiled
 */
export function proverFor(
  shipped: Contract,
  {
    seed,
    late = LATE,
    ...options
  }: Pick<ProbeOptions, 'environment' | 'now' | 'signal'> & {
    seed: number;
    late?: Late;
  },
): Prover {
  const compile = compilerFor(shipped.operation.document);
  const proveBy = (contract: Contract, { slowMs, timeoutMs }: Partial<Late>): Prover['prove'] => {
    const judge = createJudge(contract);
    let plan: Plan | undefined;
    return async (fault) => {
      const sandbox = await startSandbox({ contract, fault, seed, slowMs, compile });
      try {
        // Equal seeds give equal environments, and so equal plans.
        plan ??= planProbes(contract, sandbox.environment, { seed, exposed: true });
        const { run, exchanges } = await probeTarget(
          contract,
          plan,
          { target: { kind: 'embedded', url: sandbox.url } },
          {
            ...options,
            judge,
            timeoutMs,
            concurrency: fault?.slow === true ? SLOW_CONCURRENCY : undefined,
          },
        );
        const errors = run.findings.filter(({ severity }) => severity === 'error');
        return {
          name: fault?.name ?? '',
          group: fault?.group ?? '',
          title: fault?.title ?? 'The conforming sandbox.',
          expected: expectedOf(fault),
          verdict: run.verdict,
          kills: fault?.kills ?? [],
          checks: [...new Set(errors.map(({ check, kind }) => `${check}/${kind}`))].sort(),
          causes: causesOf(run.findings, 'error').length,
          look: lookOf(exchanges),
        };
      } finally {
        await sandbox.close();
      }
    };
  };
  const hurriedly = proveBy(hurried(shipped, late), late);
  let patiently: Prover['prove'] | undefined;
  return {
    async prove(fault) {
      const row = await hurriedly(fault);
      if (!isLateByChance(row, fault)) return row;
      patiently ??= proveBy(shipped, {});
      return patiently(fault);
    },
  };
}

/**
 * Late answers that nobody made late on purpose. A variation that is flagged for anything besides is a false alarm, which
 * a second try must not hide.
 */
function isLateByChance({ expected, kills, checks }: ProofRow, fault: Fault | undefined): boolean {
  if (fault?.slow === true) return false;
  const late = LATENESS.filter(
    ([check, kind]) => checks.includes(`${check}/${kind}`) && !kills.includes(check),
  );
  return late.length > 0 && (expected === 'drift' || late.length === checks.length);
}

const LATENESS = [
  ['in-time', 'slow'],
  ['answer', 'timeout'],
] as const;

function expectedOf(fault: Fault | undefined): Verdict {
  if (fault === undefined || fault.harmless === true) return 'conforms';
  return fault.inconclusive === true ? 'inconclusive' : 'drift';
}

function hurried(contract: Contract, { withinMs }: Late): Contract {
  return { ...contract, responses: contract.responses.map((response) => ({ ...response, withinMs })) };
}

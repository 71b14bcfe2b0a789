import type { Judge } from '../checks/judge.ts';
import { compareAnswers } from '../checks/parity.ts';
import type { Parity } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import { isLoopback } from '../probes/guard.ts';
import { planProbes } from '../probes/plan.ts';
import { Problem } from '../problem.ts';
import { type Io, warn } from './io.ts';
import { type Probed, sendPlan } from './probe-target.ts';
import { openTarget } from './target.ts';

/**
 * Sends the plan of a run to the embedded sandbox too, and tells where that is no fair stand-in for the run's target. It
 * takes a quarter of a second, and never changes a verdict.
 *
 * @param judge the one that read the run's own exchanges
 * @returns undefined where there is nothing to compare: the target was the embedded sandbox, was not ready, or the run was
 *   ended before its end
 */
export async function parityOf(
  { run, exchanges }: Probed,
  contract: Contract,
  {
    seed,
    only,
    judge,
    signal,
  }: { seed: number; only: readonly string[] | undefined; judge: Judge; signal: AbortSignal },
  io: Io,
): Promise<Parity | undefined> {
  const { target, interrupted } = run;
  const judged = exchanges.some(
    ({ notJudged, response }) => notJudged === undefined && response !== undefined,
  );
  if (target.kind === 'embedded' || interrupted || signal.aborted || !judged) return undefined;
  try {
    const embedded = await openTarget('embedded', contract, io.environment, { seed });
    try {
      const plan = planProbes(contract, embedded.environment, {
        seed,
        only,
        exposed: isLoopback(target.url),
      });
      const stand = await sendPlan(contract, plan, embedded, {
        environment: io.environment,
        signal,
        now: io.now,
      });
      if (stand.interrupted) return undefined;
      return compareAnswers(target.url, exchanges.map(judge.read), stand.exchanges.map(judge.read));
    } finally {
      await embedded.close();
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    warn(io, `the embedded sandbox cannot be compared with ${target.url}: ${error.line()}`);
    return undefined;
  }
}

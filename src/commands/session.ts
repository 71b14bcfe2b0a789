import type { Run } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { isLoopback } from '../probes/guard.ts';
import { everyProbe, planProbes } from '../probes/plan.ts';
import { readEnvironment } from './environment.ts';
import { probeTarget } from './probe-target.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';
import { openTarget, targetWord } from './target.ts';

/** A run of the probes that is made once, and looked at probe by probe: for tests. */
export interface Session {
  contract: Contract;
  /** Where the probes go; `embedded` is Plumbline's own sandbox, not the real API. */
  target: Run['target'];
  /** Every probe of the plan, and the further calls that a way which provokes an answer gets. */
  probes: readonly { id: string; title: string; expects: readonly string[] }[];
  /** Sends the plan and judges the answers; call it once. */
  run(signal?: AbortSignal): Promise<{ run: Run; exchanges: ReadonlyMap<string, Exchange> }>;
  /** Ends what was started for the session. */
  close(): Promise<void>;
}

/**
 * Opens the target and plans its probes; nothing is sent yet.
 *
 * @param options.target `embedded`, `sandbox` or a URL; without it what PLUMBLINE_TARGET says, or `embedded`
 * @throws {Problem} as `plumbline check` does: a missing credential, a production host
 */
export async function openSession(
  options: SubjectOptions & { target?: string; seed?: number } = {},
): Promise<Session> {
  const contract = await loadSubject(options);
  const environment = readEnvironment(process.env);
  const seed = options.seed ?? 1;
  const open = await openTarget(targetWord(options.target, environment), contract, environment, { seed });
  try {
    const plan = planProbes(contract, open.environment, { seed, exposed: isLoopback(open.target.url) });
    const firstWays = plan.provoking.filter(({ turn }) => turn === 0);
    const probes = [...everyProbe(plan), ...firstWays.flatMap(({ id }) => plan.again.get(id) ?? [])];
    return {
      contract,
      target: open.target,
      probes: probes.map(({ id, title, expectation }) => ({ id, title, expects: expectation.statuses })),
      async run(signal = new AbortController().signal) {
        const { run, exchanges } = await probeTarget(contract, plan, open, {
          environment,
          signal,
          now: () => Date.now(),
        });
        return { run, exchanges: new Map(exchanges.map((exchange) => [exchange.id, exchange])) };
      },
      close: open.close,
    };
  } catch (error) {
    await open.close();
    throw error;
  }
}

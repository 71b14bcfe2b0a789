import type { Judge } from '../checks/judge.ts';
import { compareAnswers } from '../checks/parity.ts';
import type { Parity } from '../checks/run.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange/exchange.ts';
import type { Environment } from '../probes/environment.ts';
import type { Plan } from '../probes/plan.ts';
import type { Probe } from '../probes/probe.ts';
import { runPlan } from '../probes/run.ts';
import { Problem } from '../problem.ts';
import { createStandIn, type StandIn } from '../sandbox/stand-in.ts';
import { type Io, warn } from './io.ts';
import type { Probed } from './probe-target.ts';

interface Asked {
  /** The run's own. */
  plan: Plan;
  /** That the plan was made with. */
  environment: Environment;
  /** The one that read the run's own exchanges. */
  judge: Judge;
  signal: AbortSignal;
}

/**
 * Asks the embedded sandbox what a run has asked its target, without a connection, and tells where it is no fair stand-in
 * for the target. It never changes a verdict.
 *
 * @returns undefined where there is nothing to compare: the target was the embedded sandbox, was not ready, or the run was
 *   ended before its end
 */
export async function parityOf(
  { run, readings }: Probed,
  contract: Contract,
  { plan, environment, judge, signal }: Asked,
  io: Io,
): Promise<Parity | undefined> {
  const { target, interrupted } = run;
  const judged = readings.some(
    ({ exchange: { notJudged, response } }) => notJudged === undefined && response !== undefined,
  );
  if (target.kind === 'embedded' || interrupted || signal.aborted || !judged) return undefined;
  try {
    const standIn = createStandIn(contract, {
      environment: valuesOf(plan, environment),
      seed: plan.seed,
      now: io.now,
    });
    const stand = await runPlan(plan, {
      contract,
      target: target.url,
      send: async (probe) => answered(probe, { url: target.url, standIn, now: io.now() }),
      concurrency: 1,
      signal,
    });
    if (signal.aborted) return undefined;
    return compareAnswers(target.url, readings, stand.exchanges.map(judge.read));
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    warn(io, `the embedded sandbox cannot be compared with ${target.url}: ${error.line()}`);
    return undefined;
  }
}

/** What the plan was made with: the stand-in takes it for right. */
function valuesOf({ credentials }: Plan, environment: Environment): Record<string, string> {
  const given = Object.entries(environment).flatMap(([name, value]): [string, string][] =>
    value === undefined || value === '' ? [] : [[name, value]],
  );
  return Object.fromEntries([...given, ...credentials.map(({ variable, value }) => [variable, value])]);
}

/** A probe with the answer of the stand-in. */
function answered(
  { id, title, request, expectation, pointer }: Probe,
  { url, standIn, now }: { url: string; standIn: StandIn; now: number },
): Exchange {
  return {
    id,
    source: 'probe',
    title,
    request: {
      method: request.method,
      url: url + request.path,
      headers: request.headers.map(({ name, shown }) => [name, shown]),
      body: request.body,
    },
    response: standIn.answer({
      ...request,
      headers: request.headers.map(({ name, value }) => [name, value]),
    }),
    failure: undefined,
    failedTries: [],
    echoedSecrets: [],
    expectation,
    sentAt: now,
    ms: 0,
    pointer,
    notJudged: undefined,
  };
}

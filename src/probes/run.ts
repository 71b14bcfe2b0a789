import type { Contract } from '../contract/contract.ts';
import type { Exchange, Expectation } from '../exchange/exchange.ts';
import { clientErrors, successStatuses } from './expect.ts';
import { isLoopback } from './guard.ts';
import type { Plan } from './plan.ts';
import { type Readiness, readiness, readinessAgain, readinessBySecond } from './preflight.ts';
import type { Probe } from './probe.ts';
import { repeatProvoked } from './repeated.ts';
import { sendAll } from './schedule.ts';

/** How a plan is carried out. */
export interface RunOptions {
  contract: Contract;
  /** The target's URL, for sentences. */
  target: string;
  send(probe: Probe): Promise<Exchange>;
  concurrency: number;
  ratePerSecond?: number | undefined;
  signal: AbortSignal;
  /** Called with each exchange as it comes, and how many are planned by then. */
  onExchange?(exchange: Exchange, planned: number): void;
}

/** What came of a plan. */
export interface Outcome {
  exchanges: Exchange[];
  notSent: { probe: Probe; reason: string }[];
  /** Why there was nobody to ask; a sentence each. */
  hints: string[];
  /** Documented status → the way that provoked it. */
  provoked: Map<string, string>;
}

/** After so many lost or late answers of one kind the rest of the kind is not sent: the fault is known, the wait is not. */
const PATIENCE = 3;

/**
 * Carries out a plan: the preflight alone, then the probes, then the ways to provoke what nothing else provokes, each
 * only until one of a status' ways has done so. Never rejects for what a target does.
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<Outcome> {
  const { contract, signal } = options;
  const outcome: Outcome = { exchanges: [], notSent: [], hints: [], provoked: new Map() };
  let planned = 1 + plan.probes.length + plan.provoking.length;
  const keep = (exchange: Exchange): void => {
    outcome.exchanges.push(exchange);
    options.onExchange?.(exchange, planned);
  };

  const ready = await preflight(plan, options, keep);
  if (ready.go !== true) {
    if (ready.go === false) {
      const { hint } = ready;
      outcome.hints.push(hint);
      outcome.exchanges = outcome.exchanges.map((exchange) => ({ ...exchange, notJudged: hint }));
    }
    outcome.notSent.push(
      ...plan.probes.concat(plan.provoking).map((probe) => ({ probe, reason: 'the target was not ready' })),
    );
    return outcome;
  }
  const strange = isStrangerToTarget(plan, contract, outcome.exchanges[0]);
  if (strange !== undefined) outcome.hints.push(strange);
  const relaxed = strange !== undefined;
  if (relaxed) outcome.exchanges = outcome.exchanges.map((exchange) => withoutOwnValues(exchange, contract));

  const lost = lostAnswers(contract);
  for (const exchange of outcome.exchanges) lost.note(exchange);
  const sent = new Set(outcome.exchanges.map(({ id }) => id));
  const send = async (probes: readonly Probe[]): Promise<Exchange[]> => {
    const came: Exchange[] = [];
    await sendAll(probes, {
      send: options.send,
      concurrency: options.concurrency,
      ratePerSecond: options.ratePerSecond,
      signal,
      skip: (probe) => lost.reasonToSkip(probe),
      onSkipped: (probe, reason) => outcome.notSent.push({ probe, reason }),
      onExchange: (exchange) => {
        lost.note(exchange);
        came.push(exchange);
        keep(exchange);
      },
    });
    return came;
  };

  const probes = plan.probes.filter(({ id }) => !sent.has(id));
  await send(relaxed ? probes.map((probe) => withoutOwnValues(probe, contract)) : probes);
  for (const probe of plan.provoking) {
    const status = probe.expectation.provokes ?? '';
    if (outcome.provoked.has(status)) continue;
    const [exchange] = await send([probe]);
    if (exchange === undefined || String(exchange.response?.status) !== status) continue;
    outcome.provoked.set(status, probe.id);
    const again = repeatProvoked(probe);
    planned += again.length;
    await send(again);
  }
  return outcome;
}

async function preflight(
  plan: Plan,
  options: RunOptions,
  keep: (exchange: Exchange) => void,
): Promise<Readiness> {
  const { contract, target } = options;
  const ask = async (probe: Probe): Promise<Exchange> => {
    const exchange = await options.send(probe);
    keep(exchange);
    return exchange;
  };
  const first = await ask(plan.preflight);
  const ready = readiness(first, contract, target, isLoopback(target));
  if (ready.go === 'ask-again') {
    const again = { ...plan.preflight, id: `repeated/${plan.preflight.id}/1` };
    return readinessAgain(
      await ask(again),
      plan.credentials.map(({ variable }) => variable),
    );
  }
  if (ready.go !== 'second-opinion') return ready;
  if (plan.secondOpinion === undefined) {
    return {
      go: false,
      hint: `${target} takes connections and does not answer: ${first.failure?.message ?? 'no answer'}`,
    };
  }
  return readinessBySecond(first, await ask(plan.secondOpinion), contract, target);
}

/**
 * The values that only the team knows are not set and the target refuses the documented ones: then it is not the API
 * that is wrong.
 */
function isStrangerToTarget(plan: Plan, contract: Contract, first: Exchange | undefined): string | undefined {
  const status = first?.response?.status ?? 0;
  if (plan.missingValues.length === 0 || status < 400 || status > 499 || status === 401) return undefined;
  const names = plan.missingValues.join(', ');
  return `the target does not know the documented example of a request (it answered ${status}): set ${names} to a value of your own (${Object.keys(contract.values).join(', ')})`;
}

/** Without the team's own values a right request may be refused, and a 404 says that the thing is not there. */
function withoutOwnValues<T extends { expectation: Expectation | undefined }>(
  asked: T,
  { operation }: Contract,
): T {
  if (asked.expectation?.valid !== true) return asked;
  const statuses = [...successStatuses(operation), ...clientErrors(operation)];
  return { ...asked, expectation: { ...asked.expectation, statuses, tolerated: [404], valid: false } };
}

/** Counts answers that never came or came late, by what they were hoped to be. */
function lostAnswers(contract: Contract) {
  const counts = new Map<string, number>();
  const key = (exchange: Pick<Exchange, 'expectation'>): string =>
    exchange.expectation?.provokes ?? exchange.expectation?.statuses[0] ?? '';
  return {
    note(exchange: Exchange): void {
      const limit =
        contract.responses.find(({ status }) => status === key(exchange))?.withinMs ??
        Number.POSITIVE_INFINITY;
      const late = exchange.failure?.kind === 'timeout' || exchange.ms > limit;
      if (late) counts.set(key(exchange), (counts.get(key(exchange)) ?? 0) + 1);
    },
    reasonToSkip(probe: Probe): string | undefined {
      const count = counts.get(key(probe)) ?? 0;
      return count < PATIENCE
        ? undefined
        : `${count} requests that hoped for ${key(probe)} got no answer in time`;
    },
  };
}

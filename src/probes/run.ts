import type { Contract } from '../contract/contract.ts';
import { responseFor } from '../document/operation.ts';
import type { Exchange, Expectation } from '../exchange/exchange.ts';
import { clientErrors, successStatuses } from './expect.ts';
import { isLoopback } from './guard.ts';
import { onceMore } from './once-more.ts';
import { lostAnswers } from './patience.ts';
import { everyProbe, type Plan } from './plan.ts';
import {
  addressHint,
  type Readiness,
  readiness,
  readinessAgain,
  readinessBySecond,
  strangerHint,
} from './preflight.ts';
import type { Probe } from './probe.ts';
import { sendAll } from './schedule.ts';

/** How a plan is carried out. */
export interface RunOptions {
  contract: Contract;
  /** The target's URL. */
  target: string;
  /** Never rejects: what went wrong is the exchange's failure. */
  send(probe: Probe): Promise<Exchange>;
  concurrency: number;
  ratePerSecond?: number | undefined;
  signal: AbortSignal;
  /** Called with each exchange as it comes. */
  onExchange?(exchange: Exchange): void;
}

/** What came of a plan. */
export interface Outcome {
  exchanges: Exchange[];
  notSent: { probe: Probe; reason: string }[];
  /** Why there was nobody to ask, or what stands in the way; a sentence each. */
  hints: string[];
}

/**
 * Carries out a plan: the preflight alone, then the probes, those with an answer of their own once more, then the ways to provoke what nothing else provokes, each
 * only until one of a status' ways has done so, and last the right request again. Never rejects for what a target does.
 */
export async function runPlan(plan: Plan, options: RunOptions): Promise<Outcome> {
  const { contract, signal, target } = options;
  const outcome: Outcome = { exchanges: [], notSent: [], hints: [] };
  const keep = (exchange: Exchange): void => {
    outcome.exchanges.push(exchange);
    options.onExchange?.(exchange);
  };

  const ready = await preflight(plan, options, keep);
  if (ready.go !== true) {
    const hint = ready.go === false ? ready.hint : 'the target was not ready';
    outcome.hints.push(hint);
    outcome.exchanges = outcome.exchanges.map((exchange) => ({ ...exchange, notJudged: hint }));
    const reason = signal.aborted ? 'the run was ended before' : 'the target was not ready';
    const asked = new Set(outcome.exchanges.map(({ id }) => id));
    outcome.notSent.push(
      ...everyProbe(plan)
        .filter(({ id }) => !asked.has(id))
        .map((probe) => ({ probe, reason })),
    );
    return outcome;
  }
  const [first] = outcome.exchanges;
  const strange = strangerHint(plan, contract, first);
  outcome.hints.push(...[strange, addressHint(contract, first, target)].filter((hint) => hint !== undefined));
  const asked = <Asked extends { expectation: Expectation | undefined }>(each: Asked): Asked =>
    strange === undefined ? each : withoutOwnValues(each, contract);
  outcome.exchanges = outcome.exchanges.map(asked);

  const lost = lostAnswers(contract, isLoopback(target));
  outcome.exchanges.forEach(lost.note);
  const send = async (probes: readonly Probe[]): Promise<Exchange[]> => {
    const came: Exchange[] = [];
    await sendAll(probes, {
      send: options.send,
      concurrency: options.concurrency,
      ratePerSecond: options.ratePerSecond,
      signal,
      skip: lost.reasonToSkip,
      onSkipped: (probe, reason) => outcome.notSent.push({ probe, reason }),
      onExchange: (exchange) => {
        lost.note(exchange);
        came.push(exchange);
        keep(exchange);
      },
    });
    return came;
  };

  const sent = new Set(outcome.exchanges.map(({ id }) => id));
  const probes = plan.probes.filter(({ id }) => !sent.has(id)).map(asked);
  await send(onceMore(probes, await send(probes)));
  const provoked = new Set<string>();
  for (const probe of plan.provoking) {
    const status = probe.expectation.provokes ?? '';
    if (provoked.has(status)) continue;
    const [exchange] = await send([probe]);
    if (exchange === undefined || documentedKey(contract, exchange) !== status) continue;
    provoked.add(status);
    await send(plan.again.get(probe.id) ?? []);
  }
  await send(plan.last.map(asked));
  return outcome;
}

function documentedKey({ operation }: Contract, { response }: Exchange): string | undefined {
  return response === undefined ? undefined : responseFor(operation, response.status)?.status;
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
  const second = plan.secondOpinion === undefined ? undefined : await ask(plan.secondOpinion);
  return readinessBySecond(first, second, contract, target);
}

/** Without the team's own values a right request may be refused, and a 404 says that the thing is not there. */
function withoutOwnValues<Asked extends { expectation: Expectation | undefined }>(
  asked: Asked,
  { operation }: Contract,
): Asked {
  if (asked.expectation?.valid !== true) return asked;
  const statuses = [...successStatuses(operation), ...clientErrors(operation)];
  return { ...asked, expectation: { ...asked.expectation, statuses, tolerated: [404], valid: false } };
}

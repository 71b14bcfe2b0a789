import { acceptFindings, baselineOf, dayOf } from '../checks/accepted.ts';
import { createJudge, type Judge } from '../checks/judge.ts';
import type { Reading } from '../checks/reading.ts';
import type { Run, Target } from '../checks/run.ts';
import { assembleRun } from '../checks/verdict.ts';
import type { Baseline } from '../contract/baseline.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { createRedactor } from '../exchange/redact.ts';
import { type Budget, defaultStateFolder, openBudget } from '../probes/budget.ts';
import type { Environment } from '../probes/environment.ts';
import { canonicalHost, isLoopback } from '../probes/guard.ts';
import { everyProbe, type Plan } from '../probes/plan.ts';
import { type Outcome, runPlan } from '../probes/run.ts';
import { createSender } from '../probes/send/send.ts';
import { Problem } from '../problem.ts';
import { eachOf, inTurns } from './in-turns.ts';
import type { OpenTarget } from './target.ts';

export interface ProbeOptions {
  /** The statuses that the plan was narrowed to; undefined for all. */
  only?: readonly string[] | undefined;
  concurrency?: number | undefined;
  ratePerSecond?: number | undefined;
  /** Milliseconds for one answer. */
  timeoutMs?: number | undefined;
  /** Milliseconds for the whole run. */
  runTimeoutMs?: number | undefined;
  /** Says where state is kept (XDG_STATE_HOME); that of the process unless given. */
  environment?: Environment | undefined;
  /** What is known and accepted; nothing without it. */
  baseline?: Baseline | undefined;
  /** Of `createJudge` for the same contract: shared by many runs, it spares each of them compiling the schemas again. */
  judge?: Judge | undefined;
  signal: AbortSignal;
  now(): number;
  onExchange?(exchange: Exchange): void;
  onWarning?(sentence: string): void;
}

/** What came of probing a target. */
export interface Probed {
  run: Run;
  exchanges: Exchange[];
  /** What each of them says. */
  readings: Reading[];
}

/** Bytes of an answer's body that are read. */
export const MIB = 1024 * 1024;
/** A target elsewhere is somebody's: no need to hurry it. */
const GENTLE = { concurrency: 4, ratePerSecond: 20 };
const LOCAL_CONCURRENCY = 8;
const RUN_TIMEOUT_MS = 300_000;
const SPENT =
  'the run was ended: more answers of 401 came than were expected, and the target bears no more from this address for now; check the credentials, and wait';

/** What came of sending a plan, before anything is said of it. */
interface Sent {
  outcome: Outcome;
  /** Without those that were cancelled. */
  exchanges: Exchange[];
  /** True when the run was ended before its end. */
  interrupted: boolean;
  /** True when that was because more answers of 401 came than the target bears. */
  spent: boolean;
}

/**
 * Sends a plan to a target and judges what comes: the middle of `check`, and of the same probes as Vitest tests.
 *
 * @throws {Problem} when the target's limits leave no room for the plan
 */
export async function probeTarget(
  contract: Contract,
  plan: Plan,
  { target }: Pick<OpenTarget, 'target'>,
  options: ProbeOptions,
): Promise<Probed> {
  const started = options.now();
  const begun = performance.now();
  const { outcome, exchanges, interrupted, spent } = await sendPlan(contract, plan, { target }, options);

  const judge = options.judge ?? createJudge(contract);
  const readings = await inTurns(eachOf(exchanges, (exchange) => judge.read(exchange)));
  const late = spent
    ? [SPENT]
    : interrupted && !options.signal.aborted
      ? [`the run was ended after ${runTimeoutOf(options) / 1000} s; give it longer with --run-timeout`]
      : [];
  const findings = acceptFindings(
    await inTurns(judge.steps(readings)),
    options.baseline,
    dayOf(options.now()),
  );
  const run = assembleRun(readings, findings, {
    contract,
    target,
    seed: plan.seed,
    startedAt: new Date(started),
    durationMs: performance.now() - begun,
    only: options.only,
    notSent: notSent(outcome, interrupted, plan),
    constraints: plan.constraints,
    untried: untriedWays(plan),
    // That nothing had come by then says no more.
    hints: exchanges.length === 0 && late.length > 0 ? late : [...outcome.hints, ...late],
    interrupted,
  });
  if (options.baseline !== undefined) run.baseline = baselineOf(run, options.baseline, dayOf(options.now()));
  return { run, exchanges, readings };
}

/**
 * Sends a plan to a target, within the target's limits and the run's time, and judges nothing.
 *
 * @throws {Problem} when the target's limits leave no room for the plan
 */
async function sendPlan(
  contract: Contract,
  plan: Plan,
  { target }: Pick<OpenTarget, 'target'>,
  options: ProbeOptions,
): Promise<Sent> {
  const budget = await budgetOf(contract, target, options);
  const allowed = await budget.reserve(cost(plan));
  if (!allowed.ok) throw new Problem(allowed.message, { hint: 'wait, or narrow the run with --only' });

  const local = isLoopback(target.url);
  const concurrency = options.concurrency ?? (local ? LOCAL_CONCURRENCY : GENTLE.concurrency);
  const deadline = AbortSignal.timeout(runTimeoutOf(options));
  // More answers of 401 than were reserved for come when a token expires on the way.
  const spent = new AbortController();
  const signal = AbortSignal.any([options.signal, deadline, spent.signal]);
  const timeoutMs = options.timeoutMs ?? patience(contract);
  const secrets = Object.fromEntries(plan.credentials.map(({ variable, value }) => [variable, value]));
  const sender = createSender({
    url: target.url,
    redactor: createRedactor(secrets, contract.operation.document.text),
    timeoutMs,
    connectTimeoutMs: timeoutMs,
    maxBytes: MIB,
    connections: concurrency,
    now: options.now,
    signal,
  });
  let outcome: Outcome;
  let interrupted = false;
  try {
    outcome = await runPlan(plan, {
      contract,
      target: target.url,
      send: sender.send,
      concurrency,
      ratePerSecond:
        options.ratePerSecond ??
        (local ? undefined : Math.min(GENTLE.ratePerSecond, budget.ratePerSecond ?? GENTLE.ratePerSecond)),
      signal,
      onExchange(exchange) {
        budget.record(exchange.response?.status, 1 + exchange.failedTries.length);
        if (budget.unauthorizedLeft() === 0) spent.abort();
        options.onExchange?.(exchange);
      },
    });
    interrupted = signal.aborted;
  } finally {
    sender.close();
    await budget.save();
  }
  for (const warning of budget.warnings) options.onWarning?.(warning);
  const exchanges = outcome.exchanges.filter(({ failure }) => failure?.kind !== 'cancelled');
  return { outcome, exchanges, interrupted, spent: spent.signal.aborted };
}

function runTimeoutOf({ runTimeoutMs = RUN_TIMEOUT_MS }: ProbeOptions): number {
  return runTimeoutMs;
}

/** Whether the target's limits leave room for a plan, as things stand; nothing is sent or written down. */
export async function allowance(
  contract: Contract,
  plan: Plan,
  { target }: Pick<OpenTarget, 'target'>,
  options: Pick<ProbeOptions, 'environment' | 'now'>,
): Promise<{ ok: true } | { ok: false; message: string }> {
  return (await budgetOf(contract, target, options)).allows(cost(plan));
}

/** The budget of a target's host. */
export function budgetOf(
  contract: Contract,
  target: Target,
  { environment = process.env, now }: Pick<ProbeOptions, 'environment' | 'now'>,
): Promise<Budget> {
  return openBudget({
    host: canonicalHost(new URL(target.url)),
    limits: contract.limits,
    folder: defaultStateFolder(environment),
    now,
  });
}

/** What a plan costs the target. */
export function cost(plan: Plan): { requests: number; unauthorized: number } {
  const all = everyProbe(plan);
  return {
    requests: all.length,
    unauthorized: all.filter(({ expectation }) => expectation.statuses[0] === '401' && !expectation.gate)
      .length,
  };
}

/** Longer than the contract gives any answer: a late answer is told from a lost one. */
export function patience(contract: Contract): number {
  return Math.max(...contract.responses.map(({ withinMs }) => withinMs), 1000) + 1000;
}

function untriedWays(plan: Plan): Map<string, string> {
  const ways = new Map<string, string>();
  for (const { status, name, missing } of plan.untried) {
    const before = ways.get(status);
    const sentence = `the way "${name}" was not tried: ${missing.join(', ')} is not set`;
    ways.set(status, before === undefined ? sentence : `${before}; ${sentence}`);
  }
  return ways;
}

/** Ways that were not needed are no loss; what an interruption left out is. */
function notSent(outcome: Outcome, aborted: boolean, plan: Plan) {
  const named = new Set([
    ...outcome.exchanges.map(({ id }) => id),
    ...outcome.notSent.map(({ probe }) => probe.id),
  ]);
  const rest = aborted ? everyProbe(plan).filter(({ id }) => !named.has(id)) : [];
  const cancelled = new Set(
    outcome.exchanges.filter(({ failure }) => failure?.kind === 'cancelled').map(({ id }) => id),
  );
  const cut = everyProbe(plan).filter(({ id }) => cancelled.has(id));
  return [
    ...outcome.notSent,
    ...[...rest, ...cut].map((probe) => ({ probe, reason: 'the run was ended before' })),
  ].map(({ probe, reason }) => ({
    id: probe.id,
    title: probe.title,
    statuses: probe.expectation.statuses,
    reason,
  }));
}

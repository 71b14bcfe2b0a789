import { createJudge, type Judge } from '../checks/judge.ts';
import type { Run } from '../checks/run.ts';
import type { Baseline } from '../contract/baseline.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { withoutIssuedSecrets } from '../exchange/issued-secrets.ts';
import { isLoopback } from '../probes/guard.ts';
import { everyProbe, type Plan, planProbes } from '../probes/plan.ts';
import { Problem } from '../problem.ts';
import { renderJson } from '../report/json.ts';
import { showProgress } from '../report/progress.ts';
import { findBaseline } from './baseline-file.ts';
import { htmlPage } from './html-page.ts';
import { contractFiles } from './inputs.ts';
import { type Io, useColour, warn, widthOf } from './io.ts';
import { historyFile, keepHistory } from './keep-history.ts';
import { packageVersion } from './package.ts';
import { parityOf } from './parity.ts';
import { planEnvironment } from './plan-environment.ts';
import { allowance, cost, type Probed, probeTarget } from './probe-target.ts';
import { checkReports, ensureReports } from './report-files.ts';
import { type Rendered, showRun } from './show.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';
import { type OpenTarget, openTarget, targetWord } from './target.ts';
import { warnFaultsElsewhere } from './warn-faults-elsewhere.ts';

export interface CheckOptions extends SubjectOptions {
  target?: string | undefined;
  fault?: string | undefined;
  seed: number;
  only?: string[] | undefined;
  concurrency?: number | undefined;
  rate?: number | undefined;
  timeout?: number | undefined;
  runTimeout: number;
  plan?: boolean | undefined;
  out: string;
  json?: string | undefined;
  junit?: string | undefined;
  html?: string | undefined;
  har?: string | undefined;
  baseline?: string | undefined;
  /** False to compare nothing with the embedded sandbox. */
  parity?: boolean | undefined;
  /** A file, or false for none. */
  history?: string | boolean | undefined;
  verbose?: boolean | undefined;
  quiet?: boolean | undefined;
}

/**
 * `plumbline check`: probes the target, judges every answer, writes the reports.
 *
 * @returns the exit code of the verdict
 * @throws {Problem} before anything is sent, when something has to be put right first
 */
export async function check(options: CheckOptions, io: Io): Promise<number> {
  if (options.plan === true && typeof options.history === 'string') {
    throw new Problem('--plan sends nothing, so that there is no run to add to --history', {
      hint: 'leave out one of them',
    });
  }
  const contract = await loadSubject(options, io);
  checkOnly(contract, options.only);
  const baseline = await findBaseline(options.baseline);
  const { seed, fault, only } = options;
  const word = targetWord(options.target, io.environment);
  const open = await openTarget(word, contract, io.environment, { seed, fault });
  try {
    if (fault !== undefined) await warnFaultsElsewhere(contract, io, `and ${fault} may be one of them`);
    const exposed = isLoopback(open.target.url);
    if (options.plan === true) {
      const { environment, madeUp } = await planEnvironment(contract, open.environment, seed);
      const plan = planProbes(contract, environment, { seed, only, exposed });
      return await showPlan(plan, { contract, open, madeUp, io });
    }
    const plan = planProbes(contract, open.environment, { seed, only, exposed });
    const reports = checkReports(options);
    const history = historyFile(options);
    await ensureReports(
      [...reports, ...(history === undefined ? [] : [history])],
      [...contractFiles(contract), ...(baseline === undefined ? [] : [baseline.file])],
    );
    const judge = createJudge(contract);
    const probed = await probe(plan, { contract, baseline, judge, open, options, io });
    if (options.parity !== false) {
      const asked = { plan, environment: open.environment, judge, signal: io.catchStop() };
      const parity = await parityOf(probed, contract, asked, io);
      if (parity !== undefined) probed.run.parity = parity;
    }
    const also = history === undefined ? undefined : await keepHistory(probed.run, history.path, io);
    const [json, junit, html, har] = reports;
    const kept = withoutIssuedSecrets(probed.exchanges, contract);
    const rendered: Rendered[] = [
      { ...json, render: () => renderJson(probed.run) },
      { ...junit, render: async () => (await import('../report/junit.ts')).renderJUnit(probed.run) },
      { ...html, render: () => htmlPage(probed.run, { exchanges: kept }) },
      { ...har, render: () => recording(probed.run, kept, only) },
    ];
    return await showRun(probed.run, rendered, { io, verbose: options.verbose === true, also });
  } finally {
    await open.close();
  }
}

function checkOnly(contract: Contract, only: readonly string[] | undefined): void {
  const known = contract.operation.responses.map(({ status }) => status);
  const strange = only?.find((status) => !known.includes(status));
  if (strange !== undefined) {
    throw new Problem(`--only ${strange}: the operation documents no such answer`, {
      hint: `it documents ${known.join(', ')}`,
    });
  }
  const unasked = contract.responses.filter(
    ({ status, reach }) => reach === 'never' && only?.includes(status),
  );
  if (only !== undefined && unasked.length === only.length) {
    const { file = 'the contract' } = contract;
    throw new Problem(`--only ${only.join(',')}: nothing provokes that answer`, {
      hint: `${file} says that it is never reached for`,
    });
  }
}

async function showPlan(
  plan: Plan,
  { contract, open, madeUp, io }: { contract: Contract; open: OpenTarget; madeUp: string[]; io: Io },
): Promise<number> {
  const { renderPlan } = await import('../report/plan.ts');
  const probes = everyProbe(plan);
  io.stdout.write(
    renderPlan({
      plan: probes.map(({ id, title, group, expectation }) => ({
        id,
        title,
        group,
        expects: [...(expectation.gate ? ['the gate'] : []), ...expectation.statuses],
      })),
      target: open.target,
      ...cost(plan),
      again: Math.max(0, ...[...plan.again.values()].map(({ length }) => length)),
      limits: contract.limits,
      madeUp,
      colour: useColour(io.stdout, io.environment),
      width: widthOf(io.stdout),
    }),
  );
  const allowed = await allowance(contract, plan, open, io);
  if (!allowed.ok) warn(io, `as things stand this run would be refused: ${allowed.message}`);
  return 0;
}

/** Probes the target, showing how far it has got, until it is done or the user wants to stop. */
async function probe(
  plan: Plan,
  {
    contract,
    baseline,
    judge,
    open,
    options,
    io,
  }: {
    contract: Contract;
    baseline: Baseline | undefined;
    judge: Judge;
    open: OpenTarget;
    options: CheckOptions;
    io: Io;
  },
): Promise<Probed> {
  const { target } = open;
  const progress =
    options.quiet === true
      ? undefined
      : showProgress(io.stderr, {
          what: target.kind === 'embedded' ? 'the embedded sandbox' : target.url,
          total: cost(plan).requests,
        });
  const signal = io.catchStop();
  const onStop = (): void => {
    progress?.end();
    if (options.quiet !== true)
      io.stderr.write('plumbline: stopping; what came so far is judged (Ctrl-C again ends it at once)\n');
  };
  signal.addEventListener('abort', onStop, { once: true });
  let done = 0;
  try {
    return await probeTarget(contract, plan, open, {
      only: options.only,
      concurrency: options.concurrency,
      ratePerSecond: options.rate,
      timeoutMs: options.timeout,
      runTimeoutMs: options.runTimeout,
      environment: io.environment,
      baseline,
      judge,
      signal,
      now: io.now,
      onExchange: ({ id }) => {
        done += 1;
        progress?.step(done, id);
      },
      onWarning: (sentence) => warn(io, sentence),
    });
  } finally {
    signal.removeEventListener('abort', onStop);
    progress?.end();
  }
}

async function recording(
  run: Run,
  exchanges: readonly Exchange[],
  only: string[] | undefined,
): Promise<string> {
  const { toHar } = await import('../exchange/har.ts');
  return toHar(exchanges, {
    version: packageVersion(),
    operation: run.operation.id,
    target: run.target,
    document: run.document,
    startedAt: run.startedAt,
    only,
    interrupted: run.interrupted,
  });
}

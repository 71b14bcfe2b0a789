import { join } from 'node:path';
import type { Run } from '../checks/run.ts';
import { exitCode } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { type Plan, planProbes } from '../probes/plan.ts';
import { Problem } from '../problem.ts';
import { renderJson } from '../report/json.ts';
import { showProgress } from '../report/progress.ts';
import { renderRun } from '../report/terminal.ts';
import { ensureWritable, ensureWritableFile, writeReport } from '../report/write.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { packageVersion } from './package.ts';
import { cost, probeTarget } from './probe-target.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';
import { openTarget } from './target.ts';

export interface CheckOptions extends SubjectOptions {
  target?: string | undefined;
  fault?: string | undefined;
  seed: number;
  only?: string[] | undefined;
  concurrency?: number | undefined;
  rate?: number | undefined;
  timeout?: number | undefined;
  runTimeout?: number | undefined;
  plan?: boolean | undefined;
  out: string;
  json?: string | undefined;
  junit?: string | undefined;
  har?: string | undefined;
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
  const contract = await loadSubject(options);
  checkOnly(contract, options.only);
  const word = options.target ?? io.environment['PLUMBLINE_TARGET'] ?? 'embedded';
  if (options.fault !== undefined && word !== 'embedded') {
    throw new Problem('--fault is for the embedded sandbox: no other target can be made to be wrong');
  }
  const files = reportFiles(options);
  if (!options.plan) await checkFiles(options, files);
  const open = await openTarget(word, contract, io.environment, { seed: options.seed, fault: options.fault });
  try {
    const plan = planProbes(contract, open.environment, { seed: options.seed, only: options.only });
    if (options.plan) {
      const { renderPlan } = await import('../report/plan.ts');
      io.stdout.write(
        renderPlan({
          plan: describePlan(plan),
          target: open.target,
          ...cost(plan),
          limits: contract.limits,
          colour: useColour(io.stdout, io.environment),
          width: widthOf(io.stdout),
        }),
      );
      return 0;
    }
    const quiet = options.quiet === true;
    const total = cost(plan).requests;
    const progress = quiet
      ? undefined
      : showProgress(io.stderr, {
          what: open.target.kind === 'embedded' ? 'the embedded sandbox' : open.target.url,
          total,
        });
    let done = 0;
    let result: { run: Run; exchanges: Exchange[] };
    try {
      result = await probeTarget(contract, plan, open, {
        seed: options.seed,
        only: options.only,
        concurrency: options.concurrency,
        ratePerSecond: options.rate,
        timeoutMs: options.timeout,
        runTimeoutMs: options.runTimeout,
        signal: io.signal,
        now: io.now,
        onExchange: (exchange) => progress?.step(++done, exchange.id),
        onWarning: (sentence) => io.stderr.write(`plumbline: warning: ${sentence}\n`),
      });
    } finally {
      progress?.end();
    }
    await writeReports(result, files, io);
    if (options.json !== '-') {
      io.stdout.write(
        renderRun(result.run, {
          colour: useColour(io.stdout, io.environment),
          width: widthOf(io.stdout),
          verbose: options.verbose === true,
          files: [files.json, files.junit, files.har].filter((file) => file !== '-'),
        }),
      );
    }
    return exitCode(result.run.verdict);
  } finally {
    await open.close();
  }
}

interface ReportFiles {
  json: string;
  junit: string;
  har: string;
}

function reportFiles({ out, json, junit, har }: CheckOptions): ReportFiles {
  return {
    json: json ?? join(out, 'check.json'),
    junit: junit ?? join(out, 'check.junit.xml'),
    har: har ?? join(out, 'check.har'),
  };
}

async function checkFiles(options: CheckOptions, files: ReportFiles): Promise<void> {
  await ensureWritable(options.out);
  for (const file of [options.json, options.junit, options.har]) {
    if (file !== undefined && file !== '-') await ensureWritableFile(file);
  }
  if (files.junit === '-' || files.har === '-') throw new Problem('only --json can go to standard output');
}

async function writeReports(
  { run, exchanges }: { run: Run; exchanges: Exchange[] },
  files: ReportFiles,
  io: Io,
): Promise<void> {
  const [{ renderJUnit }, { toHar }] = await Promise.all([
    import('../report/junit.ts'),
    import('../exchange/har.ts'),
  ]);
  const json = renderJson(run);
  if (files.json === '-') io.stdout.write(json);
  await Promise.all([
    files.json === '-' ? undefined : writeReport(files.json, json),
    writeReport(files.junit, renderJUnit(run)),
    writeReport(
      files.har,
      toHar(exchanges, {
        version: packageVersion(),
        operation: run.operation.id,
        target: run.target,
        document: run.document,
        startedAt: run.startedAt,
      }),
    ),
  ]);
}

function checkOnly(contract: Contract, only: readonly string[] | undefined): void {
  const known = contract.operation.responses.map(({ status }) => status);
  const strange = only?.find((status) => !known.includes(status));
  if (strange === undefined) return;
  throw new Problem(`--only ${strange}: the operation documents no such answer`, {
    hint: `it documents ${known.join(', ')}`,
  });
}

function describePlan(plan: Plan) {
  return [plan.preflight, ...plan.probes, ...plan.provoking].map(({ id, title, group, expectation }) => ({
    id,
    title,
    group,
    expects: [...(expectation.gate ? ['the gate'] : []), ...expectation.statuses],
  }));
}

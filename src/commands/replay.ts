import { acceptFindings, baselineOf, dayOf } from '../checks/accepted.ts';
import { createJudge } from '../checks/judge.ts';
import { assembleRun } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import { displayPath } from '../document/load.ts';
import { withoutIssuedSecrets } from '../exchange/issued-secrets.ts';
import { requestConstraints } from '../probes/constraints.ts';
import { renderJson } from '../report/json.ts';
import { findBaseline } from './baseline-file.ts';
import { eachFileOnce } from './each-file-once.ts';
import { htmlPage } from './html-page.ts';
import { contractFiles } from './inputs.ts';
import type { Io } from './io.ts';
import { readRecordings } from './recordings.ts';
import { ensureReports } from './report-files.ts';
import { type Rendered, showRun } from './show.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';

export interface ReplayOptions extends SubjectOptions {
  json?: string | undefined;
  junit?: string | undefined;
  html?: string | undefined;
  baseline?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline replay`: judges recorded exchanges again, without a network.
 *
 * @param named recordings in HAR 1.2, of Plumbline or of any other tool
 * @returns the exit code of the verdict
 * @throws {Problem} when a recording or the document has to be put right first
 */
export async function replay(named: readonly string[], options: ReplayOptions, io: Io): Promise<number> {
  const contract = await loadSubject(options, io);
  const baseline = await findBaseline(options.baseline);
  const started = io.now();
  const begun = performance.now();
  const files = await eachFileOnce(named, io);
  const { exchanges, only, interrupted } = await readRecordings(files, contract, io);
  const rendered: Rendered[] = [];
  if (options.json !== undefined)
    rendered.push({ option: '--json', path: options.json, named: true, render: () => renderJson(run) });
  if (options.junit !== undefined)
    rendered.push({
      option: '--junit',
      path: options.junit,
      named: true,
      render: async () => (await import('../report/junit.ts')).renderJUnit(run),
    });
  if (options.html !== undefined)
    rendered.push({
      option: '--html',
      path: options.html,
      named: true,
      render: () => htmlPage(run, { exchanges: withoutIssuedSecrets(exchanges, contract) }),
    });
  await ensureReports(rendered, [
    ...files,
    ...contractFiles(contract),
    ...(baseline === undefined ? [] : [baseline.file]),
  ]);

  const judge = createJudge(contract);
  const readings = exchanges.map((exchange) => judge.read(exchange));
  const ours = exchanges.every(({ expectation }) => expectation !== undefined);
  const { operation } = contract;
  const today = dayOf(started);
  const run = assembleRun(readings, acceptFindings(judge.judge(readings), baseline, today), {
    contract: ours ? contract : demandingNothing(contract),
    target: { kind: 'recording', url: files.map(displayPath).join(', ') },
    seed: 0,
    startedAt: new Date(started),
    durationMs: performance.now() - begun,
    only,
    notSent: [],
    constraints: [
      ...new Set(
        requestConstraints(operation, operation.body?.content[0]?.schema).map(({ pointer }) => pointer),
      ),
    ],
    untried: new Map(),
    hints: [...new Set(exchanges.flatMap(({ notJudged }) => notJudged ?? []))],
    interrupted,
  });
  if (baseline !== undefined) run.baseline = baselineOf(run, baseline, today);
  return showRun(run, rendered, { io, verbose: options.verbose === true });
}

/** A recording that was not made by a plan owes nobody an answer of each status. */
function demandingNothing(contract: Contract): Contract {
  return {
    ...contract,
    responses: contract.responses.map((response) => ({
      ...response,
      reach: response.reach === 'never' ? 'never' : 'optional',
    })),
  };
}

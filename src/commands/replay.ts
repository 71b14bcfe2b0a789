import { createJudge } from '../checks/judge.ts';
import { assembleRun, exitCode } from '../checks/verdict.ts';
import type { Contract } from '../contract/contract.ts';
import { displayPath, readTextFile } from '../document/load.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { fromHar, matchesOperation } from '../exchange/har.ts';
import { createRedactor } from '../exchange/redact.ts';
import { requestConstraints } from '../probes/constraints.ts';
import { readCredentials } from '../probes/credentials.ts';
import { Problem } from '../problem.ts';
import { renderJson } from '../report/json.ts';
import { renderRun } from '../report/terminal.ts';
import { ensureWritableFile, writeReport } from '../report/write.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { loadSubject, type SubjectOptions } from './subject.ts';

export interface ReplayOptions extends SubjectOptions {
  json?: string | undefined;
  junit?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline replay`: judges recorded exchanges again, without a network.
 *
 * @param files recordings in HAR 1.2, of Plumbline or of any other tool
 * @returns the exit code of the verdict
 */
export async function replay(files: readonly string[], options: ReplayOptions, io: Io): Promise<number> {
  const contract = await loadSubject(options);
  if (options.json !== undefined && options.json !== '-') await ensureWritableFile(options.json);
  if (options.junit !== undefined) await ensureWritableFile(options.junit);
  const started = io.now();
  const begun = performance.now();
  const exchanges = await readRecordings(files, contract, io);
  const judge = createJudge(contract);
  const readings = exchanges.map((exchange) => judge.read(exchange));
  const ours = exchanges.every(({ expectation }) => expectation !== undefined);
  const run = assembleRun(readings, judge.judge(readings), {
    contract: ours ? contract : demandingNothing(contract),
    target: { kind: 'recording', url: files.map(displayPath).join(', ') },
    seed: 0,
    startedAt: new Date(started),
    durationMs: performance.now() - begun,
    notSent: [],
    constraints: requestConstraints(contract.operation, contract.operation.body?.content[0]?.schema).map(
      ({ pointer }) => pointer,
    ),
    untried: new Map(),
    hints: [...new Set(exchanges.flatMap(({ notJudged }) => notJudged ?? []))],
    interrupted: false,
  });
  if (options.json === '-') io.stdout.write(renderJson(run));
  else if (options.json !== undefined) await writeReport(options.json, renderJson(run));
  if (options.junit !== undefined) {
    const { renderJUnit } = await import('../report/junit.ts');
    await writeReport(options.junit, renderJUnit(run));
  }
  if (options.json !== '-') {
    const written = [options.json, options.junit].filter((file) => file !== undefined);
    io.stdout.write(
      renderRun(run, {
        colour: useColour(io.stdout, io.environment),
        width: widthOf(io.stdout),
        verbose: options.verbose === true,
        files: written,
      }),
    );
  }
  return exitCode(run.verdict);
}

async function readRecordings(files: readonly string[], contract: Contract, io: Io): Promise<Exchange[]> {
  const { credentials } = readCredentials(contract, io.environment);
  const secrets = Object.fromEntries(credentials.map(({ variable, value }) => [variable, value]));
  const redactor = createRedactor(secrets, contract.operation.document.text);
  const { operation } = contract;
  const found: Exchange[] = [];
  for (const file of files) {
    const all = fromHar(await readTextFile(file, 'the recording'), displayPath(file), redactor);
    const ours = all.filter((exchange) => matchesOperation(exchange, operation));
    if (ours.length === 0) {
      throw new Problem(
        `holds no exchange of ${operation.method} ${operation.path} (${all.length} of others)`,
        {
          place: { file: displayPath(file) },
        },
      );
    }
    if (ours.length < all.length) {
      io.stderr.write(
        `plumbline: ${displayPath(file)}: ${all.length - ours.length} of ${all.length} exchanges are of other operations and are not judged\n`,
      );
    }
    // Two recordings of one plan have the same ids.
    found.push(
      ...(files.length === 1
        ? ours
        : ours.map((exchange) => ({ ...exchange, id: `${displayPath(file)}#${exchange.id}` }))),
    );
  }
  return found;
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

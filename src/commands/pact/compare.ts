import type { Contract } from '../../contract/contract.ts';
import { displayPath, readTextFile } from '../../document/load.ts';
import { type PactFile, type PactInteraction, readPact } from '../../exchange/pact.ts';
import { createRedactor, type Redactor } from '../../exchange/redact.ts';
import { readCredentials } from '../../probes/credentials.ts';
import { Problem } from '../../problem.ts';
import {
  type ComparedInteraction,
  type Comparison,
  disagreementsOf,
  renderComparisonJson,
} from '../../report/comparison.ts';
import { renderComparison } from '../../report/comparison-screen.ts';
import { contractFiles } from '../inputs.ts';
import { type Io, useColour, widthOf } from '../io.ts';
import { ensureReports, writeReports } from '../report-files.ts';
import type { SubjectOptions } from '../subject.ts';
import { type Comparator, loadComparator } from './comparator.ts';
import { pactPaths } from './files.ts';
import { createPactJudge, type PactJudge } from './judge.ts';
import { reportEntry } from './report-entry.ts';
import { loadPactScope, type PactScope } from './scope.ts';

export interface PactCompareOptions extends SubjectOptions {
  /** The provider that the Pacts have to be with. */
  provider?: string | undefined;
  json?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline pact compare`: judges every interaction of Pact files against the document, and asks a second opinion.
 * Nothing is sent anywhere.
 *
 * @param files Pact files; those in `contracts/pacts/` when none is named
 * @returns 0 when all is possible by the document, 1 when something is not
 * @throws {Problem} when a Pact or the document has to be put right first
 */
export async function pactCompare(
  files: readonly string[],
  options: PactCompareOptions,
  io: Io,
): Promise<number> {
  const begun = performance.now();
  const scope = await loadPactScope(options, io);
  const paths = pactPaths(files);
  const reports =
    options.json === undefined ? [] : [{ option: '--json' as const, path: options.json, named: true }];
  await ensureReports(reports, [...paths, ...contractFiles(scope.main ?? scope.any)]);
  const redactor = redactorFor(scope, io);
  const pacts: PactFile[] = [];
  for (const path of paths) {
    const text = await readTextFile(path, 'the Pact');
    pacts.push(
      narrowed(readPact(text, displayPath(path), { provider: options.provider, redactor }), scope, options),
    );
  }
  const comparison = await compare(pacts, scope, await loadComparator(scope.document), redactor);

  const { written, problems } = await writeReports(
    reports
      .filter(({ path }) => path !== '-')
      .map(({ path }) => ({ path, text: renderComparisonJson(comparison) })),
  );
  if (options.json === '-') io.stdout.write(renderComparisonJson(comparison));
  else {
    const colour = useColour(io.stdout, io.environment);
    const ms = performance.now() - begun;
    const { verbose = false } = options;
    io.stdout.write(
      renderComparison(comparison, { colour, width: widthOf(io.stdout), verbose, ms, files: written }),
    );
  }
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  if (comparison.verdict === 'drift') return 1;
  return problems.length > 0 ? 2 : 0;
}

function redactorFor({ any, document }: PactScope, io: Io): Redactor {
  const { credentials } = readCredentials(any, io.environment);
  const secrets = Object.fromEntries(credentials.map(({ variable, value }) => [variable, value]));
  return createRedactor(secrets, document.text);
}

/** With `--operation` the other operations of the document are passed over. */
function narrowed(pact: PactFile, scope: PactScope, { operation }: PactCompareOptions): PactFile {
  if (operation === undefined) return pact;
  const isOther = (interaction: PactInteraction): boolean => {
    const contract = scope.contractOf(interaction.exchange);
    return contract !== undefined && contract.operation.pointer !== scope.any.operation.pointer;
  };
  const others = pact.interactions.filter(isOther);
  const interactions = pact.interactions.filter((interaction) => !others.includes(interaction));
  if (interactions.length === 0) {
    throw new Problem(`the Pact has no interaction of ${operation}`, { place: { file: pact.file } });
  }
  const reason = `it is of another operation than ${operation}`;
  const left = others.map(({ description, pointer }) => ({ description, reason, pointer }));
  return { ...pact, interactions, passedOver: [...pact.passedOver, ...left] };
}

async function compare(
  pacts: readonly PactFile[],
  scope: PactScope,
  comparator: Comparator,
  redactor: Redactor,
): Promise<Comparison> {
  const all = pacts.flatMap((pact) => pact.interactions);
  const judges = new Map<Contract, PactJudge>();
  const interactions: ComparedInteraction[] = [];
  for (const pact of pacts) {
    for (const interaction of pact.interactions) {
      const contract = scope.contractOf(interaction.exchange);
      const judge = judges.get(contract ?? scope.any) ?? createPactJudge(contract ?? scope.any, all);
      judges.set(contract ?? scope.any, judge);
      const ours = judge(pact, interaction);
      const second = await comparator.compare(pact, interaction);
      const theirs = second.findings.map((each) => ({ ...each, message: redactor.plain(each.message) }));
      const wrong = ours.some(({ severity }) => severity === 'error');
      const findings = [...ours, ...theirs];
      const { request, response, id } = interaction.exchange;
      interactions.push({
        id,
        pact: pact.file,
        description: interaction.description,
        states: interaction.states,
        request: `${request.method.toUpperCase()} ${request.url}`,
        status: response?.status ?? 0,
        ...(contract === undefined ? {} : { operation: contract.operation.id }),
        verdict: wrong ? 'drift' : 'conforms',
        comparator: second.failed
          ? 'failed'
          : theirs.some(({ severity }) => severity === 'error')
            ? 'drift'
            : 'conforms',
        findings,
        disagreements: second.failed ? [] : disagreementsOf(findings),
      });
    }
  }
  const { document, main } = scope;
  return {
    plumbline: 1,
    verdict: interactions.some(({ verdict }) => verdict === 'drift') ? 'drift' : 'conforms',
    document: { file: document.file, sha256: document.sha256 },
    ...(main?.file === undefined ? {} : { contract: { file: main.file } }),
    comparator: { name: comparator.name, version: comparator.version },
    pacts: pacts.map(reportEntry),
    interactions,
  };
}

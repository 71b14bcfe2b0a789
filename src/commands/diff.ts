import { loadPolicy, type PolicyFile } from '../contract/load-policy.ts';
import { effectiveUrls, hostOf } from '../diff/changes/effective-url.ts';
import { diffDocuments } from '../diff/diff.ts';
import { matchOperations } from '../diff/match-operations.ts';
import type { Document } from '../document/document.ts';
import { listOperations, resolveOperation } from '../document/find-operation.ts';
import { loadDocument } from '../document/load.ts';
import { child, items, nodeAt, rootNode } from '../document/node.ts';
import type { OperationName } from '../document/operation.ts';
import { checkedDocument } from '../document/structure.ts';
import { brief } from '../json.ts';
import { Problem } from '../problem.ts';
import {
  countsOf,
  DIFF_EXIT,
  type DiffedDocument,
  type DiffReport,
  renderDiffJson,
} from '../report/diff-report.ts';
import { renderDiff } from '../report/diff-screen.ts';
import { defaultContract } from './default-contract.ts';
import { documentFiles } from './inputs.ts';
import { type Io, useColour, widthOf } from './io.ts';
import { nearest } from './nearest.ts';
import { ensureReports, type ReportFile, writeReports } from './report-files.ts';
import { warnPlainFaults } from './warn-plain-faults.ts';

export interface DiffCommandOptions {
  operation?: string | undefined;
  contract?: string | undefined;
  /** False for `--no-policy`. */
  policy: boolean;
  json?: string | undefined;
  markdown?: string | undefined;
  verbose?: boolean | undefined;
  quiet?: boolean | undefined;
}

/**
 * `plumbline diff`: what two documents mean differently, judged for whoever uses the API by the first of them.
 *
 * @param base the document that is used today, file, URL or documentation page
 * @param candidate the one that may take its place
 * @returns 0 for identical or compatible, 1 for breaking, 2 when a report could not be written
 * @throws {Problem} for a document that is none, that is of another API, or that has no such operation
 */
export async function diff(
  base: string,
  candidate: string,
  options: DiffCommandOptions,
  io: Io,
): Promise<number> {
  const reports = reportsOf(options);
  await ensureReports(reports, [
    ...documentFiles(base),
    ...documentFiles(candidate),
    ...(options.contract === undefined ? [] : [options.contract]),
  ]);
  const before = await load(base, io);
  const operation = options.operation === undefined ? undefined : operationNamed(before, options.operation);
  const after = await load(candidate, io, before);
  checkSameApi(before, after);
  const judge = await judgeOf(options);
  // Without being told to, nobody judges one provider by what another one has announced.
  const isForeign = judge !== undefined && options.contract === undefined && !isAbout(judge, before);
  const policy = options.policy && !isForeign ? judge?.policy : undefined;
  const { verdict, changes, operations } = await diffDocuments(before, after, {
    policy,
    errorCode: isForeign ? undefined : judge?.errorCode,
    ...(operation === undefined
      ? {}
      : { only: ({ method, path }) => method === operation.method && path === operation.path }),
  });
  const report: DiffReport = {
    plumbline: 1,
    verdict,
    base: factsOf(before),
    candidate: factsOf(after),
    ...(operation === undefined
      ? {}
      : { operation: { id: operation.id, method: operation.method, path: operation.path } }),
    compared: operations,
    ...(policy === undefined || judge === undefined
      ? {}
      : { policy: { source: policy.source, file: judge.file } }),
    ...(isForeign && judge.policy !== undefined ? { policyOfAnother: { file: judge.file } } : {}),
    counts: countsOf(changes),
    changes,
  };
  return await show(report, reports, options, io);
}

function reportsOf({ json, markdown }: DiffCommandOptions): ReportFile[] {
  const report = (option: ReportFile['option'], path: string | undefined): ReportFile[] =>
    path === undefined ? [] : [{ option, path, named: true }];
  return [...report('--json', json), ...report('--markdown', markdown)];
}

async function load(source: string, io: Io, valid?: Document): Promise<Document> {
  const document = await checkedDocument(await loadDocument(source), valid);
  warnPlainFaults(document, io);
  return document;
}

/** The contract that judges. Strictly, without a policy, it takes none that was not named. */
async function judgeOf({ contract, policy }: DiffCommandOptions): Promise<PolicyFile | undefined> {
  if (contract === undefined && !policy) return undefined;
  return await loadPolicy(contract ?? defaultContract());
}

/** Whether a document is of the API that a contract is about: it has the contract's operation, or one of its hosts. */
function isAbout({ about: { operation, hosts } }: PolicyFile, document: Document): boolean {
  const isNamed = ({ id, method, path }: OperationName) =>
    [id, `${method} ${path}`].some((name) => name === operation);
  const operations = listOperations(document);
  return operations.some(isNamed) || serversOf(document, operations).some((host) => hosts.includes(host));
}

/** The hosts of servers as they are written, of the document or of an operation: nothing has to be resolved for them. */
function serversOf(document: Document, operations: readonly OperationName[]): string[] {
  const owners = [rootNode(document), ...operations.map(({ pointer }) => nodeAt(document, pointer))];
  return owners
    .flatMap((owner) => items(child(owner, 'servers')))
    .map((server) => hostOf(String(child(server, 'url')?.value ?? '')));
}

function operationNamed(document: Document, wanted: string): OperationName {
  const all = listOperations(document);
  const spelt = wanted.trim().replace(/^(\w+)\s+/, (_, method: string) => `${method.toUpperCase()} `);
  const spelling = ({ method, path }: OperationName): string => `${method} ${path}`;
  const matching = all.filter((each) => each.id === wanted.trim() || spelling(each) === spelt);
  const [found, other] = matching;
  if (found !== undefined && other === undefined) return found;
  const place = document.placeOf(other?.pointer ?? '/paths');
  const quoted = (names: readonly string[]) =>
    names
      .slice(0, 3)
      .map((name) => `"${name}"`)
      .join(', ');
  if (other !== undefined) {
    throw new Problem(`BASE has more than one operation "${wanted}"`, {
      place,
      hint: `name it by method and path: ${quoted(matching.map(spelling))}`,
    });
  }
  const near = nearest(spelt, [...new Set(all.flatMap((each) => [each.id, spelling(each)]))]);
  throw new Problem(`BASE has no operation "${wanted}"`, {
    place,
    hint:
      near.length > 0
        ? `${quoted(near)} may be meant`
        : `it has ${quoted(all.map(({ id }) => id))}${all.length > 3 ? ` and ${all.length - 3} more` : ''}`,
  });
}

/**
 * Two documents that share neither name nor operation nor host are of two APIs: thousands of changes would say nothing
 * but that the wrong file was given.
 *
 * @throws {Problem} for such two
 */
function checkSameApi(base: Document, candidate: Document): void {
  if (titleOf(base) === titleOf(candidate)) return;
  const operations = listOperations(base);
  if (operations.length === 0 || listOperations(candidate).length === 0) return;
  const hosts = hostsOf(candidate);
  if (hostsOf(base).some((host) => hosts.includes(host))) return;
  if (matchOperations(base, candidate).pairs.length > 0) return;
  throw new Problem(
    `another API: it is ${brief(titleOf(candidate))} where BASE is ${brief(titleOf(base))}, and they have no operation and no server in common`,
    { place: candidate.placeOf('/info/title'), hint: 'compare two documents of one API' },
  );
}

/** The hosts of every server of a document, lower case; none for a relative URL. */
function hostsOf(document: Document): string[] {
  const hosts = listOperations(document).flatMap((name) =>
    effectiveUrls(resolveOperation(document, name)).map(({ url }) => hostOf(url)),
  );
  return [...new Set(hosts.filter((host) => host !== ''))];
}

function titleOf(document: Document): string {
  return textAt(document, 'title').trim();
}

function textAt(document: Document, key: string): string {
  const value = child(rootNode(document), 'info', key)?.value;
  return typeof value === 'string' ? value : '';
}

function factsOf(document: Document): DiffedDocument {
  return {
    file: document.file,
    sha256: document.sha256,
    openapi: String(document.root['openapi']),
    title: titleOf(document),
    version: textAt(document, 'version'),
    operations: listOperations(document).length,
  };
}

async function show(
  report: DiffReport,
  reports: readonly ReportFile[],
  { verbose = false, quiet = false }: DiffCommandOptions,
  io: Io,
): Promise<number> {
  const texts: { path: string; text: string }[] = [];
  for (const { option, path } of reports) {
    texts.push({ path, text: option === '--json' ? renderDiffJson(report) : await markdownOf(report) });
  }
  const { written, problems } = await writeReports(texts.filter(({ path }) => path !== '-'));
  const printed = texts.find(({ path }) => path === '-');
  if (printed !== undefined) io.stdout.write(printed.text);
  else {
    const colour = useColour(io.stdout, io.environment);
    const width = widthOf(io.stdout);
    io.stdout.write(renderDiff(report, { colour, width, verbose, quiet, files: written }));
  }
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  const { code } = DIFF_EXIT[report.verdict];
  return code === 0 && problems.length > 0 ? 2 : code;
}

async function markdownOf(report: DiffReport): Promise<string> {
  return (await import('../report/diff-markdown.ts')).renderDiffMarkdown(report);
}

import { dirname, join } from 'node:path';
import { deriveContract } from '../contract/derive.ts';
import { loadContract } from '../contract/load.ts';
import type { Change, DiffVerdict } from '../diff/change.ts';
import { diffDocuments } from '../diff/diff.ts';
import { matchOperations } from '../diff/match-operations.ts';
import { createTouchesUs } from '../diff/reliance/touches-us.ts';
import type { Document } from '../document/document.ts';
import { loadDocument } from '../document/load.ts';
import { lockFaults } from '../document/lock.ts';
import type { Operation } from '../document/operation.ts';
import { meantDocument } from '../document/structure.ts';
import { matchesOperation } from '../exchange/match-operation.ts';
import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { renderUpgradeJson, type UpgradeReport } from '../report/upgrade.ts';
import { renderUpgradeMarkdown } from '../report/upgrade-markdown.ts';
import { renderUpgrade } from '../report/upgrade-screen.ts';
import { weigh } from '../report/upgrade-verdict.ts';
import { defaultContract } from './default-contract.ts';
import { documentFiles } from './inputs.ts';
import { type Io, useColour, warn, widthOf } from './io.ts';
import { ensureReports, type ReportFile, writeReports } from './report-files.ts';
import { type Accepting, accept } from './upgrade/accept.ts';
import {
  ensureOwnPin,
  findPin,
  type Pin,
  readOwnPacts,
  readOwnRecordings,
  recordingPaths,
} from './upgrade/files.ts';
import { judgeContract, judgeDocument, judgePacts, judgeRecordings } from './upgrade/judges.ts';
import { settlePin } from './upgrade/settle.ts';
import { judgeTypes, type TypesVerdict } from './upgrade/types.ts';

export interface UpgradeOptions {
  contract?: string | undefined;
  recording?: string[] | undefined;
  types: string;
  accept?: boolean | undefined;
  acceptBreaking?: string | undefined;
  json?: string | undefined;
  markdown?: string | undefined;
  verbose?: boolean | undefined;
}

/**
 * `plumbline upgrade`: judges the next document with all that we have, and pins it when asked to.
 *
 * @param source the candidate: a file, a URL or a documentation page
 * @returns 0 when it is safe, or safe but to be looked at; 1 when it is not safe
 * @throws {Problem} when the candidate cannot be judged, or nothing is pinned; then nothing is written
 */
export async function upgrade(source: string, options: UpgradeOptions, io: Io): Promise<number> {
  const { contract: named, recording = [], verbose = false } = options;
  const contractPath = named ?? defaultContract();
  await settlePin(contractPath, io);
  const pin = await findPin(contractPath);
  const accepting = options.accept === true || options.acceptBreaking !== undefined;
  if (accepting) ensureOwnPin(pin);
  const reports = reportsOf(options);
  await ensureReports(reports, [
    ...documentFiles(source),
    ...documentFiles(pin.document),
    join(dirname(pin.document), 'HISTORY.md'),
    contractPath,
    options.types,
    ...recordingPaths(recording),
  ]);
  const candidate = await loadDocument(source);
  const { report, types } = await judge(candidate, { contractPath, pin, options }, io);
  if (accepting) {
    await acceptOrSay(report, { candidate, source, pin, types, reason: options.acceptBreaking }, io);
  }
  const { written, problems } = await writeReports(
    reports.filter(({ path }) => path !== '-').map(({ path, render }) => ({ path, text: render(report) })),
  );
  const onScreen = reports.find(({ path }) => path === '-');
  const colour = useColour(io.stdout, io.environment);
  io.stdout.write(
    onScreen?.render(report) ??
      renderUpgrade(report, { colour, width: widthOf(io.stdout), verbose, files: written }),
  );
  for (const problem of problems) io.stderr.write(`plumbline: ${problem.line()}\n`);
  if (report.refused !== undefined) io.stderr.write(`plumbline: ${report.refused}\n`);
  if (report.safety === 'unsafe' && report.accepted === undefined) return 1;
  return problems.length > 0 || report.refused !== undefined ? 2 : 0;
}

/** What is refused is said after the page, which tells why. */
async function acceptOrSay(
  report: UpgradeReport,
  accepting: Omit<Accepting, 'report'>,
  io: Io,
): Promise<void> {
  try {
    report.accepted = await accept({ ...accepting, report }, io);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    report.refused = error.line();
  }
}

function reportsOf({
  json,
  markdown,
}: UpgradeOptions): (ReportFile & { render(report: UpgradeReport): string })[] {
  return [
    ...(json === undefined
      ? []
      : [{ option: '--json' as const, path: json, named: true, render: renderUpgradeJson }]),
    ...(markdown === undefined
      ? []
      : [{ option: '--markdown' as const, path: markdown, named: true, render: renderUpgradeMarkdown }]),
  ];
}

interface Matter {
  contractPath: string;
  pin: Pin;
  options: UpgradeOptions;
}

/** All that is to be said of a candidate. */
async function judge(
  candidate: Document,
  { contractPath, pin, options }: Matter,
  io: Io,
): Promise<{ report: UpgradeReport; types: TypesVerdict }> {
  const contract = await loadContract(contractPath);
  const { operation } = contract;
  const base = operation.document;
  for (const fault of lockFaults(base, pin.lock)) warn(io, fault);
  const meant = await meantDocument(candidate);
  const counterpart = counterpartOf(operation, meant);
  const pacts = await readOwnPacts(contract, io);
  const recordings = await readOwnRecordings(options.recording ?? [], contract, io);
  const diff = await diffDocuments(base, meant, {
    policy: contract.policy,
    errorCode: contract.errors?.code.split('/').at(-1),
  });
  const touches = createTouchesUs({
    contract,
    recordings,
    pacts: pacts.map((pact) => ({
      pact,
      interactions: pact.interactions.filter(({ exchange }) => matchesOperation(exchange, operation)),
    })),
  });
  const name = `${operation.method} ${operation.path}`;
  const isOurs = ({ operations }: Change) => operations.length === 0 || operations.includes(name);
  const changes = diff.changes.filter(isOurs).map((change) => ({ ...change, touchesUs: touches(change) }));
  const held = await judgeContract(contractPath, meant);
  const next = held.contract ?? deriveContract(counterpart);
  const types = await judgeTypes(options.types, base, candidate);
  const sections = [
    await judgeDocument(base, candidate),
    held.section,
    judgePacts(pacts, contract, next),
    types.section,
    judgeRecordings(recordings, contract, next),
  ];
  const report: UpgradeReport = {
    plumbline: 1,
    verdict: verdictOf(changes),
    ...weigh(changes, sections),
    operation: { id: operation.id, method: operation.method, path: operation.path },
    base: { file: base.file, sha256: base.sha256, acceptedOn: pin.lock.acceptedOn },
    candidate: { file: candidate.file, sha256: candidate.sha256 },
    changes,
    otherChanges: diff.changes.filter((change) => !isOurs(change)),
    sections,
  };
  return { report, types };
}

function verdictOf(changes: readonly Change[]): DiffVerdict {
  if (changes.some(({ breaking }) => breaking)) return 'breaking';
  return changes.some(({ side }) => side !== 'docs') ? 'compatible' : 'identical';
}

/**
 * What the operation is in the candidate.
 *
 * @throws {Problem} when it is not there, or the candidate is of another API
 */
function counterpartOf(operation: Operation, candidate: Document): Operation {
  const base = operation.document;
  const { pairs } = matchOperations(base, candidate);
  const found = pairs.find((pair) => pair.base.pointer === operation.pointer);
  if (found !== undefined) return found.candidate;
  const place = candidate.placeOf('/paths');
  const name = `${operation.method} ${operation.path}`;
  const [was, is] = [titleOf(base), titleOf(candidate)];
  if (pairs.length === 0 && was !== is) {
    throw new Problem(`the candidate is of another API: "${is}" without ${name}, where "${was}" is pinned`, {
      place,
    });
  }
  throw new Problem(`the candidate lacks the operation ${name}`, {
    place,
    hint: 'is it the page of another operation? If it is gone, say so in the contract first',
  });
}

function titleOf({ root }: Document): string {
  const info = root['info'];
  return isObject(info) ? String(info['title'] ?? '') : '';
}

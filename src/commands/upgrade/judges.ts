import type { Finding } from '../../checks/finding.ts';
import { createJudge } from '../../checks/judge.ts';
import type { Contract } from '../../contract/contract.ts';
import { loadContract } from '../../contract/load.ts';
import type { Document } from '../../document/document.ts';
import { inEachEntry } from '../../document/pointer.ts';
import { structureFaults } from '../../document/structure.ts';
import type { Exchange } from '../../exchange/exchange.ts';
import type { PactFile } from '../../exchange/pact.ts';
import type { LintFinding } from '../../lint/finding.ts';
import { lintDocument } from '../../lint/lint.ts';
import { Problem } from '../../problem.ts';
import type { ComparisonFinding } from '../../report/comparison.ts';
import type { UpgradePlace, UpgradeRemark, UpgradeSection } from '../../report/upgrade.ts';
import { count } from '../../report/value.ts';
import { createPactJudge, type PactJudge } from '../pact/judge.ts';
import { scopeOf } from '../pact/scope.ts';

/** The document itself: what is wrong with the candidate and was not with the base, and the other way round. */
export async function judgeDocument(base: Document, candidate: Document): Promise<UpgradeSection> {
  const faults = await structureFaults(candidate);
  const before = await lintDocument(base);
  const after = await lintDocument(candidate);
  const fresh = beyond(after, before, ({ fingerprint }) => fingerprint);
  const mended = beyond(before, after, ({ fingerprint }) => fingerprint);
  const remarks: UpgradeRemark[] = [
    ...faults.map(({ pointer, message, plain }) => ({
      weight: plain === true ? ('look' as const) : ('unsafe' as const),
      text: `not valid OpenAPI ${candidate.version}: ${message}`,
      place: placeIn(candidate, pointer),
    })),
    ...fresh
      .filter(({ rule }) => rule !== 'structure' || faults.length === 0)
      .map((finding) => ofLint(finding, finding.severity === 'note' ? 'note' : 'look', 'new')),
    ...mended.map((finding) => ofLint(finding, 'good', 'mended')),
  ];
  const what = [
    faults.length > 0 ? `structurally invalid in ${count(faults.length, 'place')}` : '',
    `${count(fresh.length, 'new defect')}, ${mended.length} mended, ${after.length - fresh.length} as before`,
  ];
  return section('document', remarks, what.filter((text) => text !== '').join('; '));
}

function ofLint(
  { rule, severity, message, document: { file, line } }: LintFinding,
  weight: UpgradeRemark['weight'],
  word: string,
): UpgradeRemark {
  return { weight, text: `${word} ${severity}, ${rule}: ${message}`, place: place(file, line) };
}

/** The contract: does it still find in the candidate all that it names? */
export async function judgeContract(
  path: string,
  candidate: Document,
): Promise<{ section: UpgradeSection; contract: Contract | undefined }> {
  try {
    const contract = await loadContract(path, { document: candidate });
    return { section: section('contract', [], 'finds in the candidate all that it names'), contract };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    const { message, hint, place: at } = error;
    const text = hint === undefined ? message : `${message}; ${hint}`;
    // A fault of the candidate is its own, and told of there.
    if (at?.file === candidate.file) {
      return {
        section: section('contract', [], 'cannot be held against the candidate', 'skipped'),
        contract: undefined,
      };
    }
    const remark: UpgradeRemark = {
      weight: 'unsafe',
      text,
      ...(at === undefined ? {} : { place: place(at.file, at.line) }),
    };
    return {
      section: section('contract', [remark], 'names what the candidate does not have'),
      contract: undefined,
    };
  }
}

/** Pact files: an interaction that was possible by the base and is not by the candidate. */
export function judgePacts(pacts: readonly PactFile[], base: Contract, candidate: Contract): UpgradeSection {
  if (pacts.length === 0) return section('pacts', [], 'there is no Pact file in contracts/pacts/', 'skipped');
  const errors = (contract: Contract) => pactErrors(pacts, contract);
  const before = errors(base);
  const after = errors(candidate);
  const remarks = after.flatMap(({ id, description, found }): UpgradeRemark[] => {
    const old = before.find((each) => each.id === id)?.found ?? [];
    return beyond(found, old, keyOfPact).map(({ message, pact }) => ({
      weight: 'unsafe',
      text: `interaction "${description}": ${message}`,
      place: place(pact.file, pact.line),
    }));
  });
  const worse = new Set(remarks.map(({ text }) => text.split('": ')[0])).size;
  const total = after.length;
  const already = before.filter(({ found }) => found.length > 0).length;
  const summary =
    worse > 0
      ? `${worse} of ${count(total, 'interaction')} no longer possible by the document`
      : `${count(total, 'interaction')} as possible as before`;
  return section(
    'pacts',
    remarks,
    already > 0 ? `${summary}; ${already} not possible before either` : summary,
  );
}

function pactErrors(pacts: readonly PactFile[], contract: Contract) {
  const { document } = contract.operation;
  const scope = scopeOf(document, contract, contract);
  const all = pacts.flatMap(({ interactions }) => interactions);
  // A judge compiles what it judges by: one for each operation.
  const judges = new Map<Contract, PactJudge>();
  return pacts.flatMap((pact) =>
    pact.interactions.map((interaction) => {
      const own = scope.contractOf(interaction.exchange) ?? contract;
      const judge = judges.get(own) ?? createPactJudge(own, all);
      judges.set(own, judge);
      const found = judge(pact, interaction).filter(({ severity }) => severity === 'error');
      return { id: interaction.exchange.id, description: interaction.description, found };
    }),
  );
}

function keyOfPact({ check, kind, pact }: ComparisonFinding): string {
  return [check, kind, pact.pointer].join(' ');
}

/** Recordings: an answer that kept to the base and would not keep to the candidate. */
export function judgeRecordings(
  recordings: readonly { file: string; exchanges: readonly Exchange[] }[],
  base: Contract,
  candidate: Contract,
): UpgradeSection {
  if (recordings.length === 0) {
    return section('recordings', [], 'there is none of this operation in reports/', 'skipped');
  }
  const remarks = recordings.flatMap(({ file, exchanges }): UpgradeRemark[] => {
    const fresh = beyond(errorsOf(exchanges, candidate), errorsOf(exchanges, base), keyOfFinding);
    const causes = new Map<string, Finding[]>();
    for (const finding of fresh) {
      const key = keyOfFinding(finding);
      causes.set(key, [...(causes.get(key) ?? []), finding]);
    }
    return [...causes.values()].flatMap(([first, ...more]): UpgradeRemark[] =>
      first === undefined
        ? []
        : [
            {
              weight: 'look',
              text: `the answers are not yet what the candidate says: ${first.status}, ${first.message} (${count(more.length + 1, 'answer')})`,
              place: { file },
            },
          ],
    );
  });
  const exchanges = recordings.reduce((sum, each) => sum + each.exchanges.length, 0);
  const where = count(recordings.length, 'recording');
  const summary =
    remarks.length === 0
      ? `${count(exchanges, 'exchange')} of ${where} no worse by the candidate`
      : `${count(remarks.length, 'new difference')} in ${count(exchanges, 'exchange')} of ${where}`;
  return section('recordings', remarks, summary);
}

function errorsOf(exchanges: readonly Exchange[], contract: Contract): Finding[] {
  const judge = createJudge(contract);
  const readings = exchanges.map((exchange) => judge.read(exchange));
  return judge.judge(readings).filter(({ severity }) => severity === 'error');
}

/** Not by their fingerprint: that names the place in the document, which may be another for no reason. */
function keyOfFinding({ check, kind, status, response }: Finding): string {
  const pointer = inEachEntry(response?.pointer ?? '');
  return [check, kind, status, response?.part ?? 'body', pointer].join(' ');
}

/** What is in the first list more often than in the second. */
function beyond<T>(list: readonly T[], other: readonly T[], keyOf: (item: T) => string): T[] {
  const left = new Map<string, number>();
  for (const item of other) left.set(keyOf(item), (left.get(keyOf(item)) ?? 0) + 1);
  return list.filter((item) => {
    const number = left.get(keyOf(item)) ?? 0;
    left.set(keyOf(item), number - 1);
    return number <= 0;
  });
}

/** Joins remarks to what a judge says; its state is that of the gravest. */
export function section(
  judge: UpgradeSection['judge'],
  remarks: UpgradeRemark[],
  summary: string,
  state?: UpgradeSection['state'],
): UpgradeSection {
  const has = (weight: UpgradeRemark['weight']) => remarks.some((remark) => remark.weight === weight);
  return {
    judge,
    state: state ?? (has('unsafe') ? 'unsafe' : has('look') ? 'look' : 'safe'),
    summary,
    remarks,
  };
}

function placeIn(document: Document, pointer: string): UpgradePlace {
  const { file, line } = document.placeOf(pointer);
  return place(file, line);
}

/** A place without what is not known. */
export function place(file: string, line: number | undefined): UpgradePlace {
  return line === undefined ? { file } : { file, line };
}

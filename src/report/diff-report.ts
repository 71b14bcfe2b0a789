import type { Change, DiffVerdict } from '../diff/change.ts';
import type { Json } from '../json.ts';
import { GRAVITIES, type Gravity, gravityOf } from './change-words.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** A document that was compared. */
export interface DiffedDocument {
  file: string;
  sha256: string;
  /** The version of OpenAPI, as the document spells it. */
  openapi: string;
  /** The API's own name and version. */
  title: string;
  version: string;
  /** How many operations it has. */
  operations: number;
}

/** The result of `diff`, whole: the JSON report is this. */
export interface DiffReport {
  plumbline: 1;
  verdict: DiffVerdict;
  base: DiffedDocument;
  candidate: DiffedDocument;
  /** The operation that the comparison was narrowed to. */
  operation?: { id: string; method: string; path: string };
  /** How many operations were compared: those that both documents have. */
  compared: number;
  /** Whose policy says what may come at any time; absent where changes are judged strictly. */
  policy?: { source: string; file: string };
  /** The contract whose policy would have judged, had the base been of its API. */
  policyOfAnother?: { file: string };
  /** How many changes there are of each gravity. */
  counts: Record<Gravity, number>;
  changes: Change[];
}

/** How many changes there are of each gravity. */
export function countsOf(changes: readonly Change[]): Record<Gravity, number> {
  const counts = Object.fromEntries(GRAVITIES.map((gravity) => [gravity, 0])) as Record<Gravity, number>;
  for (const change of changes) counts[gravityOf(change)] += 1;
  return counts;
}

/** The JSON report. */
export function renderDiffJson(report: DiffReport): string {
  return jsonDocument(bounded(report as unknown as Json) as object);
}

/** The exit code of a verdict and what it means, a sentence for the last line. */
export const DIFF_EXIT: Readonly<Record<DiffVerdict, { sign: string; code: 0 | 1; meaning: string }>> = {
  identical: { sign: '✓', code: 0, meaning: 'both documents mean the same' },
  compatible: { sign: '✓', code: 0, meaning: 'no change is breaking' },
  breaking: { sign: '✗', code: 1, meaning: 'what works by the base may fail by the candidate' },
};

/** What a diff comes to, in one sentence. */
export function diffSentence({ verdict, counts }: DiffReport): string {
  const { breaking, undecided, announced, compatible, docs } = counts;
  const some = (number: number, words: string) => (number === 0 ? [] : [`${number} ${words}`]);
  const rest = [
    ...some(announced, 'announced'),
    ...some(compatible, 'compatible'),
    ...some(docs, 'of documentation only'),
  ];
  if (verdict === 'breaking') {
    const parts = [...some(breaking, 'breaking'), ...some(undecided, 'undecided'), ...rest];
    return `${parts.join(', ')}.`;
  }
  if (verdict === 'compatible') return `Nothing breaks: ${rest.join(', ')}.`;
  return docs === 0
    ? 'No change: the documents mean the same.'
    : `The documents mean the same: ${docs} of documentation only.`;
}

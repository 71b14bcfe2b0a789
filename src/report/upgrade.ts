import type { Change, DiffVerdict } from '../diff/change.ts';
import type { Json } from '../json.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** What is said of a candidate: nothing against it, something to look at, or something that has to be done first. */
export type Safety = 'safe' | 'look' | 'unsafe';

/** One thing that a judge says. */
export interface UpgradeRemark {
  /** `unsafe` and `look` decide the sentence; `good` is what got better; `note` is said, and decides nothing. */
  weight: 'unsafe' | 'look' | 'good' | 'note';
  text: string;
  /** Where it shows: in the candidate, or in our own files. */
  place?: UpgradePlace;
}

export interface UpgradePlace {
  file: string;
  line?: number;
}

/** What one judge says of the candidate. */
export interface UpgradeSection {
  judge: 'document' | 'contract' | 'pacts' | 'types' | 'recordings';
  /** `skipped`: there was nothing to judge, or nothing to judge it with; the summary says which. */
  state: Safety | 'skipped';
  summary: string;
  remarks: UpgradeRemark[];
}

/** What is to be changed in our code or contract before the candidate can be used. */
export interface UpgradeTask extends UpgradePlace {
  what: string;
}

/** What became of `--accept`. */
export interface Acceptance {
  /** False when the candidate's text is what is pinned already. */
  written: boolean;
  files: string[];
  reason?: string;
}

/** The result of `upgrade`, whole: the JSON report is this. */
export interface UpgradeReport {
  plumbline: 1;
  /** Of the contract's operation, as `diff` gives it. */
  verdict: DiffVerdict;
  safety: Safety;
  /** The sentence that the page ends in. */
  sentence: string;
  operation: { id: string; method: string; path: string };
  base: { file: string; sha256: string; acceptedOn: string };
  candidate: { file: string; sha256: string };
  /** Why it is not safe, and what is to be looked at, a sentence each. */
  because: string[];
  lookAt: string[];
  tasks: UpgradeTask[];
  /** Those that reach the contract's operation. */
  changes: Change[];
  /** Those of other operations, which decide nothing. */
  otherChanges: Change[];
  sections: UpgradeSection[];
  accepted?: Acceptance;
  /** Why `--accept` wrote nothing, a line. */
  refused?: string;
}

/** The JSON report. */
export function renderUpgradeJson(report: UpgradeReport): string {
  return jsonDocument(bounded(report as unknown as Json) as object);
}

/** `file:line`, as far as it is known. */
export function taskPlace({ file, line }: UpgradePlace): string {
  return line === undefined ? file : `${file}:${line}`;
}

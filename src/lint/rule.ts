import type { Defect, LintSeverity } from './finding.ts';
import type { Survey } from './survey.ts';

/** A pure function over a document: no I/O, and no error but what is no fault of the document. */
export interface Rule {
  /** Kebab case; the file's name. */
  id: string;
  /** What a document without this defect does, one sentence. */
  promise: string;
  /** The gravest finding that it makes. */
  severity: LintSeverity;
  /** Where the rule comes from: a section of a standard, or the trouble that it saves. */
  source: string;
  /** Looks at a document. */
  find(survey: Survey): Iterable<Defect> | Promise<Iterable<Defect>>;
}

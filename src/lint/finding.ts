/** `error`: a contradiction, nobody can keep to the document. `warning`: it does not say what it means. `note`: worth a look. */
export type LintSeverity = 'error' | 'warning' | 'note';

/** What the document should say instead. */
export interface Suggestion {
  /** One sentence. */
  text: string;
  /** The words to write, as YAML, where they are known. */
  yaml?: string;
}

/** What a rule reports: one defect of a document. */
export interface Defect {
  /** Where it stands. */
  pointer: string;
  /** One sentence without a full stop. */
  message: string;
  suggestion: Suggestion;
  /** The severity of its rule, unless this one is less grave or graver. */
  severity?: LintSeverity;
  /**
   * What tells it from the others of its rule, in words that stay when the document is rearranged: names, statuses,
   * values, never a pointer or a line.
   */
  identity: readonly string[];
}

/** A defect with all that a reader needs. */
export interface LintFinding {
  /** The id of the rule. */
  rule: string;
  severity: LintSeverity;
  message: string;
  document: {
    /** JSON pointer into the document. */
    pointer: string;
    file: string;
    line?: number;
    column?: number;
  };
  suggestion: Suggestion;
  /**
   * 12 hexadecimal digits, the same for the same defect in another version of the document: moved, on another line, or
   * with a component renamed or written out in its place. Several findings of one cause may share it.
   */
  fingerprint: string;
}

/** What is done to each document, in this order; a `diff` compares it with itself in other words. */
export const STEPS = [
  'read',
  'resolve',
  'structure',
  'lint',
  'diff: itself',
  'diff: reorderKeys',
  'diff: reorderLists',
  'diff: wrapInAllOf',
  'diff: inlineReferences',
  'diff: toOpenApi31',
] as const;
export type Step = (typeof STEPS)[number];

/** The rewrites multiply a document and the work on it: above this many bytes only its keys are reordered. */
export const REWRITTEN_UP_TO = 500_000;

/** What came of one step. */
export interface StepOutcome {
  step: Step;
  ms: number;
  /** `problem`: refused with a message for people. `crash`: any other error. `killed`: it took too long. */
  result: 'done' | 'problem' | 'crash' | 'differs' | 'killed';
  /** The message of the problem or the crash; for a diff that found something, its changes. */
  told: string[];
}

/** What came of one document. */
export interface Outcome {
  file: string;
  bytes: number;
  version: string;
  operations: number;
  schemas: number;
  /** Findings of lint, by rule. */
  findings: Record<string, number>;
  steps: StepOutcome[];
  /** The most memory that the process had held by the end of this document, in MiB. */
  peakMiB: number;
}

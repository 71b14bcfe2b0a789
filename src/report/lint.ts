import type { Json } from '../json.ts';
import type { LintFinding, LintSeverity } from '../lint/finding.ts';
import type { Strength } from '../lint/strength/strength.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** The result of `lint`, whole: the JSON report is this, and `lint-report.schema.json` describes it. */
export interface LintReport {
  plumbline: 1;
  /** `broken`: there is an error. `flawed`: there is a warning. `clean`: neither, but perhaps a note. */
  verdict: 'clean' | 'flawed' | 'broken';
  /** True when a warning fails too. */
  strict: boolean;
  document: { file: string; sha256: string; openapi: string };
  /** The operation that it was narrowed to. */
  operation?: string;
  /** How many rules the document was held to. */
  rules: number;
  counts: Record<LintSeverity, number>;
  /** In the order of the document. */
  findings: LintFinding[];
  /** With `--strength`. */
  strength?: Strength & {
    /** Operations that were not measured. */
    leftOut: number;
  };
}

/** Joins findings to a report. */
export function lintReport(
  findings: LintFinding[],
  about: Pick<LintReport, 'strict' | 'document' | 'operation' | 'rules' | 'strength'>,
): LintReport {
  const counts = { error: 0, warning: 0, note: 0 };
  for (const { severity } of findings) counts[severity] += 1;
  const { strict, document, operation, rules, strength } = about;
  return {
    plumbline: 1,
    verdict: counts.error > 0 ? 'broken' : counts.warning > 0 ? 'flawed' : 'clean',
    strict,
    document,
    ...(operation === undefined ? {} : { operation }),
    rules,
    counts,
    findings,
    ...(strength === undefined ? {} : { strength }),
  };
}

/** 0 when the document passes, 1 when it does not. */
export function lintExitCode({ verdict, strict }: LintReport): 0 | 1 {
  return verdict === 'broken' || (verdict === 'flawed' && strict) ? 1 : 0;
}

/** The JSON report. */
export function renderLintJson(report: LintReport): string {
  return jsonDocument(bounded(report as unknown as Json) as object);
}

import { createHash } from 'node:crypto';
import type { Document } from '../document/document.ts';
import { findOperation } from '../document/find-operation.ts';
import { pointerPlace } from '../document/pointer-place.ts';
import type { Defect, LintFinding, LintSeverity } from './finding.ts';
import type { Rule } from './rule.ts';
import { rules as everyRule } from './rules.ts';
import { partOf, reach, type Survey, surveyDocument } from './survey.ts';

export interface LintOptions {
  /** An operationId, or `METHOD /path`: only what that operation says and refers to is told of. */
  operation?: string | undefined;
  /** The rules to hold the document to, all of them by default. */
  rules?: readonly Rule[];
}

/**
 * Finds what is wrong with a document itself. A pure function: nothing is read, written or sent.
 *
 * @param document any OpenAPI 3.x document that could be read; an invalid one is no error here, but a finding
 * @returns the findings in the order of the document
 * @throws {Problem} when there is no such operation
 */
export async function lintDocument(document: Document, options: LintOptions = {}): Promise<LintFinding[]> {
  const survey = surveyDocument(document);
  const concerns = scopeOf(survey, options.operation);
  const findings: LintFinding[] = [];
  for (const rule of options.rules ?? everyRule) {
    const seen = new Set<string>();
    for (const defect of await rule.find(survey)) {
      const key = `${defect.pointer}\n${defect.identity.join('\n')}`;
      if (seen.has(key) || !concerns(defect.pointer)) continue;
      seen.add(key);
      findings.push(toFinding(rule, defect, document));
    }
  }
  return findings.sort(inOrder);
}

/** Which pointers belong to an operation, or to anything that it leads to. */
function scopeOf(survey: Survey, name: string | undefined): (pointer: string) => boolean {
  if (name === undefined) return () => true;
  const { pointer } = findOperation(survey.document, name);
  const parts = reach(survey.uses, [partOf(pointer), pointer.slice(0, pointer.lastIndexOf('/'))]);
  return (place) => parts.has(partOf(place));
}

const RANK: Record<LintSeverity, number> = { error: 0, warning: 1, note: 2 };

function inOrder(one: LintFinding, other: LintFinding): number {
  const [a, b] = [one.document, other.document];
  return (
    (a.line ?? 0) - (b.line ?? 0) ||
    (a.column ?? 0) - (b.column ?? 0) ||
    RANK[one.severity] - RANK[other.severity] ||
    (one.rule < other.rule ? -1 : one.rule > other.rule ? 1 : 0)
  );
}

function toFinding(rule: Rule, defect: Defect, document: Document): LintFinding {
  const { pointer, message, suggestion, identity } = defect;
  const { column } = document.placeOf(pointer);
  return {
    rule: rule.id,
    severity: defect.severity ?? rule.severity,
    message,
    document: {
      ...pointerPlace(document, pointer),
      ...(column === undefined ? {} : { column }),
    },
    suggestion,
    fingerprint: createHash('sha256')
      .update([rule.id, ...identity].join('\n'))
      .digest('hex')
      .slice(0, 12),
  };
}

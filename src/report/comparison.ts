import type { Severity } from '../checks/finding.ts';
import type { PointerPlace } from '../document/pointer-place.ts';
import type { Json } from '../json.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** Who says it: Plumbline's own judge, or the second opinion. */
export type Judge = 'plumbline' | 'openapi-pact-comparator';

/** Which part of an interaction a finding is about, in words that both judges can be compared by. */
export type Part =
  | 'the method and path'
  | 'the credentials of the request'
  | 'the parameters and headers of the request'
  | 'the media type of the request'
  | 'the body of the request'
  | 'what the request accepts'
  | 'the status of the response'
  | 'the headers of the response'
  | 'the media type of the response'
  | 'the body of the response';

/** One thing in an interaction that the document does not promise, or forbids. */
export interface ComparisonFinding {
  by: Judge;
  severity: Severity;
  /** Ours: `request` or the id of a check. Of the second opinion: the first part of its code, `request` or `response`. */
  check: string;
  kind: string;
  part: Part;
  message: string;
  pact: PointerPlace;
  document?: PointerPlace;
  expected?: Json;
  actual?: Json;
}

/** An interaction with what both judges say of it. */
export interface ComparedInteraction {
  id: string;
  pact: string;
  description: string;
  states: string[];
  /** As the Pact has it, e.g. `POST /orders`. */
  request: string;
  status: number;
  /** The operation that it was judged against; absent when the document has none for it. */
  operation?: string;
  /** Plumbline's: `drift` when there is an error of ours. */
  verdict: 'conforms' | 'drift';
  /** The second opinion's; `failed` when it could not read the interaction. */
  comparator: 'conforms' | 'drift' | 'failed';
  /** Both lists in one, ours first. */
  findings: ComparisonFinding[];
  /** Where the two differ, a sentence each. */
  disagreements: string[];
}

/** A Pact file that was compared. */
export interface ComparedPact {
  file: string;
  consumer: string;
  provider: string;
  specification: string;
  /** Interactions that were not judged. */
  passedOver: { description: string; reason: string; line?: number }[];
}

/** The result of `pact compare`, whole: the JSON report is this. */
export interface Comparison {
  plumbline: 1;
  verdict: 'conforms' | 'drift';
  document: { file: string; sha256: string };
  contract?: { file: string };
  comparator: { name: string; version: string };
  pacts: ComparedPact[];
  interactions: ComparedInteraction[];
}

/** The JSON report. */
export function renderComparisonJson(comparison: Comparison): string {
  return jsonDocument(bounded(comparison as unknown as Json) as object);
}

/** Where the errors of the two judges are of different parts, a sentence each. */
export function disagreementsOf(findings: readonly ComparisonFinding[]): string[] {
  const partsOf = (judge: Judge): Set<Part> =>
    new Set(
      findings.filter(({ by, severity }) => by === judge && severity === 'error').map(({ part }) => part),
    );
  const ours = partsOf('plumbline');
  const theirs = partsOf('openapi-pact-comparator');
  return [
    ...[...ours]
      .filter((part) => !theirs.has(part))
      .map((part) => `Plumbline objects to ${part}; openapi-pact-comparator has nothing against it`),
    ...[...theirs]
      .filter((part) => !ours.has(part))
      .map((part) => `openapi-pact-comparator objects to ${part}; Plumbline has nothing against it`),
  ];
}

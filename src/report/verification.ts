import type { Target, Verdict } from '../checks/run.ts';
import type { PointerPlace } from '../document/pointer-place.ts';
import type { Json } from '../json.ts';
import type { ComparedPact } from './comparison.ts';
import { jsonDocument } from './json-text.ts';
import { bounded } from './value.ts';

/** One thing in an answer that the client cannot do with. */
export interface VerificationFinding {
  /** Which part of the answer. */
  part: 'status' | 'header' | 'body' | 'connection';
  /** JSON pointer into the body, or the header's name. */
  pointer: string;
  /** Our words. */
  message: string;
  /** Pact's. */
  says?: string;
  expected?: Json;
  actual?: Json;
  /** Where the Pact asks for it. */
  pact: PointerPlace;
  /** Where the document promises it, when it does. */
  document?: PointerPlace;
}

/** An interaction with what came of it. */
export interface VerifiedInteraction {
  id: string;
  pact: string;
  description: string;
  states: string[];
  /** As the Pact has it, e.g. `POST /orders`. */
  request: string;
  /** The status that the Pact expects. */
  status: number;
  /** The status of the answer. */
  answered?: number;
  /** True where the Pact says that it is still pending: it is told of and does not count. */
  pending: boolean;
  verdict: Verdict;
  /** Why it is inconclusive. */
  reason?: string;
  findings: VerificationFinding[];
  /** Reproduces the request, variables in place of secrets. */
  curl?: string;
}

/** A Pact's verification as a Pact Broker was told of it. */
export interface PublishedResult {
  pact: string;
  consumerVersion: string;
  providerVersion: string;
  success: boolean;
}

/** The result of `pact verify`, whole: the JSON report is this. */
export interface Verification {
  plumbline: 1;
  verdict: Verdict;
  target: Target;
  document: { file: string; sha256: string };
  contract?: { file: string };
  /** The verifier that the verdict comes from. */
  verifier: { name: string; version: string };
  startedAt: string;
  durationMs: number;
  pacts: ComparedPact[];
  interactions: VerifiedInteraction[];
  published: PublishedResult[];
}

/** The verdict of several interactions: drift wins over inconclusive, and what is pending does not count. */
export function verdictOf(interactions: readonly VerifiedInteraction[]): Verdict {
  const counted = interactions.filter(({ pending }) => !pending);
  if (counted.some(({ verdict }) => verdict === 'drift')) return 'drift';
  // Where nothing counts, nothing was verified.
  const sure = counted.length > 0 && counted.every(({ verdict }) => verdict === 'conforms');
  return sure ? 'conforms' : 'inconclusive';
}

/** The JSON report. */
export function renderVerificationJson(verification: Verification): string {
  return jsonDocument(bounded(verification as unknown as Json) as object);
}

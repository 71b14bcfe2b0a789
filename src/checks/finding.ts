import type { PointerPlace } from '../document/pointer-place.ts';
import type { Json } from '../json.ts';

/** `error` makes drift; `warning` and `note` never change the exit code. */
export type Severity = 'error' | 'warning' | 'note';

/** What a check reports: one difference between what was promised and what was seen. */
export interface Observation {
  severity: Severity;
  /** A short word for the kind of difference within its check, kebab case, e.g. `missing` or `charset`. */
  kind: string;
  /** One sentence: what was promised and what was seen. */
  message: string;
  /** The documented status that it counts against; without it that of the response. */
  status?: string;
  /** Where in the response. */
  response?: ResponseSide;
  /** JSON pointer into the document where the promise stands. */
  promise?: string | undefined;
  /** JSON pointer into the contract, where the promise is the contract's. */
  agreed?: string;
  /** Said in place of `response.pointer` where the same cause shows at changing places. */
  cause?: string;
  /** The status that the body says it is of, where that is another one: `401`, or `4XX` for any such. */
  means?: string;
  /** The very same request got what is right in another call. */
  byTheMoment?: boolean;
  /** The exchange it is about, when a check looked at several. */
  exchange?: string;
}

export interface ResponseSide {
  /** Which part of the response; `body` when it is left out. */
  part?: 'body' | 'header' | 'status' | 'connection';
  /** JSON pointer into the body, or the header's name. */
  pointer: string;
  expected?: Json;
  actual?: Json;
}

/** An observation with all that a reader needs: section 5 of the report. */
export interface Finding {
  check: string;
  severity: Severity;
  status: string;
  message: string;
  response?: ResponseSide;
  document?: PointerPlace;
  /** Where the promise stands when it is the contract's. */
  contract?: PointerPlace;
  probe: string;
  /** Reproduces the request, variables in place of secrets. */
  curl: string;
  kind: string;
  /** Stable from run to run, other seeds and ids included: findings of one cause share it. */
  fingerprint: string;
  /** The fingerprint of the error that explains this one, and that stands for both where causes are told. */
  follows?: string;
  /** Accepted by the baseline today: it is shown, and fails the run after the day `until` (ISO 8601 date, UTC). */
  accepted?: { reason: string; until: string };
}

import type { Observation } from './finding.ts';
import type { Reading } from './reading.ts';

/** A pure function over what was seen: no I/O, no clock, no knowledge of where the exchange came from. */
export interface Check {
  /** Kebab case; the file's name. */
  id: string;
  /** What it holds the API to, one sentence. */
  promise: string;
  /** The severest finding that it makes. */
  severity: 'error' | 'warning' | 'note';
  /** Where the promise comes from: a section of a standard, the document, the contract. */
  source: string;
  /** Each kind of difference that it reports, with what it means. */
  kinds: Readonly<Record<string, string>>;
  /** Looks at one exchange. */
  each?(reading: Reading): Iterable<Observation>;
  /** Looks at all exchanges of a run together; every observation names its exchange. */
  all?(readings: readonly Reading[]): Iterable<Observation>;
}

import type { Json } from '../../json.ts';

/** One way to break a constraint, everything else left right. */
export interface Violation {
  /** Kebab case, the last part of the probe's id; empty where there is only one way. */
  name: string;
  /** What the request then holds, for a sentence: `is null`. */
  says: string;
  /** The value that breaks it; undefined takes it out. */
  value: Json | undefined;
  /** Where the value goes in place of the constraint's own place. */
  at?: string;
}

import type { Figures } from '../measure.ts';

/** One run of a tool. Times in milliseconds. */
export interface Outcome {
  exit: number | null;
  /** False when it had to be ended. */
  ended: boolean;
  wallMs: number;
  /** User and system time of the tool and of all that it started. */
  cpuMs: number;
  requests: number;
  statuses: Record<string, number>;
  output: string;
}

/** What a tool found out. */
export interface Found {
  /** Of one run against the sandbox without a fault, as are the statuses that came back. */
  requests: number;
  statuses: Record<string, number>;
  /** The faults at which it did not end with 0. */
  noticed: string[];
  /** The faults and harmless variations at which it had to be ended. */
  unended: string[];
  /** The harmless variations at which it did not end with 0. */
  falseAlarms: string[];
}

export interface Times {
  /** The day, as YYYY-MM-DD. */
  on: string;
  rounds: number;
  tools: Record<string, { wallMs: Figures; cpuMs: Figures }>;
}

/** bench/peers/results.json; tools by name. */
export interface Results {
  found: Record<string, Found>;
  times?: Times;
}

/** bench/peers/faults.json, as choose.ts writes it; `of` is how many there were to choose from. */
export interface Chosen {
  faults: { group: string; of: number; names: string[] }[];
  harmless: { of: number; names: string[] };
}

import type { Expectation } from '../exchange/exchange.ts';

/** A header to be sent; `shown` is what may be written down of it: variables in place of secrets. */
export interface ProbeHeader {
  name: string;
  value: string;
  shown: string;
}

/** One request to be sent on purpose, with the answers that would be right for it. */
export interface Probe {
  /** Stable from run to run and seed to seed, e.g. `invalid/resource_id/format/no-dashes`. */
  id: string;
  group: 'valid' | 'invalid' | 'unauthorized' | 'gate' | 'conflict' | 'repeated';
  /** What it asks and why that answer is right, one sentence. */
  title: string;
  /** The document's pointer behind it. */
  pointer: string;
  request: {
    method: string;
    /** Path and query, below the target's URL. */
    path: string;
    /** Names spelt exactly as they have to go out. */
    headers: readonly ProbeHeader[];
    body: Uint8Array | undefined;
  };
  expectation: Expectation;
  /** Ways that provoke the same status are tried in this order, until one of them does. */
  turn: number;
}

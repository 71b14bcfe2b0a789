import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Contract } from '../contract/contract.ts';
import type { Answer } from './answer.ts';
import type { Call } from './call.ts';
import type { Decision, Rules } from './rules.ts';

export const GROUPS = [
  'created body',
  'created meaning',
  'status',
  'error bodies',
  'wire and headers',
  'authentication',
  'validation too lax',
  'validation too strict',
  'flakiness and time',
  'gateways in front',
] as const;
export type FaultGroup = (typeof GROUPS)[number];

/** One deliberate way for the embedded sandbox to be wrong, used to prove that Plumbline notices. */
export interface Fault {
  /** Kebab case, unique. */
  readonly name: string;
  readonly group: FaultGroup;
  /** What the provider does wrong, one sentence. */
  readonly title: string;
  /** A variation that document and contract allow, and that must not be noticed. */
  readonly harmless?: true;
  /** It answers late or never: whoever runs it waits for a time-out. */
  readonly slow?: true;
  /** The honest verdict is `inconclusive`: who answers is not the API, or the caller's own credentials seem wrong. */
  readonly inconclusive?: true;
  /** The checks that have to notice it. */
  readonly kills: readonly string[];
  /** Called once for each sandbox, so that what a fault remembers lives as long as one run. */
  readonly hooks: (run: FaultRun) => FaultHooks;
}

/** What a fault knows of the sandbox that it runs in. */
export interface FaultRun {
  readonly contract: Contract;
  readonly environment: Readonly<Record<string, string>>;
  readonly now: () => number;
  /** How long a slow answer takes, in milliseconds. */
  readonly slowMs: number;
  /** The conforming answer for a decision. */
  readonly answer: (decision: Decision) => Answer;
}

/** The places at which a fault can turn the conforming behaviour. Each is optional, and sees what came before. */
export interface FaultHooks {
  /** Replaces some of the questions put to a request. */
  readonly rules?: (rules: Rules) => Partial<Rules>;
  /** Changes what was decided of a request. */
  readonly decision?: (decision: Decision, call: Call) => Decision;
  /** Changes the answer; a promise delays it. */
  readonly answer?: (answer: Answer, call: Call, decision: Decision) => Answer | Promise<Answer>;
  /** Takes over the connection: true when it has sent (or withheld) the answer itself. */
  readonly send?: (answer: Answer, wire: Wire, call: Call, decision: Decision) => boolean;
}

/** Where an answer goes out. */
export interface Wire {
  readonly response: ServerResponse;
  readonly socket: Socket;
}

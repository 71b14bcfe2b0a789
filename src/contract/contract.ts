import type { Operation } from '../document/operation.ts';
import type { JsonObject } from '../json.ts';
import type { Place } from '../problem.ts';

/** How closely an answer has to keep to its documented example: every value, or the error codes only. */
export type ExampleLevel = 'full' | 'code' | 'off';

/** One way to provoke a documented answer. */
export interface Provocation {
  /** Kebab case; the last part of the probe's id. */
  name: string;
  why: string;
  /** Values put into the valid body by JSON pointer; missing parents are made. `$other-uuid` is a fresh UUID. */
  set: JsonObject;
  /** Pointers taken out of the valid body first. */
  remove: string[];
  /** Environment variables that `set` names as `${NAME}`; without them the way is not tried. */
  variables: string[];
}

/** What we ask of one documented answer. */
export interface ContractResponse {
  status: string;
  /** `required`: a run that never sees it is inconclusive. `optional`: judged when it comes. `never`: not provoked. */
  reach: 'required' | 'optional' | 'never';
  example: ExampleLevel;
  /** Response pointer → request pointer whose value it repeats. */
  echoes: Record<string, string>;
  /** Response pointers whose value is never seen twice. */
  unique: string[];
  /** Response pointers that hold the present time. */
  fresh: { pointer: string; withinSeconds: number }[];
  /** Milliseconds within which the whole answer comes. */
  withinMs: number;
  provoke: Provocation[];
  pointer: string;
}

/** Where an error answer keeps its parts, pointers relative to the body (`list`) or to one error. */
export interface ErrorShape {
  list: string;
  code: string;
  detail: string;
  /** The pointer into the request that an error may carry. */
  source: string | undefined;
}

/** A gateway in front of the API that answers instead of it. */
export interface Gate {
  /** The header whose absence closes the gate. */
  header: string;
  /** How its answers look: all that is given of one entry holds. */
  answers: { status: number; mediaType?: string; location?: string }[];
  /** A text that the gate's answers hold, in the body or in Location, and no answer of the API does. */
  mark: string | undefined;
  hint: string;
}

/** What a provider publishes of how its API may change, as data: `diff` judges changes by it. */
export interface Policy {
  /** Where it is published. */
  source: string;
  /** What may come at any time, without a new version or a notice. */
  anyTime: {
    /** In the provider's words, as far as they are short. */
    what: string;
    /** The kinds of change that it covers. */
    kinds: string[];
    /** True where it covers only identifiers whose format is not documented. */
    identifiers?: boolean;
  }[];
  /** Regular expressions for the names of properties that hold an identifier. */
  identifiers: string[];
}

/** What we rely on, beyond the document. */
export interface Contract {
  /** `derived` when there is no file: defaults for any operation. */
  file: string | undefined;
  operation: Operation;
  /** The URL of `--target sandbox`. */
  sandbox: string | undefined;
  /** Hosts that are never probed, lower case, beside the servers that the document calls production. */
  never: string[];
  /** Security scheme or header parameter → environment variable that holds its credential. */
  credentials: Record<string, string>;
  /** Pointer into the request body → environment variable with a value that only the team knows. */
  values: Record<string, string>;
  gate: Gate | undefined;
  /** What a right request does to a real target, a clause for people: `a 201 fires a webhook`. */
  effect: string | undefined;
  errors: ErrorShape | undefined;
  /** Where the contract says so; absent where the document alone does. */
  errorsAt?: string;
  responses: ContractResponse[];
  /** How many answers of 401 within how many seconds, and how many requests, the target bears from one address. */
  limits:
    | { unauthorized: { max: number; perSeconds: number }; requests: { max: number; perSeconds: number } }
    | undefined;
  /** What the provider says may change at any time; undefined where it says nothing. */
  policy: Policy | undefined;
  /** The place of a pointer in the contract file. */
  placeOf(pointer: string): Place;
}

/** What the contract says of a status, by its documented key. */
export function contractResponse(contract: Contract, status: string): ContractResponse | undefined {
  return contract.responses.find((response) => response.status === status);
}

import type { PointerPlace } from '../document/pointer-place.ts';
import type { Json } from '../json.ts';

/** Whom a change concerns: whoever sends requests, whoever reads responses, or only whoever reads the document. */
export type ChangeSide = 'request' | 'response' | 'docs';

/** What proves a change of accepted values: Ajv accepts it by one document and refuses it by the other. */
export interface ChangeWitness {
  /** The whole value: a body, or the value of a parameter or header; `null` with `absent` where nothing is sent. */
  value: Json;
  accepts: 'base' | 'candidate';
  refuses: 'base' | 'candidate';
  /** True where the proof is a request without a body, parameter or credential. */
  absent?: true;
}

/** One semantic difference between two documents: section 6 of the report. */
export interface Change {
  /** Kebab case, from the list of kinds. */
  kind: string;
  side: ChangeSide;
  breaking: boolean;
  /** The provider's published policy says that it may come at any time. */
  announced: boolean;
  /** No witness was found, so that nobody can tell; it is treated as breaking. */
  undecided?: true;
  message: string;
  why: string;
  base?: PointerPlace;
  candidate?: PointerPlace;
  before?: Json;
  after?: Json;
  witness?: ChangeWitness;
  /** The operations that it reaches, as `METHOD /path` of the base, or of the candidate where they are new. */
  operations: string[];
  /** The places that it reaches, in words: one cause in a shared component reaches many. */
  places: string[];
  /** The documented status, where it is about one. */
  statuses?: string[];
  /** The part of an operation that it is about. */
  part?: Whereabouts['part'];
  /** The name of the parameter or header that it is about. */
  name?: string;
  /** JSON pointer into the body, parameter or header; `*` stands for any entry. */
  at?: string;
  /** Stable from run to run, and where only the lines of the documents move. */
  fingerprint: string;
  /** The parts of our contract, Pact files and recordings that rely on what changed. */
  touchesUs: string[];
}

export type DiffVerdict = 'identical' | 'compatible' | 'breaking';

/** What part of an operation a change is about, for telling who relies on it. */
export interface Whereabouts {
  operation: { method: string; path: string; id: string };
  part: 'operation' | 'server' | 'security' | 'parameter' | 'request-body' | 'response' | 'response-header';
  /** The documented status. */
  status?: string;
  /** The parameter's or header's name. */
  name?: string;
  /** JSON pointer into the value. */
  at?: string;
}

/** A change before it is joined with others of the same cause and judged by the policy. */
export interface RawChange {
  kind: string;
  side: ChangeSide;
  effect: 'breaks' | 'safe';
  undecided?: boolean;
  /** The sentence without the place. */
  text: string;
  /** The place in words, such as `the request body, /resource_id`. */
  place: string;
  why: string;
  /** JSON pointers into the documents. */
  base?: string;
  candidate?: string;
  before?: Json;
  after?: Json;
  witness?: ChangeWitness;
  /** True for the format or length of an identifier whose format is not documented. */
  identifier?: boolean;
  where: Whereabouts;
  /** The name of what changed, where the pointers do not tell it from others: the last part of its place by default. */
  about?: string;
}

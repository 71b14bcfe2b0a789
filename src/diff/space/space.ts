import type { Document } from '../../document/document.ts';
import type { Direction } from '../../document/json-schema.ts';
import type { Node } from '../../document/node.ts';
import type { Json } from '../../json.ts';

/** The kinds of JSON value; `integer` is a number with a rule. */
export type SpaceType = 'null' | 'boolean' | 'number' | 'string' | 'array' | 'object';

export const SPACE_TYPES: readonly SpaceType[] = ['null', 'boolean', 'number', 'string', 'array', 'object'];

/** Schemas that hold for one value together; none says nothing, so that every value is valid. */
export interface Conjunction {
  nodes: readonly Node[];
  /** Equal for the same schemas of the same document. */
  key: string;
}

/** A rule with the pointer at which the document states it. */
export interface Rule<T> {
  value: T;
  at: string;
}

export interface Bound extends Rule<number> {
  exclusive: boolean;
  /** Where it says that the bound itself is left out, if that is not where the bound is. */
  exclusiveAt?: string;
}

export interface Property {
  schema: Conjunction;
  at: string;
  /** `readOnly` in a request, `writeOnly` in a response: not to be sent, whatever else is said of it. */
  ruledOut: boolean;
}

/** What is said of properties by their names: of those that match a pattern, or of those that do not. */
export interface NameRule {
  source: string;
  negated: boolean;
  schema: Conjunction;
}

/** A rule that is not taken apart, such as a `not` or `unevaluatedItems`, by its meaning in one canonical text. */
export interface Condition {
  text: string;
  /** What else of the schema it depends on, which is told elsewhere. */
  beside?: string;
  at: string;
  /** How many entries of a list have to be of one kind, or may be. */
  count?: {
    of: Conjunction;
    least?: number;
    most?: number /** How long a list has to be for it. */;
    length?: number;
  };
  /** The schema that it is, where that can be compared by itself. */
  part?: Conjunction;
}

/** Values of one type that satisfy every rule of it. */
export interface Branch {
  type: SpaceType;
  /** Where the document declares it. */
  at: string;
  /** The name of the component that is this alternative of `oneOf` or `anyOf`. */
  name?: string;
  /** All that are allowed; of scalars those that the other rules forbid are left out already. */
  values: Rule<Json[]> | undefined;
  /** The numbers of a short range, one by one. */
  range?: Json[];
  /** Scalars that are not allowed, whatever else holds. */
  excluded: Rule<Json>[];
  integer: Rule<true> | undefined;
  multiples: Rule<number>[];
  minimum: Bound | undefined;
  maximum: Bound | undefined;
  minLength: Rule<number> | undefined;
  maxLength: Rule<number> | undefined;
  patterns: Rule<string>[];
  /** Patterns that must not be found. */
  forbiddenPatterns: Rule<string>[];
  formats: Rule<string>[];
  /** What the JSON in a text has to be, by its `contentSchema`. */
  content: Conjunction;
  minItems: Rule<number> | undefined;
  maxItems: Rule<number> | undefined;
  unique: Rule<true> | undefined;
  prefix: Conjunction[];
  items: Conjunction;
  properties: ReadonlyMap<string, Property>;
  /** Name → pointer of the rule. */
  required: ReadonlyMap<string, string>;
  patternProperties: NameRule[];
  additional: Conjunction;
  minProperties: Rule<number> | undefined;
  maxProperties: Rule<number> | undefined;
  conditions: Condition[];
}

/** The values that a schema accepts: those of any of its branches. */
export interface Space {
  branches: readonly Branch[];
  /** Set where a value of two branches at once is not accepted (`oneOf` whose parts overlap). */
  exclusive: string | undefined;
}

/** Reads schemas of one document for one direction; each is read once. */
export interface Spaces {
  document: Document;
  direction: Direction;
  of(schema: Conjunction): Space;
  /**
   * As `of`, with what is of two alternatives of a `oneOf` taken out of both, as far as it can be said: the values are the
   * same ones, and the alternatives are no longer those of the document.
   */
  exactly(schema: Conjunction): Space;
}

/** How many branches of a space are told apart; beyond that what makes more of them is one condition. */
export const BRANCHES = 96;

export const ANYTHING: Conjunction = { nodes: [], key: '' };

/** The schemas that hold together. */
export function conjunction(nodes: readonly Node[]): Conjunction {
  const known = new Map(nodes.map((node) => [nodeKey(node), node]));
  return { nodes: [...known.values()], key: [...known.keys()].sort().join(' & ') };
}

/** A schema of OpenAPI 3.1 that is `false` or `true` may stand for a rule elsewhere: the value tells them apart. */
function nodeKey({ pointer, value }: Node): string {
  return typeof value === 'boolean' ? `${pointer}=${value}` : pointer;
}

/** Both conjunctions together. */
export function together(one: Conjunction, other: Conjunction): Conjunction {
  if (one.nodes.length === 0) return other;
  return other.nodes.length === 0 ? one : conjunction([...one.nodes, ...other.nodes]);
}

/** A branch of a type about which nothing is said. */
export function freeBranch(type: SpaceType, at = ''): Branch {
  return {
    type,
    at,
    values: undefined,
    excluded: [],
    integer: undefined,
    multiples: [],
    minimum: undefined,
    maximum: undefined,
    minLength: undefined,
    maxLength: undefined,
    patterns: [],
    forbiddenPatterns: [],
    formats: [],
    content: ANYTHING,
    minItems: undefined,
    maxItems: undefined,
    unique: undefined,
    prefix: [],
    items: ANYTHING,
    properties: new Map(),
    required: new Map(),
    patternProperties: [],
    additional: ANYTHING,
    minProperties: undefined,
    maxProperties: undefined,
    conditions: [],
  };
}

/** The type of a value, `integer` being a number. */
export function spaceType(value: Json): SpaceType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as SpaceType;
}

/** True for a branch that accepts every value of its type. */
export function isFree(branch: Branch): boolean {
  return (
    branch.values === undefined &&
    branch.excluded.length === 0 &&
    branch.forbiddenPatterns.length === 0 &&
    branch.integer === undefined &&
    branch.multiples.length === 0 &&
    branch.minimum === undefined &&
    branch.maximum === undefined &&
    branch.minLength === undefined &&
    branch.maxLength === undefined &&
    branch.patterns.length === 0 &&
    branch.formats.length === 0 &&
    branch.content.nodes.length === 0 &&
    branch.minItems === undefined &&
    branch.maxItems === undefined &&
    branch.unique === undefined &&
    branch.prefix.length === 0 &&
    branch.items.nodes.length === 0 &&
    branch.properties.size === 0 &&
    branch.required.size === 0 &&
    branch.patternProperties.length === 0 &&
    branch.additional.nodes.length === 0 &&
    branch.minProperties === undefined &&
    branch.maxProperties === undefined &&
    branch.conditions.length === 0
  );
}

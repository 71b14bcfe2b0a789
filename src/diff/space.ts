import type { Document } from '../document/document.ts';
import { type Direction, isFlagged } from '../document/json-schema.ts';
import { child, entries, follow, items, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { isObject, type Json, sameJson } from '../json.ts';
import { canonicalText, tellingWords } from './canonical.ts';
import { fits } from './fits.ts';
import { intersect } from './intersect.ts';
import { disjoint, merged } from './union.ts';

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
}

export interface Property {
  schema: Conjunction;
  at: string;
  /** `readOnly` in a request, `writeOnly` in a response: not to be sent, whatever else is said of it. */
  ruledOut: boolean;
}

/** A rule that is not taken apart, such as `not` or `if`, by its meaning in one canonical text. */
export interface Condition {
  text: string;
  at: string;
}

/** Values of one type that satisfy every rule of it. */
export interface Branch {
  type: SpaceType;
  /** Where the document declares it. */
  at: string;
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
  minItems: Rule<number> | undefined;
  maxItems: Rule<number> | undefined;
  unique: Rule<true> | undefined;
  prefix: Conjunction[];
  items: Conjunction;
  properties: ReadonlyMap<string, Property>;
  /** Name → pointer of the rule. */
  required: ReadonlyMap<string, string>;
  patternProperties: { source: string; schema: Conjunction }[];
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
}

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

/** How deep schemas that are composed of each other are followed. */
const DEPTH = 30;
/** How many branches are told apart; beyond that the composition is one condition. */
const BRANCHES = 96;

/** Makes the reader of a document's schemas for requests or for responses. */
export function createSpaces(document: Document, direction: Direction): Spaces {
  const known = new Map<string, Space>();
  const of = (schema: Conjunction): Space => {
    const before = known.get(schema.key);
    if (before !== undefined) return before;
    const space = simplified(
      schema.nodes.reduce<Space>((space, node) => meet(space, read(node, direction, 0)), EVERYTHING),
    );
    known.set(schema.key, space);
    return space;
  };
  return { document, direction, of };
}

/** Parts of a union that are the same, or that one part covers, are one. */
function simplified(space: Space): Space {
  if (space.branches.length < 2 || space.exclusive !== undefined) return space;
  return { ...space, branches: merged(space.branches) };
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

const EVERYTHING: Space = { branches: SPACE_TYPES.map((type) => freeBranch(type)), exclusive: undefined };
const NOTHING: Space = { branches: [], exclusive: undefined };

/** The values that both spaces have. */
function meet(one: Space, other: Space): Space {
  if (one === EVERYTHING) return other;
  if (other === EVERYTHING) return one;
  const branches = one.branches.flatMap((a) =>
    other.branches.flatMap((b) => {
      const both = a.type === b.type ? intersect(a, b) : undefined;
      return both === undefined ? [] : [both];
    }),
  );
  return { branches, exclusive: joined(one.exclusive, other.exclusive) };
}

function joined(one: string | undefined, other: string | undefined): string | undefined {
  return one === undefined || one === other ? other : other === undefined ? one : `${one} & ${other}`;
}

function read(node: Node, direction: Direction, depth: number): Space {
  const schema = follow(node);
  const { value, pointer, document } = schema;
  if (value === false) return NOTHING;
  if (!isObject(value) || depth > DEPTH) return EVERYTHING;
  let space = own(schema, direction);
  for (const part of items(child(schema, 'allOf'))) space = meet(space, read(part, direction, depth + 1));
  for (const word of ['anyOf', 'oneOf'] as const) {
    const parts = items(child(schema, word)).map((part) => read(part, direction, depth + 1));
    if (parts.length > 0) space = meet(space, union(parts, word === 'oneOf', schema));
  }
  space = withConditions(space, schema, direction, depth);
  if (space.branches.length > BRANCHES) {
    space = conditioned(own(schema, direction), 'composition', schema, pointer);
  }
  if (document.version === '3.0' && value['nullable'] === true) {
    const others = space.branches.filter(({ type }) => type !== 'null');
    return { ...space, branches: [...others, freeBranch('null', joinPointer(pointer, 'nullable'))] };
  }
  return space;
}

/** Any of the parts; of `oneOf` it is one condition more when a value may be of two of them. */
function union(parts: readonly Space[], exclusively: boolean, schema: Node): Space {
  const branches = parts.flatMap(({ branches }) => branches);
  const inner = parts.map(({ exclusive }) => exclusive).find((each) => each !== undefined);
  if (!exclusively) return { branches, exclusive: inner };
  const apart = parts.every((one, index) =>
    parts
      .slice(index + 1)
      .every((other) => one.branches.every((a) => other.branches.every((b) => disjoint(a, b)))),
  );
  return { branches, exclusive: apart ? inner : joined(inner, joinPointer(schema.pointer, 'oneOf')) };
}

/** What a schema says by itself, without what it is composed of. */
function own(schema: Node, direction: Direction): Space {
  const { value, pointer } = schema;
  if (!isObject(value)) return EVERYTHING;
  const named = [value['type']].flat().filter((type) => typeof type === 'string');
  const integerOnly = named.includes('integer') && !named.includes('number');
  const types = new Set(named.map((type) => (type === 'integer' ? 'number' : type)));
  const listed = 'const' in value ? [value['const'] ?? null] : value['enum'];
  const listedAt = joinPointer(pointer, 'const' in value ? 'const' : 'enum');
  const branches = SPACE_TYPES.filter((type) => types.size === 0 || types.has(type)).flatMap((type) => {
    const branch: Branch = {
      ...freeBranch(type, pointer),
      ...RULES[type]?.(schema, direction),
      ...(type === 'number' && integerOnly
        ? { integer: { value: true, at: joinPointer(pointer, 'type') } }
        : {}),
    };
    if (!Array.isArray(listed)) return [branch];
    const values = listed.filter((each) => spaceType(each) === type);
    return values.length === 0 ? [] : [{ ...branch, values: { value: distinct(values), at: listedAt } }];
  });
  return { branches: branches.flatMap((branch) => settled(branch) ?? []), exclusive: undefined };
}

function distinct(values: readonly Json[]): Json[] {
  return values.filter((value, index) => !values.slice(0, index).some((other) => sameJson(value, other)));
}

/** The type of a value, `integer` being a number. */
export function spaceType(value: Json): SpaceType {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return typeof value as SpaceType;
}

/** Brings a branch into one form of several that mean the same; undefined where nothing can satisfy it. */
export function settled(branch: Branch): Branch | undefined {
  const { type, values } = branch;
  let result = branch;
  if (type === 'number') result = wholeBounds(result);
  if (result.multiples.some(({ value }) => value === 1)) {
    const one = result.multiples.find(({ value }) => value === 1);
    result = {
      ...result,
      integer: result.integer ?? { value: true, at: one?.at ?? result.at },
      multiples: result.multiples.filter(({ value }) => value !== 1),
    };
  }
  const { minLength, maxLength, minItems, maxItems, minProperties, maxProperties } = result;
  const { minimum, maximum } = result;
  for (const [low, high] of [
    [minLength, maxLength],
    [minItems, maxItems],
    [minProperties, maxProperties],
    [minimum, maximum],
  ]) {
    if (low !== undefined && high !== undefined && low.value > high.value) return undefined;
  }
  if (type === 'object') {
    for (const name of result.required.keys()) {
      const property = result.properties.get(name);
      if (property?.schema.nodes.some(({ value }) => value === false) === true) return undefined;
    }
    if (minProperties !== undefined && minProperties.value <= result.required.size)
      result = { ...result, minProperties: undefined };
  }
  if (values === undefined) return listedRange(result);
  if (type === 'object' || type === 'array') return result;
  const left = values.value.filter((value) => fits(value, result));
  if (left.length === 0) return undefined;
  if (type === 'boolean' && left.length === 2) return { ...result, values: undefined };
  if (type === 'null') return { ...result, values: undefined };
  // What is listed satisfies the other rules, which have no more to say.
  return {
    ...freeBranch(type, result.at),
    values: { value: left, at: values.at },
    conditions: result.conditions,
  };
}

/** How many whole numbers a range may have to be listed. */
const LISTED = 100;

/** A short range of whole numbers is the list of them. */
function listedRange(branch: Branch): Branch {
  const { integer, minimum, maximum, conditions } = branch;
  if (integer === undefined || minimum === undefined || maximum === undefined) return branch;
  if (maximum.value - minimum.value >= LISTED) return branch;
  const range = Array.from(
    { length: maximum.value - minimum.value + 1 },
    (_, index) => minimum.value + index,
  );
  return { ...branch, conditions, range: range.filter((value) => fits(value, branch)) };
}

/** An exclusive bound of whole numbers is an inclusive one. */
function wholeBounds(branch: Branch): Branch {
  if (branch.integer === undefined) return branch;
  const { minimum, maximum } = branch;
  return {
    ...branch,
    minimum:
      minimum === undefined
        ? undefined
        : {
            at: minimum.at,
            value: minimum.exclusive ? Math.floor(minimum.value) + 1 : Math.ceil(minimum.value),
            exclusive: false,
          },
    maximum:
      maximum === undefined
        ? undefined
        : {
            at: maximum.at,
            value: maximum.exclusive ? Math.ceil(maximum.value) - 1 : Math.floor(maximum.value),
            exclusive: false,
          },
  };
}

type Rules = (schema: Node, direction: Direction) => Partial<Branch>;

const RULES: Partial<Record<SpaceType, Rules>> = {
  number: (schema) => {
    const { minimum, maximum } = bounds(schema);
    const multiple = numberAt(schema, 'multipleOf');
    return {
      minimum,
      maximum,
      multiples: multiple === undefined ? [] : [multiple],
      formats: formats(schema, NUMBER_FORMATS),
    };
  },
  string: (schema) => {
    const pattern = child(schema, 'pattern');
    const source = pattern?.value;
    return {
      ...counted(schema, 'minLength', 'maxLength'),
      patterns:
        pattern !== undefined && typeof source === 'string' && !SAYS_NOTHING.has(source)
          ? [{ value: source, at: pattern.pointer }]
          : [],
      formats: formats(schema, undefined),
    };
  },
  array: (schema) => {
    const unique = child(schema, 'uniqueItems');
    const prefix = items(child(schema, 'prefixItems'));
    const rest = child(schema, 'items');
    return {
      ...counted(schema, 'minItems', 'maxItems'),
      unique: unique?.value === true ? { value: true, at: unique.pointer } : undefined,
      ...closedList(prefix.length, rest, numberAt(schema, 'maxItems')),
      prefix: prefix.map((item) => conjunction([item])),
    };
  },
  object: (schema, direction) => {
    const flag = direction === 'response' ? 'writeOnly' : 'readOnly';
    const properties = new Map(
      entries(child(schema, 'properties')).map(({ key, node }): [string, Property] => [
        key,
        {
          schema: conjunction([node]),
          at: joinPointer(schema.pointer, 'properties', key),
          ruledOut: isFlagged(node, flag),
        },
      ]),
    );
    const additional = child(schema, 'additionalProperties') ?? unevaluated(schema);
    return {
      ...counted(schema, 'minProperties', 'maxProperties'),
      properties,
      required: required(schema, properties),
      patternProperties: entries(child(schema, 'patternProperties')).map(({ key, node }) => ({
        source: key,
        schema: conjunction([node]),
      })),
      additional:
        additional === undefined || saysNothing(additional)
          ? ANYTHING
          : conjunction([saidPlainly(additional)]),
    };
  },
};

/** Where nothing else has a say in what is evaluated, `unevaluatedProperties` is `additionalProperties`. */
function unevaluated(schema: Node): Node | undefined {
  return isPlain(schema) ? child(schema, 'unevaluatedProperties') : undefined;
}

function isPlain({ value }: Node): boolean {
  const others = [
    'allOf',
    'anyOf',
    'oneOf',
    'if',
    'then',
    'else',
    'not',
    'dependentSchemas',
    '$ref',
    '$dynamicRef',
  ];
  return isObject(value) && !others.some((word) => word in value);
}

/** A schema that nothing satisfies is `false`, however it is spelt. */
function saidPlainly(node: Node): Node {
  const not =
    isObject(node.value) && tellingWords(node.value).join() === 'not' ? child(node, 'not') : undefined;
  return not !== undefined && saysNothing(not) ? { ...node, value: false } : node;
}

/** A list whose further entries nothing satisfies is a list of at most so many. */
function closedList(
  fixed: number,
  rest: Node | undefined,
  most: Rule<number> | undefined,
): Pick<Branch, 'items' | 'maxItems'> {
  if (rest !== undefined && saidPlainly(rest).value === false) {
    const closed = { value: fixed, at: rest.pointer };
    return { items: ANYTHING, maxItems: most !== undefined && most.value < fixed ? most : closed };
  }
  const unreachable = most !== undefined && most.value <= fixed;
  return {
    items: rest === undefined || unreachable || saysNothing(rest) ? ANYTHING : conjunction([rest]),
    maxItems: most,
  };
}

/** Texts of which every pattern is a part. */
const SAYS_NOTHING = new Set(['', '.*', '^.*', '.*$', '^', '$', '^[\\s\\S]*$', '[\\s\\S]*']);
/** Of numbers the other formats say how they are stored, not which are allowed. */
const NUMBER_FORMATS = new Set(['int32', 'int64']);
/** Formats that tell a reader how to show or to keep a text, and allow every one. */
const HINTS = new Set(['password', 'float', 'double', 'string', 'text', 'textarea', 'markdown', 'html']);

function formats(schema: Node, among: ReadonlySet<string> | undefined): Rule<string>[] {
  const format = child(schema, 'format');
  const name = format?.value;
  if (format === undefined || typeof name !== 'string') return [];
  if (among === undefined ? HINTS.has(name) || NUMBER_FORMATS.has(name) : !among.has(name)) return [];
  return [{ value: name, at: format.pointer }];
}

function required(schema: Node, properties: ReadonlyMap<string, Property>): Map<string, string> {
  const list = child(schema, 'required');
  if (!Array.isArray(list?.value)) return new Map();
  return new Map(
    list.value.flatMap((name, index): [string, string][] =>
      typeof name === 'string' && properties.get(name)?.ruledOut !== true
        ? [[name, joinPointer(list.pointer, index)]]
        : [],
    ),
  );
}

/** True for a schema that accepts every value: `true`, `{}`, or nothing but annotations. */
function saysNothing(node: Node, depth = 0): boolean {
  const schema = follow(node);
  const { value } = schema;
  if (value === true) return true;
  if (!isObject(value) || depth > DEPTH) return false;
  const words = tellingWords(value);
  if (words.some((word) => word !== 'allOf')) return false;
  return items(child(schema, 'allOf')).every((part) => saysNothing(part, depth + 1));
}

function counted<L extends keyof Branch, H extends keyof Branch>(
  schema: Node,
  low: L,
  high: H,
): Partial<Branch> {
  const least = numberAt(schema, low);
  return {
    [low]: least === undefined || least.value <= 0 ? undefined : least,
    [high]: numberAt(schema, high),
  };
}

function numberAt(schema: Node, word: string): Rule<number> | undefined {
  const found = child(schema, word);
  return found !== undefined && typeof found.value === 'number'
    ? { value: found.value, at: found.pointer }
    : undefined;
}

/** OpenAPI 3.0 has `exclusiveMinimum: true` beside `minimum`, 3.1 has the bound itself. */
function bounds(schema: Node): { minimum: Bound | undefined; maximum: Bound | undefined } {
  const side = (word: 'minimum' | 'maximum', exclusiveWord: string): Bound | undefined => {
    const inclusive = numberAt(schema, word);
    const exclusive = child(schema, exclusiveWord);
    const strict = numberAt(schema, exclusiveWord);
    if (strict !== undefined) {
      const tighter =
        inclusive === undefined ||
        (word === 'minimum' ? strict.value >= inclusive.value : strict.value <= inclusive.value);
      return tighter ? { ...strict, exclusive: true } : { ...inclusive, exclusive: false };
    }
    return inclusive === undefined ? undefined : { ...inclusive, exclusive: exclusive?.value === true };
  };
  return { minimum: side('minimum', 'exclusiveMinimum'), maximum: side('maximum', 'exclusiveMaximum') };
}

/** Rules that hold for a value of some type only, and for which there is nothing better than their text. */
const CONDITIONS: Partial<Record<string, SpaceType[]>> = {
  contains: ['array'],
  minContains: ['array'],
  maxContains: ['array'],
  unevaluatedItems: ['array'],
  propertyNames: ['object'],
  dependentRequired: ['object'],
  dependentSchemas: ['object'],
  unevaluatedProperties: ['object'],
};

function withConditions(space: Space, schema: Node, direction: Direction, depth: number): Space {
  const { value } = schema;
  if (!isObject(value)) return space;
  let result = space;
  for (const [word, types] of Object.entries(CONDITIONS)) {
    const rule = child(schema, word);
    if (rule === undefined || types === undefined) continue;
    if (word === 'unevaluatedProperties' && isPlain(schema)) continue;
    if (word === 'dependentRequired' || word === 'dependentSchemas') result = withDependents(result, rule);
    else result = conditioned(result, word, rule, rule.pointer, types);
  }
  const condition = child(schema, 'if');
  if (condition !== undefined && (value['then'] !== undefined || value['else'] !== undefined)) {
    result = meet(
      result,
      either(condition, child(schema, 'then'), child(schema, 'else'), direction, depth + 1),
    );
  }
  const not = child(schema, 'not');
  return not === undefined ? result : without(result, not, direction, depth);
}

/** `if` with `then` and `else`: not the one or the second, and the one or the third. */
function either(
  condition: Node,
  then: Node | undefined,
  otherwise: Node | undefined,
  direction: Direction,
  depth: number,
): Space {
  const any = (parts: Space[]): Space => ({
    branches: parts.flatMap(({ branches }) => branches),
    exclusive: undefined,
  });
  const yes =
    then === undefined
      ? EVERYTHING
      : any([without(EVERYTHING, condition, direction, depth), read(then, direction, depth)]);
  const no =
    otherwise === undefined
      ? EVERYTHING
      : any([read(condition, direction, depth), read(otherwise, direction, depth)]);
  return meet(simplified(yes), simplified(no));
}

/** Each property upon which something depends is a condition; what it asks for is said as a schema either way. */
function withDependents(space: Space, rule: Node): Space {
  return entries(rule).reduce((all, { key, node }) => {
    const text = Array.isArray(node.value)
      ? JSON.stringify({ required: [...node.value].sort() })
      : canonicalText(node);
    return addCondition(all, `dependent ${JSON.stringify(key)} ${text}`, node.pointer, ['object']);
  }, space);
}

function conditioned(space: Space, word: string, rule: Node, at: string, types?: SpaceType[]): Space {
  return addCondition(space, `${word} ${canonicalText(rule)}`, at, types);
}

function addCondition(
  space: Space,
  text: string,
  at: string,
  types: readonly SpaceType[] = SPACE_TYPES,
): Space {
  return {
    ...space,
    branches: space.branches.map((branch) =>
      types.includes(branch.type) ? { ...branch, conditions: [...branch.conditions, { text, at }] } : branch,
    ),
  };
}

/**
 * `not` takes away whole types, listed values, texts with a pattern, or objects that have a property, and twice it says
 * nothing; other negations stay conditions.
 */
function without(space: Space, not: Node, direction: Direction, depth: number): Space {
  const schema = follow(not);
  const { value } = schema;
  if (!isObject(value)) return value === true ? NOTHING : space;
  const words = tellingWords(value);
  const [word] = words;
  if (words.length === 0) return NOTHING;
  if (words.length === 1 && word === 'not') {
    const inner = child(schema, 'not');
    return inner === undefined ? space : meet(space, read(inner, direction, depth + 1));
  }
  if (words.length === 1 && word === 'anyOf') {
    const parts = items(child(schema, 'anyOf'));
    return parts.reduce<Space>((left, part) => without(left, part, direction, depth + 1), space);
  }
  const names = value['required'];
  if (words.length === 1 && word === 'required' && Array.isArray(names) && names.length === 1) {
    const [name] = names;
    return mapBranches(space, (branch) =>
      branch.type === 'object' && typeof name === 'string' ? forbidding(branch, name, not) : branch,
    );
  }
  const taken = read(not, direction, depth + 1);
  const branches = space.branches.flatMap((branch) => {
    const against = taken.branches.filter(({ type }) => type === branch.type);
    return against.length === 0 ? [branch] : (lessened(branch, against, not) ?? []);
  });
  return { ...space, branches };
}

function mapBranches(space: Space, change: (branch: Branch) => Branch): Space {
  return { ...space, branches: space.branches.map(change) };
}

/** A branch without the values of others; undefined where nothing is left of it. */
function lessened(branch: Branch, against: readonly Branch[], not: Node): Branch | undefined {
  if (against.some(isFree)) return undefined;
  const scalar = branch.type !== 'object' && branch.type !== 'array';
  if (scalar && against.every((each) => each.values !== undefined && each.conditions.length === 0)) {
    const excluded = against.flatMap(({ values }) =>
      (values?.value ?? []).map((value) => ({ value, at: values?.at ?? not.pointer })),
    );
    return settled({ ...branch, excluded: [...branch.excluded, ...excluded] });
  }
  const [only, more] = against;
  if (only !== undefined && more === undefined && only.patterns.length === 1) {
    const [pattern] = only.patterns;
    if (pattern !== undefined && isFree({ ...only, patterns: [] })) {
      return settled({ ...branch, forbiddenPatterns: [...branch.forbiddenPatterns, pattern] });
    }
  }
  return {
    ...branch,
    conditions: [...branch.conditions, { text: `not ${canonicalText(not)}`, at: not.pointer }],
  };
}

function forbidding(branch: Branch, name: string, not: Node): Branch {
  const never: Node = { ...not, value: false };
  const properties = new Map(branch.properties);
  properties.set(name, { schema: conjunction([never]), at: not.pointer, ruledOut: false });
  return { ...branch, properties };
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

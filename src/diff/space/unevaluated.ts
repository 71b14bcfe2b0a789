import { child, entries, follow, items, type Node } from '../../document/node.ts';
import { isObject } from '../../json.ts';
import { allParts } from './all-parts.ts';
import { canonicalText } from './canonical.ts';
import { EVERYTHING, meet, simplified, valuesOf } from './meet.ts';
import { ANYTHING, conjunction, freeBranch, type Property, SPACE_TYPES, type Space } from './space.ts';

/** Names of properties that a schema has looked at when it holds. */
interface Looked {
  names: Set<string>;
  patterns: Set<string>;
  /** True where it looks at every property. */
  all: boolean;
}

/** What `unevaluatedProperties` leaves of a schema: of all its values, or of those of each alternative of its `oneOf`. */
export interface Closing {
  whole?: Space;
  ofAlternative?: (part: Node) => Space;
  /** Words of the schema that have had their say in it. */
  said: ReadonlySet<string>;
}

/** Reads a part of a schema, or one of its alternatives; `not` leaves what the part refuses. */
export interface Reader {
  read(part: Node): Space;
  alternative(part: Node): Space;
  not(part: Node): Space;
}

/** Values of a schema for which it has looked at the same properties. */
interface Case {
  looked: Looked;
  values: Space;
}

/** How many cases are told apart; beyond that the rule is one condition. */
const CASES = 16;

/** How many schemas are looked at for them, each as often as it is a part. */
const STEPS = 2000;

const NONE: Looked = { names: new Set(), patterns: new Set(), all: false };
const ANY: Case = { looked: NONE, values: EVERYTHING };

/**
 * Reads `unevaluatedProperties`: it speaks of each property that neither the schema nor what it is composed of has looked
 * at (JSON Schema 2020-12, core, section 11.3). What has a say only in some cases, such as `then`, makes them cases, in each
 * of which other properties are left.
 *
 * @returns undefined where there are too many cases
 */
export function closingOf(schema: Node, reader: Reader): Closing | undefined {
  const rest = child(schema, 'unevaluatedProperties');
  if (rest === undefined) return undefined;
  const always = alwaysLooked(schema, 0);
  const splits = (word: string) => !addsNothing(partsOf(schema, word), always);
  const split = { always, reader, above: [], steps: { left: STEPS } };
  const own = casesOf(schema, split);
  const left = (cases: readonly Case[]): Space =>
    simplified({
      branches: cases.flatMap(({ looked, values }) => meet(values, closed(looked, rest)).branches),
      exclusive: cases.map(({ values }) => values.exclusive).find((each) => each !== undefined),
    });
  if (own === undefined) return undefined;
  const said = new Set(['anyOf', 'dependentSchemas'].filter(splits));
  if (CONDITIONAL.some(splits)) said.add('if');
  if (!splits('oneOf')) return { whole: left(own), said };
  const inner = { ...split, above: [schema.pointer] };
  const alternatives = new Map(
    items(child(schema, 'oneOf')).map((part) => [part.pointer, product(own, casesOf(part, inner))]),
  );
  if ([...alternatives.values()].includes(undefined)) return undefined;
  return { ofAlternative: ({ pointer }) => left(alternatives.get(pointer) ?? []), said };
}

const CONDITIONAL = ['if', 'then', 'else'];

interface Split {
  /** What is looked at in every case. */
  always: Looked;
  reader: Reader;
  /** Pointers of the schemas that this one is a part of: one that is a part of itself adds nothing. */
  above: readonly string[];
  /** How many more schemas are looked at. */
  steps: { left: number };
}

/**
 * The cases of a schema; those of the `oneOf` of the outermost one are left to the caller. Where less was looked at, less is
 * accepted, so that no case has to leave out the values of another one.
 */
function casesOf(node: Node, split: Split): Case[] | undefined {
  const schema = follow(node);
  const { always, reader, above, steps } = split;
  if (above.includes(schema.pointer)) return [ANY];
  steps.left -= 1;
  if (steps.left < 0) return undefined;
  const inner = { ...split, above: [...above, schema.pointer] };
  const within = (part: Node | undefined, read = reader.read): Case[] | undefined =>
    part === undefined ? [ANY] : product([{ looked: NONE, values: read(part) }], casesOf(part, inner));
  const alternatives = (word: string) =>
    items(child(schema, word)).map((part) => within(part, reader.alternative));
  const splits = (...words: string[]) => words.some((word) => !addsNothing(partsOf(schema, word), always));
  let cases: Case[] | undefined = [{ looked: ownLooked(schema, above.length), values: EVERYTHING }];
  for (const part of items(child(schema, 'allOf'))) cases = product(cases, casesOf(part, inner));
  if (splits('anyOf')) cases = product(cases, anyOf(alternatives('anyOf')));
  if (splits('oneOf') && above.length > 0) cases = product(cases, joint(alternatives('oneOf')));
  const condition = child(schema, 'if');
  if (condition !== undefined && splits(...CONDITIONAL)) {
    const unmet: Case = { looked: NONE, values: reader.not(condition) };
    cases = product(
      cases,
      joint([
        product([unmet], within(child(schema, 'else'))),
        product(within(condition), within(child(schema, 'then'))),
      ]),
    );
  }
  for (const { key, node: part } of splits('dependentSchemas')
    ? entries(child(schema, 'dependentSchemas'))
    : []) {
    const lacking: Case = { looked: NONE, values: lackingOne(key, part) };
    const having: Case = {
      looked: NONE,
      values: valuesOf('object', { required: new Map([[key, part.pointer]]) }),
    };
    cases = product(cases, joint([[lacking], product([having], within(part))]));
  }
  return cases;
}

function lackingOne(key: string, part: Node): Space {
  const never = conjunction([{ ...part, value: false }]);
  return valuesOf('object', {
    properties: new Map([[key, { schema: never, at: part.pointer, ruledOut: false }]]),
  });
}

/** The cases of several alternatives; undefined where those of one are. */
function joint(alternatives: readonly (Case[] | undefined)[]): Case[] | undefined {
  return alternatives.includes(undefined) ? undefined : alternatives.flatMap((each) => each ?? []);
}

/** A value is of one alternative, or of several: then all of them have looked at it. */
function anyOf(alternatives: readonly (Case[] | undefined)[]): Case[] | undefined {
  return alternatives.reduce<Case[] | undefined>(
    (found, each) => joint([found, each, found?.length === 0 ? [] : product(found, each)]),
    [],
  );
}

/** What both have looked at, of the values that both have. */
function product(one: Case[] | undefined, other: Case[] | undefined): Case[] | undefined {
  if (one === undefined || other === undefined || one.length * other.length > CASES) return undefined;
  return one.flatMap((a) =>
    other.map((b) => ({ looked: merge(a.looked, b.looked), values: meet(a.values, b.values) })),
  );
}

/** Says of what is looked at in which case: the same for the same. */
export function lookedText(schema: Node): string {
  const always = alwaysLooked(schema, 0);
  const { names, patterns, all } = always;
  const parts = items(child(schema, 'allOf')).filter((part) => !isStatic(part, always));
  const cases = ['anyOf', 'oneOf', ...CONDITIONAL, 'dependentSchemas'].flatMap((word) => {
    const rules = partsOf(schema, word);
    if (addsNothing(rules, always)) return [];
    const keys = word === 'dependentSchemas' ? entries(child(schema, word)).map(({ key }) => key) : [];
    return [[word, rules.map(canonicalText), keys]];
  });
  return JSON.stringify([[...names].sort(), [...patterns].sort(), all, parts.map(canonicalText), cases]);
}

function closed({ names, patterns, all }: Looked, rest: Node): Space {
  const properties = new Map(
    [...names].map((name): [string, Property] => [
      name,
      { schema: ANYTHING, at: rest.pointer, ruledOut: false },
    ]),
  );
  const branches = SPACE_TYPES.map((type) =>
    type !== 'object' || all
      ? freeBranch(type)
      : {
          ...freeBranch(type),
          properties,
          patternProperties: [...patterns].map((source) => ({ source, negated: false, schema: ANYTHING })),
          additional: conjunction([rest]),
        },
  );
  return { branches, exclusive: undefined };
}

/** What a schema looks at by itself, as the outermost one or as a part of it. */
function ownLooked(schema: Node, depth: number): Looked {
  return {
    names: new Set(entries(child(schema, 'properties')).map(({ key }) => key)),
    patterns: new Set(entries(child(schema, 'patternProperties')).map(({ key }) => key)),
    all:
      child(schema, 'additionalProperties') !== undefined ||
      (depth > 0 && child(schema, 'unevaluatedProperties') !== undefined),
  };
}

/** What a schema looks at whenever it holds. @param depth 0 for the outermost one */
function alwaysLooked(node: Node, depth: number): Looked {
  const [schema = node, ...parts] = allParts(node);
  return parts.reduce((looked, part) => merge(looked, ownLooked(part, 1)), ownLooked(schema, depth));
}

function merge(one: Looked, other: Looked): Looked {
  return {
    names: new Set([...one.names, ...other.names]),
    patterns: new Set([...one.patterns, ...other.patterns]),
    all: one.all || other.all,
  };
}

function partsOf(schema: Node, word: string): Node[] {
  const found = child(schema, word);
  if (found === undefined) return [];
  if (word === 'anyOf' || word === 'oneOf') return items(found);
  return word === 'dependentSchemas' ? entries(found).map(({ node }) => node) : [found];
}

/**
 * Whether a schema's cases look at nothing but what is looked at anyway.
 *
 * @param seen schemas that are looked at already
 */
function isStatic(node: Node, always: Looked, seen = new Set<string>()): boolean {
  const schema = follow(node);
  if (!isObject(schema.value) || seen.has(schema.pointer)) return true;
  seen.add(schema.pointer);
  if (!items(child(schema, 'allOf')).every((part) => isStatic(part, always, seen))) return false;
  return ['anyOf', 'oneOf', 'if', 'then', 'else', 'dependentSchemas'].every((word) =>
    addsNothing(partsOf(schema, word), always, seen),
  );
}

function addsNothing(parts: readonly Node[], always: Looked, seen?: Set<string>): boolean {
  if (always.all) return true;
  return parts.every((part) => {
    const { names, patterns, all } = alwaysLooked(part, 1);
    return (
      !all &&
      [...names].every((name) => always.names.has(name)) &&
      [...patterns].every((source) => always.patterns.has(source)) &&
      isStatic(part, always, seen)
    );
  });
}

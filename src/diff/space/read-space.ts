import type { Document } from '../../document/document.ts';
import type { Direction } from '../../document/json-schema.ts';
import { child, follow, items, type Node } from '../../document/node.ts';
import { joinPointer } from '../../document/pointer.ts';
import { isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import { conditioned, withConditions } from './conditions.ts';
import { intersect, ruleFor } from './intersect.ts';
import { EVERYTHING, joined, meet, NOTHING, simplified } from './meet.ts';
import { without } from './negation.ts';
import { settled } from './settle.ts';
import {
  BRANCHES,
  type Branch,
  type Conjunction,
  conjunction,
  freeBranch,
  SPACE_TYPES,
  type Space,
  type Spaces,
  spaceType,
} from './space.ts';
import { isPlain, TYPE_RULES } from './type-rules.ts';
import { closingOf } from './unevaluated.ts';
import { disjoint } from './union.ts';

/** How deep schemas that are composed of each other are followed; one that goes deeper is one condition. */
const DEPTH = 100;
/** How many parts of one schema are read: such as are composed of each other in circles multiply. */
const PARTS = 2000;

/** Makes the reader of a document's schemas for requests or for responses. */
export function createSpaces(document: Document, direction: Direction): Spaces {
  const asWritten = new Map<string, Space>();
  const exact = new Map<string, Space>();
  const of = (schema: Conjunction): Space => spaceOf(schema, asWritten);
  const spaceOf = (schema: Conjunction, known: Map<string, Space>): Space => {
    const before = known.get(schema.key);
    if (before !== undefined) return before;
    const all = schema.nodes.reduce<Space>(
      (space, node) => meet(space, readWhole(node, direction, known === exact)),
      EVERYTHING,
    );
    // A recursion comes back to what is being read: it has values as far as nothing else shows.
    known.set(schema.key, all);
    const branches = all.branches.filter((branch) => !isHopeless(branch, of));
    // Alternatives that overlap by themselves may be apart by what is said beside them.
    const space = simplified({
      branches,
      exclusive: all.exclusive !== undefined && areApart(branches) ? undefined : all.exclusive,
    });
    known.set(schema.key, space);
    return space;
  };
  return { document, direction, of, exactly: (schema) => spaceOf(schema, exact) };
}

/** True where a property has to be there for which several rules together leave no value. */
export function isHopeless(branch: Branch, of: Spaces['of']): boolean {
  return [...branch.required.keys()].some((name) => {
    const rule = ruleFor(branch, name);
    return rule.nodes.length > 1 && of(rule).branches.length === 0;
  });
}

/** A schema of more parts than are read is one condition. */
function readWhole(node: Node, direction: Direction, isExact: boolean): Space {
  const parts = { left: PARTS };
  const space = read(node, direction, { above: [], parts, known: new Map(), reach: { lowest: 0 }, isExact });
  if (parts.left >= 0) return space;
  const schema = follow(node);
  return conditioned(own(schema, direction), 'composition', schema, schema.pointer);
}

interface Walk {
  /** Pointers of the schemas that this one is a part of: one that is a part of itself adds nothing to itself. */
  above: readonly string[];
  /** How many more parts are read, of all that is read of the whole schema. */
  parts: { left: number };
  /** What was read of a part, by its pointer: layers that each hold the next one twice hold the last one a million times. */
  known: Map<string, Space>;
  /** How far up the parts read last come back to what they are a part of: an index in `above`. */
  reach: { lowest: number };
  /** Whether what several alternatives of a `oneOf` have is taken out of each. */
  isExact: boolean;
}

function read(node: Node, direction: Direction, walk: Walk): Space {
  const { above, parts, known, reach } = walk;
  const schema = follow(node);
  const { value, pointer } = schema;
  if (value === false) return NOTHING;
  if (!isObject(value)) return EVERYTHING;
  const again = above.indexOf(pointer);
  if (again >= 0) {
    reach.lowest = Math.min(reach.lowest, again);
    return EVERYTHING;
  }
  const before = known.get(pointer);
  if (before !== undefined) return before;
  parts.left -= 1;
  if (above.length > DEPTH) parts.left = -1;
  if (parts.left < 0) return EVERYTHING;
  const { lowest } = reach;
  reach.lowest = Number.POSITIVE_INFINITY;
  const space = composed({ ...schema, value }, direction, walk);
  // What comes back to a schema further up is another thing under another one.
  const isWhole = reach.lowest >= above.length;
  if (isWhole) known.set(pointer, space);
  reach.lowest = Math.min(lowest, isWhole ? Number.POSITIVE_INFINITY : reach.lowest);
  return space;
}

function composed(schema: Node<JsonObject>, direction: Direction, walk: Walk): Space {
  const { value, pointer, document } = schema;
  const { isExact } = walk;
  const inside = { ...walk, above: [...walk.above, pointer] };
  let space = own(schema, direction);
  space = withParts(
    space,
    once(items(child(schema, 'allOf'))).map((part) => ({ part, values: read(part, direction, inside) })),
  );
  const readPart = (part: Node) => read(part, direction, inside);
  const closing = isPlain(schema)
    ? undefined
    : closingOf(schema, {
        read: readPart,
        alternative: (part) => withName(readPart(part), part),
        not: (part) => without(EVERYTHING, part, readPart),
      });
  for (const word of ['anyOf', 'oneOf'] as const) {
    if (closing?.said.has(word)) continue;
    const all = items(child(schema, word));
    const alternatives = word === 'anyOf' ? once(all) : all;
    const parts = alternatives.map((part) => {
      const whole = withName(readPart(part), part);
      const others = isExact && word === 'oneOf' ? alternatives.filter((each) => each !== part) : [];
      const values = others.reduce((left, other) => without(left, other, readPart), whole);
      return word === 'oneOf' && closing?.ofAlternative !== undefined
        ? meet(values, closing.ofAlternative(part))
        : values;
    });
    if (parts.length > 0) space = meet(space, union(parts, word === 'oneOf' && !isExact, schema));
  }
  if (closing?.whole !== undefined) space = meet(space, closing.whole);
  space = withConditions(space, schema, readPart, closing);
  if (space.branches.length > BRANCHES) {
    space = conditioned(own(schema, direction), 'composition', schema, pointer);
  }
  if (document.version === '3.0' && value['nullable'] === true) {
    const others = space.branches.filter(({ type }) => type !== 'null');
    return { ...space, branches: [...others, freeBranch('null', joinPointer(pointer, 'nullable'))] };
  }
  return space;
}

/** Parts of which one that stands there again says nothing more. */
function once(parts: readonly Node[]): Node[] {
  return [...conjunction(parts).nodes];
}

/**
 * What all parts of `allOf` say. Where the alternatives of several of them multiply beyond measure, though the other parts
 * have had their say, those parts are conditions, each by itself.
 */
function withParts(space: Space, parts: readonly { part: Node; values: Space }[]): Space {
  const asTheyStand = withinMeasure(space, parts);
  if (asTheyStand !== undefined) return asTheyStand;
  const several = parts.filter(({ values }) => hasAlternatives(values));
  const plain = parts.filter((each) => !several.includes(each));
  const met = plain.reduce((all, { values }) => meet(all, values), space);
  return (
    withinMeasure(met, several) ??
    several.reduce(
      (all, { part }) => conditioned(all, 'part', part, part.pointer, { part: conjunction([part]) }),
      met,
    )
  );
}

function withinMeasure(space: Space, parts: readonly { values: Space }[]): Space | undefined {
  let all = space;
  for (const { values } of parts) {
    all = meet(all, values);
    if (all.branches.length > BRANCHES) return undefined;
  }
  return all;
}

function hasAlternatives({ branches }: Space): boolean {
  return new Set(branches.map(({ type }) => type)).size < branches.length;
}

/** The alternatives of a component keep its name, whatever else is said beside it. */
function withName(space: Space, { pointer }: Node): Space {
  const [, name] = /^\/components\/schemas\/([^/]+)$/.exec(pointer) ?? [];
  if (name === undefined) return space;
  return { ...space, branches: space.branches.map((branch) => ({ name, ...branch })) };
}

/** Any of the parts; of `oneOf` it is one condition more when a value may be of two of them. */
function union(all: readonly Space[], exclusively: boolean, schema: Node): Space {
  const parts = exclusively ? withoutShared(all) : all;
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

/** Of scalars that two alternatives list, `oneOf` takes none: neither has them, nor has another one. */
function withoutShared(parts: readonly Space[]): readonly Space[] {
  const listed = ({ type, values, conditions }: Branch) =>
    values === undefined || conditions.length > 0 || type === 'object' || type === 'array'
      ? undefined
      : values;
  const listedIn = parts.map(({ branches }) => branches.flatMap((branch) => listed(branch)?.value ?? []));
  if (listedIn.filter((values) => values.length > 0).length < 2) return parts;
  const shared = listedIn.flatMap((values, index) =>
    values.filter((value) =>
      listedIn.some((others, other) => other > index && others.some((each) => sameJson(each, value))),
    ),
  );
  const isShared = (value: Json) => shared.some((each) => sameJson(each, value));
  return parts.map((part) => ({
    ...part,
    branches: part.branches.flatMap((branch): Branch[] => {
      const values = listed(branch);
      if (values === undefined) {
        const refused = shared.filter((value) => spaceType(value) === branch.type);
        const excluded = refused.map((value) => ({ value, at: branch.at }));
        return refused.length === 0
          ? [branch]
          : [intersect(branch, { ...freeBranch(branch.type), excluded })].flatMap((each) => each ?? []);
      }
      const left = values.value.filter((value) => !isShared(value));
      if (left.length === values.value.length) return [branch];
      return left.length === 0 ? [] : [{ ...branch, values: { ...values, value: left } }];
    }),
  }));
}

function areApart(branches: readonly Branch[]): boolean {
  return branches.every((one, index) => branches.slice(index + 1).every((other) => disjoint(one, other)));
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
      ...TYPE_RULES[type]?.(schema, direction),
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

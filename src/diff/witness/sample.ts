import { isObject, type Json, type JsonObject, sameJson } from '../../json.ts';
import { fits } from '../space/fits.ts';
import { ruleFor } from '../space/intersect.ts';
import type { Languages } from '../space/language.ts';
import { nameCells } from '../space/name-cells.ts';
import { type Branch, type Condition, type Conjunction, type Spaces, together } from '../space/space.ts';
import type { Acceptance } from './acceptance.ts';
import { asContent } from './content.ts';
import { furtherValue, numbers, texts } from './scalar-samples.ts';

/** How deep an example of a recursive schema goes. */
const DEPTH = 8;

/** No object of more properties is made: `minProperties` may ask for any number. */
const MOST_PROPERTIES = 1000;

/** No list of more entries is made that all differ: each is held against all others. */
const MOST_UNIQUE = 1000;

/** A name that no document gives to a property. */
export const STRANGER = 'plumblineExtra';

/** How many objects are tried that several branches are to refuse. */
const AGAINST = 60;

/** Names of properties that a rule of names may refuse. */
const ODD_NAMES = ['a', 'A', '1', 'odd-name', 'a name', 'a'.repeat(60)];

/** Makes values of schemas, for witnesses: right ones, and such as lie at the edge of a rule. */
export interface Sampler {
  /** Some value of a schema, its example where there is one; undefined where none was found. */
  one(schema: Conjunction): Json | undefined;
  /** Some value of a branch. */
  ofBranch(branch: Branch): Json | undefined;
  /** Several values of a branch, those first that the other branch, of the other document, is likely to refuse. */
  edges(branch: Branch, other: Branch | undefined): Json[];
  /** Objects of a branch that are likely to be of none of several others, of the other document. */
  against(branch: Branch, others: readonly Branch[], theirs: Spaces): Json[];
}

/** How many values are held against a schema that takes one of several alternatives. */
const CHOICES = 60;

/**
 * Makes a sampler of the schemas that `spaces` reads.
 *
 * @param acceptance tells which values are of one alternative of a oneOf alone, where several overlap
 */
export function createSampler(spaces: Spaces, languages: Languages, acceptance?: Acceptance): Sampler {
  // Unions of recursive schemas are asked for the same example over and over, and are many levels deep.
  const made = new Map<string, Json | undefined>();
  /** Values of one schema that differ from each other, of each of its branches. */
  const pools = new Map<string, Json[][]>();
  const one = (schema: Conjunction, depth: number): Json | undefined => {
    const key = `${depth} ${schema.key}`;
    if (made.has(key)) return made.get(key);
    // A recursion comes back to what is being made: it is left out of itself.
    made.set(key, undefined);
    const value = make(schema, depth);
    made.set(key, value);
    return value;
  };
  const make = (schema: Conjunction, depth: number): Json | undefined => {
    const { branches } = spaces.of(schema);
    const shown = examplesOf(schema).find((value) => branches.some((branch) => isOf(value, branch)));
    if (shown !== undefined) return shown;
    const tellingFirst = [...branches].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
    let first: Json | undefined;
    for (const branch of tellingFirst) {
      const found = ofBranch(branch, depth);
      if (found !== undefined && accepts(schema, found)) return found;
      first ??= found;
    }
    // The least that an alternative asks for is often of others as well: more of it tells it apart.
    return (depth === 0 || first === undefined ? undefined : apart(schema, tellingFirst)) ?? first;
  };
  /** Whether a schema takes a value: asked only where it takes one of several alternatives, which may overlap. */
  const accepts = ({ nodes }: Conjunction, value: Json): boolean =>
    acceptance === undefined ||
    !nodes.some((node) => isObject(node.value) && Array.isArray(node.value['oneOf'])) ||
    nodes.every((node) => acceptance(node, false)(value) !== false);
  const apart = (schema: Conjunction, branches: readonly Branch[]): Json | undefined =>
    branches
      .flatMap((branch) => edges(branch, undefined).slice(0, 8))
      .slice(0, CHOICES)
      .find((value) => accepts(schema, value));
  /** Whole: examples often lack what a document asks for deep in them, since they were written for an earlier one. */
  const isOf = (value: Json, branch: Branch): boolean => {
    const within = (schema: Conjunction, inner: Json) =>
      spaces.of(schema).branches.some((each) => isOf(inner, each));
    if (typeOf(value) !== branch.type || !fits(value, branch)) return false;
    if (branch.values !== undefined && !branch.values.value.some((each) => sameJson(each, value)))
      return false;
    if (Array.isArray(value))
      return value.every((entry, index) => within(branch.prefix[index] ?? branch.items, entry));
    if (!isObject(value)) return true;
    return (
      [...branch.required.keys()].every((name) => Object.hasOwn(value, name)) &&
      Object.entries(value).every(([name, inner]) =>
        inner === undefined ? true : within(ruleFor(branch, name), inner),
      )
    );
  };
  const ofBranch = (branch: Branch, depth: number): Json | undefined => {
    if (branch.values !== undefined) return branch.values.value[0];
    if (branch.type === 'array') {
      const lengths = countsOf(branch).map(({ length = 0 }) => length);
      return list(branch, Math.max(branch.minItems?.value ?? 0, ...lengths), depth);
    }
    if (branch.type === 'object') return object(branch, depth);
    return contentOf(branch, depth) ?? edges(branch, undefined)[0];
  };
  /** A text that holds what it is to hold. */
  const contentOf = (branch: Branch, depth: number): string | undefined => {
    if (branch.content.nodes.length === 0 || depth > DEPTH) return undefined;
    const inner = one(branch.content, depth + 1);
    const text = inner === undefined ? undefined : asContent(inner, branch);
    return text !== undefined && fits(text, branch) ? text : undefined;
  };
  const list = (branch: Branch, length: number, depth: number): Json[] | undefined => {
    if (depth > DEPTH || length > (branch.unique === undefined ? 10_000 : MOST_UNIQUE)) return undefined;
    const result: Json[] = [];
    const { prefix, items } = branch;
    const counted = countsOf(branch).find(({ least }) => least !== undefined);
    for (let index = 0; index < length; index += 1) {
      const isCounted = counted !== undefined && index < prefix.length + (counted.least ?? 0);
      const schema = prefix[index] ?? (isCounted ? together(items, counted.of) : items);
      const item = branch.unique === undefined ? one(schema, depth + 1) : another(schema, result, depth + 1);
      if (item === undefined) return undefined;
      result.push(item);
    }
    return result;
  };
  const poolOf = (schema: Conjunction): Json[][] => {
    const known = pools.get(schema.key);
    if (known !== undefined) return known;
    // A recursion comes back to what is being collected.
    pools.set(schema.key, []);
    const found = spaces.of(schema).branches.map((branch) => edges(branch, undefined));
    pools.set(schema.key, found);
    return found;
  };
  const another = (schema: Conjunction, taken: readonly Json[], depth: number): Json | undefined => {
    const others = poolOf(schema).flat();
    const isNew = (value: Json | undefined): value is Json =>
      value !== undefined && !taken.some((each) => sameJson(each, value));
    const found = [one(schema, depth), ...others].find(isNew);
    if (found !== undefined) return found;
    const open = spaces.of(schema).branches.filter(({ values }) => values === undefined);
    return open
      .flatMap((branch) => others.map((value) => furtherValue(value, taken.length, branch)))
      .find(isNew);
  };
  /** An object with what it is asked for, and with these names as well until it has so many properties. */
  const filled = (
    branch: Branch,
    size: number,
    names: Iterable<string>,
    depth: number,
  ): JsonObject | undefined => {
    if (depth > DEPTH || size > MOST_PROPERTIES) return undefined;
    const result: JsonObject = {};
    for (const name of branch.required.keys()) {
      const value = one(ruleFor(branch, name), depth + 1);
      if (value === undefined) return undefined;
      result[name] = value;
    }
    for (const name of names) {
      if (Object.keys(result).length >= size) break;
      const value = one(ruleFor(branch, name), depth + 1);
      if (value !== undefined) result[name] = value;
    }
    return Object.keys(result).length < size ? undefined : result;
  };
  const object = (branch: Branch, depth: number, size = branch.minProperties?.value ?? 0) =>
    filled(branch, size, further(branch, size), depth);
  /** An object with what it is asked for and, of what else it may have, only names that are not documented. */
  const undocumented = (branch: Branch) => {
    const size = Math.max(branch.minProperties?.value ?? 0, 1);
    return filled(branch, size, strangers(branch, size), 0);
  };
  function* further(branch: Branch, count: number): Generator<string> {
    yield* sendable(branch);
    yield* strangers(branch, count);
  }
  /** Names that no document gives, and such as the patterns of names speak of. */
  function* strangers(branch: Branch, count: number): Generator<string> {
    for (let index = 1; index <= count; index += 1) yield `${STRANGER}${index}`;
    const names = nameCells(branch, branch, languages).flatMap(({ name }) => name ?? []);
    yield* names;
    for (const name of names)
      for (let index = 0; index < count; index += 1)
        for (const other of variations(name, index)) if (!branch.properties.has(other)) yield other;
  }
  /** An object with one property more; none where nothing can be its value. */
  const having = (value: JsonObject, branch: Branch, name: string): JsonObject[] => {
    const own = one(ruleFor(branch, name), 1);
    return own === undefined ? [] : [{ ...value, [name]: own }];
  };
  /** An object with each property that may be there. */
  const full = (least: JsonObject, branch: Branch): JsonObject =>
    sendable(branch).reduce((value, name) => having(value, branch, name)[0] ?? value, least);
  const edges = (branch: Branch, other: Branch | undefined): Json[] => {
    const { type, values } = branch;
    if (values !== undefined) {
      const known = other?.values?.value ?? [];
      const isKnown = (value: Json) => known.some((listed) => sameJson(value, listed));
      return [...new Set([...values.value.filter((value) => !isKnown(value)), ...values.value])];
    }
    if (type === 'null') return [null];
    if (type === 'boolean') return [true, false];
    if (type === 'number') return numbers(branch, other);
    if (type === 'string') return texts(branch, other, languages);
    return type === 'array' ? distinct(lists(branch, other)) : distinct(objects(branch, other));
  };
  const lists = (branch: Branch, other: Branch | undefined): Json[][] => {
    const least = branch.minItems?.value ?? 0;
    const most = branch.maxItems?.value ?? 200;
    const isLength = (length: number) => length >= least && length <= most;
    const mixed = [
      (other?.maxItems?.value ?? Number.NaN) + 1,
      (other?.minItems?.value ?? Number.NaN) - 1,
      least,
      least + 1,
      branch.maxItems?.value ?? 2,
    ]
      .filter(isLength)
      .map((length) => list(branch, length, 0))
      .filter((found) => found !== undefined);
    const entry = one(branch.prefix[0] ?? branch.items, 1);
    const twice = branch.unique === undefined && entry !== undefined ? [alike(entry, 2)] : [];
    const [ofKind, ofOthers] = counted(branch, other);
    return [...ofKind, ...mixed, ...twice, ...ofOthers].filter(({ length }) => isLength(length));
  };
  /** Where entries of a kind are counted, lists of one value each: of the kind, and of any other. */
  const counted = (branch: Branch, other: Branch | undefined): [Json[][], Json[][]] => {
    const own = countsOf(branch);
    const counts = [...own, ...countsOf(other)].flatMap(({ least, most }) => least ?? most ?? []);
    if (counts.length === 0) return [[], []];
    const lengths = [
      Math.max(branch.minItems?.value ?? 0, 1),
      ...counts.flatMap((count) => [count, count + 1]),
    ];
    const kinds = own.map(({ of }) => one(of, 1)).filter((value) => value !== undefined);
    const others = poolOf(branch.items).flatMap((values) => values.slice(0, 8));
    const listsOf = (values: readonly Json[]) =>
      lengths
        .filter((length) => length <= 1000)
        .flatMap((length) => values.map((value) => alike(value, length)));
    return [listsOf(kinds), listsOf(others)];
  };
  const objects = (branch: Branch, other: Branch | undefined): JsonObject[] => {
    const least = object(branch, 0);
    if (least === undefined) return [];
    const most = full(least, branch);
    const largest = branch.maxProperties?.value ?? Number.POSITIVE_INFINITY;
    const sizes = [(other?.maxProperties?.value ?? Number.NaN) + 1, largest].filter(
      (size) => size <= largest,
    );
    const cells = nameCells(branch, other ?? branch, languages).flatMap(({ name }) => name ?? []);
    const isConditional = branch.conditions.length + (other?.conditions.length ?? 0) > 0;
    // What nobody spoke of before proves nothing, unless it is forbidden now.
    const spoken = [...(other?.properties ?? [])].filter(
      ([name, { ruledOut, schema }]) =>
        ruledOut ||
        schema.nodes.some(({ value }) => value === false) ||
        ruleFor(branch, name).nodes.length > 0,
    );
    const names = [
      STRANGER,
      ...cells,
      ...(isConditional ? ODD_NAMES : []),
      ...sendable(branch),
      ...spoken.map(([name]) => name),
    ];
    const listed = sendable(branch).flatMap((name) =>
      spaces
        .of(ruleFor(branch, name))
        .branches.flatMap(({ values }) => values?.value.slice(0, 6) ?? [])
        .flatMap((value) => [least, most].map((around) => ({ ...around, [name]: value }))),
    );
    const optional = Object.keys(most).filter((name) => !branch.required.has(name));
    return [
      least,
      most,
      ...names.flatMap((name) => having(least, branch, name)),
      ...sizes.map((size) => object(branch, 0, size)).filter((value) => value !== undefined),
      ...listed,
      ...optional.map((name) => without(most, name)),
    ].slice(0, 120);
  };
  /** An object changed so that another branch refuses it: with what that forbids, without what that asks for. */
  function* changed(value: JsonObject, branch: Branch, other: Branch, theirs: Spaces): Generator<JsonObject> {
    // It may be refused as it is.
    yield value;
    for (const name of other.required.keys()) if (!branch.required.has(name)) yield without(value, name);
    for (const [name, { schema }] of other.properties) {
      if (isWrittenAlike(schema, branch.properties.get(name)?.schema)) continue;
      for (const each of changedValues(ruleFor(branch, name), schema, theirs))
        yield { ...value, [name]: each };
    }
  }
  /** Values of a property that another document is likely to refuse. */
  function* changedValues(rule: Conjunction, schema: Conjunction, theirs: Spaces): Generator<Json> {
    const own = one(rule, 1);
    if (own !== undefined) yield own;
    for (const each of spaces.of(rule).branches) {
      const opposite = theirs.of(schema).branches.find(({ type }) => type === each.type);
      // What only one side lists or leaves out is at the front of its edges.
      yield* refused(opposite, each);
      yield* edges(each, opposite).slice(0, 4);
    }
  }
  const against = (branch: Branch, others: readonly Branch[], theirs: Spaces): Json[] => {
    const least = object(branch, 0);
    if (least === undefined) return [];
    const strange = undocumented(branch);
    return others.reduce<JsonObject[]>(
      (found, other) => firstDistinct(found, (value) => changed(value, branch, other, theirs)),
      [least, full(least, branch), ...(strange === undefined ? [] : [strange])],
    );
  };
  return {
    against,
    one: (schema) => one(schema, 0),
    ofBranch: (branch) => ofBranch(branch, 0),
    edges,
  };
}

/** The same place of two documents may say different things. */
function isWrittenAlike(one: Conjunction, other: Conjunction | undefined): boolean {
  if (one.key !== other?.key) return false;
  return one.nodes.every(({ value }, index) => sameJson(value, other.nodes[index]?.value ?? null));
}

/** Names like one that keeps to a pattern, of which some may keep to it as well. */
function variations(name: string, index: number): string[] {
  const letter = (at: number) => String.fromCharCode(97 + (at % 26));
  const letters = index < 26 ? letter(index) : `${letter(Math.floor(index / 26) - 1)}${letter(index)}`;
  const ends = [letters, letters.toUpperCase(), String(index)];
  return ends.flatMap((end) => [`${name}${end}`, `${name.slice(0, -end.length)}${end}`]);
}

/** The same value counts once. */
export function distinct<T extends Json>(values: readonly T[]): T[] {
  return [...new Map(values.map((value) => [JSON.stringify(value), value])).values()];
}

/** The first values that are made of these, as many as are tried: whole ones are large, and each makes hundreds. */
function firstDistinct(
  values: readonly JsonObject[],
  make: (value: JsonObject) => Iterable<JsonObject>,
): JsonObject[] {
  const found = new Map<string, JsonObject>();
  for (const value of values) {
    for (const made of make(value)) {
      const key = JSON.stringify(made);
      if (!found.has(key)) found.set(key, made);
      if (found.size >= AGAINST) return [...found.values()];
    }
  }
  return [...found.values()];
}

/** An object without a property. */
export function without(value: JsonObject, name: string): JsonObject {
  const { [name]: _, ...rest } = value;
  return rest;
}

/** The names of properties that the direction lets be sent. */
function sendable({ properties }: Branch): string[] {
  return [...properties].flatMap(([name, { ruledOut }]) => (ruledOut ? [] : [name]));
}

function alike(value: Json, length: number): Json[] {
  return Array<Json>(length).fill(value);
}

function countsOf(branch: Branch | undefined): NonNullable<Condition['count']>[] {
  return (branch?.conditions ?? []).flatMap(({ count }) => count ?? []);
}

/** Single values that the one branch leaves out, and the other one has. */
function refused(by: Branch | undefined, branch: Branch): Json[] {
  return (by?.excluded ?? []).map(({ value }) => value).filter((value) => fits(value, branch));
}

const ORDER = ['object', 'array', 'string', 'number', 'boolean', 'null'];

function typeOf(value: Json): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'array' : typeof value;
}

function examplesOf({ nodes }: Conjunction): Json[] {
  return nodes.flatMap(({ value }) => {
    if (!isObject(value)) return [];
    const several = Array.isArray(value['examples']) ? value['examples'] : [];
    return [value['example'], ...several, value['default']].filter((each) => each !== undefined);
  });
}

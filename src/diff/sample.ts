import { isObject, type Json, type JsonObject, sameJson } from '../json.ts';
import { fits } from './fits.ts';
import { ruleFor } from './intersect.ts';
import type { Languages } from './language.ts';
import { nameCells } from './name-cells.ts';
import { furtherValue, numbers, texts } from './scalar-samples.ts';
import type { Branch, Conjunction, Spaces } from './space.ts';

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

/** Makes a sampler of the schemas that `spaces` reads. */
export function createSampler(spaces: Spaces, languages: Languages): Sampler {
  // Unions of recursive schemas are asked for the same example over and over, and are many levels deep.
  const made = new Map<string, Json | undefined>();
  /** Values of one schema that differ from each other. */
  const pools = new Map<string, Json[]>();
  const one = (schema: Conjunction, depth: number): Json | undefined => {
    const key = `${depth} ${schema.key}`;
    if (!made.has(key)) made.set(key, make(schema, depth));
    return made.get(key);
  };
  const make = (schema: Conjunction, depth: number): Json | undefined => {
    for (const shown of examplesOf(schema)) {
      if (spaces.of(schema).branches.some((branch) => accepts(branch, shown))) return shown;
    }
    const { branches } = spaces.of(schema);
    const simplest = [...branches].sort((a, b) => ORDER.indexOf(a.type) - ORDER.indexOf(b.type));
    for (const branch of simplest) {
      const found = ofBranch(branch, depth);
      if (found !== undefined) return found;
    }
    return undefined;
  };
  /** Shallow: what is in an object or a list is judged by the validators at the end. */
  const accepts = (branch: Branch, value: Json): boolean =>
    typeOf(value) === branch.type &&
    (branch.values === undefined || branch.values.value.some((each) => sameJson(each, value))) &&
    fits(value, branch) &&
    (!isObject(value) || [...branch.required.keys()].every((name) => Object.hasOwn(value, name)));
  const ofBranch = (branch: Branch, depth: number): Json | undefined => {
    if (branch.values !== undefined) return branch.values.value[0];
    if (branch.type === 'null') return null;
    if (branch.type === 'boolean') return true;
    if (branch.type === 'number') return numbers(branch, undefined)[0];
    if (branch.type === 'string') return texts(branch, undefined, languages)[0];
    if (branch.type === 'array') return list(branch, branch.minItems?.value ?? 0, depth);
    return object(branch, depth);
  };
  const list = (branch: Branch, length: number, depth: number): Json[] | undefined => {
    if (depth > DEPTH || length > (branch.unique === undefined ? 10_000 : MOST_UNIQUE)) return undefined;
    const result: Json[] = [];
    for (let index = 0; index < length; index += 1) {
      const schema = branch.prefix[index] ?? branch.items;
      const item = branch.unique === undefined ? one(schema, depth + 1) : another(schema, result, depth + 1);
      if (item === undefined) return undefined;
      result.push(item);
    }
    return result;
  };
  const another = (schema: Conjunction, taken: readonly Json[], depth: number): Json | undefined => {
    const first = one(schema, depth);
    const { branches } = spaces.of(schema);
    const others = pools.get(schema.key) ?? branches.flatMap((branch) => edges(branch, undefined));
    pools.set(schema.key, others);
    const isNew = (value: Json | undefined): value is Json =>
      value !== undefined && !taken.some((each) => sameJson(each, value));
    const found = [first, ...others].find(isNew);
    if (found !== undefined) return found;
    const open = branches.filter(({ values }) => values === undefined);
    return open
      .flatMap((branch) => others.map((value) => furtherValue(value, taken.length, branch)))
      .find(isNew);
  };
  const object = (branch: Branch, depth: number): JsonObject | undefined => {
    if (depth > DEPTH) return undefined;
    const result: JsonObject = {};
    for (const name of branch.required.keys()) {
      const value = one(ruleFor(branch, name), depth + 1);
      if (value === undefined) return undefined;
      result[name] = value;
    }
    const least = branch.minProperties?.value ?? 0;
    for (const [name, { schema, ruledOut }] of branch.properties) {
      if (Object.keys(result).length >= least) break;
      if (ruledOut || Object.hasOwn(result, name)) continue;
      const value = one(schema, depth + 1);
      if (value !== undefined) result[name] = value;
    }
    for (let index = 1; Object.keys(result).length < least && index <= MOST_PROPERTIES; index += 1) {
      const value = one(ruleFor(branch, `${STRANGER}${index}`), depth + 1);
      if (value === undefined) return undefined;
      result[`${STRANGER}${index}`] = value;
    }
    return result;
  };
  /** An object with what it is asked for and, of what else it may have, only names that are not documented. */
  const undocumented = (branch: Branch): JsonObject | undefined => {
    const result: JsonObject = {};
    const least = Math.max(branch.minProperties?.value ?? 0, 1);
    if (least > MOST_PROPERTIES) return undefined;
    const strangers = Array.from({ length: least }, (_, index) => `${STRANGER}${index + 1}`);
    const byPattern = branch.patternProperties.map(({ source }) => plainName(source));
    for (const name of [...branch.required.keys(), ...strangers, ...byPattern]) {
      if (Object.keys(result).length >= Math.max(least, branch.required.size)) break;
      const value =
        branch.required.has(name) || !branch.properties.has(name) ? one(ruleFor(branch, name), 1) : undefined;
      if (value !== undefined) result[name] = value;
    }
    return Object.keys(result).length < least ? undefined : result;
  };
  /** An object with each property that may be there. */
  const full = (branch: Branch): JsonObject | undefined => {
    const result = object(branch, 0);
    if (result === undefined) return undefined;
    for (const [name, { schema, ruledOut }] of branch.properties) {
      if (ruledOut || Object.hasOwn(result, name)) continue;
      const value = one(schema, 3);
      if (value !== undefined) result[name] = value;
    }
    return result;
  };
  const edges = (branch: Branch, other: Branch | undefined): Json[] => {
    const { type } = branch;
    if (branch.values !== undefined) {
      const known = other?.values?.value ?? [];
      const own = branch.values.value;
      return [...own.filter((each) => !known.some((listed) => sameJson(each, listed))), ...own].slice(0, 40);
    }
    if (type === 'null') return [null];
    if (type === 'boolean') return [true, false];
    if (type === 'number') return numbers(branch, other);
    if (type === 'string') return texts(branch, other, languages);
    if (type === 'array') {
      const lengths = [
        (other?.maxItems?.value ?? Number.NaN) + 1,
        (other?.minItems?.value ?? Number.NaN) - 1,
        branch.minItems?.value ?? 0,
        (branch.minItems?.value ?? 0) + 1,
        branch.maxItems?.value ?? 2,
      ].filter(
        (length) => length >= (branch.minItems?.value ?? 0) && length <= (branch.maxItems?.value ?? 200),
      );
      const lists = [...new Set(lengths)].flatMap((length) => {
        const found = list(branch, length, 0);
        return found === undefined ? [] : [found];
      });
      const twice =
        branch.unique === undefined
          ? lists.flatMap((each) => (each[0] === undefined ? [] : [[each[0], each[0]]]))
          : [];
      const counted = [branch, ...(other === undefined ? [] : [other])].flatMap(({ conditions }) =>
        conditions.flatMap(({ count }) => {
          const item =
            count === undefined || count.of.nodes[0]?.document !== spaces.document
              ? undefined
              : one(count.of, 1);
          const many = count?.least ?? count?.most ?? 0;
          return item === undefined ? [] : [many, many + 1].map((length) => Array<Json>(length).fill(item));
        }),
      );
      return [...counted, ...lists, ...twice, ...alike(branch, other)];
    }
    return objects(branch, other);
  };
  /** Lists of one value each, where entries of a kind are counted: of some other kind, or of it. */
  const alike = (branch: Branch, other: Branch | undefined): Json[][] => {
    if (![branch, other].some((each) => each?.conditions.some(({ count }) => count !== undefined))) return [];
    const length = Math.max(branch.minItems?.value ?? 0, 1);
    if (length > 1000) return [];
    const values = spaces.of(branch.items).branches.flatMap((each) => edges(each, undefined).slice(0, 8));
    return values.map((value) => Array<Json>(length).fill(value));
  };
  /** An object of so many properties, where that is no large number. */
  const ofSize = (size: number, least: JsonObject, branch: Branch): JsonObject[] => {
    if (!(size > Object.keys(least).length && size <= MOST_PROPERTIES)) return [];
    const result = { ...least };
    for (let index = 1; Object.keys(result).length < size; index += 1) {
      const value = one(ruleFor(branch, `${STRANGER}${index}`), 1);
      if (value === undefined) return [];
      result[`${STRANGER}${index}`] = value;
    }
    return [result];
  };
  const objects = (branch: Branch, other: Branch | undefined): Json[] => {
    const least = object(branch, 0);
    const most = full(branch);
    const found: JsonObject[] = [];
    if (least !== undefined) found.push(least);
    if (most !== undefined) found.push(most);
    const strange = one(ruleFor(branch, STRANGER), 1);
    if (least !== undefined && strange !== undefined) found.push({ ...least, [STRANGER]: strange });
    if (least === undefined) return found;
    found.push(...ofSize((other?.maxProperties?.value ?? Number.NaN) + 1, least, branch));
    found.push(...ofSize(branch.maxProperties?.value ?? Number.NaN, least, branch));
    for (const { name } of nameCells(branch, other ?? branch, languages)) {
      const value = name === undefined ? undefined : one(ruleFor(branch, name), 1);
      if (name !== undefined && value !== undefined) found.push({ ...least, [name]: value });
    }
    if (branch.conditions.length + (other?.conditions.length ?? 0) > 0) {
      for (const name of ODD_NAMES) {
        const value = one(ruleFor(branch, name), 1);
        if (value !== undefined) found.push({ ...least, [name]: value });
      }
    }
    for (const [name, { schema, ruledOut }] of branch.properties) {
      if (ruledOut || Object.hasOwn(least, name)) continue;
      const value = one(schema, 1);
      if (value !== undefined) found.push({ ...least, [name]: value });
    }
    for (const [name, { ruledOut, schema }] of other?.properties ?? []) {
      // What nobody spoke of before proves nothing, unless it is forbidden now.
      const forbidden = ruledOut || schema.nodes.some(({ value }) => value === false);
      if (Object.hasOwn(least, name) || (!forbidden && ruleFor(branch, name).nodes.length === 0)) continue;
      const value = one(ruleFor(branch, name), 1);
      if (value !== undefined) found.push({ ...least, [name]: value });
    }
    for (const [name, { schema, ruledOut }] of branch.properties) {
      if (ruledOut) continue;
      for (const value of spaces
        .of(schema)
        .branches.flatMap(({ values }) => values?.value.slice(0, 6) ?? [])) {
        found.push({ ...least, [name]: value });
        if (most !== undefined) found.push({ ...most, [name]: value });
      }
    }
    const first = firstOf(other?.required.keys()) ?? '';
    const { [first]: _, ...without } = most ?? {};
    found.push(without);
    for (const name of branch.required.size === 0 ? [] : branch.properties.keys()) {
      if (branch.required.has(name) || most === undefined) continue;
      const { [name]: __, ...rest } = most;
      found.push(rest);
    }
    return found.slice(0, 120);
  };
  /** An object changed so that another branch refuses it: with what that forbids, without what that asks for. */
  const changed = (value: JsonObject, branch: Branch, other: Branch, theirs: Spaces): JsonObject[] => {
    const asked = [...other.required.keys()].filter((name) => !branch.required.has(name));
    const without = asked.map((name) => {
      const { [name]: _, ...rest } = value;
      return rest;
    });
    const spoken = [...other.properties].filter(
      ([name, { schema }]) => !isWrittenAlike(schema, branch.properties.get(name)?.schema),
    );
    const having = spoken.flatMap(([name, { schema }]) => {
      const rule = ruleFor(branch, name);
      const edge = spaces.of(rule).branches.flatMap((each) => {
        const opposite = theirs.of(schema).branches.find(({ type }) => type === each.type);
        // What only one side lists or leaves out is at the front of its edges.
        return [...refused(opposite, each), ...edges(each, opposite).slice(0, 4)];
      });
      return [one(rule, 1), ...edge].flatMap((each) =>
        each === undefined ? [] : [{ ...value, [name]: each }],
      );
    });
    // It may be refused as it is.
    return [value, ...without, ...having];
  };
  const against = (branch: Branch, others: readonly Branch[], theirs: Spaces): Json[] =>
    others.reduce<JsonObject[]>(
      (found, other) =>
        distinct(found.flatMap((value) => changed(value, branch, other, theirs))).slice(0, AGAINST),
      [object(branch, 0), full(branch), undocumented(branch)].filter((value) => value !== undefined),
    );
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

function distinct(values: readonly JsonObject[]): JsonObject[] {
  const seen = new Map(values.map((value) => [JSON.stringify(value), value]));
  return [...seen.values()];
}

/** Single values that the one branch leaves out, and the other one has. */
function refused(by: Branch | undefined, branch: Branch): Json[] {
  return (by?.excluded ?? []).map(({ value }) => value).filter((value) => fits(value, branch));
}

/** The letters of a pattern of names, which often are one of them. */
function plainName(pattern: string): string {
  return pattern.replace(/[^A-Za-z0-9_-]/g, '');
}

function firstOf(names: Iterable<string> | undefined): string | undefined {
  for (const name of names ?? []) return name;
  return undefined;
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

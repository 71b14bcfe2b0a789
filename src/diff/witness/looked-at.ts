import type { Ajv2020, AnySchema } from 'ajv/dist/2020.js';
import { patternEngine } from '../../document/pattern.ts';
import { hasOwn, isObject, type Json, type JsonObject } from '../../json.ts';

/** Whether a schema accepts a value, by what the validator compiles of it. */
type Holds = (schema: Json, value: Json) => boolean;

interface Looking {
  holds: Holds;
  /** What a schema has looked at in a value; each is asked once. */
  looked(schema: JsonObject, value: Json[] | JsonObject): Set<string>;
  /** The schema that a `$ref` of a compiled schema names. */
  target(name: string): Json | undefined;
}

/**
 * Gives a validator `contains`, `unevaluatedProperties` and `unevaluatedItems` as JSON Schema 2020-12 has them (core, sections
 * 10.3.1.3, 11.2 and 11.3). Ajv 8 keeps what an `if` looked at that did not hold, forgets what others have looked at where a
 * `dependentSchemas` does not apply, takes every entry for one that `contains` has looked at, and passes over `contains` in
 * an empty list beside `prefixItems`.
 *
 * @param ajv a validator that looks a `$ref` up by its name
 */
export function addLooking(ajv: Ajv2020): void {
  // Compiled when asked: a schema may lead back to the one that is being compiled.
  const judge = (schema: Json) => ajv.compile(schema as AnySchema);
  const held = new WeakMap<object, WeakMap<object, boolean>>();
  const seen = new WeakMap<object, WeakMap<object, Set<string>>>();
  const looking: Looking = {
    holds: (schema, value) => once(held, schema, value, () => judge(schema)(value) === true),
    looked: (schema, value) => once(seen, schema, value, () => lookedAt(schema, value, looking)),
    target: (name) => ajv.getSchema(name)?.schema as Json | undefined,
  };
  for (const word of ['contains', 'unevaluatedProperties', 'unevaluatedItems']) ajv.removeKeyword(word);
  // Without a type: Ajv passes over the rules for lists that stand after `prefixItems` where the list is empty.
  ajv.addKeyword({
    keyword: 'contains',
    errors: false,
    compile: (kind: Json, { minContains: least = 1, maxContains: most = Number.POSITIVE_INFINITY }) => {
      return function contains(this: unknown, value: Json): boolean {
        if (!Array.isArray(value)) return true;
        const isOfKind = judge(kind);
        const { length } = value.filter((entry) => isOfKind.call(this as never, entry) === true);
        return length >= Number(least) && length <= Number(most);
      };
    },
  });
  const rest = (word: string, isAsked: (value: Json) => value is Json[] | JsonObject) =>
    ajv.addKeyword({
      keyword: word,
      errors: false,
      compile: (schema: Json, around) => (value: Json) => {
        if (!isAsked(value)) return true;
        const { [word]: _, ...others } = around as JsonObject;
        const seen = lookedAt(others, value, looking);
        return Object.entries(value).every(
          ([key, each]) => seen.has(key) || looking.holds(schema, each ?? null),
        );
      },
    });
  rest('unevaluatedProperties', isObject);
  rest('unevaluatedItems', (value) => Array.isArray(value));
}

/** What comes of a schema and a value, of which neither changes: layers that each hold the next one twice ask again and again. */
function once<T>(known: WeakMap<object, WeakMap<object, T>>, schema: Json, value: Json, find: () => T): T {
  if (typeof schema !== 'object' || schema === null || typeof value !== 'object' || value === null)
    return find();
  const found = known.get(schema) ?? new WeakMap<object, T>();
  known.set(schema, found);
  const before = found.get(value);
  if (before !== undefined) return before;
  const now = find();
  found.set(value, now);
  return now;
}

/** The names of properties, or the indices of entries, that a schema which accepts a value has looked at. */
function lookedAt(schema: JsonObject, value: Json[] | JsonObject, looking: Looking): Set<string> {
  const { holds, looked, target } = looking;
  const part = (each: Json | undefined): Iterable<string> =>
    isObject(each) && holds(each, value) ? looked(each, value) : [];
  const parts = (list: Json | undefined) =>
    Array.isArray(list) ? list.flatMap((each) => [...part(each)]) : [];
  const { if: condition, dependentSchemas: dependents = {}, $ref: name } = schema;
  const isMet = condition !== undefined && holds(condition, value);
  return new Set([
    ...(Array.isArray(value) ? entriesOf(schema, value, holds) : propertiesOf(schema, value)),
    ...['allOf', 'anyOf', 'oneOf'].flatMap((word) => parts(schema[word])),
    ...part(typeof name === 'string' ? target(name) : undefined),
    ...(isMet ? part(condition) : []),
    ...(condition === undefined ? [] : part(schema[isMet ? 'then' : 'else'])),
    ...(isObject(dependents) ? Object.entries(dependents) : []).flatMap(([key, each]) =>
      !Array.isArray(value) && hasOwn(value, key) ? [...part(each)] : [],
    ),
  ]);
}

function propertiesOf(schema: JsonObject, value: JsonObject): string[] {
  const names = Object.keys(value);
  if (hasOwn(schema, 'additionalProperties') || hasOwn(schema, 'unevaluatedProperties')) return names;
  const { properties = {}, patternProperties = {} } = schema;
  const patterns = Object.keys(isObject(patternProperties) ? patternProperties : {}).map(patternEngine);
  return names.filter(
    (name) =>
      (isObject(properties) && hasOwn(properties, name)) || patterns.some((pattern) => pattern.test(name)),
  );
}

function entriesOf(schema: JsonObject, value: readonly Json[], holds: Holds): string[] {
  const indices = [...value.keys()].map(String);
  if (hasOwn(schema, 'items') || hasOwn(schema, 'unevaluatedItems')) return indices;
  const { prefixItems = [], contains } = schema;
  const fixed = Array.isArray(prefixItems) ? prefixItems.length : 0;
  return indices.filter((_, index) => {
    if (index < fixed) return true;
    return contains !== undefined && holds(contains, value[index] ?? null);
  });
}

import { isObject, type Json, type JsonObject } from '../json.ts';
import { SAME_VALUE, SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from './schema-words.ts';

/** A schema whose references read `#/definitions/…`, with these. */
interface Bundle {
  root: Json;
  definitions: JsonObject;
}

/** In how many ways a schema may lead to others that hold for the same value before it is written anew. */
const WAYS = 2000;

/** In how many ways it may when it is: a validator goes each of them, for each value, and keeps all that it finds. */
const MOST_WAYS = 50_000;

/**
 * A schema in which whatever holds for a value by `allOf` holds once: layers that each hold the next one twice lead to the last
 * one in a million ways, and a validator would go each of them. One without such layers says what it said, word by word.
 *
 * @returns undefined where there are too many ways all the same
 */
export function composedOnce({ root, definitions }: Bundle): Bundle | undefined {
  const bundle = {
    root: withoutTwins(root),
    definitions: Object.fromEntries(
      Object.entries(definitions).map(([name, schema]) => [name, withoutTwins(schema ?? true)]),
    ),
  };
  if (mostWays(bundle) <= WAYS) return bundle;
  const written = { root: bundle.root, definitions: flattened(bundle.definitions) };
  return mostWays(written) <= MOST_WAYS ? written : undefined;
}

/** Definitions that have all that each of them extends side by side. */
function flattened(definitions: JsonObject): JsonObject {
  const flat: JsonObject = {};
  for (const [name, schema = true] of Object.entries(definitions)) {
    const { own, parts } = taken(schema);
    flat[`${name}${OWN}`] = own;
    flat[name] =
      parts.length === 0 ? own : { allOf: [...extended(name, definitions)].map((each) => refer(each + OWN)) };
  }
  return flat;
}

/** What a definition says without those that it extends. */
const OWN = '-by-itself';
const PREFIX = '#/definitions/';

function refer(name: string): JsonObject {
  return { $ref: `${PREFIX}${name}` };
}

function nameIn(reference: Json | undefined): string | undefined {
  return typeof reference === 'string' && reference.startsWith(PREFIX)
    ? reference.slice(PREFIX.length)
    : undefined;
}

/** A definition and all that it extends, each once. */
function extended(name: string, definitions: JsonObject): Set<string> {
  const found = new Set<string>();
  const pending = [name];
  for (let each = pending.pop(); each !== undefined; each = pending.pop()) {
    if (found.has(each)) continue;
    found.add(each);
    const schema = definitions[each];
    if (schema !== undefined) pending.push(...taken(schema).parts.toReversed());
  }
  return found;
}

/** A schema without the definitions that it extends; one that has a word for what these leave open keeps them. */
function taken(schema: Json): { own: Json; parts: string[] } {
  if (!isObject(schema)) return { own: schema, parts: [] };
  const isOpen = !Object.keys(schema).some((word) => word.startsWith('unevaluated'));
  if (!isOpen) return { own: schema, parts: [] };
  const { $ref: reference, allOf, ...others } = schema;
  const parts = [nameIn(reference) ?? []].flat();
  const kept: Json[] = [];
  for (const part of Array.isArray(allOf) ? allOf : []) {
    const inner = taken(part);
    parts.push(...inner.parts);
    if (!isObject(inner.own) || Object.keys(inner.own).length > 0) kept.push(inner.own);
  }
  return { own: { ...others, ...(kept.length === 0 ? {} : { allOf: kept }) }, parts };
}

/** A schema of which no `allOf` or `anyOf` has the same reference twice. */
function withoutTwins(schema: Json): Json {
  if (!isObject(schema)) return schema;
  const parts: JsonObject = {};
  for (const [word, held] of Object.entries(schema)) {
    if (held === undefined) continue;
    if (SCHEMA_MAPS.has(word) && isObject(held))
      parts[word] = Object.fromEntries(
        Object.entries(held).map(([name, each]) => [name, withoutTwins(each ?? null)]),
      );
    else if (SCHEMA_LISTS.has(word) && Array.isArray(held))
      parts[word] = (word === 'allOf' || word === 'anyOf' ? distinct(held) : held).map(withoutTwins);
    else parts[word] = SCHEMA_VALUES.has(word) ? withoutTwins(held) : held;
  }
  return parts;
}

function distinct(schemas: readonly Json[]): Json[] {
  const seen = new Set<string>();
  return schemas.filter((schema) => {
    const name = isObject(schema) && Object.keys(schema).join() === '$ref' ? schema['$ref'] : undefined;
    if (typeof name !== 'string') return true;
    return !seen.has(name) && seen.add(name);
  });
}

/** In how many ways the schema of one value, here or in what it holds, leads to others that hold for that value. */
function mostWays({ root, definitions }: Bundle): number {
  const known = new Map<string, number>();
  const waysTo = (name: string): number => {
    const before = known.get(name);
    if (before !== undefined) return before;
    // What comes back to itself is refused elsewhere.
    known.set(name, 1);
    const ways = waysOf(definitions[name] ?? true, waysTo);
    known.set(name, ways);
    return ways;
  };
  const all: Json[] = [root, ...Object.values(definitions).map((each) => each ?? true)];
  let most = 0;
  for (const schema of all) for (const each of schemasIn(schema)) most = Math.max(most, waysOf(each, waysTo));
  return most;
}

function waysOf(schema: Json, waysTo: (name: string) => number): number {
  if (!isObject(schema)) return 1;
  const of = (held: Json | undefined): number => (held === undefined ? 0 : waysOf(held, waysTo));
  const name = nameIn(schema['$ref']);
  let ways = 1 + (name === undefined ? 0 : waysTo(name)) + of(schema['not']);
  for (const [word, held] of Object.entries(schema)) {
    if (!SAME_VALUE.has(word) || word === 'then' || word === 'else') continue;
    const parts = Array.isArray(held) ? held : isObject(held) ? Object.values(held) : [];
    for (const part of parts) ways += of(part);
  }
  // Only one of the two is gone.
  return schema['if'] === undefined
    ? ways
    : ways + of(schema['if']) + Math.max(of(schema['then']), of(schema['else']));
}

/** A schema and those in it that hold for other values. */
function* schemasIn(schema: Json): Generator<Json> {
  yield schema;
  if (!isObject(schema)) return;
  for (const [word, held] of Object.entries(schema)) {
    if (SCHEMA_MAPS.has(word) && isObject(held))
      for (const each of Object.values(held)) yield* schemasIn(each ?? null);
    else if (SCHEMA_LISTS.has(word) && Array.isArray(held)) for (const each of held) yield* schemasIn(each);
    else if (SCHEMA_VALUES.has(word) && held !== undefined) yield* schemasIn(held);
  }
}

import type { Document } from '../../document/document.ts';
import { child, follow, type Node } from '../../document/node.ts';
import { ANNOTATIONS, SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from '../../document/schema-words.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';

/** How many schemas are written out: recursive ones multiply. */
const SCHEMAS = 2000;
/** How deep references are written out. */
const DEPTH = 12;

/** Words of a schema that say nothing about which values are valid, whatever their value. */
const TALK = new Set(['title', 'description', 'summary']);

/**
 * A schema as one text that is the same for the same rules: references written out, annotations left out, keys in
 * order. A recursion is cut off at a depth that both documents share.
 */
export function canonicalText(schema: Node): string {
  const { document, value } = schema;
  const written = () => JSON.stringify(canonical(schema, 0, { left: SCHEMAS }));
  if (!isObject(value)) return written();
  const texts = known.get(document) ?? new WeakMap<JsonObject, string>();
  known.set(document, texts);
  const text = texts.get(value) ?? written();
  texts.set(value, text);
  return text;
}

// A document does not change once it is read, and a part of many alternatives is asked for with each.
const known = new WeakMap<Document, WeakMap<JsonObject, string>>();

/** The words of a schema that say something about which values are valid. */
export function tellingWords(schema: JsonObject): string[] {
  return Object.keys(schema).filter(
    (key) =>
      !ANNOTATIONS.has(key) && !TALK.has(key) && !key.startsWith('x-') && !/^(\$defs|definitions)$/.test(key),
  );
}

function canonical(schema: Node, depth: number, budget: { left: number }): Json {
  const { document, pointer, value } = follow(schema);
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (!isObject(value)) return value;
  budget.left -= 1;
  if (depth > DEPTH || budget.left < 0) return '…';
  const inside = (key: string, ...more: (string | number)[]): Json => {
    const node = child({ document, pointer, value }, key, ...more);
    return node === undefined ? null : canonical(node, depth + 1, budget);
  };
  const kept = tellingWords(value)
    .sort()
    .map((key): [string, Json] => {
      const item = value[key] ?? null;
      if (SCHEMA_MAPS.has(key) && isObject(item)) {
        const names = Object.keys(item).sort();
        return [key, Object.fromEntries(names.map((name) => [name, inside(key, name)]))];
      }
      if (SCHEMA_LISTS.has(key) && Array.isArray(item))
        return [key, item.map((_, index) => inside(key, index))];
      if (SCHEMA_VALUES.has(key)) return [key, inside(key)];
      if (key === 'required' || key === 'enum') return [key, sortedList(item)];
      return [key, sorted(item)];
    });
  return plainly(Object.fromEntries(kept));
}

/** One spelling of several that mean the same: a list of one type, one value, one part; parts that do not overlap. */
function plainly(schema: JsonObject): Json {
  const result = { ...schema };
  if (Array.isArray(result['type'])) {
    result['type'] = result['type'].length === 1 ? (result['type'][0] ?? null) : sortedList(result['type']);
  }
  if ('const' in result && !('enum' in result)) {
    result['enum'] = [result['const'] ?? null];
    delete result['const'];
  }
  if (Array.isArray(result['required']) && result['required'].length === 0) delete result['required'];
  const types = onlyTypes(result['anyOf']);
  if (types !== undefined && !('type' in result)) {
    result['type'] = sortedList(types);
    delete result['anyOf'];
  }
  for (const word of ['anyOf', 'oneOf'] as const) {
    const parts = result[word];
    const [only] = Array.isArray(parts) && parts.length === 1 ? parts : [];
    if (only === undefined) continue;
    delete result[word];
    result['allOf'] = [...(Array.isArray(result['allOf']) ? result['allOf'] : []), only];
  }
  for (const word of ['properties', 'patternProperties']) {
    const map = result[word];
    if (isObject(map) && Object.keys(map).length === 0) delete result[word];
  }
  const parts = result['allOf'];
  if (!Array.isArray(parts)) return ordered(result);
  const left = parts.filter((part) => !isObject(part) || !takeIn(result, part));
  if (left.length > 0) result['allOf'] = left;
  else delete result['allOf'];
  return ordered(result);
}

/** Takes the words of a part into the schema around it, where neither speaks of what the other speaks of. */
function takeIn(schema: JsonObject, part: JsonObject): boolean {
  const { properties, ...others } = part;
  const own = schema['properties'];
  if (Object.keys(others).some((key) => key in schema)) return false;
  if (isObject(own) && isObject(properties)) {
    if (Object.keys(properties).some((name) => name in own)) return false;
    schema['properties'] = ordered({ ...own, ...properties });
    Object.assign(schema, others);
  } else {
    Object.assign(schema, part);
  }
  return true;
}

function onlyTypes(parts: Json | undefined): Json[] | undefined {
  if (!Array.isArray(parts) || parts.length < 2) return undefined;
  const types = parts.map((part) =>
    isObject(part) && Object.keys(part).join() === 'type' && typeof part['type'] === 'string'
      ? part['type']
      : undefined,
  );
  return types.every((type) => type !== undefined) ? types : undefined;
}

function ordered(schema: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(schema).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function sortedList(list: Json): Json {
  if (!Array.isArray(list)) return list;
  return list.map(sorted).sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
}

/** A value with the keys of its objects in order. */
export function sorted(value: Json): Json {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.keys(value)
      .sort()
      .map((key): [string, Json] => [key, sorted(value[key] ?? null)]),
  );
}

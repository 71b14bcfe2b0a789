import { createHash } from 'node:crypto';
import type { Document } from '../../document/document.ts';
import { child, follow, type Node } from '../../document/node.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from '../../document/schema-words.ts';
import { isObject, type Json, type JsonObject } from '../../json.ts';
import { endlessFrom, reachedFrom } from './endless.ts';
import { tellingWords } from './telling-words.ts';

/** How deep a recursion is written out. */
const DEPTH = 12;
/** A longer text of a part stands as what tells it from others: parts that hold the next one twice double each time. */
const LONG = 20_000;

/**
 * A schema as one text that is the same for the same rules: references written out, annotations left out, keys in
 * order. A recursion is cut off at a depth that both documents share, with all that is said below.
 */
export function canonicalText(schema: Node): string {
  const { document, value } = schema;
  const written = () => `${textOf(canonical(schema))}${restOf(schema)}`;
  if (!isObject(value)) return written();
  const texts = known.get(document) ?? new WeakMap<JsonObject, string>();
  known.set(document, texts);
  const text = texts.get(value) ?? written();
  texts.set(value, text);
  return text;
}

// A document does not change once it is read, and a part of many alternatives is asked for with each.
const known = new WeakMap<Document, WeakMap<JsonObject, string>>();
/** By pointer, and where a recursion is cut off by the depth as well. */
const parts = new WeakMap<Document, Map<string, Json>>();

function textOf(value: Json): string {
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const before = spelt.get(value);
  if (before !== undefined) return before;
  const text = Array.isArray(value)
    ? `[${value.map(textOf).join()}]`
    : `{${Object.entries(value)
        .map(([key, item]) => `${JSON.stringify(key)}:${textOf(item ?? null)}`)
        .join()}}`;
  const short = text.length > LONG ? JSON.stringify(`…${digestOf(text)}`) : text;
  spelt.set(value, short);
  return short;
}

const spelt = new WeakMap<object, string>();

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** @param depth how many schemas are around it; undefined for one that is asked for, which may be a part of what stands there */
function canonical(schema: Node, depth?: number): Json {
  const here = follow(schema);
  const { document, pointer, value } = here;
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (!isObject(value)) return value;
  const isEndless = endlessFrom(here);
  if (isEndless && depth !== undefined && depth > DEPTH) return CUT;
  const written = () =>
    canonicalWords({ document, pointer, value }, (part) => canonical(part, (depth ?? 0) + 1));
  if (depth === undefined) return written();
  const found = parts.get(document) ?? new Map<string, Json>();
  parts.set(document, found);
  const key = isEndless ? `${depth} ${pointer}` : pointer;
  const result = found.get(key) ?? written();
  found.set(key, result);
  return result;
}

function canonicalWords(schema: Node<JsonObject>, write: (part: Node) => Json): Json {
  const { value } = schema;
  const inside = (key: string, ...more: (string | number)[]): Json => {
    const node = child(schema, key, ...more);
    return node === undefined ? null : write(node);
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

/**
 * What stands for the rest of a recursion: all that its schemas say, each by itself and once, so that nothing that changes in
 * them goes by unnoticed, however often they are written out.
 */
function restOf(schema: Node): string {
  const here = follow(schema);
  if (!endlessFrom(here)) return '';
  const own = [...reachedFrom(here).values()].flatMap(({ node }) => (endlessFrom(node) ? ownText(node) : []));
  return ` ${CUT}${digestOf([...new Set(own)].sort().join())}`;
}

function ownText(node: Node): string {
  const { document, pointer, value } = node;
  if (!isObject(value)) return '';
  const found = owns.get(document) ?? new WeakMap<JsonObject, string>();
  owns.set(document, found);
  const written = () => {
    const own = canonicalWords({ document, pointer, value }, (part) =>
      endlessFrom(follow(part)) ? CUT : canonical(part, 0),
    );
    // What does nothing but refer to another one says nothing.
    return textOf(own) === WRAPPED ? '' : textOf(own);
  };
  const text = found.get(value) ?? written();
  found.set(value, text);
  return text;
}

const CUT = '…';
const WRAPPED = JSON.stringify({ allOf: [CUT] });
const owns = new WeakMap<Document, WeakMap<JsonObject, string>>();

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

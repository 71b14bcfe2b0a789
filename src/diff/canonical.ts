import { child, follow, type Node } from '../document/node.ts';
import { ANNOTATIONS, SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from '../document/schema-words.ts';
import { isObject, type Json } from '../json.ts';

/** How deep references are written out. */
const DEPTH = 12;

/** Words of a schema that say nothing about which values are valid, whatever their value. */
const TALK = new Set(['title', 'description', 'summary']);

/**
 * A schema as one text that is the same for the same rules: references written out, annotations left out, keys in
 * order. A recursion is cut off at a depth that both documents share.
 */
export function canonicalText(schema: Node): string {
  return JSON.stringify(canonical(schema, 0));
}

function canonical(schema: Node, depth: number): Json {
  const { document, pointer, value } = follow(schema);
  if (Array.isArray(value)) return value.map((item) => sorted(item));
  if (!isObject(value)) return value;
  if (depth > DEPTH) return '…';
  const inside = (key: string, ...more: (string | number)[]): Json => {
    const node = child({ document, pointer, value }, key, ...more);
    return node === undefined ? null : canonical(node, depth + 1);
  };
  const kept = Object.keys(value)
    .filter((key) => !ANNOTATIONS.has(key) && !TALK.has(key) && !key.startsWith('x-'))
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
  return Object.fromEntries(kept);
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

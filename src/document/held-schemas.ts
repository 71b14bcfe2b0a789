import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { child, items, type Node } from './node.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from './schema-words.ts';

/**
 * The schemas that a schema holds, each followed. One whose reference points at nothing is left out: it is told of by
 * whoever needs what it leads to.
 *
 * @param words those of its words that are looked at
 */
export function heldSchemas(schema: Node, words?: readonly string[]): Node[] {
  const { value } = schema;
  if (!isObject(value)) return [];
  return (words ?? Object.keys(value)).flatMap((word) => {
    if (SCHEMA_VALUES.has(word)) return readable(() => [child(schema, word) ?? []].flat());
    if (SCHEMA_LISTS.has(word)) return readable(() => items(child(schema, word)));
    const map = SCHEMA_MAPS.has(word) ? value[word] : undefined;
    if (!isObject(map)) return [];
    return Object.keys(map).flatMap((name) => readable(() => [child(schema, word, name) ?? []].flat()));
  });
}

/** What is read, or nothing where a reference on the way points at nothing. */
export function readable(read: () => Node[]): Node[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

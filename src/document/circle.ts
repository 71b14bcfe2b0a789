import { isObject } from '../json.ts';
import { Problem } from '../problem.ts';
import { child, follow, items, type Node, placeOfNode } from './node.ts';
import type { Operation } from './operation.ts';
import { extended } from './schema.ts';
import { SCHEMA_LISTS, SCHEMA_MAPS, SCHEMA_VALUES } from './schema-words.ts';

/**
 * Refuses an operation of which a schema extends itself, as with `allOf` of one that has it in its own `allOf`: to hold a
 * value against it would never end (JSON Schema 2020-12 core, section 9.4.1).
 *
 * @throws {Problem} at the schema
 */
export function refuseCircles({ parameters, body, responses }: Operation): void {
  const roots = [
    ...parameters,
    ...(body?.content ?? []),
    ...responses.flatMap(({ content, headers }) => [...content, ...headers]),
  ].flatMap(({ schema }) => schema ?? []);
  const pending = roots.flatMap((root) => readable(() => [follow(root)]));
  const seen = new Set<string>();
  for (let schema = pending.pop(); schema !== undefined; schema = pending.pop()) {
    if (seen.has(schema.pointer)) continue;
    seen.add(schema.pointer);
    refuseCircle(schema);
    pending.push(...readable(() => partsOf(schema)));
  }
}

function refuseCircle(schema: Node): void {
  const [by] = readable(() =>
    items(child(schema, 'allOf')).filter((part) =>
      extended(part).some(({ pointer }) => pointer === schema.pointer),
    ),
  );
  if (by === undefined) return;
  throw new Problem(
    `the schema ${schema.pointer} extends itself by its allOf, so that no value can be held against it`,
    {
      place: placeOfNode(schema),
      hint:
        by.pointer === schema.pointer
          ? 'take it out of its own allOf'
          : `it comes back to itself by ${by.pointer}`,
    },
  );
}

/** A reference that points at nothing is told of by whoever needs what it leads to. */
function readable(read: () => Node[]): Node[] {
  try {
    return read();
  } catch (error) {
    if (error instanceof Problem) return [];
    throw error;
  }
}

/** All schemas that a schema holds. */
function partsOf(schema: Node): Node[] {
  const { value } = schema;
  if (!isObject(value)) return [];
  return Object.keys(value).flatMap((word) => {
    const held = SCHEMA_VALUES.has(word) ? child(schema, word) : undefined;
    if (held !== undefined) return [held];
    if (SCHEMA_LISTS.has(word)) return items(child(schema, word));
    const map = SCHEMA_MAPS.has(word) ? value[word] : undefined;
    return isObject(map) ? Object.keys(map).flatMap((name) => child(schema, word, name) ?? []) : [];
  });
}

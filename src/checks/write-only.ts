import { isFlagged } from '../document/json-schema.ts';
import { child, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { schemasAt } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';

/** Behind so many entries those of a list are alike to any schema, which is looked up for each place but once. */
const TUPLE = 20;

/**
 * What a value holds of what its schema keeps for requests: the outermost places. A property that one alternative does
 * not call `writeOnly` may be there, and null gives nothing away.
 */
export function* writeOnlyIn(
  schema: Node,
  value: Json,
  pointer = '',
  place = pointer,
): Generator<{ pointer: string; promise: string }> {
  if (Array.isArray(value)) {
    for (const [index, each] of value.entries())
      yield* writeOnlyIn(
        schema,
        each,
        joinPointer(pointer, index),
        joinPointer(place, Math.min(index, TUPLE)),
      );
    return;
  }
  if (!isObject(value)) return;
  const parts = schemasAt(schema, place);
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined || each === null) continue;
    const at = joinPointer(pointer, name);
    const said = parts.flatMap((part) => child(part, 'properties', name) ?? []);
    const [first] = said;
    if (first !== undefined && said.every((property) => isFlagged(property, 'writeOnly')))
      yield { pointer: at, promise: first.pointer };
    else yield* writeOnlyIn(schema, each, at, joinPointer(place, name));
  }
}

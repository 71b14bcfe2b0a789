import { withValue } from '../../document/edit.ts';
import type { Node } from '../../document/node.ts';
import { fromPointer, toPointer, valueAt } from '../../document/pointer.ts';
import { schemasAt } from '../../document/schema.ts';
import type { Json } from '../../json.ts';
import { seededFaker, valueFor } from './values.ts';

/**
 * A value with everything on the way to a place that it does not have: an optional part, an empty list. What stands at
 * the place itself is not made.
 *
 * @param schema of the whole value
 */
export function withParents(
  value: Json | undefined,
  schema: Node | undefined,
  target: string,
  seed: number,
): Json | undefined {
  let whole = value;
  const keys = fromPointer(target) ?? [];
  for (let depth = 1; depth < keys.length; depth++) {
    const pointer = toPointer(keys.slice(0, depth));
    if (valueAt(whole, pointer) !== undefined) continue;
    whole = withValue(whole, pointer, madeFor(schema, pointer, seed));
  }
  return whole;
}

/** A value for a place in another one, made up or as the document gives it. */
export function madeFor(schema: Node | undefined, pointer: string, seed: number): Json {
  const [declared] = schemasAt(schema, pointer);
  return valueFor(declared, seededFaker(seed, `part ${pointer}`));
}

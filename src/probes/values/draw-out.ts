import { child, items, type Node } from '../../document/node.ts';
import { itemSchema, keyword } from '../../document/schema.ts';
import { type Json, sameJson } from '../../json.ts';
import { accepts } from './accepts.ts';
import { seededFaker, valueFor } from './values.ts';

/** How often another item is made where the first ones are there already. */
const TRIES = 5;

/**
 * A list cut or drawn out to a length, with items that its schema allows: nothing but its length is new. Where items
 * must not repeat, or `different` asks for it, each is another one if the schema has so many.
 *
 * @param schema of the list
 */
export function drawOut(
  right: readonly Json[],
  count: number,
  schema: Node | undefined,
  { seed, different = false }: { seed: number; different?: boolean },
): Json[] {
  const made = right.slice(0, Math.max(count, 0));
  const unique = different || keyword(schema, 'uniqueItems')?.value === true;
  const first = items(schema === undefined ? undefined : child(schema, 'prefixItems'));
  const [known] = right;
  while (made.length < count) {
    const item = first[made.length] ?? itemSchema(schema);
    const again = first.length === 0 ? known : undefined;
    if (!unique && again !== undefined) made.push(again);
    else made.push(another(item, made, seed) ?? again ?? valueFor(item, seededFaker(seed, 'item')));
  }
  return made;
}

/** A value of the schema that is not in the list; undefined where none was found. */
function another(schema: Node | undefined, list: readonly Json[], seed: number): Json | undefined {
  const values = keyword(schema, 'enum')?.value;
  const isNew = (value: Json): boolean =>
    accepts(schema, value) !== false && !list.some((each) => sameJson(each, value));
  if (Array.isArray(values)) return values.find((value) => value !== null && isNew(value));
  for (let turn = 0; turn < TRIES; turn++) {
    const faker = seededFaker(seed, `item ${list.length} ${turn}`);
    const value = valueFor(schema, faker, { examples: turn === 0 });
    if (isNew(value)) return value;
  }
  return undefined;
}

import { child, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { applicable, documentedProperties, itemSchema } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';

/** True where the document itself says that there may be properties of any name. */
function isMap(schema: Node): boolean {
  return applicable(schema).some((node) => {
    const further = child(node, 'additionalProperties')?.value;
    return child(node, 'patternProperties') !== undefined || (further !== undefined && further !== false);
  });
}

/** What a value holds that its schema does not describe: the outermost places alone. */
export function* extras(
  schema: Node,
  value: Json,
  pointer = '',
): Generator<{ pointer: string; value: Json }> {
  if (Array.isArray(value)) {
    const item = itemSchema(schema);
    if (item === undefined) return;
    for (const [index, each] of value.entries()) yield* extras(item, each, joinPointer(pointer, index));
    return;
  }
  if (!isObject(value)) return;
  const known = documentedProperties(schema);
  if (known.size === 0) return;
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined) continue;
    const property = known.get(name);
    if (property !== undefined) yield* extras(property, each, joinPointer(pointer, name));
    else if (!isMap(schema)) yield { pointer: joinPointer(pointer, name), value: each };
  }
}

import { child, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { applicable, documentedProperties, itemSchema } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import type { Check } from './check.ts';
import { promiseAt } from './reading.ts';

export const extraField: Check = {
  id: 'extra-field',
  promise: 'Every property of an answer is one that the document describes.',
  severity: 'note',
  source:
    'the document: `properties` of the schema; a provider may add some at any time, which is why this is a note',
  kinds: { undocumented: 'A property is there that the schema does not describe.' },
  *each(reading) {
    const { json, media, gate } = reading;
    if (json?.value === undefined || media?.schema === undefined || gate) return;
    for (const { pointer, value } of extras(media.schema, json.value, '', 0)) {
      yield {
        severity: 'note',
        kind: 'undocumented',
        message: `${pointer} is not documented`,
        response: { pointer, actual: value },
        promise: promiseAt(reading, pointer),
        cause: `undocumented ${pointer.replace(/\/\d+(?=\/|$)/g, '/*')}`,
      };
    }
  },
};

/** True where the document itself says that there may be properties of any name. */
function isMap(schema: Node): boolean {
  return applicable(schema).some((node) => {
    const further = child(node, 'additionalProperties')?.value;
    return child(node, 'patternProperties') !== undefined || (further !== undefined && further !== false);
  });
}

function* extras(
  schema: Node,
  value: Json,
  pointer: string,
  depth: number,
): Generator<{ pointer: string; value: Json }> {
  if (depth > 20) return;
  if (Array.isArray(value)) {
    const item = itemSchema(schema);
    if (item === undefined) return;
    for (const [index, each] of value.entries())
      yield* extras(item, each, joinPointer(pointer, index), depth + 1);
    return;
  }
  if (!isObject(value)) return;
  const known = documentedProperties(schema);
  if (known.size === 0) return;
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined) continue;
    const property = known.get(name);
    if (property !== undefined) yield* extras(property, each, joinPointer(pointer, name), depth + 1);
    else if (!isMap(schema)) yield { pointer: joinPointer(pointer, name), value: each };
  }
}

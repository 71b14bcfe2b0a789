import { child, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { applicable, documentedProperties, itemSchema } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';
import type { Check } from './check.ts';
import { promiseAt } from './reading.ts';

/**
 * What is a note in an answer is a fault in an expectation: nobody has promised the field, and it may go at any time.
 */
export const expectedField: Check = {
  id: 'expected-field',
  promise: 'Every field that is expected is one that the document describes.',
  severity: 'error',
  source: 'the document: properties of the schema',
  kinds: { undocumented: 'The schema does not describe the field.' },
  *each(reading) {
    const { json, media } = reading;
    if (json?.value === undefined || media?.schema === undefined) return;
    for (const { pointer, value } of undocumented(media.schema, json.value, '')) {
      yield {
        severity: 'error',
        kind: 'undocumented',
        message: `${pointer} is expected, and the document does not describe it`,
        response: { pointer, actual: value },
        promise: promiseAt(reading, pointer),
      };
    }
  },
};

function* undocumented(
  schema: Node,
  value: Json,
  pointer: string,
): Generator<{ pointer: string; value: Json }> {
  if (Array.isArray(value)) {
    const item = itemSchema(schema);
    if (item === undefined) return;
    for (const [index, each] of value.entries()) {
      yield* undocumented(item, each, joinPointer(pointer, index));
    }
    return;
  }
  if (!isObject(value)) return;
  const known = documentedProperties(schema);
  const open = known.size === 0 || saysOfOthers(schema);
  for (const [name, each] of Object.entries(value)) {
    if (each === undefined) continue;
    const property = known.get(name);
    const at = joinPointer(pointer, name);
    if (property !== undefined) yield* undocumented(property, each, at);
    else if (!open) yield { pointer: at, value: each };
  }
}

/** True where the schema speaks of further properties: it lets them be, or forbids them, which validation tells. */
function saysOfOthers(schema: Node): boolean {
  return applicable(schema).some((node) =>
    ['additionalProperties', 'patternProperties', 'unevaluatedProperties'].some(
      (word) => child(node, word) !== undefined,
    ),
  );
}

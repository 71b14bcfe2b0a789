import { child, type Node } from '../document/node.ts';
import { joinPointer } from '../document/pointer.ts';
import { schemasAt } from '../document/schema.ts';
import { hasOwn, isObject, type Json } from '../json.ts';
import type { Difference } from './differences.ts';

/**
 * What of the shape of an example an answer has not, where the example is one of many that might have been written: a
 * part is of another kind, though the schema says nothing of its type, or nothing is there of what the example has. An
 * answer may lack one thing or another: what has to be there, the schema requires.
 *
 * Only the outermost object that has several properties, and each of a list of such, has a shape; what is deeper may be
 * of the one case that the example shows.
 *
 * @returns nothing when the shape is the same
 */
export function shapeDifferences(
  schema: Node | undefined,
  expected: Json,
  actual: Json,
  pointer = '',
  inExample = '',
): Difference[] {
  if (!isOfKind(schema, expected, actual, inExample)) return [{ pointer, inExample, expected, actual }];
  if (Array.isArray(expected) && Array.isArray(actual)) {
    return actual.flatMap((entry, index) => {
      const found = expected.map((each, at) =>
        shapeDifferences(schema, each, entry, joinPointer(pointer, index), joinPointer(inExample, at)),
      );
      return found.sort((a, b) => a.length - b.length)[0] ?? [];
    });
  }
  if (!isObject(expected) || !isObject(actual)) return [];
  const parts = Object.entries(expected).flatMap(([key, value]) =>
    value === undefined
      ? []
      : [
          {
            expected: value,
            actual: hasOwn(actual, key) ? actual[key] : undefined,
            pointer: joinPointer(pointer, key),
            inExample: joinPointer(inExample, key),
          },
        ],
  );
  if (parts.every((part) => part.actual === undefined)) return parts;
  return parts.flatMap((part) => {
    if (part.actual === undefined) return [];
    if (parts.length === 1)
      return shapeDifferences(schema, part.expected, part.actual, part.pointer, part.inExample);
    return isOfKind(schema, part.expected, part.actual, part.inExample) ? [] : [part];
  });
}

/** Of another kind is what the schema does not speak of, and null is of any kind. */
function isOfKind(schema: Node | undefined, expected: Json, actual: Json, inExample: string): boolean {
  return (
    expected === null ||
    actual === null ||
    kindOf(expected) === kindOf(actual) ||
    schemasAt(schema, inExample).some((node) => child(node, 'type') !== undefined)
  );
}

function kindOf(value: Json): string {
  return Array.isArray(value) ? 'array' : typeof value;
}

import { child, follow, items, type Node } from './node.ts';
import type { Operation } from './operation.ts';
import { placeText, pointerPlace } from './pointer-place.ts';
import { documentedProperties, extended, requiredProperties } from './schema.ts';

/**
 * What a document leaves open about an operation: nobody can hold the API to it, however good the checks are.
 *
 * @returns a sentence each, with the place in the document
 */
export function leftOpen(operation: Operation): string[] {
  const { document } = operation;
  const at = (pointer: string): string => placeText(pointerPlace(document, pointer));
  const found: string[] = [];
  if (operation.body !== undefined && !operation.body.required) {
    found.push(`the request body is not marked as required (${at(operation.body.pointer)})`);
  }
  for (const [pointer, statuses] of withoutDemands(operation)) {
    found.push(`the schema of ${statuses.join(', ')} requires nothing: {} satisfies it (${at(pointer)})`);
  }
  for (const { status, content, pointer } of operation.responses) {
    const [media] = content;
    if (media === undefined) {
      // These have no body, whoever documents them (RFC 9110 sections 15.2, 15.3.5 and 15.4.5).
      if (/^(1..|204|304)$/.test(status)) continue;
      found.push(`${status} is documented without a body (${at(pointer)})`);
    } else if (/^[45]/.test(status) && media.examples.length === 0) {
      found.push(`${status} has no example: what its errors say is not promised (${at(pointer)})`);
    }
  }
  return found;
}

/**
 * Whether `{}` may satisfy a schema: it requires nothing, and if it is a choice, one of its alternatives does not either.
 *
 * @param known what is known of schemas by their pointers: those that are composed of each other multiply
 */
function takesNothing(schema: Node, known = new Map<string, boolean>()): boolean {
  const here = follow(schema);
  const before = known.get(here.pointer);
  if (before !== undefined) return before;
  known.set(here.pointer, true);
  const takes =
    requiredProperties(here).length === 0 &&
    extended(here).every((part) =>
      ['oneOf', 'anyOf'].every((word) => {
        const branches = items(child(part, word));
        return branches.length === 0 || branches.some((each) => takesNothing(each, known));
      }),
    );
  known.set(here.pointer, takes);
  return takes;
}

/** The schemas that document properties and require none, by their pointer, with the answers that have them. */
function withoutDemands({ responses }: Operation): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const { status, content } of responses) {
    const schema = content[0]?.schema;
    if (schema === undefined || documentedProperties(schema).size === 0) continue;
    if (!takesNothing(schema)) continue;
    found.set(schema.pointer, [...(found.get(schema.pointer) ?? []), status]);
  }
  return found;
}

import type { Operation } from './operation.ts';
import { documentedProperties, requiredProperties } from './schema.ts';

/**
 * What a document leaves open about an operation: nobody can hold the API to it, however good the checks are.
 *
 * @returns a sentence each, with the place in the document
 */
export function leftOpen(operation: Operation): string[] {
  const { document } = operation;
  const at = (pointer: string): string => {
    const { file, line } = document.placeOf(pointer);
    return line === undefined ? file : `${file}:${line}`;
  };
  const found: string[] = [];
  if (operation.body !== undefined && !operation.body.required) {
    found.push(`the request body is not marked as required (${at(operation.body.pointer)})`);
  }
  for (const { status, content, pointer } of operation.responses) {
    const [media] = content;
    if (media === undefined) {
      if (!/^(204|304|1..)$/.test(status))
        found.push(`${status} is documented without a body (${at(pointer)})`);
      continue;
    }
    if (documentedProperties(media.schema).size > 0 && requiredProperties(media.schema).length === 0) {
      found.push(
        `the schema of ${status} requires nothing: {} satisfies it (${at(media.schema?.pointer ?? media.pointer)})`,
      );
    }
    if (/^[45]/.test(status) && media.examples.length === 0) {
      found.push(`${status} has no example: what its errors say is not promised (${at(pointer)})`);
    }
  }
  return found;
}

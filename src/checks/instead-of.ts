import { nearest } from '../document/nearest.ts';
import type { Node } from '../document/node.ts';
import { fromPointer, joinPointer, valueAt } from '../document/pointer.ts';
import { documentedProperties, schemasAt } from '../document/schema.ts';
import { isObject, type Json } from '../json.ts';

/** A hostile body may hold any number of them. */
const MOST = 100;

/**
 * The property that seems to stand for one that is missing: the document does not know it, and its name is the same in
 * other letters (`resourceType` for `resource_type`), nearly the same, or says the same with more words (`error_code`).
 *
 * @param pointer into the body, where the property ought to be
 * @returns its name; undefined where there is none
 */
export function insteadOf(pointer: string, body: Json, schema: Node): string | undefined {
  const keys = fromPointer(pointer) ?? [];
  const missing = keys.at(-1);
  const parent = joinPointer('', ...keys.slice(0, -1));
  const object = valueAt(body, parent);
  if (missing === undefined || !isObject(object)) return undefined;
  const known = new Set(schemasAt(schema, parent).flatMap((node) => [...documentedProperties(node).keys()]));
  const unknown = Object.keys(object)
    .filter((name) => !known.has(name))
    .slice(0, MOST);
  const words = wordsOf(missing);
  return (
    unknown.find((name) => wordsOf(name).join('') === words.join('')) ??
    nearest(missing, unknown) ??
    unknown.find((name) => words.every((word) => wordsOf(name).includes(word)))
  );
}

/** The words of a name, in small letters: two of `resourceType`, `resource_type` and `Resource-Type`. */
function wordsOf(name: string): string[] {
  return name
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, ' ')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== '');
}

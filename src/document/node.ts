import { hasOwn, isObject, type Json, type JsonObject } from '../json.ts';
import { type Place, Problem } from '../problem.ts';
import type { Document } from './document.ts';
import { fromPointer, joinPointer, toPointer, valueAt } from './pointer.ts';

/** A value of a document that still knows where it stands. Every `$ref` on the way to it has been followed. */
export interface Node<T extends Json = Json> {
  readonly document: Document;
  /** Where the value is really declared, after `$ref`s. */
  readonly pointer: string;
  readonly value: T;
}

/** The document's root as a node. */
export function rootNode(document: Document): Node<JsonObject> {
  return { document, pointer: '', value: document.root };
}

/** The place of a node in its file. */
export function placeOfNode(node: Node): Place {
  return node.document.placeOf(node.pointer);
}

/**
 * Goes down from a node, following the `$ref` of every node on the way and of the one that is reached
 * (OpenAPI 3.0 section 4.7.23, Reference Object).
 *
 * @returns undefined where nothing stands
 * @throws {Problem} on a reference that is a cycle, points at nothing, or leaves the document
 */
export function child(node: Node, ...keys: (string | number)[]): Node | undefined {
  let here: Node = follow(node);
  for (const key of keys) {
    const value = here.value;
    if (Array.isArray(value)) {
      const item = value[Number(key)];
      if (item === undefined) return undefined;
      here = { document: here.document, pointer: joinPointer(here.pointer, key), value: item };
    } else {
      if (!isObject(value) || !hasOwn(value, String(key))) return undefined;
      const item = value[String(key)];
      if (item === undefined) return undefined;
      here = { document: here.document, pointer: joinPointer(here.pointer, key), value: item };
    }
    here = follow(here);
  }
  return here;
}

/** As `child`, for what has to be an object; anything else is as good as absent. */
export function objectAt(node: Node, ...keys: (string | number)[]): Node<JsonObject> | undefined {
  const found = child(node, ...keys);
  return found !== undefined && isObject(found.value) ? (found as Node<JsonObject>) : undefined;
}

/** The members of an object node, each followed, in the document's order; specification extensions left out. */
export function members(node: Node | undefined): { key: string; node: Node }[] {
  if (node === undefined || !isObject(node.value)) return [];
  return Object.keys(node.value)
    .filter((key) => !key.startsWith('x-'))
    .flatMap((key) => {
      const found = child(node, key);
      return found === undefined ? [] : [{ key, node: found }];
    });
}

/** The items of an array node, each followed. */
export function items(node: Node | undefined): Node[] {
  if (node === undefined || !Array.isArray(node.value)) return [];
  return node.value.flatMap((_, index) => child(node, index) ?? []);
}

/** Follows `$ref` from a node until something other than a reference is reached; chains and cycles included. */
export function follow(node: Node): Node {
  let here = node;
  const seen = new Set<string>();
  for (;;) {
    const reference = isObject(here.value) && hasOwn(here.value, '$ref') ? here.value['$ref'] : undefined;
    if (typeof reference !== 'string') return here;
    if (seen.has(here.pointer)) {
      throw new Problem(`the reference ${JSON.stringify(reference)} leads back to itself`, {
        place: here.document.placeOf(here.pointer),
      });
    }
    seen.add(here.pointer);
    here = target(here, reference);
  }
}

function target(from: Node, reference: string): Node {
  const place = from.document.placeOf(joinPointer(from.pointer, '$ref'));
  if (!reference.startsWith('#')) {
    throw new Problem(`the reference ${JSON.stringify(reference)} leaves the document`, {
      place,
      hint: 'bundle the document into one file first',
    });
  }
  const pointer = decodeFragment(reference.slice(1));
  const value = pointer === undefined ? undefined : valueAt(from.document.root, pointer);
  if (pointer === undefined || value === undefined) {
    throw new Problem(`the reference ${JSON.stringify(reference)} points at nothing`, { place });
  }
  return { document: from.document, pointer: toPointer(fromPointer(pointer) ?? []), value };
}

/** A URI fragment that is a JSON pointer (RFC 6901 section 6): percent-escapes are undone first. */
function decodeFragment(fragment: string): string | undefined {
  try {
    const pointer = decodeURIComponent(fragment);
    return fromPointer(pointer) === undefined ? undefined : pointer;
  } catch {
    return undefined;
  }
}

import type { Document } from '../document/document.ts';
import {
  listOperations,
  type Operation,
  type OperationName,
  resolveOperation,
} from '../document/operation.ts';
import { effectiveUrls, pathOf, samePath } from './effective-url.ts';

export interface MatchedOperations {
  pairs: { base: Operation; candidate: Operation }[];
  removed: Operation[];
  added: Operation[];
}

/**
 * Finds for each operation of the base the one of the candidate that it is now: the same method and path, the names of
 * path parameters aside; or else one that answers at the same place, where a prefix has moved between server and path.
 *
 * @throws {Problem} on a reference that points at nothing
 */
export function matchOperations(base: Document, candidate: Document): MatchedOperations {
  const left = new Map(listOperations(candidate).map((name) => [keyOf(name), name]));
  const pairs: { base: OperationName; candidate: OperationName }[] = [];
  const alone: OperationName[] = [];
  for (const name of listOperations(base)) {
    const twin = left.get(keyOf(name));
    if (twin === undefined) {
      alone.push(name);
    } else {
      pairs.push({ base: name, candidate: twin });
      left.delete(keyOf(name));
    }
  }
  const removed: Operation[] = [];
  const resolved = pairs.map((pair) => ({
    base: resolveOperation(base, pair.base),
    candidate: resolveOperation(candidate, pair.candidate),
  }));
  const added = [...left.values()].map((name) => resolveOperation(candidate, name));
  for (const name of alone) {
    const operation = resolveOperation(base, name);
    const places = placesOf(operation);
    const twin = added.findIndex(
      (each) => each.method === operation.method && placesOf(each).some((place) => places.includes(place)),
    );
    const [found] = twin < 0 ? [] : added.splice(twin, 1);
    if (found === undefined) removed.push(operation);
    else resolved.push({ base: operation, candidate: found });
  }
  return { pairs: resolved, removed, added };
}

function keyOf({ method, path }: OperationName): string {
  return `${method} ${samePath(path)}`;
}

function placesOf(operation: Operation): string[] {
  return effectiveUrls(operation).map(({ url }) => pathOf(url));
}

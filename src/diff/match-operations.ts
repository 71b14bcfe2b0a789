import type { Document } from '../document/document.ts';
import { listOperations, resolveOperation } from '../document/find-operation.ts';
import type { Operation, OperationName } from '../document/operation.ts';
import { effectiveUrls, pathOf, samePath } from './changes/effective-url.ts';
import type { IsUnchanged } from './unchanged.ts';

export interface MatchedOperations {
  pairs: { base: Operation; candidate: Operation }[];
  /** Those of the base that are said to be unchanged, which are not resolved. */
  unchanged: OperationName[];
  removed: Operation[];
  added: Operation[];
}

/**
 * Finds for each operation of the base the one of the candidate that it is now: the same method and path, as they are
 * written or, after that, the names of path parameters aside; or else one that answers at the same place, where a prefix
 * has moved between server and path.
 *
 * @param isUnchanged tells those that nobody needs to look at
 * @throws {Problem} on a reference that points at nothing
 */
export function matchOperations(
  base: Document,
  candidate: Document,
  isUnchanged: IsUnchanged = () => false,
): MatchedOperations {
  const names = listOperations(base);
  const left = new Set(listOperations(candidate));
  const twins = new Map<OperationName, OperationName>();
  // Documents have paths that differ in the names of parameters alone, though none may: those stay as they are.
  for (const keyOf of [spelt, keyWithoutNames]) {
    const keyed = new Map([...left].reverse().map((name) => [keyOf(name), name]));
    for (const name of names) {
      const twin = twins.has(name) ? undefined : keyed.get(keyOf(name));
      if (twin === undefined || !left.delete(twin)) continue;
      twins.set(name, twin);
    }
  }
  const pairs = names.flatMap((name) => {
    const twin = twins.get(name);
    return twin === undefined ? [] : [{ base: name, candidate: twin }];
  });
  const alone = names.filter((name) => !twins.has(name));
  const removed: Operation[] = [];
  const unchanged = pairs.filter((pair) => isUnchanged(pair.base, pair.candidate));
  const known = new Set(unchanged);
  const resolved = pairs
    .filter((pair) => !known.has(pair))
    .map((pair) => ({
      base: resolveOperation(base, pair.base),
      candidate: resolveOperation(candidate, pair.candidate),
    }));
  const added = [...left].map((name) => resolveOperation(candidate, name));
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
  return { pairs: resolved, unchanged: unchanged.map((pair) => pair.base), removed, added };
}

function spelt({ method, path }: OperationName): string {
  return `${method} ${path}`;
}

function keyWithoutNames({ method, path }: OperationName): string {
  return `${method} ${samePath(path)}`;
}

function placesOf(operation: Operation): string[] {
  return effectiveUrls(operation).map(({ url }) => pathOf(url));
}

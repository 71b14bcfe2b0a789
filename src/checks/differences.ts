import { joinPointer } from '../document/pointer.ts';
import { hasOwn, isObject, type Json, sameJson } from '../json.ts';

/** A value of a documented example that an answer does not have. */
export interface Difference {
  /** Pointer into the answer. */
  pointer: string;
  /** Pointer into the example's value. */
  inExample: string;
  expected: Json;
  actual: Json | undefined;
}

/** Whether a value is that of an example, at a place in it. */
export type Same = (expected: Json, actual: Json, inExample: string) => boolean;

/**
 * What of an example is not in an answer. Objects may have more; lists may have more and in any order, each entry of
 * the example standing for another entry of the answer.
 *
 * @param same whether a value that is neither is that of the example
 * @returns nothing when every value of the example is there
 */
export function differences(
  expected: Json,
  actual: Json | undefined,
  pointer = '',
  inExample = '',
  same: Same = sameJson,
): Difference[] {
  if (isObject(expected) && isObject(actual)) {
    return Object.entries(expected).flatMap(([key, value]) =>
      value === undefined
        ? []
        : differences(
            value,
            hasOwn(actual, key) ? actual[key] : undefined,
            joinPointer(pointer, key),
            joinPointer(inExample, key),
            same,
          ),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual))
    return listDifferences(expected, actual, pointer, inExample, same);
  return actual !== undefined && same(expected, actual, inExample)
    ? []
    : [{ pointer, inExample, expected, actual }];
}

function listDifferences(
  expected: readonly Json[],
  actual: readonly Json[],
  pointer: string,
  inExample: string,
  same: Same,
): Difference[] {
  const partners = assign(expected, actual, inExample, same);
  const free = new Set(actual.map((_, index) => index).filter((index) => !partners.includes(index)));
  return expected.flatMap((item, index) => {
    if (partners[index] !== undefined) return [];
    // Of those left over the most alike is the one that was meant, unless nothing of it is right.
    let best: { at: number; differences: Difference[] } | undefined;
    for (const at of free) {
      const found = differences(
        item,
        actual[at],
        joinPointer(pointer, at),
        joinPointer(inExample, index),
        same,
      );
      if (best === undefined || found.length < best.differences.length) best = { at, differences: found };
    }
    if (best === undefined || (isObject(item) && best.differences.length >= countLeaves(item))) {
      return [
        {
          pointer: joinPointer(pointer, index),
          inExample: joinPointer(inExample, index),
          expected: item,
          actual: undefined,
        },
      ];
    }
    free.delete(best.at);
    return best.differences;
  });
}

/** Gives every entry an entry of its own that has all of it, as many as possible (augmenting paths). */
function assign(
  expected: readonly Json[],
  actual: readonly Json[],
  inExample: string,
  same: Same,
): (number | undefined)[] {
  const owner = new Map<number, number>();
  const fits = expected.map((item, index) =>
    actual.flatMap((candidate, at) =>
      differences(item, candidate, '', joinPointer(inExample, index), same).length === 0 ? [at] : [],
    ),
  );
  const place = (index: number, tried: Set<number>): boolean => {
    for (const at of fits[index] ?? []) {
      if (tried.has(at)) continue;
      tried.add(at);
      const current = owner.get(at);
      if (current === undefined || place(current, tried)) {
        owner.set(at, index);
        return true;
      }
    }
    return false;
  };
  expected.forEach((_, index) => {
    place(index, new Set());
  });
  const partners: (number | undefined)[] = expected.map(() => undefined);
  for (const [at, index] of owner) partners[index] = at;
  return partners;
}

function countLeaves(value: Json): number {
  if (typeof value !== 'object' || value === null) return 1;
  return Object.values(value).reduce<number>(
    (sum, item) => sum + (item === undefined ? 0 : countLeaves(item)),
    0,
  );
}

import type { Example } from '../document/operation.ts';
import { fromPointer, joinPointer, valueAt } from '../document/pointer.ts';
import { brief, hasOwn, isObject, type Json, sameJson } from '../json.ts';
import type { Check } from './check.ts';

/** A value of a documented example that an answer does not have. */
export interface Difference {
  /** Pointer into the answer. */
  pointer: string;
  /** Pointer into the example's value. */
  inExample: string;
  expected: Json;
  actual: Json | undefined;
}

export const example: Check = {
  id: 'example',
  promise:
    'Every value of the documented example is in the answer, and so is each documented error, in any order.',
  severity: 'error',
  source: 'the document: `examples` of the response',
  kinds: {
    missing: 'A value of the example is not in the answer.',
    differs: 'A value of the example is another one in the answer.',
    'missing-error': 'An entry of a list in the example is not in the answer.',
    more: 'A list in the answer has more entries than in the example; a note.',
  },
  *each({ json, media, agreed, contract, gate }) {
    const value = json?.value;
    if (value === undefined || agreed === undefined || agreed.example === 'off' || gate) return;
    const examples = media?.examples ?? [];
    if (examples.length === 0) return;
    const only = agreed.example === 'code' ? contract.errors : undefined;
    const judged = examples.map((each) => ({
      example: each,
      differences: differences(reduce(each.value, only), value),
    }));
    const [closest] = judged.sort((a, b) => a.differences.length - b.differences.length);
    if (closest === undefined) return;
    const name = closest.example.name;
    for (const { pointer, inExample, expected, actual } of closest.differences) {
      const entry = /\/\d+$/.test(inExample);
      const kind = actual !== undefined ? 'differs' : entry ? 'missing-error' : 'missing';
      yield {
        severity: 'error',
        kind,
        message:
          kind === 'differs'
            ? `${pointer === '' ? 'the body' : pointer} is ${brief(actual)}, where the documented example "${name}" has ${brief(expected)}`
            : kind === 'missing'
              ? `${pointer} is missing, where the documented example "${name}" has ${brief(expected)}`
              : `the documented example "${name}" has ${brief(expected, 120)}, which the answer has not`,
        response: { pointer, expected, ...(actual === undefined ? {} : { actual }) },
        promise: joinPointer(closest.example.pointer, ...(fromPointer(inExample) ?? [])),
        cause: `${kind} ${inExample}`,
      };
    }
    if (closest.differences.length === 0) yield* more(closest.example, value, contract.errors?.list);
  },
};

function* more(documented: Example, value: Json, list: string | undefined) {
  if (list === undefined) return;
  const promised = valueAt(documented.value, list);
  const seen = valueAt(value, list);
  if (!Array.isArray(promised) || !Array.isArray(seen) || seen.length <= promised.length) return;
  yield {
    severity: 'note' as const,
    kind: 'more',
    message: `the answer has ${seen.length} entries at ${list}, the documented example "${documented.name}" has ${promised.length}`,
    response: { pointer: list, expected: promised.length, actual: seen.length },
    promise: documented.pointer,
  };
}

/** An example with nothing left of its errors but their codes. */
function reduce(value: Json, errors: { list: string; code: string } | undefined): Json {
  if (errors === undefined) return value;
  const list = valueAt(value, errors.list);
  if (!Array.isArray(list)) return value;
  const rebuild = (keys: string[], leaf: Json): Json => {
    const [key, ...rest] = keys;
    return key === undefined ? leaf : { [key]: rebuild(rest, leaf) };
  };
  const code = fromPointer(errors.code) ?? [];
  const codes = list.map((entry) => rebuild(code, valueAt(entry, errors.code) ?? null));
  return rebuild(fromPointer(errors.list) ?? [], codes);
}

/**
 * What of an example is not in an answer. Objects may have more; lists may have more and in any order, each entry of
 * the example standing for another entry of the answer.
 *
 * @returns nothing when every value of the example is there
 */
export function differences(
  expected: Json,
  actual: Json | undefined,
  pointer = '',
  inExample = '',
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
          ),
    );
  }
  if (Array.isArray(expected) && Array.isArray(actual))
    return listDifferences(expected, actual, pointer, inExample);
  return actual !== undefined && sameJson(expected, actual) ? [] : [{ pointer, inExample, expected, actual }];
}

function listDifferences(
  expected: readonly Json[],
  actual: readonly Json[],
  pointer: string,
  inExample: string,
): Difference[] {
  const partners = assign(expected, actual);
  const free = new Set(actual.map((_, index) => index).filter((index) => !partners.includes(index)));
  return expected.flatMap((item, index) => {
    if (partners[index] !== undefined) return [];
    // Of those left over the most alike is the one that was meant, unless nothing of it is right.
    let best: { at: number; differences: Difference[] } | undefined;
    for (const at of free) {
      const found = differences(item, actual[at], joinPointer(pointer, at), joinPointer(inExample, index));
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
function assign(expected: readonly Json[], actual: readonly Json[]): (number | undefined)[] {
  const owner = new Map<number, number>();
  const fits = expected.map((item) =>
    actual.flatMap((candidate, at) => (differences(item, candidate).length === 0 ? [at] : [])),
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

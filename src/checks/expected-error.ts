import { joinPointer, leaves, valueAt } from '../document/pointer.ts';
import type { Exchange } from '../exchange/exchange.ts';
import { brief, type Json } from '../json.ts';
import type { Check } from './check.ts';
import type { Observation } from './finding.ts';

/** Tells whether what is expected at a place of a body would take another value there. */
export type Admits = (exchange: Exchange, pointer: string, example: Json, value: Json) => boolean;

/**
 * Makes the check of expected errors: a documented example is the promise, so that an expectation that takes no code of
 * the examples can never be met. Another text is a warning only, since details are for people.
 *
 * @param admits what the expectation takes at a place besides its own example
 */
export function expectedError(admits: Admits): Check {
  return {
    id: 'expected-error',
    promise: 'An expected error is one that the documented examples of its status have.',
    severity: 'error',
    source: "the document: examples of the response; the contract's errors",
    kinds: {
      code: 'No documented example of the status has an error with this code.',
      differs: 'The documented error with this code has another value.',
    },
    *each({ exchange, contract, agreed, media, json }) {
      const shape = contract.errors;
      const list = shape && valueAt(json?.value, shape.list);
      if (shape === undefined || !Array.isArray(list) || agreed?.example === 'off') return;
      const promised = (media?.examples ?? []).flatMap((example) => {
        const entries = valueAt(example.value, shape.list);
        return (Array.isArray(entries) ? entries : []).map((entry, index) => ({
          entry,
          pointer: joinPointer(example.pointer + shape.list, index),
        }));
      });
      const [first] = promised;
      if (first === undefined) return;
      for (const [index, error] of list.entries()) {
        const at = joinPointer(shape.list, index);
        const takes = (pointer: string, example: Json, value: Json | undefined): boolean =>
          value === undefined || admits(exchange, at + pointer, example, value);
        const code = valueAt(error, shape.code);
        if (code === undefined) continue;
        const alike = promised.filter(({ entry }) => takes(shape.code, code, valueAt(entry, shape.code)));
        const [one] = alike;
        if (one === undefined) {
          const codes = [...new Set(promised.map(({ entry }) => valueAt(entry, shape.code) ?? null))];
          yield observation('code', at + shape.code, code, codes, first.pointer + shape.code);
          continue;
        }
        if (agreed?.example === 'code') continue;
        for (const { pointer, value } of leaves(error)) {
          if (
            pointer === shape.code ||
            alike.some(({ entry }) => takes(pointer, value, valueAt(entry, pointer)))
          )
            continue;
          const values = alike.map(({ entry }) => valueAt(entry, pointer) ?? null);
          yield observation('differs', at + pointer, value, values, one.pointer + pointer);
        }
      }
    },
  };
}

function observation(
  kind: 'code' | 'differs',
  pointer: string,
  actual: Json,
  promised: readonly Json[],
  promise: string,
): Observation {
  const documented = promised.map((value) => brief(value)).join(' or ');
  return {
    severity: kind === 'code' ? 'error' : 'warning',
    kind,
    message: `${pointer} is expected to be ${brief(actual)}, where the documented example has ${documented}`,
    response: { pointer, expected: promised.length === 1 ? (promised[0] ?? null) : [...promised], actual },
    promise,
  };
}

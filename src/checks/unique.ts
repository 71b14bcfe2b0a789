import { joinPointer, leaves, valueAt } from '../document/pointer.ts';
import { brief, type Json } from '../json.ts';
import type { Check } from './check.ts';
import { isLive, promiseAt } from './reading.ts';

export const unique: Check = {
  id: 'unique',
  promise: 'A value that names one thing is never given to a second.',
  severity: 'error',
  source: 'the contract: `unique`',
  kinds: {
    repeated: 'Two answers have the same value.',
    borrowed: 'The value is one that the request sent.',
  },
  *all(readings) {
    const first = new Map<string, string>();
    for (const reading of readings) {
      const { agreed, json, sent, gate, exchange } = reading;
      if (agreed === undefined || json?.value === undefined || gate) continue;
      if (!isLive(exchange)) continue;
      for (const pointer of agreed.unique) {
        const value = valueAt(json.value, pointer);
        if (value === undefined || value === null) continue;
        const key = `${pointer} ${normal(value)}`;
        const before = first.get(key);
        const lent = isNobodys(value) ? [] : [...leaves(sent)];
        const lender = lent.find((leaf) => normal(leaf.value) === normal(value));
        first.set(key, before ?? exchange.id);
        const faults = {
          ...(lender === undefined ? {} : { borrowed: `which is the request's own ${lender.pointer}` }),
          ...(before === undefined ? {} : { repeated: `as in the answer to ${before}` }),
        };
        for (const [kind, says] of Object.entries(faults)) {
          yield {
            severity: 'error',
            kind,
            message: `${pointer} is ${brief(value)}, ${says}`,
            response: { pointer, expected: 'a value never seen before', actual: value },
            promise: promiseAt(reading, pointer),
            agreed: joinPointer(agreed.pointer, 'unique'),
            cause: `${kind} ${pointer}`,
            exchange: exchange.id,
          };
        }
      }
    }
  },
};

/** An empty text, or the nil UUID (RFC 9562 section 5.9), is what stands where nothing else does. */
function isNobodys(value: Json): boolean {
  return value === '' || (typeof value === 'string' && /^[0-]{36}$/.test(value));
}

function normal(value: Json): string {
  return typeof value === 'string' ? value.toLowerCase() : JSON.stringify(value);
}

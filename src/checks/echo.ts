import { joinPointer, valueAt } from '../document/pointer.ts';
import { brief, type Json, sameJson } from '../json.ts';
import type { Check } from './check.ts';
import { promiseAt, type Reading } from './reading.ts';

export const echo: Check = {
  id: 'echo',
  promise: 'What is created belongs to the request that asked for it.',
  severity: 'error',
  source: 'the contract: `echoes`',
  kinds: {
    differs: 'The answer has another value than the request.',
    missing: 'The answer does not repeat the value.',
    'not-ours': 'The answer has the value of another request of the same run.',
  },
  *all(readings) {
    let owners: Map<string, Reading> | undefined;
    for (const reading of readings) {
      for (const { pointer, from, sent, seen } of promised(reading)) {
        if (sameJson(seen, sent) || normal(seen) === normal(sent)) continue;
        owners ??= whoSent(readings);
        const other = seen === undefined ? undefined : owners.get(`${from} ${normal(seen)}`);
        const kind = seen === undefined ? 'missing' : other === undefined ? 'differs' : 'not-ours';
        yield {
          severity: 'error',
          kind,
          message:
            kind === 'missing'
              ? `${pointer} is missing, where the request's ${from} (${brief(sent)}) ought to come back`
              : `${pointer} is ${brief(seen)}, where the request's ${from} is ${brief(sent)}${other === undefined ? '' : `: it is what ${other.exchange.id} asked for`}`,
          response: { pointer, expected: sent, ...(seen === undefined ? {} : { actual: seen }) },
          promise: promiseAt(reading, pointer),
          agreed: joinPointer(reading.agreed?.pointer ?? '', 'echoes', pointer),
          cause: `${kind} ${pointer}`,
          exchange: reading.exchange.id,
        };
      }
    }
  },
};

/** Part of a request and its value → the first request that had it. */
function whoSent(readings: readonly Reading[]): Map<string, Reading> {
  const owners = new Map<string, Reading>();
  for (const reading of readings) {
    for (const { from, sent } of promised(reading)) {
      const key = `${from} ${normal(sent)}`;
      if (!owners.has(key)) owners.set(key, reading);
    }
  }
  return owners;
}

function promised({
  agreed,
  json,
  sent,
  gate,
  exchange,
}: Reading): { pointer: string; from: string; sent: Json; seen: Json | undefined }[] {
  if (agreed === undefined || json?.value === undefined || sent === undefined || gate) return [];
  if (exchange.source === 'documented') return []; // the examples of request and answer need not belong together
  return Object.entries(agreed.echoes).flatMap(([pointer, from]) => {
    const value = valueAt(sent, from);
    return value === undefined ? [] : [{ pointer, from, sent: value, seen: valueAt(json.value, pointer) }];
  });
}

/** UUIDs are the same in any case of letters (RFC 9562 section 4). */
function normal(value: Json | undefined): string {
  const uuid = typeof value === 'string' && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(value);
  return JSON.stringify(uuid ? value.toLowerCase() : value) ?? 'nothing';
}

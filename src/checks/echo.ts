import { joinPointer, valueAt } from '../document/pointer.ts';
import { covers } from '../document/status-key.ts';
import { brief, type Json, sameJson } from '../json.ts';
import type { Check } from './check.ts';
import { promiseAt, type Reading } from './reading.ts';
import { isVacuous } from './vacuous.ts';

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
        if (sameJson(seen, sent) || normal(seen) === normal(sent) || isTold(reading, pointer)) continue;
        owners ??= whoSent(readings);
        const other = owners.get(`${from} ${normal(seen)}`);
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

/**
 * True where another check says already that there is no such value, or none that could be right: a body without its
 * event is one fault, not three.
 */
function isTold(reading: Reading, pointer: string): boolean {
  const { media, json, validate } = reading;
  if (isVacuous(reading)) return true;
  if (media === undefined || json?.value === undefined) return false;
  return validate(media, json.value).some(({ keyword, pointer: at }) => {
    if (at === pointer) return true;
    return (keyword === 'type' || keyword === 'required') && pointer.startsWith(`${at}/`);
  });
}

/** A request that ought to have been refused is owed nothing: the check `status` says that it was carried out. */
function isRefusable({ exchange, status }: Reading): boolean {
  const { expectation } = exchange;
  if (expectation === undefined || expectation.valid || status === undefined) return false;
  return !expectation.statuses.some((key) => covers(key, status));
}

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

function promised(reading: Reading): { pointer: string; from: string; sent: Json; seen: Json | undefined }[] {
  const { agreed, json, sent, gate, exchange } = reading;
  if (agreed === undefined || json?.value === undefined || sent === undefined || gate) return [];
  if (isRefusable(reading)) return [];
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

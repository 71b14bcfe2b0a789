import { valueAt } from '../document/pointer.ts';
import { covers } from '../document/status-key.ts';
import { brief } from '../json.ts';
import type { Check } from './check.ts';
import type { Observation } from './finding.ts';
import { firstCallOf } from './probe-family.ts';
import { countsFor, type Reading } from './reading.ts';
import { isThrottled } from './throttled.ts';

export const stable: Check = {
  id: 'stable',
  promise:
    'The same request gets the same answer, and requests that the document does not tell apart are answered alike.',
  severity: 'error',
  source: 'the document, which gives no reason for another answer',
  kinds: {
    status: 'The status changes from call to call.',
    codes: 'The error codes, or how many there are, change from call to call.',
  },
  *all(readings) {
    for (const group of groups(readings)) {
      // What is right is what the others ought to be, however few they are that got it.
      const right = group.filter(isExpected);
      const [usual] = mostCommon(right.length > 0 ? right : group, statusOf);
      for (const reading of group.filter((each) => statusOf(each) !== usual)) {
        const request = firstCallOf(reading.exchange.id);
        const same = group.filter(({ exchange: { id } }) => firstCallOf(id) === request);
        const calls = same.filter((each) => statusOf(each) === usual).length;
        const others = group.filter((each) => statusOf(each) === usual).length;
        yield {
          severity: 'error',
          kind: 'status',
          status: countsFor(reading),
          message:
            calls > 0
              ? `the same request got ${usual} in ${calls} of ${same.length} calls, and ${statusOf(reading)} in this one: ${reading.exchange.title}`
              : `the answer is ${statusOf(reading)} where ${others} of ${group.length} requests of its kind got ${usual}: ${reading.exchange.title}`,
          response: { part: 'status', pointer: '', expected: Number(usual), actual: reading.status ?? null },
          promise: reading.exchange.pointer,
          cause: `status ${countsFor(reading)}`,
          exchange: reading.exchange.id,
          byTheMoment: calls > 0 && right.length > 0,
        };
      }
      yield* changingCodes(group.filter((reading) => statusOf(reading) === usual));
    }
  },
};

/** Where an example is documented its check says what the codes have to be. */
function* changingCodes(group: readonly Reading[]): Iterable<Observation> {
  const alike = group
    .filter(
      ({ media, contract, status = 0 }) =>
        // What an error does in a success, `error-shape` says.
        media?.examples.length === 0 && contract.errors !== undefined && status >= 400,
    )
    .map((reading) => ({ ...reading, codes: codesOf(reading) }));
  if (alike.some(({ exchange }) => exchange.expectation?.sameAs?.startsWith('stranger') === true)) return;
  // An answer without a code is not what the others ought to be, however often it comes.
  const coded = alike.filter(({ codes }) => codes !== '');
  const [usual] = mostCommon(coded.length > 0 ? coded : alike, ({ codes }) => codes);
  for (const { codes, ...reading } of alike) {
    if (codes === usual) continue;
    yield {
      severity: 'error',
      kind: 'codes',
      message: `the error codes are ${codes || 'none'}, where the same request got ${usual || 'none'} before`,
      response: { pointer: reading.contract.errors?.list ?? '', expected: usual ?? '', actual: codes },
      promise: reading.documented?.pointer,
      cause: 'codes',
      exchange: reading.exchange.id,
    };
  }
}

function groups(readings: readonly Reading[]): Reading[][] {
  const byName = new Map<string, Reading[]>();
  for (const reading of readings) {
    const name = reading.exchange.expectation?.sameAs ?? reading.exchange.id;
    if (reading.status === undefined || isThrottled(reading)) continue;
    const group = byName.get(name);
    if (group === undefined) byName.set(name, [reading]);
    else group.push(reading);
  }
  return [...byName.values()];
}

function isExpected({ exchange, status }: Reading): boolean {
  return status !== undefined && exchange.expectation?.statuses.some((key) => covers(key, status)) === true;
}

function statusOf({ status }: Reading): string {
  return String(status);
}

function codesOf({ json, contract }: Reading): string {
  const { errors } = contract;
  const list = errors === undefined ? undefined : valueAt(json?.value, errors.list);
  if (!Array.isArray(list) || errors === undefined) return '';
  const codes = list.flatMap((entry) => {
    const code = valueAt(entry, errors.code);
    return code === undefined ? [] : [typeof code === 'string' ? code : brief(code)];
  });
  return counted(codes.sort()).join(', ');
}

/** Each text once, with how often it comes where that is more than once: a list that grows is another answer. */
function counted(texts: readonly string[]): string[] {
  return [...timesOf(texts)].map(([text, times]) => (times === 1 ? text : `${text} ×${times}`));
}

function timesOf(texts: readonly string[]): Map<string, number> {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return times;
}

/** The values by how often they come, most first; the order of the list says nothing, so it decides nothing. */
function mostCommon<T>(list: readonly T[], key: (item: T) => string): string[] {
  return [...timesOf(list.map(key))]
    .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
    .map(([value]) => value);
}

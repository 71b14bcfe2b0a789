import { joinPointer, valueAt } from '../document/pointer.ts';
import { header } from '../exchange/exchange.ts';
import type { Json } from '../json.ts';
import type { Check } from './check.ts';
import { stringFormats } from './formats.ts';
import { parseHttpDate } from './http-date.ts';
import { isLive, promiseAt, type Reading } from './reading.ts';

/** What a clock may be coarser than the digits that it gives. */
const SLACK_MS = 60;

export const fresh: Check = {
  id: 'fresh',
  promise: "A time that means now is now, by the server's own clock.",
  severity: 'error',
  source: 'the contract: `fresh`; RFC 9110 section 6.6.1 for the Date header',
  kinds: {
    past: 'The time lies too far in the past.',
    future: 'The time lies too far in the future.',
    frozen: 'The time is the same in answers that came one after the other.',
  },
  *each(reading) {
    const { exchange } = reading;
    for (const { pointer, withinSeconds, at, agreed } of times(reading)) {
      const { now, whose } = serverTime(reading);
      const seconds = (at - now) / 1000;
      if (!isInstant(now) || Math.abs(seconds) <= withinSeconds) continue;
      const kind = seconds < 0 ? 'past' : 'future';
      yield {
        severity: 'error',
        kind,
        message: `${pointer} is ${new Date(at).toISOString()}, ${duration(Math.abs(seconds))} ${seconds < 0 ? 'before' : 'after'} ${whose} (${new Date(now).toISOString()}); it ought to be within ${duration(withinSeconds)}`,
        response: {
          pointer,
          expected: `within ${withinSeconds} s of ${new Date(now).toISOString()}`,
          actual: new Date(at).toISOString(),
        },
        promise: promiseAt(reading, pointer),
        agreed,
        cause: `${kind} ${pointer}`,
        exchange: exchange.id,
      };
    }
  },
  *all(readings) {
    const all = readings.flatMap((reading) => [...times(reading)].map((time) => ({ ...time, reading })));
    const earliest = new Map<string, Reading>();
    for (const { pointer, text, reading } of all) {
      const before = earliest.get(`${pointer} ${text}`);
      if (before === undefined || endOf(reading) < endOf(before)) earliest.set(`${pointer} ${text}`, reading);
    }
    for (const { pointer, text, agreed, reading } of all) {
      const before = earliest.get(`${pointer} ${text}`) ?? reading;
      const gap = reading.exchange.sentAt - endOf(before);
      if (!(gap >= tickOf(text) + SLACK_MS)) continue;
      yield {
        severity: 'error',
        kind: 'frozen',
        message: `${pointer} is ${text}, as in the answer to ${before.exchange.id}, which had come ${Math.round(gap)} ms before this request was sent`,
        response: { pointer, expected: 'a later time', actual: text },
        promise: promiseAt(reading, pointer),
        agreed,
        cause: `frozen ${pointer}`,
        exchange: reading.exchange.id,
      };
    }
  },
};

function endOf({ exchange }: Reading): number {
  return exchange.sentAt + exchange.ms;
}

/** Milliseconds of a date-time, or of a number of seconds or milliseconds; what is neither is for the schema to judge. */
function instantOf(value: Json | undefined): number | undefined {
  const at = milliseconds(value);
  return isInstant(at) ? at : undefined;
}

function milliseconds(value: Json | undefined): number {
  if (typeof value === 'number') return Math.abs(value) < 1e11 ? value * 1000 : value;
  const isText = typeof value === 'string' && stringFormats['date-time']?.(value) === true;
  return isText ? Date.parse(value.toUpperCase()) : Number.NaN;
}

/** How long a clock that gives these digits may show the same time: what is rounded off ends in zeros. */
function tickOf(text: string): number {
  const [, seconds = '', fraction = ''] = /:(\d\d)(?:[.,](\d+))?(?:[Zz]|[+-][\d:]+)?$/.exec(text) ?? [];
  const digits = fraction.replace(/0+$/, '').length;
  return digits > 0 ? 1000 / 10 ** digits : seconds === '00' ? 60_000 : 1000;
}

/** True for what a Date can hold: a recording may give any number. */
function isInstant(milliseconds: number): boolean {
  return !Number.isNaN(new Date(milliseconds).getTime());
}

/** A time that means now. */
interface Time {
  pointer: string;
  withinSeconds: number;
  text: string;
  at: number;
  /** Pointer into the contract. */
  agreed: string;
}

function* times({ agreed, json, gate, exchange }: Reading): Generator<Time> {
  if (agreed === undefined || json?.value === undefined || gate) return;
  if (!isLive(exchange)) return;
  for (const { pointer, withinSeconds } of agreed.fresh) {
    const value = valueAt(json.value, pointer);
    const at = instantOf(value);
    if (at !== undefined)
      yield { pointer, withinSeconds, text: String(value), at, agreed: joinPointer(agreed.pointer, 'fresh') };
  }
}

/** The server's Date, or our clock when the answer came if it gives none that can be read. */
function serverTime(reading: Reading): { now: number; whose: string } {
  const text = header(reading.exchange.response?.headers ?? [], 'date');
  const date = parseHttpDate(text ?? '');
  if (date !== undefined) return { now: date, whose: "the server's own Date" };
  const what = text === undefined ? 'no Date' : 'no Date that can be read';
  return { now: endOf(reading), whose: `our clock, since the answer has ${what}` };
}

function duration(seconds: number): string {
  if (seconds < 120) return `${Math.round(seconds)} s`;
  if (seconds < 7200) return `${Math.round(seconds / 60)} min`;
  if (seconds < 172_800) return `${Math.round(seconds / 3600)} h`;
  return `${Math.round(seconds / 86_400)} days`;
}

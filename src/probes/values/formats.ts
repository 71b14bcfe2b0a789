import { isIPv4, isIPv6 } from 'node:net';
import type { Json } from '../../json.ts';

/** What is known of a value: it is right, it is wrong, or common servers differ and nobody can be sure. */
export type Opinion = boolean | undefined;

/**
 * Whether a value is of a format (JSON Schema 2020-12 validation section 7.3, OpenAPI format registry).
 *
 * @returns undefined for an unknown format, and for what some servers take and others do not
 */
export function isOfFormat(format: string, value: Json): Opinion {
  if (typeof value === 'number') {
    // A format for texts says nothing of a number.
    return Object.hasOwn(NUMBERS, format)
      ? NUMBERS[format]?.(value)
      : Object.hasOwn(TEXTS, format) || undefined;
  }
  if (typeof value !== 'string') return true;
  return Object.hasOwn(TEXTS, format) ? TEXTS[format]?.(value) : undefined;
}

/** Formats whose violation a server can be expected to notice: `isOfFormat` is sure of what is not of them. */
export const CHECKED_FORMATS = [
  'uuid',
  'date-time',
  'date',
  'time',
  'email',
  'uri',
  'ipv4',
  'ipv6',
  'hostname',
] as const;

const TEXTS: Record<string, (text: string) => Opinion> = {
  uuid: (text) => {
    if (/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)) return true;
    return /^urn:uuid:/i.test(text) ? undefined : false;
  },
  'date-time': (text) => {
    const [, day, between, time] = /^(.{10})(.)(.*)$/s.exec(text) ?? [];
    if (day === undefined || time === undefined || !isDay(day)) return false;
    // RFC 3339 section 5.6 allows small letters and a space, and not every server does.
    return between === 'T' ? isTime(time) : /^[t ]$/.test(between ?? '') ? uncertain(isTime(time)) : false;
  },
  date: isDay,
  time: (text) => (/^\d\d:\d\d(:\d\d(\.\d+)?)?$/.test(text) ? undefined : isTime(text)),
  email: (text) => {
    if (!/^[^\s@]+@[^\s@]+$/.test(text)) return /^\S+@\S+$/.test(text) ? undefined : false;
    return /^[a-z0-9][a-z0-9._+-]*@([a-z0-9-]+\.)+[a-z]{2,}$/i.test(text) && !text.includes('..')
      ? true
      : undefined;
  },
  uri: (text) => {
    if (!/^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(text)) return false;
    return /^https?:\/\/[a-z0-9-]+(\.[a-z0-9-]+)+(\/[\w./?=&-]*)?$/i.test(text) ? true : undefined;
  },
  url: (text) => TEXTS['uri']?.(text),
  ipv4: (text) =>
    isIPv4(text) ? true : /^\d+(\.\d+){3}$/.test(text) && /\b0\d/.test(text) ? undefined : false,
  ipv6: (text) => (isIPv6(text) ? (text.includes('%') ? undefined : true) : false),
  hostname: (text) => {
    if (text === '' || /[\s/@]/.test(text)) return false;
    return /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+$/i.test(text)
      ? true
      : undefined;
  },
  byte: (text) =>
    /^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(text) ? true : undefined,
  binary: () => true,
  password: () => true,
};

const NUMBERS: Record<string, (value: number) => Opinion> = {
  int32: (value) => (Number.isInteger(value) && Math.abs(value) < 2 ** 31 ? true : undefined),
  int64: (value) => (Number.isSafeInteger(value) ? true : undefined),
  float: () => true,
  double: () => true,
};

/** True for `2026-01-31` on a day that the calendar has. */
function isDay(text: string): boolean {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined || Number(month) < 1 || Number(month) > 12 || Number(day) < 1) return false;
  return Number(day) <= new Date(Date.UTC(Number(year), Number(month), 0)).getUTCDate();
}

/** A time of the day with its zone (RFC 3339 section 5.6); a leap second is no certain thing. */
function isTime(text: string): Opinion {
  const match = /^([01]\d|2[0-3]):[0-5]\d:([0-5]\d|60)(\.\d+)?(Z|[+-]([01]\d|2[0-3]):?[0-5]\d)$/i.exec(text);
  if (match === null) return false;
  const plain = match[2] !== '60' && /(Z|\d\d:\d\d)$/.test(text);
  return plain ? true : undefined;
}

function uncertain(opinion: Opinion): Opinion {
  return opinion === false ? false : undefined;
}

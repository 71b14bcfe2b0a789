import type { SimpleFaker } from '@faker-js/faker';
import { nearText } from './near-text.ts';
import type { Violation } from './violation.ts';

/**
 * Texts that are not of a format, each close to one that is.
 *
 * @param right the value of the right request, where there is one
 */
export function nearFormat(format: string, right: string | undefined, faker: SimpleFaker): Violation[] {
  return [
    { name: 'word', says: 'is a plain word', value: 'plumbline' },
    { name: 'empty', says: 'is empty', value: '' },
    ...(Object.hasOwn(NEAR_MISSES, format) ? (NEAR_MISSES[format]?.(right, faker) ?? []) : []),
    ...(right === undefined ? [] : nearText(right)),
  ];
}

type NearMisses = (right: string | undefined, faker: SimpleFaker) => Violation[];

const NEAR_MISSES: Record<string, NearMisses> = {
  uuid: (right, faker) => nearUuid(right ?? faker.string.uuid()),
  'date-time': () => [
    { name: 'no-zone', says: 'is a time without its zone', value: '2026-01-31T12:00:00' },
    { name: 'date-only', says: 'is a date only', value: '2026-01-31' },
    { name: 'no-such-day', says: 'is a day that no calendar has', value: '2026-02-30T12:00:00Z' },
    { name: 'no-such-hour', says: 'is an hour that no clock has', value: '2026-01-31T25:00:00Z' },
    { name: 'epoch', says: 'is seconds since 1970', value: '1769860800' },
  ],
  date: () => [
    { name: 'no-such-day', says: 'is a day that no calendar has', value: '2026-02-30' },
    { name: 'slashes', says: 'is a date with slashes', value: '2026/01/31' },
    { name: 'day-first', says: 'is a date with its day first', value: '31-01-2026' },
    { name: 'with-time', says: 'is a date with a time', value: '2026-01-31T12:00:00Z' },
  ],
  time: () => [{ name: 'no-such-hour', says: 'is an hour that no clock has', value: '25:00:00Z' }],
  email: (right) => [
    { name: 'no-at', says: 'has no @', value: (right ?? 'someone@example.com').replaceAll('@', '.') },
    { name: 'no-domain', says: 'has nothing behind the @', value: 'plumbline@' },
    { name: 'no-name', says: 'has nothing before the @', value: '@example.com' },
  ],
  uri: () => [
    { name: 'no-scheme', says: 'has no scheme', value: 'example.com/path' },
    { name: 'space', says: 'has a space in it', value: 'https://example.com/a b' },
  ],
  ipv4: () => [
    { name: 'too-large', says: 'has a part above 255', value: '192.0.2.256' },
    { name: 'short', says: 'has three parts', value: '192.0.2' },
  ],
  ipv6: () => [{ name: 'too-long', says: 'has nine parts', value: '1:2:3:4:5:6:7:8:9' }],
  hostname: () => [{ name: 'space', says: 'has a space in it', value: 'plumb line.example.com' }],
};

/** A full-width digit is one to the `\d` of Python and .NET, to Python's `int`, and after normalisation (NFKC). */
function nearUuid(right: string): Violation[] {
  return [
    { name: 'no-dashes', says: 'is a UUID without its dashes', value: right.replaceAll('-', '') },
    { name: 'braces', says: 'is a UUID in braces', value: `{${right}}` },
    { name: 'short', says: 'is a UUID with a digit missing', value: right.slice(0, -1) },
    { name: 'long', says: 'is a UUID with a digit too many', value: `${right}0` },
    {
      name: 'no-hex',
      says: 'is a UUID with a letter that is no hexadecimal digit',
      value: `g${right.slice(1)}`,
    },
    {
      name: 'full-width-digit',
      says: 'is a UUID with a full-width digit',
      value: right.replace(/\d|[a-f]/i, '\uff13'),
    },
    { name: 'shifted-dash', says: 'is a UUID with a dash in the wrong place', value: shiftDash(right) },
    { name: 'trailing-space', says: 'is a UUID with a space behind it', value: `${right} ` },
    { name: 'leading-space', says: 'is a UUID with a space before it', value: ` ${right}` },
    { name: 'trailing-newline', says: 'is a UUID with a newline behind it', value: `${right}\n` },
    {
      name: 'suffix',
      says: 'is a UUID with words and punctuation behind it',
      value: `${right} isn't 100% ["right"]`,
    },
    { name: 'prefix', says: 'is a UUID with a word before it', value: `plumbline-${right}` },
    { name: 'short-groups', says: 'is five short groups', value: '1-1-1-1-1' },
    { name: 'number', says: 'is a short number', value: '12345' },
    { name: 'digits', says: 'is a number of 32 digits', value: inDigits(right.replaceAll('-', '')) },
  ];
}

function inDigits(text: string): string {
  return text.replace(/[a-f]/gi, (letter) => String(Number.parseInt(letter, 16) % 10));
}

function shiftDash(uuid: string): string {
  return `${uuid.slice(0, 8)}${uuid.charAt(9)}-${uuid.slice(10)}`;
}

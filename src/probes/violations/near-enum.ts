import { type Json, sameJson } from '../../json.ts';
import { nearText } from './near-text.ts';
import type { Violation } from './violation.ts';

/**
 * Values outside of an enum: unknown, near misses of a value that is in it, and words that the document uses elsewhere.
 *
 * @param unknown a word that nobody has thought of
 * @param alsoSeen words that the document uses for a property of the same name
 */
export function nearEnum(values: readonly Json[], unknown: string, alsoSeen: readonly string[]): Violation[] {
  const first = values.find((value): value is string => typeof value === 'string');
  const elsewhere = alsoSeen
    .filter((word) => word !== first)
    .map(
      (word, index): Violation => ({
        name: `used-elsewhere${index === 0 ? '' : `-${index + 1}`}`,
        says: `is ${JSON.stringify(word)}, which the document uses elsewhere but does not allow here`,
        value: word,
      }),
    );
  return [
    {
      name: 'unknown',
      says: 'is a word that is not in the enum',
      value: first === undefined ? unknown : `${unknown}.${unknown}`,
    },
    ...otherCode(values, unknown),
    ...(first === undefined ? [] : nearTexts(first)),
    // Generated code often knows the values by their place in the list too.
    ...(first === undefined
      ? []
      : [{ name: 'ordinal', says: 'is the place of a value in the enum, counted from 0', value: '0' }]),
    ...nearNumbers(values.filter((value) => typeof value === 'number')),
    ...(values.includes(true) !== values.includes(false)
      ? [{ name: 'other-boolean', says: 'is the other boolean', value: !values.includes(true) }]
      : []),
    ...elsewhere,
  ].filter(({ value }) => !values.some((allowed) => sameJson(allowed, value)));
}

/** Whoever knows of codes such as those of countries and currencies no more than their form takes any of that form. */
function otherCode(values: readonly Json[], unknown: string): Violation[] {
  const codes = values.filter((value) => typeof value === 'string');
  const [first] = codes;
  if (first === undefined || codes.length < values.length || codes.length < 2) return [];
  if (!codes.every((code) => /^[A-Z]{2,4}$/.test(code) && code.length === first.length)) return [];
  const value = [0, 1, 2, 3, 4, 5, 6, 7]
    .map((start) => unknown.slice(start, start + first.length).toUpperCase())
    .find((code) => !codes.includes(code));
  return value === undefined
    ? []
    : [{ name: 'other-code', says: 'is a code of the same form that is not in the enum', value }];
}

function nearNumbers(values: readonly number[]): Violation[] {
  const [first] = values;
  if (first === undefined) return [];
  return [
    { name: 'next', says: 'is a number above those in the enum', value: Math.max(...values) + 1 },
    { name: 'below', says: 'is a number below those in the enum', value: Math.min(...values) - 1 },
    { name: 'as-text', says: 'is a number of the enum as a text', value: String(first) },
  ];
}

function nearTexts(value: string): Violation[] {
  return [
    { name: 'upper-case', says: 'is a value of the enum in upper case', value: value.toUpperCase() },
    {
      name: 'capitalised',
      says: 'is a value of the enum with a capital',
      value: value.charAt(0).toUpperCase() + value.slice(1),
    },
    // The same letter to whoever normalises (NFKC), and none to whoever reads bytes.
    {
      name: 'full-width',
      says: 'is a value of the enum with a full-width letter',
      value: value.replace(/[A-Za-z0-9]/, (letter) => String.fromCodePoint(letter.charCodeAt(0) + 0xfee0)),
    },
    { name: 'lower-case', says: 'is a value of the enum in lower case', value: value.toLowerCase() },
    { name: 'trailing-space', says: 'is a value of the enum with a space behind it', value: `${value} ` },
    { name: 'leading-space', says: 'is a value of the enum with a space before it', value: ` ${value}` },
    { name: 'prefix', says: 'is a value of the enum cut short', value: value.slice(0, -1) },
    // Whoever glues a query, a format, a pattern or an answer together out of the text breaks at one of these signs.
    {
      name: 'suffix',
      says: 'is a value of the enum with words and punctuation behind it',
      value: `${value} isn't 100% ["right"]`,
    },
    {
      name: 'half-character',
      says: 'has half of a character behind it, a lone surrogate (RFC 8259 section 8.2)',
      value: `${value}\ud83d`,
    },
    {
      name: 'trailing-newline',
      says: 'is a value of the enum with a newline behind it',
      value: `${value}\n`,
    },
    { name: 'empty', says: 'is empty', value: '' },
    // Whoever looks a word up in an object of JavaScript finds this one in any of them.
    {
      name: 'object-property',
      says: 'is the name of a property that every object of JavaScript has',
      value: 'constructor',
    },
    ...nearWords(value),
    ...nearText(value),
  ];
}

/** Words that a forgiving reader takes for a value made of several: `orders.paid` for `orders_paid`, `paid`, `order.paid`. */
function nearWords(value: string): Violation[] {
  const [, separator] = /[A-Za-z0-9]([._:/-])[A-Za-z0-9]/.exec(value) ?? [];
  if (separator === undefined) return [];
  const parts = value.split(separator);
  const other = separator === '_' ? '-' : '_';
  return [
    {
      name: 'other-separator',
      says: `has ${JSON.stringify(other)} between its words`,
      value: parts.join(other),
    },
    { name: 'last-word', says: 'is the last word of a value of the enum', value: parts.at(-1) ?? '' },
    { name: 'first-word', says: 'is the first word of a value of the enum', value: parts[0] ?? '' },
    {
      name: 'singular',
      says: 'is a value of the enum in the singular',
      value: parts.map((part) => part.replace(/s$/, '')).join(separator),
    },
  ];
}

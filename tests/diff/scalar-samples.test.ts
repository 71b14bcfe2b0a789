import { describe, expect, test } from 'vitest';
import { stringFormats } from '../../src/checks/formats.ts';
import { fits } from '../../src/diff/space/fits.ts';
import { type Languages, NO_LANGUAGES } from '../../src/diff/space/language.ts';
import { createLanguages } from '../../src/diff/space/pattern-language.ts';
import { type Branch, freeBranch } from '../../src/diff/space/space.ts';
import { furtherValue, numbers, texts } from '../../src/diff/witness/scalar-samples.ts';
import type { Json } from '../../src/json.ts';

const rule = <T>(value: T) => ({ value, at: '' });
const number = (own: Partial<Branch> = {}): Branch => ({ ...freeBranch('number'), ...own });
const text = (own: Partial<Branch> = {}): Branch => ({ ...freeBranch('string'), ...own });
const bound = (value: number, exclusive = false) => ({ ...rule(value), exclusive });
const WHOLE = { integer: rule(true as const) };

describe('of two branches of numbers, one that only the first has comes among its samples', () => {
  test.each<[what: string, branch: Branch, other: Branch]>([
    ['a least number', number(), number({ minimum: bound(500) })],
    ['a least number that is lower', number({ minimum: bound(500) }), number({ minimum: bound(700) })],
    [
      'a least number, of whole numbers',
      number({ ...WHOLE, minimum: bound(500) }),
      number({ ...WHOLE, minimum: bound(501) }),
    ],
    [
      'a number that is to be exceeded',
      number({ minimum: bound(500) }),
      number({ minimum: bound(500, true) }),
    ],
    ['least numbers that are close', number({ minimum: bound(500) }), number({ minimum: bound(500.2) })],
    [
      'exclusive ones that are close',
      number({ minimum: bound(500, true) }),
      number({ minimum: bound(500.2, true) }),
    ],
    ['a greatest number', number(), number({ maximum: bound(500) })],
    ['a greatest number that is higher', number({ maximum: bound(700) }), number({ maximum: bound(500) })],
    [
      'a number that is not to be reached',
      number({ maximum: bound(500) }),
      number({ maximum: bound(500, true) }),
    ],
    [
      'exclusive ones on the other side',
      number({ maximum: bound(500.2, true) }),
      number({ maximum: bound(500, true) }),
    ],
    ['a multiple', number(), number({ multiples: [rule(7)] })],
    ['a smaller multiple', number({ multiples: [rule(7)] }), number({ multiples: [rule(14)] })],
    ['half a multiple', number({ multiples: [rule(3.5)] }), number({ multiples: [rule(7)] })],
    ['a multiple that is a third', number({ multiples: [rule(7)] }), number({ multiples: [rule(21)] })],
    ['whole numbers', number(), number(WHOLE)],
    ['whole numbers between bounds', number({ minimum: bound(500), maximum: bound(501) }), number(WHOLE)],
    ['32 bits', number(WHOLE), number({ ...WHOLE, formats: [rule('int32')] })],
    [
      '32 bits, below zero',
      number({ ...WHOLE, maximum: bound(0) }),
      number({ ...WHOLE, formats: [rule('int32')] }),
    ],
    ['listed numbers', number(), number({ values: rule<Json[]>([1, 0, 0.5, 1.5, 42]) })],
    ['one that is excluded', number(), number({ excluded: [rule<Json>(777)] })],
  ])('%s', (_, branch, other) => {
    const allows = (value: number) =>
      fits(value, other) && (other.values === undefined || other.values.value.includes(value));
    const found = numbers(branch, other);
    expect(found.filter((value) => !fits(value, branch))).toEqual([]);
    expect(found.some((value) => !allows(value))).toBe(true);
  });
});

test.each<[what: string, branch: Branch]>([
  ['of any kind', number()],
  ['from a least one', number({ minimum: bound(123_456.5, true) })],
  ['up to a greatest one', number({ maximum: bound(-123_456.5, true) })],
  ['of a multiple', number({ multiples: [rule(700)], minimum: bound(1000) })],
  ['of a small multiple far from zero', number({ multiples: [rule(0.01)], minimum: bound(1000.005) })],
  ['of two multiples', number({ multiples: [rule(2), rule(3)], minimum: bound(5), maximum: bound(7) })],
  ['of 32 bits', number({ ...WHOLE, formats: [rule('int32')], minimum: bound(2 ** 31 - 1) })],
])('there is a sample of numbers %s, and none twice', (_, branch) => {
  const found = numbers(branch, undefined);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((value) => !fits(value, branch))).toEqual([]);
  expect(new Set(found).size).toBe(found.length);
});

test('the numbers at the edges of the other branch come first', () => {
  expect(numbers(number(WHOLE), number({ minimum: bound(500) }))[0]).toBe(499);
  expect(numbers(number(WHOLE), number({ maximum: bound(500) }))[0]).toBe(501);
});

describe('of two branches of texts, one that only the first has comes among its samples', () => {
  test.each<[what: string, branch: Branch, other: Branch]>([
    ['a greatest length', text(), text({ maxLength: rule(30) })],
    ['a greatest length that is longer', text({ maxLength: rule(40) }), text({ maxLength: rule(30) })],
    ['a least length', text({ minLength: rule(10) }), text({ minLength: rule(20) })],
    ['no length', text(), text({ minLength: rule(1) })],
    ['one that is excluded', text(), text({ excluded: [rule<Json>('plumb')] })],
    ['a pattern', text({ patterns: [rule('^z{3}')] }), text({ patterns: [rule('^z{3}$')] })],
    [
      'a pattern of the other alone',
      text({ minLength: rule(2) }),
      text({ patterns: [rule('^(?:[aA1V]|.{5})')] }),
    ],
    [
      'what the other forbids',
      text({ maxLength: rule(3) }),
      text({ maxLength: rule(3), forbiddenPatterns: [rule('^z')] }),
    ],
    [
      'what it forbids itself',
      text({ forbiddenPatterns: [rule('^[^z]'), rule('^$')] }),
      text({ patterns: [rule('^zz')] }),
    ],
    [
      'UUIDs of a version',
      text({ formats: [rule('uuid')] }),
      text({ formats: [rule('uuid')], patterns: [rule('^.{14}4')] }),
    ],
    [
      'UUIDs in capitals',
      text({ formats: [rule('uuid')] }),
      text({ formats: [rule('uuid')], patterns: [rule('^[0-9a-f-]*$')] }),
    ],
    [
      'times with fractions',
      text({ formats: [rule('date-time')] }),
      text({ formats: [rule('date-time')], maxLength: rule(20) }),
    ],
    [
      'long addresses that end as a pattern asks for',
      text({ formats: [rule('email')], patterns: [rule('\\.com$')] }),
      text({ formats: [rule('email')], patterns: [rule('\\.com$')], maxLength: rule(60) }),
    ],
    [
      'long addresses',
      text({ formats: [rule('email')] }),
      text({ formats: [rule('email')], maxLength: rule(40) }),
    ],
    ['long URIs', text({ formats: [rule('uri')] }), text({ formats: [rule('uri')], maxLength: rule(60) })],
    ['long URLs', text({ formats: [rule('url')] }), text({ formats: [rule('url')], maxLength: rule(60) })],
    [
      'long references',
      text({ formats: [rule('uri-reference')] }),
      text({ formats: [rule('uri-reference')], maxLength: rule(60) }),
    ],
  ])('%s', (_, branch, other) => {
    const found = texts(branch, other, createLanguages());
    expect(found.filter((value) => !fits(value, branch))).toEqual([]);
    expect(found.some((value) => !fits(value, other))).toBe(true);
  });
});

test.each(Object.keys(stringFormats))('there is a text of the format %s', (format) => {
  const [found = ''] = texts(text({ formats: [rule(format)] }), undefined, NO_LANGUAGES);
  expect(stringFormats[format]?.(found), found).toBe(true);
});

test.each<[what: string, own: Partial<Branch>]>([
  ['one length', { minLength: rule(50), maxLength: rule(50) }],
  ['a least length', { minLength: rule(50) }],
  ['no characters', { maxLength: rule(0) }],
  ['a great length', { minLength: rule(100_000) }],
])('there is a text of %s', (_, own) => {
  const found = texts(text(own), undefined, NO_LANGUAGES);
  expect(found.length).toBeGreaterThan(0);
  expect(found.filter((value) => !fits(value, text(own)))).toEqual([]);
});

test('no text is made that would be longer than anybody wants', () => {
  expect(texts(text({ minLength: rule(100_001) }), undefined, NO_LANGUAGES)).toEqual([]);
  const lengths = texts(text(), text({ maxLength: rule(100_000) }), NO_LANGUAGES).map(({ length }) => length);
  expect(Math.max(...lengths)).toBeLessThan(100_000);
});

test('where no side has a pattern the automata are not asked', () => {
  const asked: (Branch | undefined)[] = [];
  const languages: Languages = {
    wordOutside: (_, other) => {
      asked.push(other);
      return 'unknown';
    },
  };
  texts(text({ minLength: rule(1) }), text({ maxLength: rule(9) }), languages);
  expect(asked).toEqual([]);
  const other = text({ forbiddenPatterns: [rule('a')] });
  texts(text(), other, languages);
  expect(asked).toEqual([other, undefined]);
});

test.each<[what: string, branch: Branch, other: Branch | undefined, tried: number[]]>([
  ['of any kind', number(), undefined, [1, 0, 0.5, 1.5, 42, -1, -0.5, 1000003, 2 ** 40]],
  [
    'at the edges of the other side, then at their own, then between both',
    number({ minimum: bound(100), maximum: bound(900) }),
    number({ minimum: bound(500), maximum: bound(700) }),
    [499.5, 500, 500.5, 700.5, 700, 699.5, 100, 100.5, 900, 899.5, 300, 800],
  ],
  [
    'whole ones by whole steps',
    number({ ...WHOLE, minimum: bound(500) }),
    number({ minimum: bound(600) }),
    [599, 600, 601, 500, 501, 550, 1000003, 2 ** 40],
  ],
  [
    'the greatest of several multiples',
    number({ multiples: [rule(6), rule(4)] }),
    number({ multiples: [rule(9)] }),
    [12, 0],
  ],
  [
    'the next multiple above the least',
    number({ multiples: [rule(700)], minimum: bound(1000) }),
    undefined,
    [2100, 1400],
  ],
  [
    'beyond 32 bits',
    number(WHOLE),
    number({ formats: [rule('x'), rule('int32')] }),
    [2 ** 31, -(2 ** 31) - 1, 1, 0, 42, -1, 1000003, 2 ** 40],
  ],
  [
    'beyond 64 bits, where doubles are 2048 apart',
    number(WHOLE),
    number({ formats: [rule('int64')] }),
    [2 ** 63 + 2048, -(2 ** 63) - 2048, 1, 0, 42, -1, 1000003, 2 ** 40],
  ],
  [
    'the next multiple beyond 32 bits',
    number({ multiples: [rule(1e6)] }),
    number({ formats: [rule('int32')] }),
    [2148e6, -2148e6, 1e6, 3e6, 0],
  ],
  [
    'not beyond the bits of a format that sets none',
    number(WHOLE),
    number({ formats: [rule('decimal')] }),
    [1, 0, 42, -1, 1000003, 2 ** 40],
  ],
  [
    'one more than what is listed, and what is excluded',
    number({ minimum: bound(10) }),
    number({ values: rule<Json[]>(['x', 20, 30]), excluded: [rule<Json>('y'), rule<Json>(77)] }),
    [10, 10.5, 21, 31, 77, 42, 1000003, 2 ** 40],
  ],
])('numbers are tried in order: %s', (_, branch, other, tried) => {
  expect(numbers(branch, other)).toEqual(tried);
});

test.each<[what: string, branch: Branch, other: Branch | undefined, tried: string[]]>([
  ['of any kind', text(), undefined, ['a', '', 'aaaaa', 'A', 'Aaaaa', '1', '1aaaa', 'Value 1', 'Value']],
  [
    'beyond the lengths of the other side, then of their own',
    text({ minLength: rule(2) }),
    text({ maxLength: rule(3), minLength: rule(9) }),
    [
      'aaaa',
      'aaaaaaaa',
      'aa',
      'aaaaa',
      'Aaaa',
      'Aaaaaaaa',
      'Aa',
      'Aaaaa',
      '1aaa',
      '1aaaaaaa',
      '1a',
      '1aaaa',
      'Value 1',
      'Valu',
      'Value 1a',
      'Va',
      'Value',
    ],
  ],
  [
    'of the greatest length',
    text({ minLength: rule(2), maxLength: rule(7) }),
    undefined,
    ['aa', 'aaaaa', 'aaaaaaa', 'Aa', 'Aaaaa', 'Aaaaaaa', '1a', '1aaaa', '1aaaaaa', 'Value 1', 'Va', 'Value'],
  ],
  ['of a format', text({ formats: [rule('date')] }), undefined, ['2026-01-31', '1970-01-01']],
  [
    'of addresses that are long, and what is excluded',
    text({ formats: [rule('x'), rule('email')] }),
    text({ maxLength: rule(30), excluded: [rule<Json>('b@example.com'), rule<Json>(5)] }),
    [
      'b@example.com',
      'someone@example.com',
      'someone@example.comaaaaaaaaaaaa',
      'Some.One+a@EXAMPLE.COM',
      'Some.One+a@EXAMPLE.COMaaaaaaaaa',
      `${'a'.repeat(19)}@example.com`,
    ],
  ],
  [
    'of URIs that are long',
    text({ formats: [rule('x'), rule('uri')] }),
    text({ maxLength: rule(30) }),
    [
      'https://example.com/',
      'https://example.com/aaaaaaaaaaa',
      'http://example.org:8080/a?b#c',
      'http://example.org:8080/a?b#caa',
      'urn:a:b',
      'urn:a:baaaaaaaaaaaaaaaaaaaaaaaa',
      'urn:a',
    ],
  ],
])('texts are tried in order: %s', (_, branch, other, tried) => {
  expect(texts(branch, other, NO_LANGUAGES)).toEqual(tried);
});

test('what the automata tell of is tried first', () => {
  const languages: Languages = { wordOutside: (_, other) => ({ word: other === undefined ? 'ab' : 'abc' }) };
  const own = text({ patterns: [rule('^ab')] });
  expect(texts(own, text({ patterns: [rule('^ab$')] }), languages)).toEqual(['abc', 'ab']);
  expect(texts(own, text(), languages)).toEqual(['abc', 'ab']);
  // What does not fit is no sample, whoever tells of it.
  expect(texts(text({ forbiddenPatterns: [rule('c$')] }), text(), languages).slice(0, 2)).toEqual([
    'ab',
    'a',
  ]);
  expect(texts(own, undefined, NO_LANGUAGES)).toEqual([]);
});

test.each<[what: string, of: Json, branch: Branch, further: Json | undefined]>([
  ['a larger number', 7, number(), 12],
  ['a smaller number where none may be larger', 7, number({ maximum: bound(7) }), 2],
  ['no number where there is none', 7, number({ minimum: bound(7), maximum: bound(7) }), undefined],
  ['a text with more at its end', 'ab', text(), 'ab5'],
  ['a text with more before it', 'ab', text({ patterns: [rule('b$')] }), '5ab'],
  ['a text with another end', 'ab', text({ maxLength: rule(2) }), 'a5'],
  ['a text of nothing but that end', 'a', text({ maxLength: rule(1) }), '5'],
  ['nothing of what can be no other', true, number(), undefined],
])('further values are made of one: %s', (_, of, branch, further) => {
  expect(furtherValue(of, 5, branch)).toBe(further);
});

test('an end that is longer than the text is all of it', () => {
  expect(furtherValue('a', 12, text({ patterns: [rule('^12$')] }))).toBe('12');
});

import { describe, expect, test } from 'vitest';
import { NO_LANGUAGES, type Outside, patternOf } from '../../src/diff/space/language.ts';
import { createLanguages } from '../../src/diff/space/pattern-language.ts';
import { type Branch, freeBranch } from '../../src/diff/space/space.ts';

interface Texts {
  patterns?: string[];
  forbidden?: string[];
  formats?: string[];
  excluded?: string[];
  minLength?: number;
  maxLength?: number;
}

function texts({ patterns = [], forbidden = [], formats = [], excluded = [], ...lengths }: Texts): Branch {
  const rules = (values: readonly string[]) => values.map((value) => ({ value, at: '' }));
  const { minLength, maxLength } = lengths;
  return {
    ...freeBranch('string'),
    patterns: rules(patterns),
    forbiddenPatterns: rules(forbidden),
    formats: rules(formats),
    excluded: rules(excluded),
    minLength: minLength === undefined ? undefined : { value: minLength, at: '' },
    maxLength: maxLength === undefined ? undefined : { value: maxLength, at: '' },
  };
}

// Each asked anew: what one remembers would hide from a test what it is about.
const anew = (one: Texts, other?: Texts) =>
  createLanguages().wordOutside(texts(one), other === undefined ? undefined : texts(other));
const outside = (one: Texts, other: Texts) => anew(one, other);
const matching = (...patterns: string[]): Texts => ({ patterns });

/** What is in the one and not in the other: `a text`, `none` or `unknown`. */
function kindOf(found: Outside): string {
  return typeof found === 'object' ? 'a text' : found;
}

describe('two patterns of the same texts', () => {
  test.each([
    ['a class and its short form', '^[0-9]+$', '^\\d+$'],
    ['an edge in a group, and written out', '(^a|b)c$', '^ac$|bc$'],
    ['a group that ends, and written out', '^a(b$|c)', '^ab$|^ac'],
    ['groups in groups', '^a(?:b(?:c$|d$)|e$)', '^abc$|^abd$|^ae$'],
    ['any text, twice', '', '^[^]*$'],
    ['what is found anywhere', 'a', '^[^]*a[^]*$'],
    ['an alternative beside an open one', '^a$|b', '^(?:a|[^]*b[^]*)$'],
    ['a look-ahead, and the class that it leaves', '^(?!a$|b$)[abc]$', '^c$'],
    ['a look-ahead that asks for something', '^(?=.*\\d)[a-z0-9]{2}$', '^(?:[a-z]\\d|\\d[a-z0-9])$'],
    ['two look-aheads', '^(?=.*a)(?=.*b)[ab]{2}$', '^(?:ab|ba)$'],
    ['a look-ahead with an edge inside', '^(?!abc$)abc', '^abc[^]+'],
    ['a look-ahead and nothing else', '^(?=a)', '^a'],
    ['an alternative with a look-ahead beside one without', '^(?!a)[ab]$|^c$', '^[bc]$'],
    ['two alternatives with look-aheads', '^(?!a)[ab]$|^(?!c)[cd]$', '^[bd]$'],
    ['an edge in a group of a group alone', 'a(?:b(?:c$|d)|e)', 'abc$|abd|ae'],
    ['look-aheads of any length', '^(?=.*\\d)(?=[a-z0-9]*$)[^]+$', '^[a-z0-9]*\\d[a-z0-9]*$'],
    ['a negative look-ahead of any length', '^(?![^]*b)[ab]*$', '^a*$'],
    [
      'a password of two kinds of letters, and the same the other way round',
      '^(?=.*[A-Z])(?=.*\\d).{8,128}$',
      '^(?=.*\\d)(?=.*[A-Z]).{8,128}$',
    ],
    ['an alternative with such a look-ahead', '^(?![^]*b)[ab]*$|^c$', '^(?:a*|c)$'],
    ['a look-ahead of any length with edges inside', '^(?=(?:a*|b*)$)[ab]*$', '^(?:a*|b*)$'],
    ['a look-behind that one of two in a group has', '(^a|b)(?<=b)c*$', 'bc*$'],
    ['a look-behind that one of two has not', '(^a|b)(?<!b)c*$', '^ac*$'],
    ['a look-ahead in the middle', '^a(?=b).$', '^ab$'],
    ['a look-ahead that is always right', '(?!a)b', 'b'],
    ['a back-reference to one of two', '^([ab])\\1$', '^aa$|^bb$'],
    ['a look-ahead in a look-ahead', '^(?=(?!a)[ab]c)[ab]c$', '^bc$'],
  ])('%s', (_, one, other) => {
    expect(outside(matching(one), matching(other))).toBe('none');
    expect(outside(matching(other), matching(one))).toBe('none');
  });
});

describe('of two patterns that differ, a text of the one is not of the other', () => {
  test.each([
    ['a wider class', '^[a-z]$', '^[a-y]$', 'z'],
    ['no end', '^a', '^a$', undefined],
    ['no beginning', 'a$', '^a$', undefined],
    ['another length', '^a{2,3}$', '^a{3}$', 'aa'],
    ['a letter beyond the first 65536', '^[\u{1F600}b]$', '^b$', '\u{1F600}'],
    ['what a look-ahead leaves out', '^[ab]$', '^(?!a$)[ab]$', 'a'],
    ['one of two look-aheads', '^(?=.*a)[ab]{2}$', '^(?=.*a)(?=.*b)[ab]{2}$', 'aa'],
  ])('%s', (_, one, other, word) => {
    const found = outside(matching(one), matching(other));
    if (typeof found !== 'object') throw new Error(`there is a text: ${found}`);
    expect(found.word).toMatch(new RegExp(one, 'u'));
    expect(found.word).not.toMatch(new RegExp(other, 'u'));
    if (word !== undefined) expect(found.word).toBe(word);
    expect(outside(matching(other), matching(one))).toBe('none');
  });
});

test.each([
  ['a back-reference to what may be of any length', '^(a*)b\\1$'],
  ['a look-behind', '(?<=a)b'],
  ['a look-ahead at the end that is not the end', '^a(?![^]b)'],
  ['a look-ahead at the end that is of a letter', '^a(?!b)'],
  ['no regular expression', '('],
])('%s cannot be told', (_, pattern) => {
  expect(outside(matching(pattern), matching('^x$'))).toBe('unknown');
  expect(outside(matching('^x$'), matching(pattern))).toBe('unknown');
});

test('what would take too many states cannot be told', () => {
  expect(outside(matching('^x$'), matching('^(?:a|b)*a(?:a|b){16}$'))).toBe('unknown');
  expect(outside(matching('^x$'), matching('^(?:a|b)*a(?:a|b){8}$'))).toEqual({ word: 'x' });
});

test('alternatives that may stand anywhere share what is around them, however many there are', () => {
  const few = matching('10|20|(1|2) km');
  const many = matching('5|10|20|40|80|160|320|640|1280|2560|(0.5|1|2|4|8) km');
  expect(outside(few, many)).toBe('none');
  expect(outside(many, few)).toEqual({ word: '5' });
});

describe('beside patterns', () => {
  test.each<[what: string, one: Texts, other: Texts, found: string]>([
    ['several patterns hold at once', matching('a', 'b'), matching('a'), 'none'],
    ['each of several patterns counts', matching('a'), matching('a', 'b'), 'a text'],
    [
      'a forbidden pattern takes texts away',
      { patterns: ['^[ab]$'], forbidden: ['a'] },
      matching('^b$'),
      'none',
    ],
    ['a forbidden pattern of the other leaves them', matching('^[ab]$'), { forbidden: ['a'] }, 'a text'],
    [
      'each forbidden pattern counts',
      { patterns: ['^[abc]$'], forbidden: ['a', 'b'] },
      matching('^c$'),
      'none',
    ],
    ['what is excluded is taken away', { patterns: ['^[ab]$'], excluded: ['a'] }, matching('^b$'), 'none'],
    ['all that is excluded is', { patterns: ['^[abc]$'], excluded: ['a', 'b'] }, matching('^c$'), 'none'],
    ['what is excluded is no pattern', { patterns: ['^[.]$|^b$'], excluded: ['.'] }, matching('^b$'), 'none'],
    [
      'what is excluded is the whole text',
      { patterns: ['^ab?$'], excluded: ['a'] },
      matching('^ab$'),
      'none',
    ],
    ['the empty text is one', matching('^a?$'), matching('^a$'), 'a text'],
    ['a least length', { patterns: ['^a*$'], minLength: 2 }, matching('^aa'), 'none'],
    ['a least length that is shorter', { patterns: ['^a*$'], minLength: 1 }, matching('^aa'), 'a text'],
    ['a greatest length', { patterns: ['^a*$'], maxLength: 2 }, matching('^a{0,2}$'), 'none'],
    [
      'a greatest length that is longer',
      { patterns: ['^a*$'], maxLength: 3 },
      matching('^a{0,2}$'),
      'a text',
    ],
    ['no length at all', { patterns: ['^a*$'], maxLength: 0 }, matching('^$'), 'none'],
    ['a least length of none', { patterns: ['^a*$'], minLength: 0 }, matching('^a*$'), 'none'],
    [
      'a length counts characters, line breaks among them',
      { minLength: 1, maxLength: 1 },
      matching('^[^]$'),
      'none',
    ],
    ['a length, and a pattern that says it', { maxLength: 300 }, matching('^[^]{0,300}$'), 'none'],
    ['a length, and a pattern that says less', { maxLength: 300 }, matching('^[^]{0,299}$'), 'a text'],
    [
      'a length that the other side has not',
      { patterns: ['^a*$'], maxLength: 2000 },
      { maxLength: 1000 },
      'a text',
    ],
    [
      'a length that the pattern keeps',
      { patterns: ['^a{3}$'], maxLength: 2000 },
      { maxLength: 1000 },
      'none',
    ],
    ['a least length that the pattern keeps', { patterns: ['^a{3}$'] }, { minLength: 3 }, 'none'],
    ['a least length that the pattern does not keep', { patterns: ['^a{3}'] }, { minLength: 4 }, 'a text'],
    ['lengths of which none is left', { patterns: ['^a{3}$'], maxLength: 2 }, matching('^b'), 'none'],
    [
      'a text that is only too short for the branch',
      { patterns: ['^a*$'], minLength: 5 },
      { patterns: ['^a*$'], minLength: 7 },
      'a text',
    ],
    ['a length of millions', { patterns: ['^a+$'], maxLength: 9_000_000 }, matching('^a'), 'none'],
    ['the greatest length that is counted', { patterns: ['^a+$'] }, { maxLength: 4999 }, 'a text'],
    ['a length beyond that', { patterns: ['^a+$'] }, { maxLength: 5000 }, 'unknown'],
    ['a least length beyond that', { minLength: 5001 }, matching('a'), 'unknown'],
    [
      'a pattern that cannot be read, on both sides',
      { patterns: ['(a*)b\\1'], maxLength: 5 },
      { patterns: ['(a*)b\\1'], maxLength: 9 },
      'none',
    ],
    [
      'a pattern that cannot be read, and a length that is longer',
      { patterns: ['(a*)b\\1'], maxLength: 9 },
      { patterns: ['(a*)b\\1'], maxLength: 5 },
      'unknown',
    ],
    ['a format of which the shape is exact', { formats: ['uuid'] }, matching('^[0-9a-fA-F-]{36}$'), 'none'],
    ['such a format of the other side', matching('^[0-9a-f-]{36}$'), { formats: ['uuid'] }, 'a text'],
    ['a format of which the shape is not', { formats: ['date'] }, matching('^[0-9-]{10}$'), 'none'],
    // All that is known of the other side is that its dates are no others: a text that is none proves nothing here.
    ['such a format does not vouch for the other side', matching('^x$'), { formats: ['date'] }, 'none'],
    ['a format that is not known', { formats: ['colour'], patterns: ['^a$'] }, matching('^a$'), 'none'],
  ])('%s', (_, one, other, found) => {
    expect(kindOf(outside(one, other))).toBe(found);
  });
});

test('a branch alone is asked for any of its texts', () => {
  const any = (own: Texts) => anew(own);
  expect(any(matching('^ab$'))).toEqual({ word: 'ab' });
  expect(any(matching('^a$', '^b$'))).toBe('none');
  expect(any({ patterns: ['^a$'], excluded: ['a'] })).toBe('none');
  expect(any({ patterns: ['^[ab]$'], forbidden: ['b'] })).toEqual({ word: 'a' });
  expect(kindOf(any({}))).toBe('a text');
});

test('what was asked once is told alike, and what differs in one rule is asked anew', () => {
  const one = createLanguages();
  const ask = (own: Texts, other?: Texts) =>
    one.wordOutside(texts(own), other === undefined ? undefined : texts(other));
  const rules: Texts[] = [
    { patterns: ['^[ab]{1,3}$'] },
    { patterns: ['^[ab]{2}$'] },
    { patterns: ['^[ab]{1,3}$'], forbidden: ['a'] },
    { patterns: ['^[ab]{1,3}$'], formats: ['uuid'] },
    { patterns: ['^[ab]{1,3}$'], excluded: ['a'] },
    { patterns: ['^[ab]{1,3}$'], excluded: ['b'] },
    { patterns: ['^[ab]{1,3}$'], minLength: 2 },
    { patterns: ['^[ab]{1,3}$'], minLength: 3 },
    { patterns: ['^[ab]{1,3}$'], maxLength: 1 },
  ];
  const all = () => rules.flatMap((own) => [ask(own), ...rules.map((other) => ask(own, other))]);
  const fresh = rules.flatMap((own) => [
    createLanguages().wordOutside(texts(own), undefined),
    ...rules.map((other) => createLanguages().wordOutside(texts(own), texts(other))),
  ]);
  const first = all();
  expect(first).toEqual(fresh);
  expect(all()).toEqual(first);
});

test('what was compared before makes no difference', () => {
  const asked = () => [
    outside(matching('^a(?=[^])'), matching('^ab$')),
    outside(matching('^a$'), matching('a')),
    outside(matching('a'), matching('^[^]*a[^]*$')),
    outside(matching('(^|b)c*(?=[^])'), matching('^c*[^]')),
    outside(matching('^c*[^]'), matching('(^|b)c*(?=[^])')),
  ];
  const first = asked();
  expect(asked()).toEqual(first);
  expect(first[1]).toBe('none');
  expect(first[2]).toBe('none');
});

test('where no document has a pattern nothing is told', () => {
  expect(NO_LANGUAGES.wordOutside(texts({}), undefined)).toBe('unknown');
});

test('the pattern of some texts matches those and no others, whatever characters they have', () => {
  const listed = ['a', 'b.c', '^$*+?()[]{}|\\/', ''];
  const pattern = new RegExp(patternOf(listed), 'u');
  for (const text of listed) expect(text).toMatch(pattern);
  for (const text of ['aa', 'ab', 'bxc', 'xa', '^', 'a|b']) expect(text).not.toMatch(pattern);
});

test('a longer password is a password, and a shorter one is none', () => {
  const of = (least: number) => matching(`^(?=.*[A-Z])(?=.*[a-z])(?=.*\\d).{${least},128}$`);
  expect(outside(of(12), of(8))).toBe('none');
  expect(kindOf(outside(of(8), of(12)))).toBe('a text');
});

describe('a text that is hundreds of letters long is found at once', () => {
  // Each has more ways to its states than any list of them could hold.
  test.each([
    ['[\\w+=/:,.@-]+', 9, 263, 256],
    ['^([a-z0-9]+(-[a-z0-9]+)*\\.)+[a-z]{2,}$', 1, 255, 253],
    ['^[^@]+@[^@]+\\.[^@]+$', 3, 254, 128],
    ['(a|b|c)*abc(a|b)*', 0, 200, 100],
    ['\\S', 1, 128, 64],
  ])('%s, from %i to %i letters, and no more than %i', (pattern, minLength, maxLength, fewer) => {
    const one = { patterns: [pattern], minLength, maxLength };
    const found = outside(one, { ...one, maxLength: fewer });
    if (typeof found !== 'object') throw new Error(`there is one, and it is ${found}`);
    expect(found.word).toMatch(new RegExp(pattern, 'u'));
    expect([...found.word]).toHaveLength(fewer + 1);
    expect(outside({ ...one, maxLength: fewer }, one)).toBe('none');
  });
});

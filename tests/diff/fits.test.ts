import { expect, test } from 'vitest';
import { fits, isMultiple, matches } from '../../src/diff/space/fits.ts';
import { settled } from '../../src/diff/space/settle.ts';
import { type Branch, freeBranch } from '../../src/diff/space/space.ts';
import type { Json } from '../../src/json.ts';

const rule = <T>(value: T) => ({ value, at: '/rule' });
const least = (value: number, exclusive = false) => ({ minimum: { value, exclusive, at: '/least' } });
const most = (value: number, exclusive = false) => ({ maximum: { value, exclusive, at: '/most' } });
const number = (own: Partial<Branch>): Branch => ({ ...freeBranch('number'), ...own });
const text = (own: Partial<Branch>): Branch => ({ ...freeBranch('string'), ...own });
const list = (own: Partial<Branch>): Branch => ({ ...freeBranch('array'), ...own });
const object = (own: Partial<Branch>): Branch => ({ ...freeBranch('object'), ...own });
const WHOLE = { integer: { value: true as const, at: '/whole' } };

test.each<[what: string, branch: Branch, right: Json[], wrong: Json[]]>([
  ['no rule', number({}), [0, 0.5, -1e300], []],
  ['whole numbers', number(WHOLE), [-1, 0, 2.0], [0.5]],
  ['a least number', number(least(1)), [1, 1.5], [0.99]],
  ['a number that is to be exceeded', number(least(1, true)), [1.01], [1, 0]],
  ['a greatest number', number(most(1)), [1, 0.5], [1.01]],
  ['a number that is not to be reached', number(most(1, true)), [0.99], [1, 2]],
  ['multiples', number({ multiples: [rule(0.1), rule(3)] }), [0, 3, -6], [0.3, 1, 0.25]],
  ['int32', number({ formats: [rule('int32')] }), [2 ** 31 - 1, -(2 ** 31)], [2 ** 31, -(2 ** 31) - 1, 0.5]],
  // The last number of 64 bits is read as 2^63.
  ['int64', number({ formats: [rule('int64')] }), [2 ** 63, -(2 ** 63)], [2 ** 64, -(2 ** 63) - 2048, 0.5]],
  ['another format', number({ formats: [rule('decimal')] }), [2 ** 31, -(2 ** 31) - 1, 0.5], []],
  ['int32 beside another format', number({ formats: [rule('x'), rule('int32')] }), [1], [2 ** 31]],
  ['an excluded number', number({ excluded: [rule(1), rule('2')] }), [2], [1]],
  ['a least length', text({ minLength: rule(2) }), ['ab', '\u{1F600}b'], ['a', '\u{1F600}']],
  ['a greatest length', text({ maxLength: rule(1) }), ['a', '', '\u{1F600}'], ['ab']],
  ['patterns', text({ patterns: [rule('a'), rule('^.b')] }), ['ab', 'xba'], ['a', 'xb']],
  ['forbidden patterns', text({ forbiddenPatterns: [rule('a'), rule('b')] }), ['c'], ['a', 'cb']],
  ['formats', text({ formats: [rule('date'), rule('colour')] }), ['2026-01-31'], ['2026-02-31']],
  ['an excluded text', text({ excluded: [rule('a')] }), ['b'], ['a']],
  ['an excluded truth', { ...freeBranch('boolean'), excluded: [rule(true)] }, [false], [true]],
])('%s', (_, branch, right, wrong) => {
  expect(right.filter((value) => !fits(value, branch))).toEqual([]);
  expect(wrong.filter((value) => fits(value, branch))).toEqual([]);
});

test('the error of binary fractions makes no other multiples, however large the number is', () => {
  const multiples: [number, number][] = [
    [0.3, 0.1],
    [1.1, 0.01],
    [-0.7, 0.1],
    [1e15 + 0.5, 0.1],
    [0, 0.1],
    [1e-9, 1e-10],
    [1234567.89, 0.01],
    [8388608.1, 0.1],
  ];
  expect(multiples.filter(([value, step]) => !isMultiple(value, step))).toEqual([]);
  expect(
    (
      [
        [0.35, 0.1],
        [1, 3],
        [0.05, 0.1],
        [-0.25, 0.1],
        [1.0000001, 1],
        [10000000.005, 0.01],
        [2 ** 40 + 0.5, 1],
        [1e-300, 1],
      ] as const
    ).filter(([value, step]) => isMultiple(value, step)),
  ).toEqual([]);
});

test('a pattern is read in Unicode mode, or else without it, and what is none says nothing', () => {
  expect(matches('^\\u{61}$', 'a')).toBe(true);
  // Unicode mode knows no such escape.
  expect(matches('^\\-$', '-')).toBe(true);
  expect(matches('^\\-$', 'a')).toBe(false);
  expect(matches('(', 'a')).toBe(true);
  expect(matches('^a$', 'ba')).toBe(false);
});

const settledNumber = (own: Partial<Branch>) => settled(number(own));

test.each<[what: string, own: Partial<Branch>, bounds: [number | undefined, number | undefined]]>([
  ['inclusive', { ...least(-200), ...most(200) }, [-200, 200]],
  ['exclusive', { ...least(-200, true), ...most(200, true) }, [-199, 199]],
  ['between two', { ...least(-200.5), ...most(200.5) }, [-200, 200]],
  ['exclusive between two', { ...least(-200.5, true), ...most(200.5, true) }, [-200, 200]],
  ['on one side', least(0.5), [1, undefined]],
  ['on the other side', most(0.5), [undefined, 0]],
  ['none', {}, [undefined, undefined]],
])('bounds of whole numbers, %s, are inclusive whole numbers', (_, own, [low, high]) => {
  const found = settledNumber({ ...own, ...WHOLE });
  expect([found?.minimum?.value, found?.maximum?.value]).toEqual([low, high]);
  expect([found?.minimum?.exclusive ?? false, found?.maximum?.exclusive ?? false]).toEqual([false, false]);
  expect(found?.minimum?.at).toBe(low === undefined ? undefined : '/least');
  expect(found?.maximum?.at).toBe(high === undefined ? undefined : '/most');
});

test('bounds of other numbers stay as they are', () => {
  expect(settledNumber({ ...least(0.5, true), ...most(1.5, true) })).toMatchObject({
    minimum: { value: 0.5, exclusive: true },
    maximum: { value: 1.5, exclusive: true },
  });
});

test('a multiple of a whole number is one itself, and one of 1 is nothing more', () => {
  expect(settledNumber({ multiples: [rule(1)] })).toMatchObject({ integer: { at: '/rule' }, multiples: [] });
  expect(settledNumber({ multiples: [rule(0.5), rule(2)] })).toMatchObject({
    integer: { value: true, at: '/rule' },
    multiples: [{ value: 0.5 }, { value: 2 }],
  });
  expect(settledNumber({ ...WHOLE, multiples: [rule(1)] })).toMatchObject({ integer: { at: '/whole' } });
  expect(settledNumber({ multiples: [rule(0.5)] })?.integer).toBeUndefined();
});

test('a short range of whole numbers is the list of those that fit', () => {
  expect(settledNumber({ ...WHOLE, ...least(1), ...most(3) })?.range).toEqual([1, 2, 3]);
  expect(settledNumber({ ...WHOLE, ...least(2), ...most(2) })?.range).toEqual([2]);
  expect(settledNumber({ multiples: [rule(2)], ...least(1), ...most(6) })?.range).toEqual([2, 4, 6]);
  expect(settledNumber({ ...WHOLE, ...least(-3), ...most(-1) })?.range).toEqual([-3, -2, -1]);
  expect(settledNumber({ ...WHOLE, ...least(1), ...most(100) })?.range).toHaveLength(100);
  expect(settledNumber({ ...WHOLE, ...least(0), ...most(99) })?.range).toHaveLength(100);
  expect(settledNumber({ ...WHOLE, ...least(0), ...most(100) })?.range).toBeUndefined();
  expect(settledNumber({ ...least(1), ...most(3) })?.range).toBeUndefined();
  expect(settledNumber({ ...WHOLE, ...least(1) })?.range).toBeUndefined();
  expect(settledNumber({ ...WHOLE, ...most(1) })?.range).toBeUndefined();
});

test.each<[what: string, possible: Branch, impossible: Branch]>([
  [
    'lengths',
    text({ minLength: rule(2), maxLength: rule(2) }),
    text({ minLength: rule(3), maxLength: rule(2) }),
  ],
  [
    'numbers of entries',
    list({ minItems: rule(2), maxItems: rule(2) }),
    list({ minItems: rule(3), maxItems: rule(2) }),
  ],
  [
    'numbers of properties',
    object({ minProperties: rule(2), maxProperties: rule(2) }),
    object({ minProperties: rule(3), maxProperties: rule(2) }),
  ],
  ['numbers', number({ ...least(0.5), ...most(0.5) }), number({ ...least(0.6), ...most(0.5) })],
  [
    'whole numbers',
    number({ ...WHOLE, ...least(1), ...most(1) }),
    number({ ...WHOLE, ...least(1, true), ...most(1) }),
  ],
])('%s of which the least is more than the most are impossible', (_, possible, impossible) => {
  expect(settled(possible)).toBeDefined();
  expect(settled(impossible)).toBeUndefined();
});

test('a required property that can have no value is impossible, and one that is not required is not', () => {
  const document = {} as never;
  const schema = (value: boolean) => ({ nodes: [{ document, pointer: '/p', value }], key: '/p' });
  const properties = (value: boolean) =>
    new Map([['a', { schema: schema(value), at: '/p', ruledOut: false }]]);
  const required = new Map([['a', '/required']]);
  expect(settled(object({ properties: properties(false), required }))).toBeUndefined();
  expect(settled(object({ properties: properties(true), required }))).toBeDefined();
  expect(settled(object({ properties: properties(false), required: new Map() }))).toBeDefined();
  expect(settled(object({ required }))).toBeDefined();
  const parts = (...values: boolean[]) => ({
    nodes: values.flatMap((value) => schema(value).nodes),
    key: '',
  });
  const a = (...values: boolean[]) =>
    new Map([['a', { schema: parts(...values), at: '/p', ruledOut: false }]]);
  expect(settled(object({ properties: a(true, false), required }))).toBeUndefined();
  expect(settled(object({ properties: a(), required }))).toBeDefined();
});

test('a least number of properties that are required anyway is none', () => {
  const required = new Map([
    ['a', ''],
    ['b', ''],
  ]);
  expect(settled(object({ required, minProperties: rule(2) }))).toEqual(object({ required }));
  expect(settled(object({ required, minProperties: rule(3) }))?.minProperties?.value).toBe(3);
});

test('what is said of entries that a list is too short to have is left out', () => {
  const schema = (key: string) => ({ nodes: [], key });
  const prefix = [schema('a'), schema('b')];
  const items = schema('c');
  expect(settled(list({ prefix, items, maxItems: rule(1) }))).toMatchObject({
    prefix: [{ key: 'a' }],
    items: { key: '' },
  });
  expect(settled(list({ prefix, items, maxItems: rule(2) }))).toMatchObject({ prefix, items: { key: '' } });
  expect(settled(list({ prefix, items, maxItems: rule(3) }))).toMatchObject({ prefix, items });
  expect(settled(list({ prefix, items }))).toMatchObject({ prefix, items });
});

test('listed values are those that fit, and the other rules have no more to say', () => {
  const found = settled(
    text({ at: '/s', values: rule<Json[]>(['a', 'bb', 'ccc']), minLength: rule(2), patterns: [rule('b')] }),
  );
  expect(found).toEqual({ ...freeBranch('string', '/s'), values: { value: ['bb'], at: '/rule' } });
  const conditions = [{ text: 'not …', at: '' }];
  expect(settled(text({ values: rule<Json[]>(['a']), conditions }))?.conditions).toEqual(conditions);
  expect(settled(text({ values: rule<Json[]>(['a']), minLength: rule(2) }))).toBeUndefined();
});

test('a list of both truths, or of null, is a list of all values', () => {
  expect(settled({ ...freeBranch('boolean', '/b'), values: rule<Json[]>([true, false]) })).toEqual(
    freeBranch('boolean', '/b'),
  );
  const truths = (...value: boolean[]) =>
    settled({ ...freeBranch('boolean'), values: rule<Json[]>(value) })?.values?.value;
  expect(truths(true, false)).toBeUndefined();
  expect(truths(true)).toEqual([true]);
  expect(settled({ ...freeBranch('null', '/n'), values: rule<Json[]>([null]) })).toEqual(
    freeBranch('null', '/n'),
  );
  expect(settled(text({ values: rule<Json[]>(['a', 'b']) }))?.values?.value).toEqual(['a', 'b']);
});

test('listed objects and lists keep what else is said of them', () => {
  const listed = object({ values: rule<Json[]>([{ a: 1 }]), maxProperties: rule(1) });
  expect(settled(listed)).toMatchObject({ values: { value: [{ a: 1 }] }, maxProperties: { value: 1 } });
  const lists = list({ values: rule<Json[]>([[1]]), maxItems: rule(1) });
  expect(settled(lists)).toMatchObject({ values: { value: [[1]] }, maxItems: { value: 1 } });
});

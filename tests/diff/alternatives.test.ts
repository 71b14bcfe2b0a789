import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

// Of alternatives that no value has in common, `oneOf` says what `anyOf` says; of others it refuses what is of two.

const text = (own: JsonObject = {}): Json => ({ type: 'string', ...own });
const number = (own: JsonObject = {}): Json => ({ type: 'number', ...own });
const list = (own: JsonObject): Json => ({ type: 'array', ...own });
const object = (own: JsonObject): Json => ({ type: 'object', ...own });
const having = (k: Json, ...required: string[]): Json => object({ properties: { k }, required });
const schemas: JsonObject = { X: { const: 'x' } };

test.each<[what: string, one: Json, other: Json]>([
  ['another type', text(), number()],
  ['several other types', { type: ['string', 'null'] }, { type: ['number', 'boolean'] }],
  ['listed values', { enum: ['a', 'b'] }, { enum: ['c', 1] }],
  ['listed objects', { enum: [{ a: 1 }] }, { enum: [{ a: 2 }] }],
  ['a listed value, and a rule', { enum: ['a', 'b'] }, text({ minLength: 2 })],
  ['numbers below and above', number({ maximum: 1 }), number({ minimum: 2 })],
  ['short and long texts', text({ maxLength: 1 }), text({ minLength: 2 })],
  ['short and long lists', list({ maxItems: 1 }), list({ minItems: 2 })],
  ['with a property, and without it', object({ required: ['a'] }), object({ properties: { a: false } })],
  ['with a property, and closed', object({ required: ['a'] }), object({ additionalProperties: false })],
  ['a value of a property', having({ const: 'x' }, 'k'), having({ const: 'y' }, 'k')],
  ['listed values of a property', having({ enum: ['x', 'z'] }, 'k'), having({ enum: ['y', 'w'] }, 'k')],
  ['null, a value of a property', having({ const: null }, 'k'), having({ const: 'y' }, 'k')],
  [
    'a value behind a reference',
    having({ $ref: '#/components/schemas/X' }, 'k'),
    having({ const: 'y' }, 'k'),
  ],
  [
    'a value of a part',
    having({ allOf: [{ const: 'x' }, { title: 'T' }] }, 'k'),
    having({ const: 'y' }, 'k'),
  ],
  [
    'a value that two parts have',
    having({ allOf: [{ enum: ['x', 'y'] }, { enum: ['x', 'z'] }] }, 'k'),
    having({ enum: ['y', 'z'] }, 'k'),
  ],
  [
    'values of alternatives',
    having({ anyOf: [{ const: 'x' }, { const: 'z' }] }, 'k'),
    having({ const: 'y' }, 'k'),
  ],
  [
    'values of one of alternatives',
    having({ oneOf: [{ const: 'x' }, { const: 'z' }] }, 'k'),
    having({ const: 'y' }, 'k'),
  ],
])('apart by %s', async (_, one, other) => {
  for (const parts of [
    [one, other],
    [other, one],
  ]) {
    for (const side of ['request', 'response'] as const) {
      expect(await schemaDiff({ oneOf: parts }, { anyOf: parts }, { side, schemas })).toEqual([]);
      expect(await schemaDiff({ anyOf: parts }, { oneOf: parts }, { side, schemas })).toEqual([]);
    }
  }
});

test.each<[what: string, one: Json, other: Json]>([
  ['a listed value', { enum: ['a', 'b'] }, { enum: ['b', 'c'] }],
  ['a listed object', { enum: [{ a: 1 }, { a: 2 }] }, { enum: [{ a: 2 }] }],
  ['a listed value that fits a rule', { enum: ['a', 'bb'] }, text({ minLength: 2 })],
  ['a number at both bounds', number({ maximum: 2 }), number({ minimum: 2 })],
  ['a length at both bounds', text({ maxLength: 2 }), text({ minLength: 2 })],
  ['a number of entries at both bounds', list({ maxItems: 2 }), list({ minItems: 2 })],
  ['objects with either property', object({ required: ['a'] }), object({ required: ['b'] })],
  ['a value of a property', having({ enum: ['x', 'y'] }, 'k'), having({ enum: ['y', 'z'] }, 'k')],
  ['a property that one need not have', having({ const: 'x' }), having({ const: 'y' })],
  [
    'an open alternative of a value',
    having({ anyOf: [{ const: 'x' }, { type: 'string' }] }, 'k'),
    having({ const: 'y' }, 'k'),
  ],
  ['a property of which one says nothing', having({ const: 'x' }, 'k'), object({ required: ['k'] })],
])('not apart, by %s', async (_, one, other) => {
  for (const parts of [
    [one, other],
    [other, one],
  ]) {
    const there = await schemaDiff({ oneOf: parts }, { anyOf: parts });
    const back = await schemaDiff({ anyOf: parts }, { oneOf: parts });
    // Of lists the very value is told.
    expect(there).toEqual([expect.stringMatching(/^safe (combination-changed|enum-value-added)$/)]);
    expect(back).toEqual([expect.stringMatching(/^breaks (combination-changed|enum-value-removed)$/)]);
  }
});

describe('alternatives that say no more than others', () => {
  test.each<[what: string, parts: Json[], whole: Json]>([
    ['lists are one list', [{ enum: ['a', 'b'] }, { enum: ['b', 'c'] }], { enum: ['a', 'b', 'c'] }],
    ['a list that a rule covers', [{ enum: ['aa', 'bb'] }, text({ minLength: 2 })], text({ minLength: 2 })],
    [
      'a rule that covers a list, the other way about',
      [text({ minLength: 2 }), { enum: ['aa', 'bb'] }],
      text({ minLength: 2 }),
    ],
    ['all of a type', [text(), { enum: ['a'] }], text()],
    ['all of a type, the other way about', [{ enum: ['a'] }, text()], text()],
    ['both truths', [{ const: true }, { const: false }], { type: 'boolean' }],
    ['one of the truths twice', [{ const: true }, { const: true }], { const: true }],
    ['all objects', [object({ required: ['a'] }), object({})], object({})],
    ['whole numbers and all', [{ type: 'integer' }, number()], number()],
  ])('%s', async (_, parts, whole) => {
    for (const side of ['request', 'response'] as const) {
      expect(await schemaDiff({ anyOf: parts }, whole, { side })).toEqual([]);
      expect(await schemaDiff(whole, { anyOf: parts }, { side })).toEqual([]);
    }
  });

  test.each<[what: string, parts: Json[], whole: Json]>([
    [
      'a list that a rule covers in part',
      [{ enum: ['a', 'bb'] }, text({ minLength: 2 })],
      text({ minLength: 2 }),
    ],
    ['two rules', [text({ maxLength: 1 }), text({ minLength: 4 })], text({ minLength: 4 })],
    [
      'a list beside a condition',
      [{ enum: ['a'] }, text({ minLength: 2, not: { format: 'date' } })],
      text({ minLength: 2, not: { format: 'date' } }),
    ],
    [
      'a list beside what a text holds',
      [{ enum: ['a'] }, text({ contentMediaType: 'application/json', contentSchema: { type: 'object' } })],
      text({ contentMediaType: 'application/json', contentSchema: { type: 'object' } }),
    ],
    ['a list of objects', [{ enum: [{ a: 1 }] }, object({ required: ['b'] })], object({ required: ['b'] })],
  ])('but not %s', async (_, parts, whole) => {
    const [first = ''] = await schemaDiff({ anyOf: parts }, whole);
    expect(first).toMatch(/^(breaks|undecided) /);
    const back = await schemaDiff(whole, { anyOf: parts });
    expect(back.length).toBeGreaterThan(0);
    expect(back.filter((each) => !each.startsWith('safe '))).toEqual([]);
  });

  test('a list is a part of the rule that covers it, when that changes as well', async () => {
    const [list, rule] = [{ enum: ['aa', 'bb'] }, text({ minLength: 2 })];
    for (const parts of [
      [list, rule],
      [rule, list],
    ]) {
      expect(await schemaDiff({ anyOf: parts }, text({ minLength: 3 }))).toEqual(['breaks length-narrowed']);
      expect(await schemaDiff(text({ minLength: 3 }), { anyOf: parts })).toEqual(['safe length-widened']);
    }
  });
});

describe('an object that several alternatives cover between them, each a part', () => {
  const properties: JsonObject = { a: text(), b: text() };
  const closed: JsonObject = { properties, additionalProperties: false };
  const either: JsonObject = { anyOf: [{ required: ['a'] }, { required: ['b'] }] };
  const values = (count: number) => Array.from({ length: count }, (_, index) => `v${index}`);
  const each = (count: number): Json => ({
    anyOf: values(count).map((value) => having({ const: value }, 'k')),
  });

  test.each<[what: string, whole: Json, parts: Json]>([
    ['some of its properties', object({ ...closed, minProperties: 1 }), object({ ...closed, ...either })],
    ['two values', having({ enum: values(2) }, 'k'), each(2)],
    ['twelve values', having({ enum: values(12) }, 'k'), each(12)],
  ])('by %s', async (_, whole, parts) => {
    for (const side of ['request', 'response'] as const) {
      expect(await schemaDiff(whole, parts, { side })).toEqual([]);
      expect(await schemaDiff(parts, whole, { side })).toEqual([]);
    }
  });

  test.each<[what: string, whole: Json, parts: Json]>([
    [
      'a property that is not documented',
      object({ properties, minProperties: 1 }),
      object({ properties, ...either }),
    ],
    [
      'a property by a pattern',
      object({ ...closed, patternProperties: { '^x': text() }, minProperties: 1 }),
      object({ ...closed, patternProperties: { '^x': text() }, ...either }),
    ],
    ['no property at all', object(closed), object({ ...closed, ...either })],
    ['a value that none has', having({ enum: values(3) }, 'k'), each(2)],
    ['any value', having(text(), 'k'), each(2)],
  ])('and not where there may be %s', async (_, whole, parts) => {
    const there = await schemaDiff(whole, parts);
    expect(there[0]).toMatch(/^breaks /);
    const back = await schemaDiff(parts, whole);
    expect(back.length).toBeGreaterThan(0);
    expect(back.filter((told) => !told.startsWith('safe '))).toEqual([]);
  });
});

describe('an alternative beside one that takes all that came', () => {
  const closed = (properties: JsonObject): JsonObject => ({ properties, additionalProperties: false });
  const whole = object(closed({ x: text(), y: text() }));
  const data = (properties: JsonObject, own: JsonObject = {}): Json =>
    object({ ...closed({ data: object(closed(properties)), ...own }) });

  const told = async (before: Json, ...anyOf: Json[]) =>
    (await schemaDiff(before, { anyOf }, { side: 'response' })).filter((each) =>
      each.includes('alternative'),
    );

  test('is none for a reader, where that has all that it has not', async () => {
    expect(await told(whole, whole, object(closed({ y: text() })))).toEqual([]);
  });

  test('is one where that has it elsewhere', async () => {
    const before = data({ x: text(), y: text() }, { x: text() });
    const more = data({ y: text() }, { x: text() });
    expect(await told(before, before, more)).toEqual(['undecided alternative-added']);
  });

  test('is one where neither has it', async () => {
    const open = object({ properties: { y: text() } });
    expect(await told(whole, open, object({ ...closed({ y: text() }), required: ['y'] }))).toEqual([
      'undecided alternative-added',
    ]);
  });
});

test('a condition on objects of more properties than anybody makes is told all the same', async () => {
  const many = { properties: { a: text(), b: text() }, minProperties: 5_000_000_000 };
  const either = { anyOf: [{ required: ['a'] }, { required: ['b'] }] };
  expect(await schemaDiff(object(many), object({ ...many, ...either }))).toEqual([
    expect.stringContaining('condition-changed'),
  ]);
});

test('what oneOf refuses because it is of two is proved by what the other side allows of it', async () => {
  const both = [text({ minLength: 2 }), {}];
  expect(await schemaDiff(text({ pattern: '^x' }), { oneOf: both })).toContain('breaks combination-changed');
  expect(await schemaDiff(number({ minimum: 7 }), { oneOf: [number({ multipleOf: 5 }), {}] })).toContain(
    'breaks combination-changed',
  );
});

test('a value that came in another alternative is new in the company of what else comes with it', async () => {
  const of = (k: string, ...v: number[]): Json =>
    object({ properties: { k: { const: k }, v: { enum: v } }, required: ['k', 'v'] });
  const before = { anyOf: [of('a', 1, 2), of('b', 3)] };
  const told = async (...values: number[]) => {
    const after = { anyOf: [of('a', 1, 2, ...values), of('b', 3)] };
    const [change] = await schemaChanges(before, after, { side: 'response' });
    return [change?.kind, change?.message, change?.witness?.value];
  };
  expect(await told(3)).toEqual([
    'response-condition-changed',
    'the answer 200, /v: 3 is now among its values, which other rules kept out',
    { k: 'a', v: 3 },
  ]);
  expect((await told(4))[0]).toBe('response-enum-value-added');
});

test('an alternative that came by two choices at once stands at neither of them', async () => {
  const choosing = (...k: number[]): Json =>
    object({
      anyOf: [{ required: ['a'] }, { required: ['b'] }],
      oneOf: k.map((value) => having({ const: value }, 'k')),
    });
  const [change] = await schemaChanges(choosing(1, 2), choosing(1, 2, 3));
  expect(change?.kind).toBe('request-alternative-added');
  expect(change?.candidate?.pointer).toBe('/paths/~1a/post/requestBody/content/application~1json/schema');
});

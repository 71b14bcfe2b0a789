import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

// None of these ended in any time that a test has, or what they differ in was hidden.

const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const RECORD = (maximum: number): Json => ({
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', maximum } },
});

/** Layers of schemas that each refer to the next one, the last of which is this. */
function layers(count: number, make: (next: Json) => Json, last: Json): JsonObject {
  const below = Array.from({ length: count }, (_, index): [string, Json] => [
    `A${index}`,
    make(ref(`A${index + 1}`)),
  ]);
  return { ...Object.fromEntries(below), [`A${count}`]: last };
}

test.each<[what: string, make: (next: Json) => Json]>([
  ['allOf', (next) => ({ allOf: [next, next] })],
  ['anyOf', (next) => ({ anyOf: [next, next] })],
  ['not', (next) => ({ not: { anyOf: [next, next] } })],
  ['properties', (next) => ({ type: 'object', properties: { a: next, b: next } })],
  ['required properties', (next) => ({ type: 'object', required: ['a'], properties: { a: next, b: next } })],
  ['lists', (next) => ({ type: 'array', minItems: 1, items: { allOf: [next, next] } })],
  ['parts and alternatives', (next) => ({ allOf: [next], anyOf: [next, { type: 'string' }] })],
  // biome-ignore lint/suspicious/noThenProperty: the word is JSON Schema's
  ['a condition', (next) => ({ if: next, then: next, else: next })],
  ['closed parts', (next) => ({ allOf: [next, next], unevaluatedProperties: false })],
  [
    'parts and cases that multiply',
    (next) => ({ allOf: [next, { anyOf: [next, { type: 'object', required: ['x'] }] }] }),
  ],
  ['parts of a property', (next) => ({ allOf: [next, next], properties: { a: { allOf: [next, next] } } })],
])('twenty layers that each hold the next one twice, by %s: what is told breaks', async (_, make) => {
  const [before, after] = [100, 99].map((maximum) => layers(20, make, RECORD(maximum)));
  const told = await schemaDiff(ref('A0'), ref('A0'), { schemas: before ?? {}, schemasNow: after ?? {} });
  expect(told.some((each) => /^(breaks|undecided)/.test(each))).toBe(true);
});

test.each<[what: string, make: (next: Json) => Json]>([
  ['allOf', (next) => ({ allOf: [next, next] })],
  ['anyOf', (next) => ({ anyOf: [next, next] })],
])('layers that say nothing, twice each, by %s', async (_, make) => {
  const told = await schemaDiff(
    { properties: { a: ref('A0') } },
    { properties: { a: ref('A0'), b: { type: 'string' } } },
    { schemas: layers(24, make, {}) },
  );
  expect(told).toEqual(['safe property-added /b']);
});

test('forty layers of parts: what the last one says counts', async () => {
  const chain = (maximum: number) => layers(40, (next) => ({ allOf: [next] }), RECORD(maximum));
  expect(await schemaDiff(ref('A0'), ref('A0'), { schemas: chain(100), schemasNow: chain(99) })).toEqual([
    'breaks maximum-narrowed /id',
  ]);
});

const overlapping = (maximum: number): Json[] =>
  Array.from(
    { length: 20 },
    (_, index): Json => ({
      type: 'object',
      required: [`a${index}`, `b${index}`, `c${index}`],
      properties: { [`a${index}`]: { type: 'integer', maximum } },
    }),
  );

test('what one of many overlapping alternatives has is not taken out of each other one by one', async () => {
  const alternatives = overlapping(9);
  const told = await schemaDiff({ oneOf: alternatives }, { oneOf: alternatives.toReversed() });
  expect(told).toEqual([]);
});

test('a not of many alternatives is a condition, in which each rule counts', async () => {
  const object = (maximum: number): Json => ({ type: 'object', not: { anyOf: overlapping(maximum) } });
  expect(await schemaDiff(object(9), object(9))).toEqual([]);
  const told = await schemaDiff(object(9), object(8));
  expect(told).toMatchInlineSnapshot(`
    [
      "undecided condition-changed",
    ]
  `);
});

test('an example of alternatives that hold themselves, and overlap, is made without them', async () => {
  const expression = (more: JsonObject): JsonObject => ({
    Expression: { oneOf: [ref('Call'), ref('Member')] },
    Call: { type: 'object', properties: { callee: ref('Expression'), ...more } },
    Member: { type: 'object', properties: { object: ref('Expression'), key: { type: 'string' } } },
  });
  const told = await schemaDiff(
    { type: 'object', required: ['a'], properties: { a: ref('Expression') } },
    { type: 'object', required: ['a'], properties: { a: ref('Expression') }, maxProperties: 1 },
    { schemas: expression({}), schemasNow: expression({ type: { type: 'string', maxLength: 3 } }) },
  );
  expect(told).toMatchInlineSnapshot(`
    [
      "undecided property-count-narrowed",
      "safe property-added /a/type",
    ]
  `);
});

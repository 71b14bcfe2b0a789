import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { composedOnce } from '../../src/document/composed-once.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/definitions/${name}` });
const RECORD: Json = {
  type: 'object',
  required: ['id'],
  properties: { id: { type: 'integer', maximum: 9 } },
};

/** Layers that each refer to the next one, the last of which is this. */
function layers(count: number, make: (next: JsonObject, index: number) => Json, last: Json): JsonObject {
  const below = Array.from({ length: count }, (_, index): [string, Json] => [
    `A${index}`,
    make(ref(`A${index + 1}`), index),
  ]);
  return { ...Object.fromEntries(below), [`A${count}`]: last };
}

/** What a validator says of values by such schemas. */
function judgeBy({ root, definitions }: { root: Json; definitions: JsonObject }): (value: Json) => string[] {
  const ajv = new Ajv2020({ allErrors: true, strict: false, logger: false });
  const validate = ajv.compile({ definitions, allOf: [root] } as JsonObject);
  return (value) => {
    validate(value);
    return (validate.errors ?? []).map(({ keyword, instancePath }) => `${keyword} ${instancePath}`);
  };
}

const VALUES: Json[] = [{ id: 1 }, { id: 10 }, {}, 'x', { id: 1, own3: 'x' }, { id: 1, more: 2 }];

test.each<[what: string, make: (next: JsonObject, index: number) => Json]>([
  ['twice', (next) => ({ allOf: [next, next] })],
  [
    'twice, and a rule beside',
    (next, at) => ({ allOf: [next, next], properties: { [`own${at}`]: { type: 'integer' } } }),
  ],
  ['by two others', (next) => ({ allOf: [{ allOf: [next] }, next] })],
  ['beside a reference', (next) => ({ ...next, allOf: [next, { minProperties: 1 }] })],
])('layers that each hold the next one %s say what they said, once', (_, make) => {
  const few = { root: ref('A0'), definitions: layers(11, make, RECORD) };
  const many = { root: ref('A0'), definitions: layers(40, make, RECORD) };
  const [written, long] = [composedOnce(few), composedOnce(many)];
  if (written === undefined || long === undefined) throw new Error('it was given up');
  const [byFew, byWritten, byLong] = [few, written, long].map(judgeBy);
  for (const value of VALUES) {
    const faults = byFew?.(value) ?? [];
    expect(new Set(byWritten?.(value))).toEqual(new Set(faults));
    expect(byLong?.(value).length).toBeLessThan(200);
    expect(byLong?.(value).length === 0).toBe(faults.length === 0);
  }
});

test('layers of the same alternative twice are layers of one', () => {
  const bundle = { root: ref('A0'), definitions: layers(40, (next) => ({ anyOf: [next, next] }), RECORD) };
  const written = composedOnce(bundle);
  if (written === undefined) throw new Error('it was given up');
  const faults = judgeBy(written);
  expect(faults({ id: 1 })).toEqual([]);
  expect(faults({ id: 10 })).toContain('maximum /id');
});

test('lists of lists, twice each, are gone through once', () => {
  const make = (next: JsonObject): Json => ({ type: 'array', items: { allOf: [next, next] } });
  const written = composedOnce({ root: ref('A0'), definitions: layers(40, make, RECORD) });
  const value = Array.from({ length: 40 }).reduce<Json>((inner) => [inner], { id: 10 });
  if (written === undefined) throw new Error('it was given up');
  expect(judgeBy(written)(value)).toEqual([`maximum ${'/0'.repeat(40)}/id`]);
});

test('what closes a schema keeps what it closes beside it', () => {
  const closed = (index: number): JsonObject => (index === 0 ? { unevaluatedProperties: false } : {});
  const bundle = {
    root: ref('A0'),
    definitions: layers(12, (next, index) => ({ allOf: [next, next], ...closed(index) }), RECORD),
  };
  const written = composedOnce(bundle);
  if (written === undefined) throw new Error('it was given up');
  const [before, after] = [bundle, written].map(judgeBy);
  for (const value of VALUES) expect(new Set(after?.(value))).toEqual(new Set(before?.(value)));
});

test('alternatives that multiply in earnest are given up, and what multiplies little stays as it is', () => {
  const make = (next: JsonObject): Json => ({ anyOf: [next, { allOf: [next], minProperties: 1 }] });
  expect(composedOnce({ root: ref('A0'), definitions: layers(20, make, RECORD) })).toBeUndefined();
  const few = { root: ref('A0'), definitions: layers(5, make, RECORD) };
  expect(composedOnce(few)).toEqual(few);
  const circle = {
    root: ref('A'),
    definitions: { A: { properties: { a: ref('A') }, allOf: [ref('B')] }, B: {} },
  };
  expect(composedOnce(circle)).toEqual(circle);
});

test('only one way out of a condition is gone', () => {
  // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
  const make = (next: JsonObject): Json => ({ if: { required: ['a'] }, then: next, else: next });
  const bundle = { root: ref('A0'), definitions: layers(40, make, RECORD) };
  expect(composedOnce(bundle)).toEqual(bundle);
});

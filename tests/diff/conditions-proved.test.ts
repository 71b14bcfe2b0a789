// Conditions that ask for more, each with a value that proves it: one that keeps to the old condition and to no other.
import { describe, expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const document = (schema: Json) =>
  readDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'Things', version: '1' },
      paths: {
        '/things': {
          post: {
            requestBody: { content: { 'application/json': { schema } } },
            responses: { 201: { description: 'Made' } },
          },
        },
      },
    }),
    'things.json',
  );

async function told(base: Json, candidate: Json): Promise<[kind: string, proof: Json | undefined][]> {
  const { changes } = await diffDocuments(document(base), document(candidate), {});
  return changes
    .filter(({ breaking }) => breaking)
    .map(({ kind, undecided, witness }) => [undecided === true ? `undecided ${kind}` : kind, witness?.value]);
}

const ofKind = (name: string): Json => ({ properties: { kind: { const: name } }, required: ['kind'] });
const conditional = (condition: Json, asked: Json): JsonObject =>
  Object.fromEntries([
    ['if', condition],
    ['then', asked],
  ]);
const when = (asked: Json, more: JsonObject = {}): Json => ({ ...more, ...conditional(ofKind('k0'), asked) });
const all = (count: number, one: (index: number) => Json): Json => ({
  allOf: Array.from({ length: count }, (_, index) => one(index)),
});

describe('what a condition asks for', () => {
  test.each<[string, Json, Json, string, Json]>([
    [
      'one property more, nothing else being said',
      when({ required: ['a'] }),
      when({ required: ['a', 'b'] }),
      'request-property-became-required',
      { a: {}, kind: 'k0' },
    ],
    [
      'one property more, where that which it looks at has to be there',
      when({ required: ['a'] }, { type: 'object', required: ['kind'] }),
      when({ required: ['a', 'b'] }, { type: 'object', required: ['kind'] }),
      'request-property-became-required',
      { a: {}, kind: 'k0' },
    ],
    [
      'something, where there was no condition',
      {},
      when({ required: ['a'] }),
      'request-condition-changed',
      { kind: 'k0' },
    ],
    [
      'one property more beside another',
      { dependentRequired: { a: ['b'] } },
      { dependentRequired: { a: ['b', 'c'] } },
      'request-property-became-required',
      { b: {}, a: {} },
    ],
  ])('%s', async (_, base, candidate, kind, proof) => {
    expect(await told(base, candidate)).toEqual([[kind, proof]]);
    expect(await told(candidate, base)).toEqual([]);
    expect(await told(base, base)).toEqual([]);
  });
});

test('another type of a property, where a condition asks for it', async () => {
  const asked = (type: string) => conditional({ required: ['a'] }, { properties: { b: { type } } });
  expect(await told(asked('string'), asked('integer'))).toEqual([
    ['request-type-changed', { a: {}, b: 'a' }],
  ]);
});

describe('twenty conditions are compared, each by itself', () => {
  const ifs = (first: Json): Json =>
    all(20, (index) => conditional(ofKind(`k${index}`), index === 0 ? first : { required: [`r${index}`] }));

  test('one that asks for more breaks, and the others are no change', async () => {
    const one = ifs({ required: ['r0'] });
    const other = ifs({ required: ['r0', 'more'] });
    expect(await told(one, one)).toEqual([]);
    const [[kind] = [], ...more] = await told(one, other);
    expect([kind, more]).toEqual(['undecided request-property-became-required', []]);
    expect(await told(other, one)).toEqual([]);
  });

  test('one that is gone allows more, and one that is new breaks', async () => {
    const rules = (from: number): Json =>
      all(20 - from, (index) => ({ not: { required: [`a${index + from}`, `b${index + from}`] } }));
    expect(await told(rules(0), rules(1))).toEqual([]);
    expect((await told(rules(1), rules(0))).map(([kind]) => kind)).toEqual([
      'undecided request-condition-changed',
    ]);
  });
});

test('alternatives that a later part leaves few of are told apart', async () => {
  const untyped = (prefix: string, count: number, more: Json = {}): Json => ({
    oneOf: Array.from({ length: count }, (_, index) => ({
      required: [`${prefix}${index}`],
      properties: { [`${prefix}${index}`]: index === 0 ? more : {} },
    })),
  });
  // Each alternative is one for each type of value, until the last part says which.
  const whole = (more: Json): Json => ({
    allOf: [untyped('a', 6, more), untyped('b', 4), { type: 'object' }],
  });
  const [[kind] = [], ...others] = await told(whole({ type: ['string', 'null'] }), whole({ type: 'string' }));
  expect([kind, others]).toEqual(['request-became-not-nullable', []]);
});

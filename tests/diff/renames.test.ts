import { expect, test } from 'vitest';
import { areOneRenamed, areOneRespelt, type Named } from '../../src/diff/renames.ts';
import { type Branch, conjunction } from '../../src/diff/space/space.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

const named = (name: string, own: Partial<Named> = {}): Named => ({
  name,
  description: undefined,
  index: 0,
  count: 1,
  ...own,
});

test.each<[what: string, before: Named, after: Named, areOne: boolean]>([
  ['nothing', named('amount'), named('colour'), false],
  ['a word', named('total_amount'), named('amountDue'), true],
  ['a description', named('a', { description: 'How much' }), named('b', { description: 'How much' }), true],
  ['no description', named('a', { description: 'How much' }), named('b', { description: 'How many' }), false],
  ['the place of two', named('a', { index: 1, count: 2 }), named('b', { index: 1, count: 2 }), true],
  ['no place of two', named('a', { index: 0, count: 2 }), named('b', { index: 1, count: 2 }), false],
  ['a place, of another number', named('a', { count: 2 }), named('b', { count: 3 }), false],
])('two names of the same plain schema that share %s', (_, before, after, areOne) => {
  const plain = { values: undefined, patterns: [], properties: new Map() } as unknown as Branch;
  expect(areOneRenamed(before, after, [plain])).toBe(areOne);
  // Of what hardly two things share the name does not matter.
  const telling = {
    ...plain,
    properties: new Map([['x', { schema: conjunction([]) }]]),
  } as unknown as Branch;
  expect(areOneRenamed(before, after, [telling])).toBe(true);
});

test.each([
  ['X-My-Token', 'my_token', true],
  ['token', 'my_token', false],
  ['token', 'Token', true],
  ['my_token', 'my_secret', false],
])('%s and %s are one name in two spellings: %s', (before, after, areOne) => {
  expect(areOneRespelt(before, after)).toBe(areOne);
  expect(areOneRespelt(after, before)).toBe(areOne);
});

test('what else changes beside a property that has another name is told as well', async () => {
  const text = { type: 'string' };
  const object = (properties: JsonObject, ...required: string[]): Json => ({
    type: 'object',
    properties,
    required,
  });
  const before = object({ first_name: text, note: text });
  expect(await schemaDiff(before, object({ firstName: text, note: text }, 'note'))).toEqual([
    'breaks property-renamed /first_name',
    'breaks property-became-required /note',
  ]);
});

// Lists of which some entries are of a kind, and what is left of them beside it.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

const list = (more: JsonObject): Json => ({ type: 'array', contains: { type: 'integer' }, ...more });
const text: Json = { type: 'string' };
const closed = { unevaluatedItems: false };

test('one more fixed entry may be of another kind than those that contains has looked at', async () => {
  const was = list({ ...closed, prefixItems: [text] });
  const is = list({ ...closed, prefixItems: [text, { type: 'boolean' }] });
  const [change] = await schemaChanges(was, is, { side: 'response' });
  expect(change).toMatchObject({ breaking: true, witness: { accepts: 'candidate' } });
  expect(change?.witness?.value).toEqual([expect.any(String), expect.any(Boolean), expect.any(Number)]);
});

test.each<[what: string, was: Json, is: Json]>([
  ['one entry, as contains asks for', list({}), list({ minItems: 1 })],
  ['several', list({ minContains: 3 }), list({ minContains: 3, minItems: 3 })],
  [
    'one after a fixed one of another kind',
    list({ ...closed, prefixItems: [text] }),
    list({ ...closed, prefixItems: [text], minItems: 2 }),
  ],
  ['one, where no other may be there', list(closed), list({ items: { type: 'integer' } })],
])('a list that has to have %s is the same', async (_, was, is) => {
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(was, is, { side })).toEqual([]);
    expect(await schemaDiff(is, was, { side })).toEqual([]);
  }
});

test('more entries than contains asks for are a change, with a proof that holds', async () => {
  const was = list({ ...closed, prefixItems: [text] });
  const is = list({ ...closed, prefixItems: [text], minItems: 3 });
  const [change] = await schemaChanges(was, is);
  expect(change).toMatchObject({ kind: 'request-item-count-narrowed', witness: { accepts: 'base' } });
  expect(change?.witness?.value).toEqual([expect.any(String), expect.any(Number)]);
});

test('what is left where something else looks at entries as well is not compatible without a proof', async () => {
  const was: Json = { allOf: [{ prefixItems: [text] }], type: 'array', ...closed };
  const is: Json = { allOf: [{ prefixItems: [text, text] }], type: 'array', ...closed };
  expect((await schemaDiff(was, is, { side: 'response' })).join()).toMatch(/breaks|undecided/);
});

test('what two parts leave of a list are two rules, though both say it in the same words', async () => {
  const part = (...first: Json[]): Json => ({
    type: 'array',
    allOf: [{ prefixItems: first }],
    unevaluatedItems: { type: 'integer' },
  });
  const both = { allOf: [part(text), part(text, text)] };
  expect(await schemaDiff(both, part(text, text))).toEqual(['safe condition-changed']);
});

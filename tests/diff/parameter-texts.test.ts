import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

async function told(
  before: Json,
  after: Json,
  hold = (schema: Json): JsonObject => ({ schema }),
): Promise<string[]> {
  const read = (schema: Json, file: string) => {
    const get = {
      parameters: [{ name: 'q', in: 'query', required: true, ...hold(schema) }],
      responses: { 200: { description: '', headers: { H: hold(schema) } } },
    };
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { get } } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind }) => `${breaking ? 'breaks' : 'safe'} ${kind}`);
}

const TEXT: Json = { type: 'string' };

// What a query carries is a text: whoever takes any text takes what is read out of one.
test.each<[type: string]>([['integer'], ['number'], ['boolean'], ['null']])(
  'a parameter that was of the type %s may be any text',
  async (type) => {
    expect(await told({ type }, TEXT)).toEqual(['breaks response-type-widened', 'safe request-type-widened']);
    expect(await told(TEXT, { type })).toEqual([
      'breaks request-type-narrowed',
      'safe response-type-narrowed',
    ]);
  },
);

test.each<[what: string, before: Json, after: Json]>([
  ['a list of numbers', { type: 'array', items: { type: 'integer' } }, { type: 'array', items: TEXT }],
  [
    'an object with a number in it',
    { type: 'object', properties: { page: { type: 'integer' } } },
    { type: 'object', properties: { page: TEXT } },
  ],
])('a parameter that was %s may hold any text in its place', async (_, before, after) => {
  expect(await told(before, after)).toEqual(['breaks response-type-widened', 'safe request-type-widened']);
  expect(await told(after, before)).toEqual(['breaks request-type-narrowed', 'safe response-type-narrowed']);
});

test('in JSON a number and a text are two values, in a parameter and in a header', async () => {
  const inJson = (schema: Json) => ({ content: { 'application/json': { schema } } });
  expect(await told({ type: 'integer' }, TEXT, inJson)).toEqual([
    'breaks request-type-changed',
    'breaks response-type-changed',
  ]);
  const asText = (schema: Json) => ({ content: { 'text/plain': { schema } } });
  expect(await told({ type: 'integer' }, TEXT, asText)).toEqual([
    'breaks response-type-widened',
    'safe request-type-widened',
  ]);
});

test.each<[what: string, before: Json, after: Json]>([
  ['a list', { type: 'array', items: TEXT }, TEXT],
  ['a number, and a text of some kind', { type: 'integer' }, { type: 'string', minLength: 2 }],
  ['a number, and a truth', { type: 'integer' }, { type: 'boolean' }],
])('a parameter that was %s is not what it was', async (_, before, after) => {
  const [first] = await told(before, after);
  expect(first).toMatch(/^breaks /);
});

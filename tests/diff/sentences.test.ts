import { expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const SCHEMA = '/paths/~1a/post/requestBody/content/application~1json/schema';

async function changesOf(before: Json, after: Json, openapi = '3.1.0'): Promise<Change[]> {
  const read = (schema: Json, file: string) => {
    const post = {
      requestBody: { content: { 'application/json': { schema } } },
      responses: { 200: { description: '' } },
    };
    const root = { openapi, info: { title: 'T', version: '1' }, paths: { '/a': { post } } };
    return readDocument(JSON.stringify(root), file);
  };
  return (await diffDocuments(read(before, 'a.json'), read(after, 'b.json'))).changes;
}

const texts = (changes: readonly Change[]): string[] =>
  changes.map(({ message }) => message.replace(/^the request body: /, ''));

test('where null is listed too, it is named', async () => {
  const type = ['string', 'null'];
  expect(texts(await changesOf({ type }, { type, enum: ['a', null] }))).toEqual([
    'it now has to be one of "a", or null',
  ]);
  expect(texts(await changesOf({ type: 'string' }, { type: 'string', enum: ['a'] }))).toEqual([
    'it now has to be one of "a"',
  ]);
});

test('an alternative that is gone, or has come, is shown where it stands', async () => {
  const body = (...names: string[]): JsonObject => ({
    type: 'object',
    properties: { a: { type: 'string' }, b: { type: 'string' } },
    oneOf: names.map((name) => ({ required: [name] })),
  });
  expect(await changesOf(body('a', 'b'), body('a'))).toMatchObject([
    {
      kind: 'request-alternative-removed',
      before: { required: ['b'] },
      base: { pointer: `${SCHEMA}/oneOf/1` },
    },
  ]);
  const come = await changesOf(body('a'), body('a', 'b'));
  expect(come.filter(({ kind }) => kind === 'request-alternative-added')).toMatchObject([
    {
      kind: 'request-alternative-added',
      after: { required: ['b'] },
      candidate: { pointer: `${SCHEMA}/oneOf/1` },
    },
  ]);
});

test('a bound that is left out no longer is shown as such, and where that was said', async () => {
  const beyond = { type: 'number', minimum: 0, exclusiveMinimum: true };
  const from = { type: 'number', minimum: 0 };
  expect(await changesOf(beyond, from, '3.0.3')).toMatchObject([
    {
      before: 'beyond 0',
      after: '0',
      base: { pointer: `${SCHEMA}/exclusiveMinimum` },
      candidate: { pointer: `${SCHEMA}/minimum` },
    },
  ]);
  expect(await changesOf(beyond, { ...beyond, minimum: 1 }, '3.0.3')).toMatchObject([
    { before: 0, after: 1, base: { pointer: `${SCHEMA}/minimum` } },
  ]);
});

test.each<[before: Json, after: Json, told: string[]]>([
  [{}, { type: 'integer' }, ['its type is integer, before any']],
  [{ type: 'integer' }, {}, ['its type is any, before integer']],
  [
    { type: ['number', 'null'] },
    { type: 'integer' },
    ['it is now a whole number, before any', 'null is no longer allowed'],
  ],
  [
    { type: 'number' },
    { type: ['integer', 'string'] },
    ['it is now a whole number, before any', 'its type is integer or string, before number'],
  ],
])('whole numbers are told of once with the other types: %j, then %j', async (before, after, told) => {
  expect(texts(await changesOf(before, after)).sort()).toEqual([...told].sort());
});

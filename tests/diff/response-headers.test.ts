import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const documentOf = (header: JsonObject): string => {
    const get = { responses: { 200: { description: '', headers: { 'X-A': header } } } };
    return JSON.stringify({
      ...{ openapi: '3.0.3', info: { title: 'T', version: '1' } },
      paths: { '/a': { get } },
    });
  };
  const { changes } = await diffDocuments(
    readDocument(documentOf(before), 'base.json'),
    readDocument(documentOf(after), 'candidate.json'),
  );
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

const OBJECT = { type: 'object', properties: { a: { type: 'string' } } };
const LIST = { type: 'array', items: { type: 'string' } };
const TEXT = { type: 'string' };
const asJson = (schema: JsonObject): JsonObject => ({ content: { 'application/json': { schema } } });

test.each<[what: string, before: JsonObject, after: JsonObject, is: string, was: string]>([
  ['an object', { schema: OBJECT }, { schema: OBJECT, explode: true }, 'a=1,b=2', 'a,1,b,2'],
  ['a text', { schema: TEXT }, asJson(TEXT), 'application/json', 'text'],
])('%s that is written in another way breaks whoever reads it', async (_, before, after, is, was) => {
  const kind = 'breaks response-header-style-changed: the answer 200, header X-A';
  expect(await told(before, after)).toEqual([`${kind}: it is written as ${is}, before ${was}`]);
  expect(await told(after, before)).toEqual([`${kind}: it is written as ${was}, before ${is}`]);
});

test.each<[what: string, before: JsonObject, after: JsonObject]>([
  ['a list', { schema: LIST }, { schema: LIST, explode: true }],
  ['a text', { schema: TEXT }, { schema: TEXT, explode: true, style: 'simple' }],
])('%s that is written alike is no change', async (_, before, after) => {
  expect(await told(before, after)).toEqual([]);
});

test('a header of another type is told of by its type alone', async () => {
  const kinds = (await told({ schema: TEXT }, { schema: LIST })).map((each) => each.split(':')[0]);
  expect(kinds).toEqual(['breaks response-type-changed']);
});

test('what is said of a header is wording', async () => {
  expect(await told({ schema: TEXT }, { schema: TEXT, description: 'Why' })).toEqual([
    'safe documentation-changed: the answer 200, header X-A: its description is new',
  ]);
});

import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

function documentOf(version: string, media: JsonObject): string {
  const post = {
    requestBody: { content: media },
    responses: { 200: { description: '', content: media } },
  };
  return JSON.stringify({ openapi: version, info: { title: 'T', version: '1' }, paths: { '/a': { post } } });
}

async function kinds(before: JsonObject, after: JsonObject): Promise<string[]> {
  const { changes } = await diffDocuments(
    readDocument(documentOf('3.0.3', before), 'base.json'),
    readDocument(documentOf('3.1.0', after), 'candidate.json'),
  );
  return changes.map(({ breaking, kind }) => `${breaking ? 'breaks' : 'safe'} ${kind}`);
}

const BYTES = { type: 'string', format: 'binary' };

test.each<[what: string, type: string, before: Json | undefined, after: Json | undefined]>([
  ['no schema', 'application/pdf', BYTES, undefined],
  ['an empty schema', 'application/octet-stream', BYTES, {}],
  ['true', 'image/png', BYTES, true],
  ['the media type once more', 'image/png', BYTES, { type: 'string', contentMediaType: 'image/png' }],
  ['a text', 'application/zip', { type: 'string' }, undefined],
  ['a text of any bytes, as before', 'application/zip', BYTES, BYTES],
])('a body of any bytes is one since OpenAPI 3.1 by %s', async (_, type, before, after) => {
  const media = (schema: Json | undefined): JsonObject => ({
    [type]: schema === undefined ? {} : { schema },
  });
  expect(await kinds(media(before), media(after))).toEqual([]);
  expect(await kinds(media(after ?? {}), media(before ?? {}))).toEqual([]);
});

test.each<[what: string, type: string, before: Json, after: Json, told: string[]]>([
  [
    'a text of which something is asked',
    'application/pdf',
    { ...BYTES, maxLength: 9 },
    {},
    ['breaks response-type-widened', 'breaks response-length-widened', 'safe request-type-widened'],
  ],
  [
    'a text that is written in base64',
    'application/pdf',
    { type: 'string', format: 'byte' },
    {},
    ['breaks response-type-widened', 'safe request-type-widened'],
  ],
  [
    'a number',
    'application/pdf',
    { type: 'integer' },
    {},
    ['breaks response-type-widened', 'safe request-type-widened'],
  ],
  [
    'a part of a form',
    'multipart/form-data',
    BYTES,
    {},
    ['breaks response-type-widened', 'safe request-type-widened'],
  ],
  [
    'what is read as JSON',
    'application/vnd.a+json',
    BYTES,
    {},
    ['breaks response-type-widened', 'safe request-type-widened'],
  ],
])('%s is not any bytes', async (_, type, before, after, told) => {
  const found = await kinds({ [type]: { schema: before } }, { [type]: { schema: after } });
  expect(found).toEqual(expect.arrayContaining(told));
});

import { expect, test } from 'vitest';
import type { Change } from '../../src/diff/change.ts';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

/** The changes of a form whose parts have no names (OpenAPI 3.2 section 4.14). */
async function changesOf(before: JsonObject, after: JsonObject, type = 'multipart/mixed'): Promise<Change[]> {
  const read = (media: JsonObject, file: string) =>
    readDocument(
      JSON.stringify({
        openapi: '3.2.0',
        info: { title: 'T', version: '1' },
        paths: {
          '/a': {
            post: { requestBody: { content: { [type]: media } }, responses: { 200: { description: '' } } },
          },
        },
      }),
      file,
    );
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes;
}

const ITEMS = { itemSchema: { type: 'object' } };
const every = (contentType: string): JsonObject => ({ ...ITEMS, itemEncoding: { contentType } });
const LIST = { schema: { type: 'array', prefixItems: [{ type: 'object' }, { type: 'string' }] } };
const first = (contentType: string): JsonObject => ({ ...LIST, prefixEncoding: [{ contentType }] });

test.each<[what: string, before: JsonObject, after: JsonObject, kind: string, message: string, at: string]>([
  [
    'each part, in another media type',
    every('application/json'),
    every('application/xml'),
    'request-encoding-changed',
    'the request body, each part: application/json is no longer taken',
    '/*',
  ],
  [
    'each part, in one more',
    ITEMS,
    every('application/json, application/xml'),
    'request-encoding-widened',
    'the request body, each part: application/xml is taken as well',
    '/*',
  ],
  [
    'the first part',
    first('application/json'),
    first('text/plain'),
    'request-encoding-changed',
    'the request body, part 1: application/json is no longer taken',
    '/0',
  ],
])('%s', async (_, before, after, kind, message, at) => {
  expect(await changesOf(before, after)).toMatchObject([{ kind, message, at }]);
});

test('what holds anyway is no change, nor what is said of parts where there are none', async () => {
  expect(await changesOf(ITEMS, every('application/json'))).toEqual([]);
  expect(await changesOf(LIST, first('application/json'))).toEqual([]);
  expect(await changesOf(every('text/plain'), every('text/csv'), 'application/jsonl')).toEqual([]);
});

import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

async function changesOf(before: JsonObject[], after: JsonObject[]) {
  const read = (parameters: JsonObject[], file: string) => {
    const paths = { '/a': { get: { parameters, responses: { 200: { description: '' } } } } };
    return readDocument(
      JSON.stringify({ openapi: '3.2.0', info: { title: 'T', version: '1' }, paths }),
      file,
    );
  };
  return (await diffDocuments(read(before, 'a.json'), read(after, 'b.json'))).changes;
}

const FORM = 'application/x-www-form-urlencoded';
const query = (schema: Json, more: JsonObject = {}, type = FORM, media: JsonObject = {}): JsonObject => ({
  name: 'selection',
  in: 'querystring',
  content: { [type]: { schema, ...media } },
  ...more,
});
const levels = (...values: string[]): Json => ({
  type: 'object',
  properties: { level: { type: 'string', enum: values } },
});
const ONE = levels('info');
const TWO = levels('info', 'warn');
const REQUIRED = { required: true };

test.each<[what: string, before: JsonObject[], after: JsonObject[], told: string[]]>([
  ['stays as it is under another name', [query(ONE)], [{ ...query(ONE), name: 'other' }], []],
  [
    'takes fewer values',
    [query(TWO)],
    [query(ONE)],
    ['breaks request-enum-value-removed: the query string, /level: "warn" is no longer among its values'],
  ],
  [
    'takes more values',
    [query(ONE)],
    [query(TWO)],
    ['safe request-enum-value-added: the query string, /level: "warn" is now among its values'],
  ],
  [
    'has to be sent',
    [query(ONE)],
    [query(ONE, REQUIRED)],
    ['breaks request-parameter-became-required: the query string: it is now required'],
  ],
  [
    'can be left out',
    [query(ONE, REQUIRED)],
    [query(ONE)],
    ['safe request-parameter-became-optional: the query string: it is no longer required'],
  ],
  ['is new', [], [query(ONE)], ['safe request-parameter-added: the query string: it is new']],
  [
    'is new, and required',
    [],
    [query(ONE, REQUIRED)],
    ['breaks request-required-parameter-added: the query string: it is new, and required'],
  ],
  [
    'is gone',
    [query(ONE, REQUIRED)],
    [],
    ['safe request-parameter-removed: the query string: it is no longer documented'],
  ],
  [
    'is of another media type',
    [query(ONE)],
    [query(ONE, {}, 'application/json')],
    [
      `breaks request-parameter-style-changed: the query string: it is written as application/json, before ${FORM}`,
    ],
  ],
  [
    'has a part that is encoded in another way',
    [query(ONE)],
    [query(ONE, {}, FORM, { encoding: { level: { contentType: 'application/json' } } })],
    ['breaks request-encoding-changed: the query string, the part level: text/plain is no longer taken'],
  ],
])('a query string that %s', async (_, before, after, told) => {
  const changes = await changesOf(before, after);
  expect(
    changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`),
  ).toEqual(told);
});

test('a query string of the path item gives way to that of the operation', async () => {
  const read = (own: Json, file: string) => {
    const get = { parameters: [query(own)], responses: { 200: { description: '' } } };
    const paths = { '/a': { parameters: [query(TWO, REQUIRED)], get } };
    return readDocument(
      JSON.stringify({ openapi: '3.2.0', info: { title: 'T', version: '1' }, paths }),
      file,
    );
  };
  const { changes } = await diffDocuments(read(TWO, 'a.json'), read(ONE, 'b.json'));
  expect(changes.map(({ kind }) => kind)).toEqual(['request-enum-value-removed']);
});

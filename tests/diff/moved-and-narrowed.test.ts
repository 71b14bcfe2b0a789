import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

/** What is told of an operation that was the one and is the other, with the places that it is told of. */
async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const read = (own: JsonObject, file: string) => {
    const post = { responses: { 200: { description: '' } }, ...own };
    const root = { openapi: '3.2.0', info: { title: 'T', version: '1' }, paths: { '/a': { post } } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, undecided, kind, message }) =>
    `${undecided ? 'undecided' : breaking ? 'breaks' : 'safe'} ${kind}: ${message}`.replace(
      /^(.*?): (the )?/,
      '$1: ',
    ),
  );
}

const servers = (...urls: string[]): JsonObject => ({ servers: urls.map((url) => ({ url })) });

test('servers that moved are told in pairs where their hosts tell which is which', async () => {
  expect(await told(servers('https://a/1', 'https://b/1'), servers('https://b/2', 'https://a/2'))).toEqual([
    'breaks server-changed: servers: https://a/1 is now https://a/2, and https://b/1 is now https://b/2',
  ]);
  // Which of two on one host is which nobody knows.
  expect(await told(servers('https://a/1', 'https://a/2'), servers('https://a/3', 'https://a/4'))).toEqual([
    'breaks server-removed: servers: https://a/1 is gone',
    'breaks server-removed: servers: https://a/2 is gone',
    'safe server-added: servers: https://a/3 is new',
    'safe server-added: servers: https://a/4 is new',
  ]);
});

test('a template that leads elsewhere is told with one of its values, and how many more there are', async () => {
  const version = (v: string, ...regions: string[]): JsonObject => ({
    servers: [
      {
        url: 'https://{r}.a/{v}',
        variables: { r: { default: regions[0] ?? '', enum: regions }, v: { default: v, enum: [v] } },
      },
    ],
  });
  expect(await told(version('1', 'eu', 'us'), version('2', 'eu', 'us'))).toEqual([
    'breaks server-changed: servers: https://eu.a/1/a is now https://eu.a/2/a, and so for 1 more of its values',
  ]);
  expect(await told(version('1', 'eu'), version('2', 'eu'))).toEqual([
    'breaks server-changed: servers: https://eu.a/1/a is now https://eu.a/2/a',
  ]);
});

test('what came in a range of media types is held against what is said of one of them', async () => {
  const content = (of: Record<string, string>): JsonObject => ({
    responses: {
      200: {
        description: '',
        content: Object.fromEntries(Object.entries(of).map(([media, type]) => [media, { schema: { type } }])),
      },
    },
  });
  const range = content({ 'application/*': 'string' });
  expect(await told(range, content({ 'application/*': 'string', 'application/json': 'integer' }))).toEqual([
    'breaks response-type-changed: answer 200: its type is integer, before string',
  ]);
  expect(await told(range, content({ 'application/*': 'string', 'application/json': 'string' }))).toEqual([]);
});

test('what else is said of how a part is encoded is undecided, save for what only tools read', async () => {
  const part = (encoding: JsonObject): JsonObject => ({
    requestBody: {
      content: {
        'multipart/form-data': {
          schema: { type: 'object', properties: { a: { type: 'object' } } },
          encoding: { a: { contentType: 'multipart/mixed', ...encoding } },
        },
      },
    },
  });
  expect(await told(part({}), part({ 'x-note': 1 }))).toEqual([]);
  expect(await told(part({}), part({ encoding: { x: { contentType: 'text/csv' } } }))).toEqual([
    'undecided request-encoding-changed: request body, the part a: it is encoded in another way',
  ]);
});

const having = (...required: string[]): Json => ({ type: 'object', required });

test.each<[what: string, wide: Json, narrow: Json]>([
  ['an entry of some kind', { type: 'array' }, { type: 'array', contains: having('a') }],
  ['a name of some form', { type: 'object' }, { type: 'object', propertyNames: { pattern: '^a' } }],
  [
    'no value of two alternatives',
    { anyOf: [having('a'), having('b')] },
    { oneOf: [having('a'), having('b')] },
  ],
])('a condition that asks for %s narrows what may come', async (_, wide, narrow) => {
  const [only, ...more] = await schemaDiff(wide, narrow, { side: 'response' });
  expect(more).toEqual([]);
  expect(only).toMatch(/^safe /);
  expect(await schemaDiff(narrow, wide, { side: 'response' })).toContainEqual(
    expect.stringMatching(/^breaks /),
  );
});

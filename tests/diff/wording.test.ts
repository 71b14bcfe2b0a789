import { describe, expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { edited } from '../checks/exchanges.ts';

const OPERATION = '/paths/~1a/post';
const SCHEMA = `${OPERATION}/requestBody/content/application~1json/schema`;
const A = `${SCHEMA}/properties/a`;

const BASE: JsonObject = {
  openapi: '3.1.0',
  info: { title: 'shop', version: '1' },
  tags: [{ name: 'orders', description: 'What is bought' }],
  servers: [{ url: 'https://a.example', description: 'Live' }],
  paths: {
    '/a': {
      post: {
        summary: 'Order',
        tags: ['orders', 'shop'],
        requestBody: {
          content: {
            'application/json': { schema: { type: 'object', properties: { a: { type: 'string' } } } },
          },
        },
        responses: { 200: { description: 'Done' } },
      },
    },
  },
  components: { securitySchemes: { key: { type: 'http', scheme: 'bearer', description: 'A token' } } },
};

async function changesOf(
  edits: Record<string, Json | undefined>,
  before: Record<string, Json | undefined> = {},
) {
  const base = edited(BASE, before);
  const read = (value: Json, file: string) => readDocument(JSON.stringify(value), file);
  const { verdict, changes } = await diffDocuments(read(base, 'a.json'), read(edited(base, edits), 'b.json'));
  return {
    verdict,
    told: changes.map(
      ({ kind, message, base: from, candidate: to, before: was, after: is }) =>
        `${kind}: ${message} (${from?.pointer} ${JSON.stringify(was)} to ${to?.pointer} ${JSON.stringify(is)})`,
    ),
  };
}

describe('what is said of the document and of its parts', () => {
  test.each<[what: string, edits: Record<string, Json | undefined>, told: string]>([
    [
      'the title',
      { '/info/title': 'store' },
      'the document: its title is another (/info/title "shop" to /info/title "store")',
    ],
    [
      'its version',
      { '/info/version': '2' },
      'the document: its version is another (/info/version "1" to /info/version "2")',
    ],
    [
      'a summary of it',
      { '/info/summary': 'S' },
      'the document: its summary is new (/info undefined to /info/summary "S")',
    ],
    [
      'a description of it',
      { '/info/description': 'D' },
      'the document: its description is new (/info undefined to /info/description "D")',
    ],
    [
      'terms of service',
      { '/info/termsOfService': 'https://t' },
      'the document: its termsOfService is new (/info undefined to /info/termsOfService "https://t")',
    ],
    [
      'a contact',
      { '/info/contact': { name: 'N' } },
      'the document: its contact is new (/info undefined to /info/contact {"name":"N"})',
    ],
    [
      'a license',
      { '/info/license': { name: 'N' } },
      'the document: its license is new (/info undefined to /info/license {"name":"N"})',
    ],
    [
      'further documents',
      { '/externalDocs': { url: 'https://d' } },
      'the document: its externalDocs is new ( undefined to /externalDocs {"url":"https://d"})',
    ],
    [
      'a tag',
      { '/tags/0/description': 'Orders' },
      'the tag orders: its description is another (/tags/0/description "What is bought" to /tags/0/description "Orders")',
    ],
    [
      'documents of a tag',
      { '/tags/0/externalDocs': { url: 'https://d' } },
      'the tag orders: its externalDocs is new (/tags/0 undefined to /tags/0/externalDocs {"url":"https://d"})',
    ],
    [
      'a server',
      { '/servers/0/description': undefined },
      'the server https://a.example: its description is gone (/servers/0/description "Live" to /servers/0 undefined)',
    ],
    [
      'a security scheme',
      { '/components/securitySchemes/key/description': 'T' },
      'the security scheme key: its description is another (/components/securitySchemes/key/description "A token" to /components/securitySchemes/key/description "T")',
    ],
    [
      'the form of a token',
      { '/components/securitySchemes/key/bearerFormat': 'JWT' },
      'the security scheme key: its bearerFormat is new (/components/securitySchemes/key undefined to /components/securitySchemes/key/bearerFormat "JWT")',
    ],
    [
      'an operation',
      { [`${OPERATION}/summary`]: 'Buy' },
      `the operation: its summary is another (${OPERATION}/summary "Order" to ${OPERATION}/summary "Buy")`,
    ],
    [
      'a description of it',
      { [`${OPERATION}/description`]: 'D' },
      `the operation: its description is new (${OPERATION} undefined to ${OPERATION}/description "D")`,
    ],
    [
      'its tags',
      { [`${OPERATION}/tags`]: ['orders'] },
      `the operation: its tags is another (${OPERATION}/tags ["orders","shop"] to ${OPERATION}/tags ["orders"])`,
    ],
    [
      'documents of it',
      { [`${OPERATION}/externalDocs`]: { url: 'https://d' } },
      `the operation: its externalDocs is new (${OPERATION} undefined to ${OPERATION}/externalDocs {"url":"https://d"})`,
    ],
    [
      'its body',
      { [`${OPERATION}/requestBody/description`]: 'B' },
      `the request body: its description is new (${OPERATION}/requestBody undefined to ${OPERATION}/requestBody/description "B")`,
    ],
    [
      'an answer',
      { [`${OPERATION}/responses/200/description`]: 'OK' },
      `the answer 200: its description is another (${OPERATION}/responses/200/description "Done" to ${OPERATION}/responses/200/description "OK")`,
    ],
  ])('%s', async (_, edits, told) => {
    expect(await changesOf(edits)).toEqual({
      verdict: 'identical',
      told: [`documentation-changed: ${told}`],
    });
  });
});

test.each<[what: string, edits: Record<string, Json | undefined>, before?: Record<string, Json | undefined>]>(
  [
    ['where lines are wrapped', { '/tags/0/description': ' What\n  is bought\n' }],
    ['the order of tags', { [`${OPERATION}/tags`]: ['shop', 'orders'] }],
    ['a text that is empty', { [`${OPERATION}/description`]: '' }],
    [
      'a text that was empty',
      { [`${OPERATION}/description`]: undefined },
      { [`${OPERATION}/description`]: '' },
    ],
    ['a list that is empty', { [`${OPERATION}/tags`]: undefined }, { [`${OPERATION}/tags`]: [] }],
    [
      'the order of keys',
      { '/info/contact': { url: 'https://n', name: 'N' } },
      { '/info/contact': { name: 'N', url: 'https://n' } },
    ],
    [
      'a tag that is new',
      {
        '/tags': [
          { name: 'orders', description: 'What is bought' },
          { name: 'x', description: 'X' },
        ],
      },
    ],
    ['a tag that is gone', { '/tags': [] }],
    [
      'where the lines of a schema are wrapped',
      { [`${A}/description`]: 'a\n b' },
      { [`${A}/description`]: 'a b' },
    ],
    [
      'an example, or the first of several',
      { [`${A}/example`]: undefined, [`${A}/examples`]: ['x', 'y'] },
      { [`${A}/example`]: 'x' },
    ],
    [
      'a part that says it',
      { [A]: { allOf: [{ type: 'string' }, { title: 'T' }] } },
      { [A]: { type: 'string', title: 'T' } },
    ],
    ['deprecated or not, spelt out', { [`${OPERATION}/deprecated`]: false, [`${A}/deprecated`]: false }],
  ],
)('%s says nothing', async (_, edits, before) => {
  expect(await changesOf(edits, before)).toEqual({ verdict: 'identical', told: [] });
});

describe('what a schema says to people', () => {
  test.each<[what: string, before: JsonObject, after: JsonObject, told: string]>([
    [
      'a title',
      { title: 'A' },
      { title: 'B' },
      `documentation-changed: the request body, /a: its title is another (${A}/title "A" to ${A}/title "B")`,
    ],
    [
      'a description that is new',
      {},
      { description: 'B' },
      `documentation-changed: the request body, /a: its description is new (${A} undefined to ${A}/description "B")`,
    ],
    [
      'documents',
      { externalDocs: { url: 'https://d' } },
      {},
      `documentation-changed: the request body, /a: its externalDocs is gone (${A}/externalDocs {"url":"https://d"} to ${A} undefined)`,
    ],
    [
      'a form in XML',
      {},
      { xml: { name: 'b' } },
      `documentation-changed: the request body, /a: its xml is another (${A} undefined to ${A}/xml {"name":"b"})`,
    ],
    [
      'an example',
      { example: 'x' },
      { example: 'y' },
      `documentation-changed: the request body, /a: its example is another (${A}/example "x" to ${A}/example "y")`,
    ],
    [
      'the first of several examples',
      { examples: ['x', 'z'] },
      { examples: ['y', 'z'] },
      `documentation-changed: the request body, /a: its example is another (${A}/examples/0 "x" to ${A}/examples/0 "y")`,
    ],
    [
      'a default',
      { default: 'x' },
      { default: 'y' },
      `request-default-changed: the request body, /a: its default is "y", before "x" (${A}/default "x" to ${A}/default "y")`,
    ],
    [
      'a default that is new',
      {},
      { default: 'y' },
      `request-default-changed: the request body, /a: its default is "y", before none (${A} undefined to ${A}/default "y")`,
    ],
    [
      'a default that is gone',
      { default: null },
      {},
      `request-default-changed: the request body, /a: its default is none, before null (${A}/default null to ${A} undefined)`,
    ],
    [
      'that it is deprecated',
      {},
      { deprecated: true },
      `request-deprecated: the request body, /a: it is now deprecated (${A} undefined to ${A}/deprecated true)`,
    ],
    [
      'that it no longer is',
      { deprecated: true },
      { deprecated: false },
      `request-no-longer-deprecated: the request body, /a: it is no longer deprecated (${A}/deprecated true to ${A}/deprecated false)`,
    ],
  ])('%s', async (_, before, after, told) => {
    const schema = (own: JsonObject): Json => ({ type: 'string', ...own });
    expect((await changesOf({ [A]: schema(after) }, { [A]: schema(before) })).told).toEqual([told]);
  });
});

test('a documented wording makes two documents no less alike, and a deprecation does', async () => {
  expect((await changesOf({ [`${OPERATION}/deprecated`]: true })).verdict).toBe('compatible');
  expect((await changesOf({ [`${OPERATION}/deprecated`]: true })).told).toEqual([
    `request-deprecated: the operation: it is now deprecated (${OPERATION}/deprecated false to ${OPERATION}/deprecated true)`,
  ]);
});

test('where one operation alone is compared, nothing is told of the document, nor of others', async () => {
  const read = (edits: Record<string, Json | undefined>) =>
    readDocument(JSON.stringify(edited(BASE, edits)), 'a.json');
  const other = { get: { responses: { 200: { description: '' } } } };
  const webhooks = { made: { post: { responses: { 200: { description: '' } } } } };
  const candidate = read({ '/info/title': 'store', '/paths/~1b': other, '/webhooks': webhooks });
  const only = ({ method }: { method: string }) => method === 'POST';
  const kinds = async (...args: Parameters<typeof diffDocuments>) =>
    (await diffDocuments(...args)).changes.map(({ kind }) => kind);
  expect(await kinds(read({}), candidate, { only })).toEqual([]);
  expect(await kinds(candidate, read({}), { only })).toEqual([]);
  expect(await kinds(candidate, read({}), { only: () => true })).toEqual(['operation-removed']);
  expect(await kinds(read({}), candidate)).toEqual([
    'callback-added',
    'operation-added',
    'documentation-changed',
  ]);
});

test('an operation that is gone is told with the only one that is new, where there is one', async () => {
  const read = (...paths: string[]) =>
    readDocument(
      JSON.stringify({
        ...BASE,
        paths: Object.fromEntries(
          paths.map((path) => [path, { get: { responses: { 200: { description: '' } } } }]),
        ),
      }),
      'a.json',
    );
  const told = async (...after: string[]) =>
    (await diffDocuments(read('/a'), read(...after))).changes.map(
      ({ message, base, candidate }) => `${message} ${base?.pointer} ${candidate?.pointer}`,
    );
  expect(await told('/b')).toEqual([
    'the operation: it is no longer documented; the document now has GET /b /paths/~1a/get /paths/~1b/get',
    'the operation: it is new /paths /paths/~1b/get',
  ]);
  expect((await told('/b', '/c'))[0]).toBe('the operation: it is no longer documented /paths/~1a/get /paths');
  expect((await told())[0]).toBe('the operation: it is no longer documented /paths/~1a/get /paths');
});

test('an operation that is gone is told with the one of the same path, version and slash aside, or of the same id', async () => {
  const read = (paths: Record<string, string>) =>
    readDocument(
      JSON.stringify({
        ...BASE,
        paths: Object.fromEntries(
          Object.entries(paths).map(([path, operationId]) => [
            path,
            {
              get: {
                ...(operationId === '' ? {} : { operationId }),
                responses: { 200: { description: '' } },
              },
            },
          ]),
        ),
      }),
      'a.json',
    );
  const told = async (before: Record<string, string>, after: Record<string, string>) =>
    (await diffDocuments(read(before), read(after))).changes
      .filter(({ kind }) => kind === 'operation-removed')
      .map(({ message, candidate }) => `${message.replace(/^.*documented/, '')} ${candidate?.pointer}`);
  expect(
    await told({ '/v1/a/{id}/': '', '/v1/b': '' }, { '/v2beta1/a/{key}': '', '/v2beta1/b': '' }),
  ).toEqual([
    '; the document now has GET /v2beta1/a/{key} /paths/~1v2beta1~1a~1{key}/get',
    '; the document now has GET /v2beta1/b /paths/~1v2beta1~1b/get',
  ]);
  expect(await told({ '/a': 'list' }, { '/lists': 'list', '/b': 'other' })).toEqual([
    '; the document now has GET /lists /paths/~1lists/get',
  ]);
  // Two that may be meant, and none.
  expect(await told({ '/v1/a': '' }, { '/v2/a': '', '/v3/a': '' })).toEqual([' /paths']);
  expect(await told({ '/a': '' }, { '/b': '', '/c': '' })).toEqual([' /paths']);
});

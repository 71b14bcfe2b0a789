import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const TEXT: Json = { type: 'string' };

/** A document of operations `METHOD /path`; each parameter of a path has the schema. */
function documentOf(operations: string[], schema: Json) {
  const paths: Record<string, JsonObject> = {};
  for (const each of operations) {
    const [method = '', path = ''] = each.split(' ');
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
    const parameters = names.map((name) => ({ name, in: 'path', required: true, schema }));
    paths[path] = { ...paths[path], [method]: { parameters, responses: { 200: { description: '' } } } };
  }
  const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths };
  return readDocument(JSON.stringify(root), 'a.json');
}

async function told(before: string, added: string, schema: Json = TEXT): Promise<string[]> {
  const { changes } = await diffDocuments(documentOf([before], schema), documentOf([before, added], schema));
  return changes.map(({ breaking, message }) => `${breaking ? 'breaks' : 'safe'} ${message}`);
}

test.each<[before: string, added: string, schema?: Json]>([
  ['get /items/{kind}/{id}', 'get /items/book/{id}'],
  ['get /items/{kind}/{id}', 'get /items/book/best'],
  ['get /items/{id}', 'get /items/12', { type: 'integer' }],
  ['get /items/{id}', 'get /items/a%20b', { enum: ['a b'] }],
])('requests to %s are taken over by %s', async (before, added, schema) => {
  const [, path] = before.split(' ');
  expect(await told(before, added, schema)).toEqual([
    `safe the operation: it is new, and takes over requests to GET ${path}`,
  ]);
});

test.each<[before: string, added: string, schema?: Json]>([
  ['get /items/{id}', 'post /items/book'],
  ['get /items/{id}', 'get /items/{id}/pages'],
  ['get /items/{id}', 'get /orders/book'],
  ['get /items/{id}', 'get /items/'],
  ['get /items/{id}', 'get /items/me', { type: 'string', format: 'uuid' }],
  ['get /items/{id}', 'get /items/me', { type: 'integer' }],
  ['get /items/book', 'get /items/{id}'],
  ['get /items/no-{id}', 'get /items/book'],
])('no request to %s is taken over by %s', async (before, added, schema) => {
  expect(await told(before, added, schema)).toEqual(['safe the operation: it is new']);
});

test('the operation whose requests are taken over is shown', async () => {
  const { changes } = await diffDocuments(
    documentOf(['get /items/{id}'], TEXT),
    documentOf(['get /items/{id}', 'get /items/book'], TEXT),
  );
  expect(changes).toMatchObject([
    {
      base: { pointer: '/paths/~1items~1{id}/get' },
      before: 'GET /items/{id}',
      after: 'GET /items/book',
      why: expect.stringContaining('what was sent to GET /items/{id} with these values'),
    },
  ]);
});

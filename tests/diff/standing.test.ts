import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

// Where a change stands in a document that says nothing of its kind: at what is around it, never in the first line.

const BODY = '/paths/~1a/post/requestBody/content/application~1json';

test.each<[what: string, before: Json, after: Json, base: string, candidate: string]>([
  [
    'further properties',
    { type: 'object' },
    { type: 'object', additionalProperties: { type: 'string' } },
    '/schema',
    '/schema/additionalProperties',
  ],
  [
    'an entry by its place',
    { properties: { a: { type: 'array' } } },
    { properties: { a: { type: 'array', prefixItems: [{ type: 'string' }] } } },
    '/schema/properties/a',
    '/schema/properties/a/prefixItems/0',
  ],
  ['a schema of no words', {}, { type: 'string' }, '/schema', '/schema/type'],
])('%s', async (_, before, after, base, candidate) => {
  const [there] = await schemaChanges(before, after);
  expect([there?.base?.pointer, there?.candidate?.pointer]).toEqual([
    BODY + base,
    expect.stringContaining(BODY + candidate.replace(/\/type$/, '')),
  ]);
  const [back] = await schemaChanges(after, before, { side: 'request' });
  expect(back?.candidate?.pointer).toBe(BODY + base);
});

test('a body, a header and a parameter without a schema', async () => {
  const documentOf = (schema: JsonObject): string =>
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {
        '/a': {
          get: {
            parameters: [{ name: 'q', in: 'query', content: { 'application/json': schema } }],
            responses: {
              200: {
                description: '',
                headers: { 'X-A': { content: { 'application/json': schema } } },
                content: { 'application/json': schema },
              },
            },
          },
        },
      },
    });
  const { changes } = await diffDocuments(
    readDocument(documentOf({ schema: { type: 'object' } }), 'base.json'),
    readDocument(documentOf({}), 'candidate.json'),
  );
  expect(changes.map(({ candidate }) => candidate?.pointer).sort()).toEqual([
    '/paths/~1a/get/parameters/0',
    '/paths/~1a/get/responses/200/content/application~1json',
    '/paths/~1a/get/responses/200/headers/X-A',
  ]);
});

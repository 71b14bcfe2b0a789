// One cause is told one time, in words that say what changed.
import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

test('an alternative by name that is told apart by another value is told by that value', async () => {
  const part = (kind: string): JsonObject => ({
    type: 'object',
    required: ['kind'],
    properties: { kind: { enum: [kind] }, u: { type: 'string' } },
  });
  const union = { oneOf: ['Text', 'Media'].map((name) => ({ $ref: `#/components/schemas/${name}` })) };
  const document = (kind: string) =>
    readDocument(
      JSON.stringify({
        openapi: '3.1.0',
        info: { title: 'T', version: '1' },
        paths: {
          '/a': {
            get: {
              responses: { 200: { description: '', content: { 'application/json': { schema: union } } } },
            },
          },
        },
        components: { schemas: { Text: part('text'), Media: part(kind) } },
      }),
      'a.json',
    );
  const { changes } = await diffDocuments(document('media'), document('attachment'));
  expect(changes.map(({ message: text }) => text)).toEqual([
    'the answer 200, /kind: "media" is no longer among its values, and "attachment" is now among its values',
  ]);
});

test('a value of two alternatives of oneOf is told of once', async () => {
  const both = { type: 'object', required: ['a', 'b'] };
  const changes = await schemaChanges(both, { oneOf: [both, { type: 'object', required: ['a'] }] });
  expect(changes.map(({ kind, breaking }) => [kind, breaking])).toEqual([
    ['request-combination-changed', true],
    ['request-alternative-added', false],
  ]);
});

test('a type that is narrowed within what is narrowed itself is told of both', async () => {
  const within = { a: { type: ['string', 'integer'] } };
  const changes = await schemaChanges(
    { type: ['string', 'object'], properties: within },
    { type: 'object', properties: { a: { type: 'string' } } },
  );
  expect(changes.map(({ kind, at }) => `${kind} ${at}`)).toEqual([
    'request-type-narrowed /a',
    'request-type-narrowed ',
  ]);
});

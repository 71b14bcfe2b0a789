import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

const SELF = 'https://a.example/api/openapi.yaml';
const THING = { type: 'object', properties: { id: { type: 'string' } } };

/** A document of OpenAPI 3.2 whose answer is a Thing, by some reference, and whose operation asks for a key. */
function documentOf(reference: string, scheme = 'key', own: JsonObject = { $self: SELF }): string {
  const content = { 'application/json': { schema: { $ref: reference } } };
  return JSON.stringify({
    openapi: '3.2.0',
    ...own,
    info: { title: 'T', version: '1' },
    paths: {
      '/a': { get: { security: [{ [scheme]: [] }], responses: { 200: { description: '', content } } } },
    },
    components: {
      schemas: { Thing: THING },
      securitySchemes: { key: { type: 'apiKey', in: 'header', name: 'X-Key' } },
    },
  });
}

const WITHIN = '#/components/schemas/Thing';
async function told(after: string): Promise<string[]> {
  const read = (text: string, file: string) => readDocument(text, file);
  const { changes } = await diffDocuments(read(documentOf(WITHIN), 'a.json'), read(after, 'b.json'));
  return changes.map(({ kind }) => kind);
}

test.each([
  ['its own address', `${SELF}${WITHIN}`, { $self: SELF }],
  ['its own address, from where it is', `openapi.yaml${WITHIN}`, { $self: SELF }],
  ['a path that it is called by', `/api/openapi.yaml${WITHIN}`, { $self: '/api/openapi.yaml' }],
])('a reference by %s is one within the document', async (_, reference, own) => {
  expect(await told(documentOf(reference, 'key', own))).toEqual([]);
});

test.each([
  ['another address', `https://a.example/other.yaml${WITHIN}`, { $self: SELF }],
  ['an address of a document that has none', `${SELF}${WITHIN}`, {}],
])('a reference by %s leaves the document', async (_, reference, own) => {
  await expect(told(documentOf(reference, 'key', own))).rejects.toThrow('leaves the document');
});

test('a security scheme may be named by a reference', async () => {
  expect(await told(documentOf(WITHIN, '#/components/securitySchemes/key'))).toEqual([]);
  await expect(told(documentOf(WITHIN, '#/components/securitySchemes/other'))).rejects.toThrow(
    'the security scheme "#/components/securitySchemes/other" is not declared',
  );
});

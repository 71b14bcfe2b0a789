import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

/** An answer that refers to a schema which has names besides its place. */
function answering(schema: JsonObject, type: string) {
  const named = {
    $id: 'https://example.com/named',
    $anchor: 'plain',
    $dynamicAnchor: 'dynamic',
    type: 'object',
    required: ['value'],
    properties: { value: { type } },
  };
  const content = { 'application/json': { schema } };
  const root = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: { '/a': { get: { responses: { 200: { description: 'D', content } } } } },
    components: { schemas: { Named: named } },
  };
  return readDocument(JSON.stringify(root), 'a.json');
}

test.each<JsonObject>([
  { $ref: '#plain' },
  { $ref: 'https://example.com/named' },
  { $ref: 'https://example.com/named#plain' },
  { $dynamicRef: '#dynamic' },
])('a change of what %j names breaks, wherever the reference stands', async (reference) => {
  for (const schema of [
    reference,
    { type: 'array', items: reference },
    { type: 'object', properties: { inner: { allOf: [reference] } } },
  ]) {
    const was = answering(schema, 'string');
    expect((await diffDocuments(was, answering(schema, 'string'))).verdict).toBe('identical');
    expect((await diffDocuments(was, answering(schema, 'integer'))).verdict, JSON.stringify(schema)).toBe(
      'breaking',
    );
  }
});

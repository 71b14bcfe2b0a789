import { expect, test } from 'vitest';
import { findOperation } from '../../src/document/find-operation.ts';
import { leftOpen } from '../../src/document/left-open.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json } from '../../src/json.ts';

const LAYERS = 60;

/** What is left open of an answer whose schema is a choice of choices, the last of which may require a property. */
function sentences(last: Json): string[] {
  const at = (index: number): Json => ({ $ref: `#/components/schemas/layer-${index}` });
  const layers = Array.from({ length: LAYERS }, (_, index): [string, Json] => [
    `layer-${index}`,
    { properties: { a: {} }, oneOf: [at(index + 1), { title: 'again', oneOf: [at(index + 1)] }] },
  ]);
  const text = JSON.stringify({
    openapi: '3.1.0',
    info: { title: 't', version: '1' },
    paths: {
      '/a': {
        get: {
          responses: { 200: { description: 'd', content: { 'application/json': { schema: at(0) } } } },
        },
      },
    },
    components: { schemas: { ...Object.fromEntries(layers), [`layer-${LAYERS}`]: last } },
  });
  return leftOpen(findOperation(readDocument(text, 'api.json')));
}

test('a choice of choices is looked at once each, and takes {} where one of them does', () => {
  expect(sentences({ required: ['a'] })).toEqual([]);
  expect(sentences({ properties: { a: {} } })).toEqual([
    'the schema of 200 requires nothing: {} satisfies it (api.json /components/schemas/layer-0)',
  ]);
});

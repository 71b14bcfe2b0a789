import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

const URL = '{$request.body#/url}';
const called = (more: JsonObject = {}): JsonObject => ({ responses: { 200: { description: '' } }, ...more });
const calls = (again: JsonObject): JsonObject => ({ callbacks: { again: { [URL]: { post: again } } } });
const sends = (...names: string[]): JsonObject => ({
  requestBody: {
    content: {
      'application/json': {
        schema: {
          type: 'object',
          required: names,
          properties: Object.fromEntries(names.map((name) => [name, { type: 'string' }])),
        },
      },
    },
  },
});

async function told(before: JsonObject, after: JsonObject, components: JsonObject = {}): Promise<string[]> {
  const read = (post: JsonObject, file: string) => {
    const paths = { '/a': { post: called({ callbacks: { first: { [URL]: { post } } } }) } };
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths, components };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

const INNER = `the callback first (${URL}), POST, the callback again (${URL}), POST`;

test('a callback of a callback that is gone breaks', async () => {
  expect(await told(called(calls(called())), called())).toEqual([
    `breaks callback-removed: ${INNER}: it is no longer documented`,
  ]);
});

test('a callback of a callback that is new breaks nothing', async () => {
  expect(await told(called(), called(calls(called())))).toEqual([`safe callback-added: ${INNER}: it is new`]);
});

test('what comes with a callback of a callback is compared', async () => {
  const before = called(calls(called(sends('id', 'text'))));
  const after = called(calls(called(sends('id'))));
  expect(await told(before, after)).toEqual([
    `breaks response-property-removed: ${INNER}, its body, /text: it is no longer documented`,
  ]);
});

test('a callback that calls itself ends the comparison', async () => {
  const itself = { $ref: '#/components/callbacks/Again' };
  const components = { callbacks: { Again: { [URL]: { post: called({ callbacks: { again: itself } }) } } } };
  expect(await told(called(), called({ callbacks: { again: itself } }), components)).toHaveLength(1);
  const both = (description: string) => called({ callbacks: { again: itself }, description });
  expect(await told(both('One.'), both('Other.'), components)).toEqual([]);
});

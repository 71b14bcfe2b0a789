import { expect, test } from 'vitest';
import { findOperation } from '../../src/document/find-operation.ts';
import { leftOpen } from '../../src/document/left-open.ts';
import { loadDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';
import { operationOf, PINNED } from './support.ts';

test('the pinned document leaves open what its sentences say, each with a line', async () => {
  const at = (line: number) => `(${PINNED}:${line})`;
  expect(leftOpen(findOperation(await loadDocument(PINNED)))).toEqual([
    `the request body is not marked as required ${at(34)}`,
    `the schema of 201 requires nothing: {} satisfies it ${at(57)}`,
    `the schema of 400, 401, 409 requires nothing: {} satisfies it ${at(120)}`,
    `400 has no example: what its errors say is not promised ${at(145)}`,
    `500 is documented without a body ${at(171)}`,
  ]);
});

const json = (schema: JsonObject, more: JsonObject = {}) => ({ 'application/json': { schema, ...more } });

test.each<[string, JsonObject]>([
  ['a required body', { requestBody: { required: true, content: json({}) }, responses: {} }],
  ['no content where none can be', { responses: { 204: { description: '' }, 304: { description: '' } } }],
  [
    'a schema that requires something',
    { responses: { 200: { description: '', content: json({ required: ['a'], properties: { a: {} } }) } } },
  ],
  [
    'a choice each of whose alternatives requires something',
    {
      responses: {
        200: {
          description: '',
          content: json({
            oneOf: [
              { required: ['a'], properties: { a: {} } },
              { allOf: [{ required: ['b'], properties: { b: {} } }] },
            ],
          }),
        },
      },
    },
  ],
  [
    'a schema without properties',
    { responses: { 200: { description: '', content: json({ type: 'array' }) } } },
  ],
  [
    'an error with an example',
    { responses: { 404: { description: '', content: json({}, { example: {} }) } } },
  ],
])('nothing is left open by %s', (_, operation) => {
  expect(leftOpen(findOperation(operationOf(operation)))).toEqual([]);
});

test('a choice with an alternative that requires nothing is left open', () => {
  const schema = { oneOf: [{ required: ['a'], properties: { a: {} } }, { properties: { b: {} } }] };
  const operation = operationOf({ responses: { 200: { description: '', content: json(schema) } } });
  expect(leftOpen(findOperation(operation))).toEqual([
    expect.stringContaining('the schema of 200 requires nothing: {} satisfies it'),
  ]);
});

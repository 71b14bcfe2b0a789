import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { edited } from '../checks/exchanges.ts';
import { said } from './said.ts';

// Changes that none of the labelled candidates is about.

const problem = (code: string, pointer: string) => ({ code, source: { pointer } });

const BASE: Json = {
  openapi: '3.1.0',
  info: { title: 'shop', version: '1' },
  paths: {
    '/orders/{sizes}': {
      post: {
        operationId: 'order',
        deprecated: true,
        parameters: [
          { name: 'sizes', in: 'path', required: true, schema: { type: 'array', items: { type: 'string' } } },
        ],
        requestBody: {
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: { note: { type: 'string' } },
                additionalProperties: { type: ['string', 'integer'] },
              },
            },
            broken: { schema: { type: 'string' } },
          },
        },
        responses: {
          200: { description: 'Done' },
          400: {
            description: 'Wrong',
            content: {
              'application/json': {
                schema: { type: 'object' },
                examples: {
                  one: { value: { errors: [problem('invalid', '/note'), problem('long', '/note')] } },
                },
              },
            },
          },
        },
        callbacks: {
          shipped: {
            '{$request.body#/url}': {
              post: {
                parameters: [
                  { name: 'X-Signature', in: 'header', required: true, schema: { type: 'string' } },
                ],
                requestBody: { content: { 'text/csv': { schema: { type: 'string' } } } },
                responses: { 200: { description: 'Taken' } },
              },
            },
          },
        },
      },
    },
  },
};

const OPERATION = '/paths/~1orders~1{sizes}/post';
const CALL = `${OPERATION}/callbacks/shipped/{$request.body#~1url}/post`;
const BODY = `${OPERATION}/requestBody/content/application~1json/schema`;

async function changes(
  edits: Record<string, Json | undefined>,
  before: Record<string, Json | undefined> = {},
) {
  const read = (value: Json, name: string) => readDocument(JSON.stringify(value), name);
  const base = edited(BASE, before);
  const found = await diffDocuments(read(base, 'base.json'), read(edited(base, edits), 'candidate.json'), {
    policy: undefined,
    errorCode: 'code',
  });
  return found.changes.map(said);
}

test.each<[what: string, edits: Record<string, Json | undefined>, first: string]>([
  [
    'a callback loses a header',
    { [`${CALL}/parameters`]: [] },
    'breaks, response, callback-parameter-removed: the callback shipped ({$request.body#/url}), POST, header X-Signature: it is no longer documented',
  ],
  [
    'a header of a callback is no longer always there',
    { [`${CALL}/parameters/0/required`]: false },
    'breaks, response, callback-parameter-became-optional: the callback shipped ({$request.body#/url}), POST, header X-Signature: it is no longer always there',
  ],
  [
    'the body of a callback comes in another form',
    { [`${CALL}/requestBody`]: { content: { 'text/plain': { schema: { type: 'string' } } } } },
    'breaks, response, callback-body-removed: the callback shipped ({$request.body#/url}), POST, its body: it no longer comes as text/csv',
  ],
  [
    'a callback loses its body',
    { [`${CALL}/requestBody`]: undefined },
    'breaks, response, callback-body-removed: the callback shipped ({$request.body#/url}), POST, its body: it no longer comes as text/csv',
  ],
  [
    'an operation is no longer deprecated',
    { [`${OPERATION}/deprecated`]: undefined },
    'safe, request, request-no-longer-deprecated: the operation: it is no longer deprecated',
  ],
  [
    'a media type that is none is written otherwise',
    { [`${OPERATION}/requestBody/content/broken`]: undefined },
    'breaks, request, request-media-type-removed: the request body: broken is no longer accepted',
  ],
  [
    'a list in the path is written in another way',
    { [`${OPERATION}/parameters/0/style`]: 'label' },
    'breaks, request, request-parameter-style-changed: the path parameter sizes: it is written as .1,2, before 1,2',
  ],
  [
    'an error points elsewhere',
    {
      [`${OPERATION}/responses/400/content/application~1json/examples/one/value/errors/0/source/pointer`]:
        '/notes',
    },
    'breaks, response, example-source-changed: the answer 400, its documented example: an error with the code "invalid" no longer points to {"source":{"pointer":"/note"}}',
  ],
])('%s', async (_, edits, first) => {
  const found = await changes(edits);
  expect(found.map((each) => each.split('\n')[0])).toEqual([first]);
});

test('a callback without a body is told of where it stood and where it is missed', async () => {
  const [change = ''] = await changes({ [`${CALL}/requestBody`]: undefined });
  expect(change).toContain(`from: ${CALL}/requestBody/content/text~1csv "text/csv"`);
  expect(change).toContain(`to: ${CALL} –`);
});

test('another operationId is told of with both ids', async () => {
  const [change = ''] = await changes({ [`${OPERATION}/operationId`]: 'orders' });
  expect(change).toContain(
    'docs, operation-id-changed: the operation: its operationId is "orders", before "order"',
  );
  expect(change).toContain(`from: ${OPERATION}/operationId "order"`);
  expect(change).toContain(`to: ${OPERATION}/operationId "orders"`);
});

test('a property that goes is refused by what is said of all others, or is one of them', async () => {
  const kinds = async (further: Json) =>
    (await changes({ [`${BODY}/properties`]: {} }, { [`${BODY}/additionalProperties`]: further })).map(
      (each) => each.split(':')[0],
    );
  expect(await kinds(false)).toEqual(['breaks, request, request-property-removed']);
  expect(await kinds({ type: 'integer' })).toEqual(['breaks, request, request-property-removed']);
  expect(await kinds({ type: ['string', 'integer'] })).toEqual(['safe, request, request-property-removed']);
  expect(await kinds(true)).toEqual(['safe, request, request-property-removed']);
});

test('entries behind those of a tuple are compared with what is said of the rest', async () => {
  const tuple = (prefixItems: Json, items: Json): Json => ({ type: 'array', prefixItems, items });
  const kinds = async (before: Json, after: Json) =>
    (await changes({ [BODY]: after }, { [BODY]: before })).map((each) => each.split('\n')[0]);
  const text = { type: 'string' };
  const number = { type: 'integer' };
  expect(await kinds(tuple([text, text], number), tuple([text], number))).toEqual([
    'breaks, request, request-type-changed: the request body, /1: its type is integer, before string',
  ]);
  expect(await kinds(tuple([text], text), tuple([text, text], text))).toEqual([]);
});

test('the order of conditions says nothing, and neither does one that is said twice', async () => {
  const when = (name: string): Json => ({ not: { required: [name, 'note'] } });
  const [one, two] = [when('a'), when('b')];
  expect(await changes({ [BODY]: { allOf: [two, one] } }, { [BODY]: { allOf: [one, two] } })).toEqual([]);
  expect(await changes({ [BODY]: { allOf: [one, two, one] } }, { [BODY]: { allOf: [one, two] } })).toEqual(
    [],
  );
  // Told as a property that is forbidden, without a proof: two conditions are four cases, compared one by one.
  const found = await changes({ [BODY]: { allOf: [one, two] } }, { [BODY]: { allOf: [one] } });
  expect(found).toEqual([expect.stringMatching(/^breaks, /)]);
});

test('a property is told by a pointer, whatever its name', async () => {
  const named = (type: string): JsonObject => ({ type: 'object', properties: { 'a~b/c': { type } } });
  const found = await changes({ [BODY]: named('string') }, { [BODY]: named('integer') });
  expect(found).toEqual([expect.stringContaining('/a~0b~1c: its type is')]);
});

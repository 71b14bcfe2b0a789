import { describe, expect, test } from 'vitest';
import { errorShape } from '../../src/checks/error-shape.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { deriveContract } from '../../src/contract/derive.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json } from '../../src/json.ts';
import {
  answered,
  badRequest,
  conflict,
  contract,
  contractOf,
  edited,
  errorList,
  judge,
  unauthorized,
} from './exchanges.ts';

// The request's `event_type` was broken on purpose. An error that points elsewhere sends whoever reads it astray.

const pointing = (...pointers: (string | undefined)[]) =>
  badRequest({
    json: errorList(
      ...pointers.map((pointer) => ({ code: 'invalid', detail: 'no', ...(pointer && { pointer }) })),
    ),
  });

const blamed = (exchange: ReturnType<typeof pointing>, against: Contract = contract) =>
  judge([exchange], { by: [errorShape], against })
    .filter(({ kind }) => kind === 'blames')
    .map(({ response }) => response?.actual);

test('a place that is nowhere in the document is blamed', () => {
  expect(blamed(pointing('/no/such/place'))).toEqual(['/no/such/place']);
});

test('a place that examples of the document point at may mean something that only the provider knows', () => {
  expect(blamed(pointing('/data/type'))).toEqual([]);
  expect(blamed(pointing('/data/id'))).toEqual([]);
  expect(blamed(pointing('/data/name'))).toEqual(['/data/name']);
});

test.each(['/resource_id', '/data/attributes/resource_id'])(
  'a property of the request is blamed though an example points at it: %s',
  (pointer) => {
    const responses = contract.operation.responses.map((response) => ({
      ...response,
      content: response.content.map((media) => ({
        ...media,
        examples: media.examples.map((each) => ({
          ...each,
          value: edited(each.value, { '/errors/0/source': { pointer } }),
        })),
      })),
    }));
    const against = { ...contract, operation: { ...contract.operation, responses } };
    expect(blamed(pointing('/data/type'), against)).toEqual(['/data/type']);
    expect(blamed(pointing(pointer), against)).toEqual([pointer]);
  },
);

test('a pointer may be the fragment of a URI, and end in a slash', () => {
  expect(blamed(pointing('#/event_type'))).toEqual([]);
  expect(blamed(pointing('/event_type/'))).toEqual([]);
  expect(blamed(pointing('#/resource_id'))).toEqual(['#/resource_id']);
  expect(blamed(pointing('/a~1b/~0c'))).toEqual(['/a~1b/~0c']);
  expect(blamed(pointing('/no/such#place'))).toEqual(['/no/such#place']);
});

test('what points at the whole body blames no part of it', () => {
  expect(['/', '#', '/data', '/data/attributes', 'event type'].flatMap((at) => blamed(pointing(at)))).toEqual(
    [],
  );
  expect(blamed(pointing('/data/attributes/name'))).toEqual(['/data/attributes/name']);
});

test('who is not let in is told nothing of the request, and no pointer misleads', () => {
  const json = errorList({ code: 'unauthorized', detail: 'no', pointer: '/resource_id' });
  expect(blamed(badRequest({ json, status: 400 }))).toEqual(['/resource_id']);
  expect(blamed(badRequest({ json, status: 401 }))).toEqual([]);
});

test('of several errors the first that misleads is told, and one that points nowhere does not count', () => {
  expect(blamed(pointing(undefined, '/data/type', '/resource_id', '/no/such'))).toEqual(['/resource_id']);
  expect(blamed(pointing(undefined, undefined))).toEqual([]);
});

test('the only value that the document allows is not to blame, though the errors name what was wrong too', () => {
  const wrongId = (...pointers: string[]) =>
    badRequest({
      id: 'invalid/resource_id/format/word',
      sends: { resource_id: 'plumbline', event_type: 'registrations.pending' },
      expects: { statuses: ['400'], broken: '/resource_id' },
      json: errorList(...pointers.map((pointer) => ({ code: 'invalid', detail: 'no', pointer }))),
    });
  expect(blamed(wrongId('/resource_id', '/event_type'))).toEqual(['/event_type']);
  expect(blamed(wrongId('/event_type/x', '/resource_id'))).toEqual([]);
  // An id that is a UUID may still be one that the provider does not know.
  expect(blamed(pointing('/event_type', '/resource_id'))).toEqual([]);
});

describe('a body of its own', () => {
  const document = readDocument(
    `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /orders:
    post:
      requestBody:
        content:
          application/json:
            schema:
              type: object
              properties: {kind: {enum: [order]}, colour: {enum: [red, blue]}, item: {type: object}}
      responses:
        '400': {description: d, content: {application/json: {schema: {properties: {errors: {type: array}}}}}}
`,
    'orders.yaml',
  );
  const order = { ...deriveContract(findOperation(document, 'POST /orders')), errors: contract.errors };
  const kinds = (...pointers: string[]) =>
    blamed(
      badRequest({
        sends: { kind: 'order', colour: 'red', item: { kind: 7 } },
        expects: { statuses: ['400'], broken: '/item/kind' },
        json: errorList(...pointers.map((pointer) => ({ code: 'invalid', detail: 'no', pointer }))),
      }),
      order,
    );

  test('one of several values may still be the wrong one of them', () => {
    expect(kinds('/item/kind', '/colour')).toEqual([]);
  });

  test('a property of the same name as the broken one may stand for it', () => {
    expect(kinds('/kind')).toEqual([]);
  });

  test('what holds the broken part may be blamed for it, and no other part', () => {
    expect(['/item', '/data/attributes/item', '#/item'].flatMap((pointer) => kinds(pointer))).toEqual([]);
    expect(kinds('/colour')).toEqual(['/colour']);
    expect(kinds('/item/size')).toEqual(['/item/size']);
    expect(kinds('/data/colour')).toEqual(['/data/colour']);
  });

  test('the broken part is told with all that holds it', () => {
    const json = errorList({ code: 'invalid', detail: 'no', pointer: '/colour' });
    const expects = { statuses: ['400'], broken: '/item/kind' };
    const [found] = judge([badRequest({ expects, json })], { by: [errorShape], against: order });
    expect(found?.response?.expected).toBe('/item/kind');
    expect(found?.message).toContain('but it was item/kind that was wrong');
  });
});

describe('codes of another status', () => {
  const saying = (code: Json) => conflict({ edit: { '/errors/0/code': code } });
  const kinds = (exchange: ReturnType<typeof saying>) =>
    judge([exchange], { by: [errorShape] }).map(({ kind, message }) => `${kind}: ${message}`);

  test('a 400 with the code that the document gives a 401 and a 409 is told once', () => {
    const both = badRequest({
      json: errorList({ code: 'unauthorized', detail: 'No' }, { code: 'conflict', detail: 'No' }),
    });
    expect(kinds(both)).toEqual([
      'other-status: the answer 400 says "unauthorized", which the document gives for 401 (example "Example")',
    ]);
  });

  test('an answer with examples of its own is for the check of examples', () => {
    expect(kinds(saying('unauthorized'))).toEqual([]);
    expect(kinds(unauthorized({ edit: { '/errors/0/code': 'conflict' } }))).toEqual([]);
  });

  test('a code of the same status in another media type is no other', () => {
    const errors = [{ code: 'taken', detail: 'No' }];
    const responses = {
      400: {
        description: '',
        content: {
          'application/json': { schema: { properties: { errors: {} } } },
          'application/hal+json': { examples: { one: { value: { errors } } } },
        },
      },
      422: {
        description: '',
        content: { 'application/json': { examples: { two: { value: { errors: [{ code: 'late' }] } } } } },
      },
    };
    const against = { ...contractOf(responses), errors: contract.errors };
    const said = (code: string) =>
      judge([answered(400, errorList({ code, detail: 'No' }))], { by: [errorShape], against });
    expect(said('taken')).toEqual([]);
    expect(said('late').map(({ kind }) => kind)).toEqual(['other-status']);
  });

  test('a code that is no text is that of no example', () => {
    expect(kinds(badRequest({ edit: { '/errors/0/code': 401 } }))).toEqual([]);
  });
});

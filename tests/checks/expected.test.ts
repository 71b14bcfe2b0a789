import { expect, test } from 'vitest';
import { createExpectationJudge, expectationChecks } from '../../src/checks/expected.ts';
import type { Admits } from '../../src/checks/expected-error.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { type Json, sameJson } from '../../src/json.ts';
import {
  answered,
  badRequest,
  type Changes,
  contract,
  contractOf,
  created,
  errorList,
  gated,
  line,
  unauthorized,
} from './exchanges.ts';

/** An expectation that takes its own example and nothing else. */
const exactly: Admits = (_exchange, _pointer, example, value) => sameJson(example, value);

function judged(exchange: Exchange, against: Contract = contract, admits = exactly) {
  return createExpectationJudge(against, admits)({ ...exchange, expectation: undefined, source: 'pact' });
}
const lines = (exchange: Exchange, against?: Contract, admits?: Admits) =>
  judged(exchange, against, admits).map(line);
const messages = (exchange: Exchange, against?: Contract) =>
  judged(exchange, against).map(({ message }) => message);

const UNAUTHORIZED = { code: 'unauthorized', detail: 'You must authenticate to perform API requests' };

test('every check of an expectation has a sentence for itself and for each of its kinds', () => {
  for (const { id, promise, source, kinds } of expectationChecks(exactly)) {
    expect(promise, id).toMatch(/^[A-Z].*\.$/);
    expect(source, id).not.toBe('');
    for (const [kind, sentence] of Object.entries(kinds))
      expect(sentence, `${id}/${kind}`).toMatch(/^[A-Z].*\.$/);
  }
});

test('what the document promises may be expected, and so may a part of it', () => {
  expect(lines(created())).toEqual([]);
  expect(lines(created({ edit: { '/event/created_at': undefined } }))).toEqual([]);
  expect(lines(unauthorized())).toEqual([]);
});

test('a status that the document does not know', () => {
  expect(lines(created({ status: 202 }))).toEqual([
    'error status/undocumented on 202 at status, document:25: expected "201, 400, 401, 409, 500", actual 202',
  ]);
});

test('what a consumer says nothing of, it does not expect: no media type, no body, no headers', () => {
  expect(lines(created({ type: null }))).toEqual([]);
  expect(lines(created({ text: '' }))).toEqual([]);
  expect(lines(created({ text: '', type: null, date: null }))).toEqual([]);
});

test('a media type that the document does not name', () => {
  expect(lines(created({ type: 'application/problem+json' }))).toEqual([
    'error media-type/undocumented on 201 at header Content-Type, document:56: expected "application/json", actual "application/problem+json"',
  ]);
});

test('a field that the document does not describe, in any entry of a list', () => {
  const schema = {
    type: 'object',
    properties: { items: { type: 'array', items: { type: 'object', properties: { id: {} } } } },
  };
  const against = contractOf({ 200: { description: '', content: { 'application/json': { schema } } } });
  const at = (json: Json) => judged(answered(200, json), against).map(({ response }) => response?.pointer);
  expect(at({ items: [{ id: 1 }, { id: 2, more: 3 }] })).toEqual(['/items/1/more']);
  expect(at({ items: [{ id: 1 }], more: [{}] })).toEqual(['/more']);
});

test('a header that the document does not describe, such as that of a compressed body, is told once', () => {
  expect(lines(created({ headers: [['Content-Encoding', 'gzip']] }))).toEqual([
    'error expected-header/undocumented on 201 at header Content-Encoding, document:53: actual "gzip"',
  ]);
});

test('a body that is no JSON is no JSON without a media type, too', () => {
  for (const type of ['application/json', null]) {
    expect(messages(created({ text: '{"event":', type }))).toEqual([
      expect.stringMatching(/^the document says application\/json, and the body is no JSON: /),
    ]);
  }
  expect(judged(created({ text: '{"event":' }))[0]?.response?.actual).toBe('{"event":');
});

test('a body of another media type than JSON is not read as JSON', () => {
  expect(lines(created({ text: 'not JSON', type: 'text/plain' }))).toEqual([
    'error media-type/undocumented on 201 at header Content-Type, document:56: expected "application/json", actual "text/plain"',
  ]);
});

test('a body without a media type is held to the JSON that the document has beside other types', () => {
  const schema = { type: 'object', properties: { a: { type: 'integer' } } };
  const content = { 'text/plain': { schema: { type: 'string' } }, 'application/json': { schema } };
  const several = contractOf({ 200: { description: 'Either', content } });
  expect(lines(answered(200, { a: 1 }, { type: null }), several)).toEqual([]);
  expect(lines(answered(200, { a: 'x' }, { type: null }), several)).toEqual([
    'error schema/type on 200 at /a, document: expected "integer", actual "x"',
  ]);
  expect(lines(answered(200, { a: 'x' }, { type: 'text/plain' }), several)).toEqual([]);
  const text = contractOf({ 200: { description: 'Text', content: { 'text/plain': {}, 'text/html': {} } } });
  expect(lines(answered(200, { a: 'x' }, { type: null }), text)).toEqual([]);
});

test('a body where the document describes none', () => {
  const empty = contractOf({ 204: { description: 'Done' } });
  expect(messages(answered(204, { a: 1 }), empty)).toEqual([
    'a body is expected of a 204, and the document describes none',
  ]);
});

test('a field that the document does not describe', () => {
  expect(lines(created({ edit: { '/event/more': 1 } }))).toEqual([
    'error expected-field/undocumented on 201 at /event/more, document:84: actual 1',
  ]);
});

test('a value that the schema forbids', () => {
  expect(lines(created({ edit: { '/event/id': '42' } }))).toEqual([
    'error schema/format on 201 at /event/id, document:96: expected "uuid", actual "42"',
  ]);
});

const expecting = (edit: NonNullable<Changes['edit']>) => unauthorized({ edit });

test('a code that no documented example has can never come', () => {
  expect(messages(expecting({ '/errors/0/code': 'no_token' }))).toEqual([
    '/errors/0/code is expected to be "no_token", where the documented example has "unauthorized"',
  ]);
});

test('the code of a documented example with other words beside it is a warning', () => {
  expect(lines(expecting({ '/errors/0/detail': 'Log in' }))).toEqual([
    'warning expected-error/differs on 401 at /errors/0/detail, document:178: expected "You must authenticate to perform API requests", actual "Log in"',
  ]);
});

test('the words do not matter where the contract asks for the codes alone, nor the code where it asks for nothing', () => {
  const asking = (example: 'code' | 'off') => ({
    ...contract,
    responses: contract.responses.map((each) => ({ ...each, example })),
  });
  expect(lines(expecting({ '/errors/0/detail': 'Log in' }), asking('code'))).toEqual([]);
  expect(lines(expecting({ '/errors/0/code': 'no_token' }), asking('code'))).toHaveLength(1);
  expect(lines(expecting({ '/errors/0/code': 'no_token' }), asking('off'))).toEqual([]);
});

test('an expectation by a rule is met by any example that the rule takes', () => {
  const anything: Admits = () => true;
  expect(lines(expecting({ '/errors/0/code': 'x', '/errors/0/detail': 'y' }), contract, anything)).toEqual(
    [],
  );
});

test('of two documented errors with one code either may be expected, and no third', () => {
  const responses = {
    409: {
      description: 'Conflict',
      content: {
        'application/json': {
          schema: {
            type: 'object',
            properties: {
              errors: {
                type: 'array',
                items: {
                  type: 'object',
                  properties: { code: { type: 'string' }, detail: { type: 'string' } },
                },
              },
            },
          },
          examples: {
            both: {
              value: errorList({ code: 'conflict', detail: 'Type' }, { code: 'conflict', detail: 'ID' }),
            },
          },
        },
      },
    },
  };
  const conflicts = contractOf(responses);
  const expected = (detail: string) => answered(409, errorList({ code: 'conflict', detail }));
  expect(messages(expected('Type'), conflicts)).toEqual([]);
  expect(messages(expected('ID'), conflicts)).toEqual([]);
  expect(messages(expected('Name'), conflicts)).toEqual([
    '/errors/0/detail is expected to be "Name", where the documented example has "Type" or "ID"',
  ]);
  expect(judged(expected('Name'), conflicts)[0]?.response?.expected).toEqual(['Type', 'ID']);
});

test('an error of which only the words are expected has no code to look for', () => {
  expect(lines(unauthorized({ json: { errors: [{ detail: UNAUTHORIZED.detail }] } }))).toEqual([]);
});

test('what a documented error leaves out may be anything, and an example without errors documents none', () => {
  const examples = { none: { value: { ok: false } }, bare: { value: { errors: [{ code: 'conflict' }] } } };
  const bare = contractOf({
    409: { description: 'Conflict', content: { 'application/json': { examples } } },
  });
  const against = { ...bare, errors: contract.errors };
  const expected = (code: string) => answered(409, errorList({ code, detail: 'Type' }));
  expect(messages(expected('conflict'), against)).toEqual([]);
  expect(messages(expected('other'), against)).toEqual([
    '/errors/0/code is expected to be "other", where the documented example has "conflict"',
  ]);
});

test('an answer without a documented example, or without a list of errors, promises no code', () => {
  expect(lines(badRequest())).toEqual([]);
  expect(lines(unauthorized({ json: {} }))).toEqual([]);
  expect(lines(unauthorized(), { ...contract, errors: undefined })).toEqual([]);
});

test('nobody expects the page of a gate: whatever looks like one is held to the document', () => {
  expect(lines(gated())).toEqual([
    'error status/undocumented on 200 at status, document:25: expected "201, 400, 401, 409, 500", actual 200',
  ]);
});

test('a documented header may be expected in any spelling, as its schema says', () => {
  const headers = { 'X-Limit': { schema: { type: 'integer' } } };
  const limited = contractOf({ 200: { description: 'Some', headers } });
  const sending = (value: string) => answered(200, null, { text: '', headers: [['x-limit', value]] });
  expect(lines(sending('5'), limited)).toEqual([]);
  expect(lines(sending('five'), limited)).toEqual([
    'error expected-header/value on 200 at header X-Limit, document: expected "integer", actual "five"',
  ]);
});

test.each([
  ['additionalProperties', true],
  ['patternProperties', { '^x': {} }],
  ['unevaluatedProperties', true],
])('a field that nobody describes may be expected where the schema speaks of others: %s', (word, value) => {
  const body = (more: object) => {
    const schema = { type: 'object', properties: { a: {} }, ...more };
    return contractOf(
      { 200: { description: 'Open', content: { 'application/json': { schema } } } },
      { version: '3.1.0' },
    );
  };
  expect(lines(answered(200, { a: 1, xb: 2 }), body({ [word]: value }))).toEqual([]);
  expect(lines(answered(200, { a: 1, xb: 2 }), body({}))).toHaveLength(1);
  expect(lines(answered(200, { a: 1, xb: 2 }), body({ allOf: [{ [word]: value }] }))).toEqual([]);
});

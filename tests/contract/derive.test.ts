import { expect, test } from 'vitest';
import { deriveContract, refusedStatus } from '../../src/contract/derive.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import type { Operation } from '../../src/document/operation.ts';
import type { JsonObject } from '../../src/json.ts';
import { documentOf } from '../document/support.ts';

const answer = { description: '' };
const body = { requestBody: { content: { 'application/json': { schema: { type: 'object' } } } } };
const schemes: JsonObject = {
  apiKey: { type: 'apiKey', in: 'query', name: 'key' },
  'x-OAuth2_token': { type: 'http', scheme: 'bearer' },
};

function operationOf(statuses: string[], more: JsonObject = {}): Operation {
  const responses = Object.fromEntries(statuses.map((status) => [status, answer]));
  const document = documentOf({
    paths: { '/things/{id}': { get: { responses, ...more } } },
    components: { securitySchemes: schemes },
  });
  return findOperation(document);
}

function reaches(operation: Operation): Record<string, string> {
  return Object.fromEntries(deriveContract(operation).responses.map(({ status, reach }) => [status, reach]));
}

test.each<[string, string[], JsonObject, Record<string, string>]>([
  ['one success', ['200'], {}, { 200: 'required' }],
  ['a success without a body', ['204'], {}, { 204: 'required' }],
  [
    'several successes, of which the server chooses',
    ['200', '201'],
    body,
    { 200: 'optional', 201: 'optional' },
  ],
  ['a class of successes', ['2XX'], {}, { '2XX': 'required' }],
  ['only default', ['default'], body, { default: 'optional' }],
  ['a redirect', ['302'], {}, { 302: 'never' }],
  ['a body that can be wrong', ['200', '400'], body, { 200: 'required', 400: 'required' }],
  ['422 for a body that is wrong', ['200', '422'], body, { 200: 'required', 422: 'required' }],
  ['400 and 422, either of which will do', ['400', '422'], body, { 400: 'optional', 422: 'optional' }],
  [
    'a class of errors',
    ['2XX', '4XX', '5XX'],
    body,
    { '2XX': 'required', '4XX': 'required', '5XX': 'never' },
  ],
  ['400 and its class', ['400', '4XX'], body, { 400: 'required', '4XX': 'optional' }],
  ['nothing that can be wrong', ['200', '400'], {}, { 200: 'required', 400: 'never' }],
  ['401 without security', ['401'], {}, { 401: 'never' }],
  ['401 with security', ['401'], { security: [{ apiKey: [] }] }, { 401: 'required' }],
  ['401 with optional security', ['401'], { security: [{ apiKey: [] }, {}] }, { 401: 'never' }],
  [
    'answers that no document says how to provoke',
    ['403', '404', '409', '500'],
    body,
    { 403: 'never', 404: 'never', 409: 'never', 500: 'never' },
  ],
])('what is asked for when there is %s', (_, statuses, more, expected) => {
  expect(reaches(operationOf(statuses, more))).toEqual(expected);
});

test.each<[string, JsonObject, string]>([
  ['any text', { in: 'header', name: 'X-A', schema: { type: 'string' } }, 'never'],
  [
    'a list whose items are told',
    { in: 'query', name: 'a', schema: { type: 'array', items: { enum: ['x'] } } },
    'optional',
  ],
  [
    'an object whose members are told',
    { in: 'query', name: 'a', schema: { type: 'object', properties: { b: { maximum: 1 } } } },
    'optional',
  ],
  ['no schema', { in: 'query', name: 'a' }, 'never'],
  [
    'a path that is any text',
    { in: 'path', name: 'id', required: true, schema: { type: 'string' } },
    'never',
  ],
  [
    'a path that is a UUID',
    { in: 'path', name: 'id', required: true, schema: { type: 'string', format: 'uuid' } },
    'required',
  ],
  ['a number', { in: 'query', name: 'a', schema: { type: 'integer' } }, 'required'],
  ['what has to be there', { in: 'query', name: 'a', required: true, schema: {} }, 'required'],
  ['some texts only', { in: 'query', name: 'a', schema: { allOf: [{ enum: ['x'] }] } }, 'required'],
])('400 is asked for when a parameter can be wrong: %s', (_, parameter, expected) => {
  expect(reaches(operationOf(['400'], { parameters: [parameter] }))).toEqual({ 400: expected });
});

test('a refusal is the first documented of 400, 422 and 4XX', () => {
  expect(refusedStatus(operationOf(['4XX', '422', '400']))).toBe('400');
  expect(refusedStatus(operationOf(['4XX', '422']))).toBe('422');
  expect(refusedStatus(operationOf(['4XX']))).toBe('4XX');
  expect(refusedStatus(operationOf(['404', 'default']))).toBeUndefined();
});

test('credentials are read from variables that are named after the schemes', () => {
  const { credentials } = deriveContract(
    operationOf(['200'], { security: [{ apiKey: [] }, { 'x-OAuth2_token': [] }] }),
  );
  expect(credentials).toEqual({ apiKey: 'PLUMBLINE_API_KEY', 'x-OAuth2_token': 'PLUMBLINE_X_OAUTH2_TOKEN' });
});

test('an operation without security needs no credentials', () => {
  expect(deriveContract(operationOf(['200'])).credentials).toEqual({});
});

test('nothing is relied on beyond the document', () => {
  const contract = deriveContract(operationOf(['200']));
  expect(contract).toMatchObject({
    file: undefined,
    never: [],
    values: {},
    gate: undefined,
    limits: undefined,
  });
  expect(contract.responses[0]).toMatchObject({
    echoes: {},
    unique: [],
    fresh: [],
    provoke: [],
    withinMs: 10_000,
  });
  expect(contract.placeOf('/x')).toEqual({ file: 'api.json' });
});

function withErrors(schema: JsonObject, example?: JsonObject): Operation {
  const content = { 'application/json': { schema, ...(example === undefined ? {} : { example }) } };
  return operationOf([], { responses: { 200: { ...answer, content }, 404: { ...answer, content } } });
}

test.each<[string, JsonObject, JsonObject | undefined]>([
  [
    'JSON:API',
    { code: {}, detail: {}, source: { properties: { pointer: {} } } },
    { list: '/errors', code: '/code', detail: '/detail', source: '/source/pointer' },
  ],
  [
    'a message',
    { code: {}, message: {} },
    { list: '/errors', code: '/code', detail: '/message', source: undefined },
  ],
  [
    'a title',
    { code: {}, title: {} },
    { list: '/errors', code: '/code', detail: '/title', source: undefined },
  ],
  ['no code', { detail: {} }, undefined],
  ['nothing to read', { code: {} }, undefined],
])('where errors keep their parts is found in the schema: %s', (_, properties, expected) => {
  const schema = { properties: { id: {}, errors: { type: 'array', items: { properties } } } };
  expect(deriveContract(withErrors(schema)).errors).toEqual(expected);
});

test('a list of errors with a slash in its name is found by its pointer', () => {
  const schema = { properties: { 'a/b': { items: { properties: { code: {}, detail: {} } } } } };
  expect(deriveContract(withErrors(schema)).errors?.list).toBe('/a~1b');
});

test('the documented example of an error is kept to, that of a success is not', () => {
  const { responses } = deriveContract(withErrors({}, { id: 1 }));
  expect(responses.map(({ status, example }) => [status, example])).toEqual([
    ['200', 'off'],
    ['404', 'full'],
  ]);
});

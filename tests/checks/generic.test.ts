import { expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { answered, type Changes, contractOf, errorsOf, judge } from './exchanges.ts';

// The engine runs on any operation: documents of other kinds than the one that is shipped.

const jsonOf = (schema: Json, more: JsonObject = {}) => ({ 'application/json': { schema, ...more } });
const ok = (schema: Json, options: Parameters<typeof contractOf>[1] = {}) =>
  contractOf({ 200: { description: '', content: jsonOf(schema) } }, options);
const warned = (against: Contract, json: Json, status = 200) =>
  judge([answered(status, json)], { against }).flatMap(({ severity, check, kind }) =>
    severity === 'warning' ? [`${check}/${kind}`] : [],
  );
const says = (against: Contract, json: Json, changes: Changes = {}, status = 200) =>
  errorsOf(judge([answered(status, json, changes)], { against }));

test('several media types, each with a schema of its own', () => {
  const content = {
    'application/json': { schema: { type: 'object', required: ['a'] } },
    'application/vnd.list+json': { schema: { type: 'array' } },
    'text/csv': { schema: { type: 'string' } },
  };
  const against = contractOf({ 200: { description: '', content } });
  expect(says(against, { a: 1 })).toEqual([]);
  expect(says(against, [])).toEqual(['schema/type']);
  expect(says(against, [], { type: 'application/vnd.list+json' })).toEqual([]);
  expect(says(against, {}, { type: 'application/vnd.list+json; v=1' })).toEqual(['schema/type']);
  expect(says(against, null, { type: 'text/csv', text: 'a,b\n1,2' })).toEqual([]);
  expect(says(against, { b: 1 }, { type: 'application/xml', text: '<a/>' })).toEqual([
    'media-type/undocumented',
  ]);
});

test('OpenAPI 3.1, with types in lists and null among them', () => {
  const schema = {
    type: 'object',
    required: ['a'],
    properties: { a: { type: ['string', 'null'] }, b: { const: 1 } },
  };
  const against = ok(schema, { version: '3.1.0' });
  expect(says(against, { a: null, b: 1 })).toEqual([]);
  expect(says(against, { a: 1, b: 2 })).toEqual(['schema/other', 'schema/type']);
});

test('OpenAPI 3.0, with nullable', () => {
  const against = ok({
    type: 'object',
    properties: { a: { type: 'string', nullable: true, format: 'uuid' }, b: { type: 'string' } },
  });
  expect(says(against, { a: null, b: 'x' })).toEqual([]);
  expect(says(against, { a: 'x', b: null })).toEqual(['schema/format', 'schema/type']);
});

test('a default answer covers every status that has no entry of its own', () => {
  const against = contractOf({
    200: { description: '' },
    default: {
      description: '',
      content: jsonOf({ type: 'object', required: ['message'], properties: { message: { type: 'string' } } }),
    },
  });
  expect(says(against, { message: 'no' }, {}, 404)).toEqual([]);
  expect(says(against, { messages: 'no' }, {}, 500)).toEqual(['schema/required', 'vacuous/empty']);
});

test('a class of statuses covers its own', () => {
  const against = contractOf({
    '4XX': { description: '', content: jsonOf({ type: 'object', required: ['code'] }) },
  });
  expect(says(against, { code: 1 }, {}, 451)).toEqual([]);
  expect(says(against, {}, {}, 404)).toEqual(['schema/required']);
  expect(says(against, {}, {}, 500)).toEqual(['status/undocumented']);
});

test('headers that an answer has to have', () => {
  const headers = {
    Location: { required: true, schema: { type: 'string', format: 'uri' } },
    'X-Left': { schema: { type: 'integer' } },
  };
  const against = contractOf({ 201: { description: '', headers } });
  const with201 = (lines: Changes['headers']) =>
    says(against, null, { bytes: new Uint8Array(), type: null, headers: lines ?? [] }, 201);
  expect(
    with201([
      ['location', 'https://example.com/1'],
      ['x-left', '3'],
    ]),
  ).toEqual([]);
  expect(with201([['x-left', 'many']])).toEqual(['response-header/missing', 'response-header/value']);
  expect(with201([['Location', '/1']])).toEqual(['response-header/value']);
});

test('a list at the top', () => {
  const against = ok({
    type: 'array',
    items: { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } },
  });
  expect(says(against, [])).toEqual([]);
  expect(says(against, [{ id: 1, name: 'x' }])).toEqual([]);
  expect(says(against, [{ id: 'x' }, {}])).toEqual(['schema/required', 'schema/type']);
  expect(says(against, { id: 1 })).toEqual(['schema/type']);
});

test('a map whose keys are anything', () => {
  const against = ok({ type: 'object', additionalProperties: { type: 'object', required: ['n'] } });
  expect(says(against, {})).toEqual([]);
  expect(says(against, { a: { n: 1 }, 'b/c': { n: 2 } })).toEqual([]);
  expect(says(against, { a: {} })).toEqual(['schema/required']);
});

test('choices, and what belongs together', () => {
  const schemas = {
    cat: { type: 'object', required: ['purrs'], properties: { purrs: { type: 'boolean' } } },
    dog: { type: 'object', required: ['barks'], properties: { barks: { type: 'boolean' } } },
    named: { type: 'object', required: ['name'], properties: { name: { type: 'string' } } },
  };
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const against = ok({ allOf: [ref('named'), { oneOf: [ref('cat'), ref('dog')] }] }, { schemas });
  expect(says(against, { name: 'Tom', purrs: true })).toEqual([]);
  expect(says(against, { name: 'Tom' })).toEqual(['schema/other']);
  expect(says(against, { name: 'Tom', purrs: true, barks: true })).toEqual(['schema/other']);
  expect(says(against, { purrs: true })).toEqual(['schema/required']);
  expect(says(ok({ anyOf: [ref('cat'), ref('dog')] }, { schemas }), { purrs: true, barks: true })).toEqual(
    [],
  );
});

test('a schema that holds itself', () => {
  const schemas = {
    tree: {
      type: 'object',
      properties: {
        name: { type: 'string' },
        twigs: { type: 'array', items: { $ref: '#/components/schemas/tree' } },
      },
    },
  };
  const against = ok({ $ref: '#/components/schemas/tree' }, { schemas });
  const deep = (depth: number): Json =>
    depth === 0 ? { name: 'leaf', extra: 1 } : { twigs: [deep(depth - 1)] };
  expect(says(against, deep(30))).toEqual([]);
  expect(says(against, { twigs: [{ twigs: [{ name: 1 }] }] })).toEqual(['schema/type']);
  expect(warned(against, { twigs: [{}] })).toEqual(['vacuous/empty']);
  expect(says(against, {})).toEqual([]);
  expect(says(against, { leaves: 1 })).toEqual(['vacuous/empty']);
});

test('an answer without a schema, without content, and with an empty content', () => {
  const responses = {
    200: { description: '', content: { 'application/json': {} } },
    202: { description: '' },
    204: { description: '', content: {} },
  };
  const against = contractOf(responses);
  expect(says(against, { any: 'thing' })).toEqual([]);
  expect(says(against, null, { text: 'no JSON' })).toEqual(['json/syntax']);
  expect(says(against, null, { text: 'no JSON', type: 'text/plain' }, 202)).toEqual([]);
  expect(says(against, null, { bytes: new Uint8Array(), type: null }, 204)).toEqual([]);
});

test('several named examples of an error, of which one suffices', () => {
  const examples = {
    gone: { value: { code: 'gone' } },
    never: { value: { code: 'never', detail: 'No such thing' } },
  };
  const against = contractOf({ 404: { description: '', content: jsonOf({ type: 'object' }, { examples }) } });
  expect(says(against, { code: 'never', detail: 'No such thing', more: 1 }, {}, 404)).toEqual([]);
  expect(says(against, { code: 'gone' }, {}, 404)).toEqual([]);
  expect(says(against, { code: 'other' }, {}, 404)).toEqual(['example/differs']);
});

test('an error whose schema allows anything may be what gateways write, and HTML where it is documented', () => {
  const content = { ...jsonOf({ type: 'object' }), 'text/html': {} };
  const against = contractOf({ 400: { description: '', content } });
  expect(says(against, { error: 'no' }, {}, 400)).toEqual([]);
  expect(says(against, { message: 'no' }, {}, 400)).toEqual([]);
  expect(says(against, null, { text: '<html>no</html>', type: 'text/html' }, 400)).toEqual([]);
  expect(says(against, null, { text: '<html>no</html>' }, 400)).toEqual([
    'gateway/gateway-body',
    'json/syntax',
  ]);
});

test('examples of a success are samples, not promises', () => {
  const against = contractOf({
    200: { description: '', content: jsonOf({ type: 'object' }, { example: { name: 'Ada' } }) },
  });
  expect(says(against, { name: 'Grace' })).toEqual([]);
});

test('errors that have a message for a detail, found in the document', () => {
  const error = { type: 'object', properties: { code: { type: 'string' }, message: { type: 'string' } } };
  const content = jsonOf({ type: 'object', properties: { problems: { type: 'array', items: error } } });
  const against = contractOf({ 200: { description: '' }, 400: { description: '', content } });
  expect(says(against, { problems: [{ code: 'a', message: 'b' }] }, {}, 400)).toEqual([]);
  expect(warned(against, { problems: [{ code: 'a', message: ' ' }] }, 400)).toEqual(['error-shape/blank']);
  expect(warned(against, { problems: [] }, 400)).toEqual(['vacuous/empty', 'error-shape/no-errors']);
  expect(says(against, { problems: [{ code: 'a', message: ' ' }] }, {}, 400)).toEqual([]);
  expect(says(against, { problems: [] }, {}, 400)).toEqual([]);
  expect(says(against, { errors: [{ code: 'a', message: 'b' }] }, {}, 400)).toEqual(['vacuous/empty']);
  expect(says(against, { problems: 'a' }, {}, 400)).toEqual(['schema/type']);
});

test('properties that are called like members of every object', () => {
  const schema = {
    type: 'object',
    properties: { constructor: { type: 'string' }, toString: { type: 'string' } },
  };
  expect(says(ok(schema), { constructor: 'x' })).toEqual([]);
  expect(says(ok(schema), { toString: 1 })).toEqual(['schema/type']);
  expect(says(ok(schema), {})).toEqual([]);
  expect(says(ok(schema), { valueOf: 1 })).toEqual(['vacuous/empty']);
});

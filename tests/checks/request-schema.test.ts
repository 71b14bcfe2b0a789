import { expect, test } from 'vitest';
import { compileSchema } from '../../src/checks/request-schema.ts';
import { readDocument } from '../../src/document/load.ts';
import { child, rootNode } from '../../src/document/node.ts';
import type { Json } from '../../src/json.ts';

/** What is wrong with a value by a schema, which may refer to `#/components/schemas/Whole`, itself. */
function faults(schema: Json, value: Json) {
  const text = JSON.stringify({ openapi: '3.1.0', components: { schemas: { Whole: schema } } });
  const node = child(rootNode(readDocument(text, 'test.json')), 'components', 'schemas', 'Whole');
  if (node === undefined) throw new Error('no schema');
  return compileSchema(node, { direction: 'request' })(value);
}
const said = (schema: Json, value: Json) => faults(schema, value).map(({ message }) => message);

test.each<[keyword: string, schema: Json, value: Json, message: string]>([
  ['required', { required: ['a'] }, {}, '/a is missing, though the schema requires it'],
  ['type', { type: 'string' }, 7, 'the value is 7 (integer), where the schema says string'],
  ['type', { type: ['string', 'null'] }, 7, 'the value is 7 (integer), where the schema says string or null'],
  ['format', { format: 'uuid' }, 'x', 'the value is "x", which is no uuid'],
  ['enum', { enum: ['a', 'b'] }, 'c', 'the value is "c", where the schema allows ["a","b"]'],
  [
    'additionalProperties',
    { properties: { a: {} }, additionalProperties: false },
    { b: 1 },
    '/b is there, though the schema forbids further properties',
  ],
  [
    'unevaluatedProperties',
    { properties: { a: {} }, unevaluatedProperties: false },
    { b: 1 },
    '/b is there, though the schema forbids further properties',
  ],
  ['minimum', { minimum: 5 }, 4, 'the value is 4: it must be >= 5'],
])('what is said by the rule %s', (keyword, schema, value, message) => {
  const found = faults(schema, value);
  expect(found.map((each) => [each.keyword, each.message])).toEqual([[keyword, message]]);
  expect(found[0]?.promise).toMatch(new RegExp(`^/components/schemas/Whole/${keyword}`));
});

test('a choice that fails is one fault, whatever its branches lack', () => {
  const choice = [{ type: 'integer' }, { type: 'object', required: ['a', 'b'] }];
  for (const word of ['oneOf', 'anyOf']) {
    expect(faults({ [word]: choice }, {}).map(({ keyword }) => keyword)).toEqual([word]);
    expect(faults({ [word]: choice }, 7)).toEqual([]);
  }
});

test('what is wrong beside a choice that fails is told as well', () => {
  const choice = { anyOf: [{ required: ['a'] }, { required: ['b'] }], required: ['c'] };
  expect(faults(choice, {}).map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual([
    'anyOf ',
    'required /c',
  ]);
});

test('what a branch of a choice lacks far below is not told either', () => {
  const branch = (own: Json) => ({ properties: { b: own } });
  const schema = { properties: { a: { oneOf: [branch({ type: 'string' }), branch({ type: 'null' })] } } };
  expect(faults(schema, { a: { b: 7 } }).map(({ keyword, pointer }) => `${keyword} ${pointer}`)).toEqual([
    'oneOf /a',
  ]);
});

test('of what is missing there is no value that were expected', () => {
  expect(faults({ required: ['a'] }, {})[0]).not.toHaveProperty('expected');
  expect(faults({ type: 'string' }, 7)[0]).toMatchObject({ expected: 'string', actual: 7 });
});

test('a schema that is wrong itself is a problem of the document, with its place', () => {
  expect(() => faults({ type: 'nonsense' }, 1)).toThrow(
    expect.objectContaining({ place: expect.objectContaining({ file: 'test.json' }) }),
  );
});

test('two faults beside one another are two', () => {
  const schema = { properties: { a: { oneOf: [{ type: 'string' }] }, b: { type: 'string' } } };
  expect(faults(schema, { a: 1, b: 2 }).map(({ pointer }) => pointer)).toEqual(['/a', '/b']);
});

test('a name that every object of JavaScript inherits is not there until it is sent', () => {
  expect(said({ required: ['constructor'] }, {})).toEqual([
    '/constructor is missing, though the schema requires it',
  ]);
  expect(said({ properties: { toString: { type: 'string' } } }, {})).toEqual([]);
});

test('words, formats and escapes that Ajv does not know are no faults of the value', () => {
  expect(said({ 'x-note': 1, example: 'a', format: 'telephone', type: 'string' }, 'b')).toEqual([]);
  expect(said({ pattern: '^\\_a$' }, '_a')).toEqual([]);
  expect(said({ pattern: '^\\_a$' }, 'b')).toHaveLength(1);
});

test('a value that a schema follows down for ever is nested too deeply', () => {
  let value: Json = {};
  for (let depth = 0; depth < 200_000; depth++) value = { a: value };
  const schema = { properties: { a: { $ref: '#/components/schemas/Whole' } } };
  expect(faults(schema, value)).toEqual([
    {
      keyword: 'depth',
      pointer: '',
      message: 'the value is nested too deeply',
      promise: '/components/schemas/Whole',
    },
  ]);
});

test('no more is told than anyone reads', () => {
  expect(
    said(
      { items: { type: 'string' } },
      Array.from({ length: 80 }, () => 1),
    ),
  ).toHaveLength(50);
});

test('of a condition what it leads to is told, not the condition', () => {
  // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
  expect(said({ if: { required: ['a'] }, then: { required: ['b'] } }, { a: 1 })).toEqual([
    '/b is missing, though the schema requires it',
  ]);
});

test('a discriminator chooses an alternative, but not for a part of a value', () => {
  const cat = { type: 'object', required: ['lives'], properties: { lives: { type: 'integer' } } };
  const text = JSON.stringify({
    openapi: '3.1.0',
    components: {
      schemas: {
        Whole: {
          discriminator: { propertyName: 'kind' },
          oneOf: [{ $ref: '#/components/schemas/Cat' }, { $ref: '#/components/schemas/Dog' }],
        },
        Cat: cat,
        Dog: { type: 'object' },
      },
    },
  });
  const node = child(rootNode(readDocument(text, 'test.json')), 'components', 'schemas', 'Whole');
  if (node === undefined) throw new Error('no schema');
  const whole = compileSchema(node, { direction: 'request' });
  expect(whole({ kind: 'Cat', lives: 9 })).toEqual([]);
  expect(whole({ kind: 'Cat' })).toMatchObject([{ keyword: 'required', pointer: '/lives' }]);
  const part = compileSchema(node, { direction: 'response', minimum: true });
  expect(part({ kind: 'Cat' })).toEqual([]);
});

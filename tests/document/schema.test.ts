import { expect, test } from 'vitest';
import {
  applicable,
  declares,
  documentedProperties,
  keyword,
  requiredProperties,
  schemasAt,
  typesOf,
} from '../../src/document/schema.ts';
import type { JsonObject } from '../../src/json.ts';
import { schemaOf } from './support.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

test('a schema applies with all that it is composed of, a recursion once', () => {
  const schema = schemaOf({
    Thing: { allOf: [ref('A'), { anyOf: [ref('B'), ref('Thing')] }], oneOf: [ref('A')] },
    A: {},
    B: {},
  });
  expect(applicable(schema).map(({ pointer }) => pointer.replace('/components/schemas/', ''))).toEqual([
    'Thing',
    'A',
    'Thing/allOf/1',
    'B',
  ]);
  expect(applicable(undefined)).toEqual([]);
});

const NESTED: JsonObject = {
  Thing: {
    allOf: [{ properties: { list: { items: ref('Item') } } }],
    properties: {
      tuple: { prefixItems: [{ type: 'string' }], items: { type: 'number' } },
      map: { additionalProperties: { type: 'boolean' } },
      any: { additionalProperties: true },
      open: { additionalProperties: {} },
      'x-own': { type: 'string' },
      'a/b': { type: 'string' },
      0: { type: 'integer' },
    },
    patternProperties: { '^n_': { type: 'null' }, '(': {} },
  },
  Item: { properties: { name: { type: 'string' }, inner: ref('Item') } },
};

test.each([
  ['/list/0/name', 'string'],
  ['/list/7/inner/inner/name', 'string'],
  ['/tuple/0', 'string'],
  ['/tuple/1', 'number'],
  ['/map/anything', 'boolean'],
  ['/x-own', 'string'],
  ['/a~1b', 'string'],
  ['/0', 'integer'],
  ['/n_1', 'null'],
])('the schema that speaks of %s is found', (pointer, type) => {
  const [found] = schemasAt(schemaOf(NESTED), pointer);
  expect(keyword(found, 'type')?.value).toBe(type);
  expect(declares(schemaOf(NESTED), pointer)).toBe(true);
});

test.each(['/nope', '/list/name', '/any/x', '/open/x', '/list/0/nope', '/__proto__'])(
  'nothing is said of %s',
  (pointer) => {
    expect(declares(schemaOf(NESTED), pointer)).toBe(false);
  },
);

test('a recursion through several branches does not multiply with the depth', () => {
  const schema = schemaOf({
    Thing: { properties: { next: { allOf: [ref('Thing'), ref('Other')] } } },
    Other: { properties: { next: { allOf: [ref('Other'), ref('Thing')] } } },
  });
  expect(schemasAt(schema, '/next'.repeat(200)).length).toBeLessThan(6);
});

test('documented properties are those of all parts, each where it is declared first', () => {
  const schema = schemaOf({
    Thing: { properties: { a: { type: 'string' }, 'x-b': {} }, allOf: [ref('Base')] },
    Base: { properties: { a: { type: 'null' }, c: {} } },
  });
  const properties = documentedProperties(schema);
  expect([...properties.keys()]).toEqual(['a', 'x-b', 'c']);
  expect(properties.get('a')?.pointer).toBe('/components/schemas/Thing/properties/a');
});

test('required properties are those of all parts that hold together, and a recursion ends', () => {
  const schema = schemaOf({
    Thing: { required: ['a'], allOf: [ref('Base'), ref('Thing')], anyOf: [{ required: ['z'] }] },
    Base: { required: ['b', 'c'], allOf: [ref('Thing')] },
  });
  expect(requiredProperties(schema)).toEqual([
    { name: 'a', pointer: '/components/schemas/Thing/required/0' },
    { name: 'b', pointer: '/components/schemas/Base/required/0' },
    { name: 'c', pointer: '/components/schemas/Base/required/1' },
  ]);
  expect(requiredProperties(undefined)).toEqual([]);
});

test.each<[string, JsonObject, string[]]>([
  ['a type', { type: 'string' }, ['string']],
  ['no type', { minLength: 1 }, []],
  ['a nullable type', { type: 'string', nullable: true }, ['string', 'null']],
  ['a part', { allOf: [ref('Int')] }, ['integer']],
  ['a nullable part', { nullable: true, allOf: [ref('Int')] }, ['integer', 'null']],
  [
    'a part that is nullable, where the whole is not',
    { type: 'integer', allOf: [{ type: 'integer', nullable: true }] },
    ['integer'],
  ],
  ['parts that narrow each other', { allOf: [{ type: 'number' }, ref('Int')] }, ['integer']],
  ['a choice', { oneOf: [{ type: 'string' }, ref('Int')] }, ['string', 'integer']],
  ['a choice with a branch that says nothing', { anyOf: [{ type: 'string' }, {}] }, []],
  ['a recursion', { anyOf: [ref('Thing'), { type: 'string' }] }, []],
])('the types that a schema allows: %s', (_, Thing, expected) => {
  expect(typesOf(schemaOf({ Thing, Int: { type: 'integer' } }))).toEqual(expected);
});

test.each<[string, JsonObject, string[]]>([
  ['a list of types', { type: ['string', 'null'] }, ['string', 'null']],
  ['nullable, which is no word of 3.1', { type: 'string', nullable: true }, ['string']],
  ['a type beside a reference', { ...ref('Num'), type: ['integer', 'string'] }, ['integer']],
])('the types that a schema of OpenAPI 3.1 allows: %s', (_, Thing, expected) => {
  expect(typesOf(schemaOf({ Thing, Num: { type: 'number' } }, '3.1.0'))).toEqual(expected);
  expect(typesOf(undefined)).toEqual([]);
});

test('the types of layers that each hold the next one twice are found in one walk', () => {
  const layers = Object.fromEntries(
    Array.from({ length: 40 }, (_, index) => [
      index === 0 ? 'Thing' : `A${index}`,
      {
        allOf: [ref(`A${index + 1}`), ref(`A${index + 1}`)],
        anyOf: [ref(`A${index + 1}`), { type: 'string' }],
      },
    ]),
  );
  expect(typesOf(schemaOf({ ...layers, A40: { type: ['string', 'null'] } }, '3.1.0'))).toEqual([
    'string',
    'null',
  ]);
});

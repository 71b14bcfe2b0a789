import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect, test } from 'vitest';
import { findOperation } from '../../src/document/find-operation.ts';
import { bundleSchema, type Direction } from '../../src/document/json-schema.ts';
import { loadDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { nodeAt, PINNED, problemOf, schemaOf } from './support.ts';

const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

/** Without the meta-schema, whose compilation takes longer than all of these schemas together. */
const PLAIN = { strict: false, logger: false, meta: false, validateSchema: false } as const;

/** Whether an instance is valid by the schema `Thing`. */
function validates(
  schemas: JsonObject,
  direction: Direction = 'response',
  version?: string,
): (value: Json) => boolean {
  const node = schemaOf(schemas, version);
  const { root, definitions } = bundleSchema(node, direction);
  const alone = new Ajv2020(PLAIN).compile({ definitions, allOf: [root] });
  return (value) => alone(value);
}

test.each<[string, JsonObject, Json[], Json[]]>([
  ['a nullable type', { type: 'string', nullable: true }, ['a', null], [1]],
  ['nullable: false', { type: 'string', nullable: false }, ['a'], [null]],
  ['a nullable enum', { type: 'string', nullable: true, enum: ['a'] }, ['a', null], ['b']],
  ['a nullable enum without a type', { nullable: true, enum: ['a'] }, ['a', null], ['b']],
  [
    'a nullable enum with null in it',
    { type: 'string', nullable: true, enum: ['a', null] },
    ['a', null],
    ['b'],
  ],
  ['a nullable part', { nullable: true, allOf: [ref('Other')] }, [null, { a: 1 }], [{}, 1]],
  [
    'a nullable type with parts',
    { type: 'object', nullable: true, allOf: [ref('Other')] },
    [null, { a: 1 }],
    [{}],
  ],
  ['an exclusive minimum', { minimum: 1, exclusiveMinimum: true }, [1.1, 2], [1, 0]],
  ['a minimum that is not exclusive', { minimum: 1, exclusiveMinimum: false }, [1], [0]],
  ['an exclusive maximum', { maximum: 9, exclusiveMaximum: true }, [8.9], [9, 10]],
  ['an exclusive bound without its bound', { exclusiveMinimum: true, exclusiveMaximum: true }, [1, -1], []],
  [
    'a $ref beside other words, which 3.0 ignores',
    { ...ref('Other'), required: ['z'], nullable: true },
    [{ a: 1 }],
    [null, {}],
  ],
  ['a forbidden property', { additionalProperties: false, properties: { a: {} } }, [{ a: 1 }], [{ b: 1 }]],
  ['a negation', { not: { type: 'string', nullable: true } }, [1], ['a', null]],
  ['an example that is a reference', { type: 'string', example: { $ref: '#/nowhere' } }, ['a'], [1]],
  ['an enum that holds a reference', { enum: [{ $ref: '#/nowhere' }] }, [{ $ref: '#/nowhere' }], [{}]],
])('a schema of OpenAPI 3.0 says as JSON Schema what it said: %s', (_, Thing, valid, invalid) => {
  const isValid = validates({ Thing, Other: { type: 'object', required: ['a'] } });
  for (const value of valid) expect([value, isValid(value)]).toEqual([value, true]);
  for (const value of invalid) expect([value, isValid(value)]).toEqual([value, false]);
});

test.each<[string, JsonObject, Json[], Json[]]>([
  ['a list of types', { type: ['string', 'null'] }, ['a', null], [1]],
  ['words beside a $ref', { ...ref('Other'), required: ['z'] }, [{ a: 1, z: 1 }], [{ a: 1 }, { z: 1 }]],
  ['a number as an exclusive bound', { exclusiveMinimum: 1 }, [2], [1]],
  ['const', { const: { $ref: '#/nowhere' } }, [{ $ref: '#/nowhere' }], [{}]],
  [
    'definitions of its own',
    { $defs: { n: { type: 'number' } }, items: { $ref: '#/components/schemas/Thing/$defs/n' } },
    [[1]],
    [['a']],
  ],
  [
    'a name for references',
    { $id: 'https://example.com/t', $anchor: 'x', properties: { o: ref('Other') } },
    [{ o: { a: 1 } }],
    [{ o: {} }],
  ],
  [
    'if and then',
    // biome-ignore lint/suspicious/noThenProperty: it is a word of JSON Schema
    { if: { type: 'string' }, then: { minLength: 2 }, else: ref('Other') },
    ['ab', { a: 1 }],
    ['a', {}],
  ],
  ['a schema that is true or false', { properties: { a: true, b: false } }, [{ a: 1 }], [{ b: 1 }]],
  [
    'fixed items',
    { prefixItems: [{ type: 'string' }], items: ref('Other') },
    [['a', { a: 1 }]],
    [[1], ['a', {}]],
  ],
  ['dependent schemas', { dependentSchemas: { z: ref('Other') } }, [{}, { z: 1, a: 1 }], [{ z: 1 }]],
  ['nullable, which is no word of 3.1', { type: 'string', nullable: true }, ['a'], [null]],
])('a schema of OpenAPI 3.1 says as JSON Schema what it said: %s', (_, Thing, valid, invalid) => {
  const isValid = validates({ Thing, Other: { type: 'object', required: ['a'] } }, 'response', '3.1.0');
  for (const value of valid) expect([value, isValid(value)]).toEqual([value, true]);
  for (const value of invalid) expect([value, isValid(value)]).toEqual([value, false]);
});

const FLAGS: JsonObject = {
  id: { type: 'string', readOnly: true },
  secret: { type: 'string', writeOnly: true },
  name: {},
};
const ALL = ['id', 'secret', 'name'];

test.each<[string, JsonObject]>([
  ['in one schema', { Thing: { required: ALL, properties: FLAGS } }],
  [
    'the rule beside the part with the properties',
    { Thing: { required: ALL, allOf: [{ properties: FLAGS }] } },
  ],
  [
    'the rule in another part',
    { Thing: { allOf: [ref('Base'), { required: ALL }] }, Base: { properties: FLAGS } },
  ],
  [
    'the rule in a part of the schema with the properties',
    { Thing: { properties: FLAGS, allOf: [{ required: ALL }] } },
  ],
  [
    'a property that is a chain of references',
    {
      Thing: {
        required: ['id'],
        properties: { id: ref('A'), name: {}, secret: {} },
        allOf: [{ required: ['name'] }],
      },
      A: ref('B'),
      B: { readOnly: true, writeOnly: true },
    },
  ],
  [
    'a property that is composed of what has the flag',
    {
      Thing: {
        required: ALL,
        properties: { id: { allOf: [ref('Id')] }, secret: { allOf: [{ allOf: [ref('Secret')] }] }, name: {} },
      },
      Id: { type: 'string', readOnly: true },
      Secret: { type: 'string', writeOnly: true },
    },
  ],
])('a property that a direction rules out is not required: %s', (_, schemas) => {
  const response = validates(schemas, 'response');
  const request = validates(schemas, 'request');
  expect(response({ id: 'x', name: 1 })).toBe(true);
  expect(request({ secret: 'x', name: 1 })).toBe(true);
  expect(response({ id: 'x', secret: 'x' })).toBe(false);
  expect(request({ id: 'x', secret: 'x' })).toBe(false);
});

test('a property that the direction allows is required as ever', () => {
  const schemas = { Thing: { required: ALL, properties: FLAGS } };
  expect(validates(schemas, 'response')({ name: 1 })).toBe(false);
  expect(validates(schemas, 'request')({ name: 1 })).toBe(false);
});

test('a nested object keeps its own rules', () => {
  const inner = { required: ['id'], properties: { id: {} } };
  const isValid = validates({ Thing: { properties: { ...FLAGS, inner } } }, 'request');
  expect(isValid({ inner: {} })).toBe(false);
});

test('a property may be called like a keyword', () => {
  const words = [
    'enum',
    'nullable',
    'example',
    'required',
    '$ref',
    'default',
    'x-own',
    'allOf',
    'properties',
    'type',
    'const',
    '$id',
  ];
  const properties = Object.fromEntries(words.map((word) => [word, { type: 'string' }]));
  const isValid = validates({
    Thing: { type: 'object', additionalProperties: false, required: words, properties },
  });
  const whole = Object.fromEntries(words.map((word) => [word, 'x']));
  expect(isValid(whole)).toBe(true);
  for (const word of words) {
    expect([word, isValid({ ...whole, [word]: 1 })]).toEqual([word, false]);
    const { [word]: _, ...others } = whole;
    expect([word, isValid(others)]).toEqual([word, false]);
  }
});

test('a property that is called enum or const may be a reference', () => {
  const isValid = validates({
    Thing: { properties: { enum: ref('Other'), const: ref('Other') } },
    Other: { type: 'null' },
  });
  expect(isValid({ enum: null, const: null })).toBe(true);
  expect(isValid({ enum: 1 })).toBe(false);
  expect(isValid({ const: 1 })).toBe(false);
});

test('a recursion stays finite', () => {
  const isValid = validates({
    Thing: { type: 'object', properties: { next: ref('Thing'), other: ref('Other') } },
    Other: { type: 'object', required: ['back'], properties: { back: ref('Thing') } },
  });
  expect(isValid({ next: { next: { other: { back: {} } } } })).toBe(true);
  expect(isValid({ next: { next: { other: {} } } })).toBe(false);
});

test('a schema may refer to any place of the document, by any spelling', () => {
  const node = schemaOf({
    Thing: {
      properties: { a: { $ref: '#/components/schemas/Other/properties/%7Bx%7D~1y' }, b: ref('Thing') },
    },
    Other: { properties: { '{x}/y': { type: 'string' } } },
  });
  const { root, definitions } = bundleSchema(node, 'request');
  expect(Object.keys(definitions)).toEqual(['schema-1', 'schema-2']);
  const isValid = new Ajv2020(PLAIN).compile({ definitions, allOf: [root] });
  expect([isValid({ a: 'x', b: { a: 'y' } }), isValid({ b: { a: 1 } })]).toEqual([true, false]);
});

test('a broken reference is a Problem at its own line', () => {
  const node = schemaOf({ Thing: { properties: { a: { items: ref('Nope') } } } });
  const problem = problemOf(() => bundleSchema(node, 'request'));
  expect(problem.place).toEqual(node.document.placeOf('/components/schemas/Thing/properties/a/items/$ref'));
});

test('a name such as __proto__ is a name like any other', () => {
  const Thing = JSON.parse('{"properties": {"__proto__": {"type": "string"}}}') as JsonObject;
  const { root } = bundleSchema(schemaOf({ Thing }), 'request');
  expect(Object.keys((root as { properties: object }).properties)).toEqual(['__proto__']);
});

test('the schemas of the pinned document stand alone', async () => {
  const operation = findOperation(await loadDocument(PINNED));
  for (const { content } of operation.responses) {
    for (const { schema } of content) {
      if (schema === undefined) continue;
      const { root, definitions } = bundleSchema(schema, 'response');
      expect(JSON.stringify([root, definitions])).not.toContain('#/components');
    }
  }
  const { root, definitions } = bundleSchema(
    nodeAt(operation.document, '/components/responses/401-unauthorized/content/application~1json/schema'),
    'response',
  );
  const isValid = new Ajv2020(PLAIN).compile({ definitions, allOf: [root] });
  expect(isValid({ errors: [{ code: 'unauthorized', detail: 'x' }] })).toBe(true);
  expect(isValid({ errors: [{ code: 'unauthorized' }] })).toBe(false);
});

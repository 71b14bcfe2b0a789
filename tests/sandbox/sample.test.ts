import { expect, test } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { child, rootNode } from '../../src/document/node.ts';
import { textFor } from '../../src/sandbox/pattern.ts';
import { putAt } from '../../src/sandbox/put.ts';
import { sample } from '../../src/sandbox/sample.ts';
import { compilerFor } from '../../src/sandbox/validator.ts';

test.each([
  ['^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$', 0],
  ['^(cat|dog)s?-\\w+$', 12],
  ['^\\+?[1-9]\\d{1,14}$', 8],
  ['^[^a-z\\s]*$', 3],
  ['^\\u0041\\x42\\/[\\]]$', 0],
  ['^(?:a|b)(?=c)c|d$', 0],
  ['^\\p{Lu}.{2,}$', 6],
])('a text is found for %s', (pattern, least) => {
  const text = textFor(pattern, least);
  expect(text).toMatch(new RegExp(pattern, 'u'));
  expect(text.length).toBeGreaterThanOrEqual(least);
});

test.each([
  '{ type: integer, minimum: 3, exclusiveMinimum: true, multipleOf: 5 }',
  '{ type: number, maximum: -2.5 }',
  '{ type: number, minimum: 0, maximum: 1, exclusiveMinimum: true, exclusiveMaximum: true }',
  '{ type: string, minLength: 40, maxLength: 41 }',
  "{ type: string, pattern: '^a\\_b$' }",
  '{ type: array, minItems: 3, items: { enum: [7] } }',
  '{ allOf: [{ required: [a] }, { type: object, properties: { a: { type: boolean } } }], required: [b] }',
  '{ oneOf: [{ type: object, required: [kind], properties: { kind: { enum: [x] } } }, { type: integer }] }',
  '{ type: string, format: date-time, nullable: true }',
  '{ type: object, required: [self], properties: { self: { type: array, items: { $ref: "#/components/schemas/it" } } } }',
])('a sample satisfies %s', (schema) => {
  const text = `{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: {}, components: { schemas: { it: ${schema} } } }`;
  const document = readDocument(text, 'test.yaml');
  const root = rootNode(document);
  const node = { ...root, pointer: '/components/schemas/it', value: { $ref: '#/components/schemas/it' } };
  for (const examples of [true, false]) {
    const value = sample(node, { examples, direction: 'response' });
    expect(compilerFor(document)(node, 'response')(value), JSON.stringify(value)).toEqual([]);
  }
});

test('of alternatives with a discriminator the sample names the one that it is', () => {
  const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = readDocument(
    JSON.stringify({
      openapi: '3.0.3',
      components: {
        schemas: {
          Pet: {
            required: ['kind'],
            properties: { kind: { type: 'string' } },
            discriminator: { propertyName: 'kind' },
            oneOf: [ref('Cat'), ref('Dog')],
          },
          Cat: { allOf: [ref('Pet'), { properties: { lives: { type: 'integer' } } }] },
          Dog: { allOf: [ref('Pet')] },
        },
      },
    }),
    'test.json',
  );
  const pet = child(rootNode(document), 'components', 'schemas', 'Pet');
  if (pet === undefined) throw new Error('no schema');
  const value = sample(pet, { examples: false, direction: 'response' });
  expect(value).toEqual({ kind: 'Cat', lives: 1 });
  expect(compilerFor(document)(pet, 'response')(value)).toEqual([]);
});

test('values are put by pointer, and what was given stays as it was', () => {
  const given = { list: [{ a: 1 }], 'x/y': 2 };
  expect(putAt(given, '/list/0/b', 3)).toEqual({ list: [{ a: 1, b: 3 }], 'x/y': 2 });
  expect(putAt(given, '/new/0/deep', 3)).toEqual({ ...given, new: [{ deep: 3 }] });
  expect(putAt(undefined, '', 3)).toBe(3);
  expect(given).toEqual({ list: [{ a: 1 }], 'x/y': 2 });
});

test('schemas that are composed of each other in layers are walked once each', () => {
  const layers = 40;
  const ref = (index: number) => ({ $ref: `#/components/schemas/layer-${index}` });
  const schemas = Object.fromEntries(
    Array.from({ length: layers }, (_, index) => [
      `layer-${index}`,
      { allOf: [ref(index + 1), ref(index + 1)], required: [`p${index}`] },
    ]),
  );
  const last = { properties: { last: { type: 'boolean' } }, required: ['last'] };
  const document = readDocument(
    JSON.stringify({ openapi: '3.0.3', components: { schemas: { ...schemas, [`layer-${layers}`]: last } } }),
    'layers.json',
  );
  const root = rootNode(document);
  const value = sample({ ...root, value: ref(0) }, { examples: false, direction: 'response' });
  const texts = Array.from({ length: layers }, (_, index) => [`p${index}`, 'text']);
  expect(value).toEqual({ ...Object.fromEntries(texts), last: true });
});

test('a sample is made once of each schema, direction and choice of examples', () => {
  const text =
    "{ openapi: 3.0.3, info: { title: a, version: '1' }, paths: {}, components: { schemas: { it: { type: object, properties: { a: { type: string, example: b, writeOnly: true } } } } } }";
  const schema = child(rootNode(readDocument(text, 'test.yaml')), 'components', 'schemas', 'it');
  const made = sample(schema, { examples: true, direction: 'request' });
  expect(sample(schema, { examples: true, direction: 'request' })).toBe(made);
  expect(made).toEqual({ a: 'b' });
  expect(sample(schema, { examples: false, direction: 'request' })).toEqual({ a: 'text' });
  expect(sample(schema, { examples: true, direction: 'response' })).toEqual({});
});

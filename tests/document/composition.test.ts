import { expect, test } from 'vitest';
import { asComposed, composedOf, identityOf, leadsBack } from '../../src/document/composition.ts';
import type { JsonObject } from '../../src/json.ts';
import { documentOf, nodeAt, schemaOf } from './support.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });

const PETS: JsonObject = {
  Thing: { type: 'object', oneOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind' } },
  Cat: { allOf: [ref('Thing'), { required: ['lives'] }] },
  Dog: { allOf: [{ allOf: [ref('Thing')] }] },
  Owner: { allOf: [ref('Thing')] },
  Kennel: { allOf: [ref('Plain')], properties: { dogs: { allOf: [ref('Thing')] } } },
  Plain: { type: 'object' },
};
const at = (pointer: string, schemas = PETS, version?: string) =>
  nodeAt(documentOf({ components: { schemas } }, version), `/components/schemas/${pointer}`);

test.each([
  ['an alternative that extends what offers it', 'Cat/allOf/0', true],
  ['the same in a part of a part', 'Dog/allOf/0/allOf/0', true],
  ['the alternative itself', 'Thing/oneOf/0', false],
  ['whoever extends it and is no alternative', 'Owner/allOf/0', false],
  ['one that is held in a property', 'Kennel/properties/dogs/allOf/0', false],
  ['an extension of one without alternatives', 'Kennel/allOf/0', false],
  ['an extension that is no reference', 'Cat/allOf/1', false],
])('%s leads back or not', (_, pointer, back) => {
  expect(leadsBack(at(pointer))).toBe(back);
});

test('what leads back stands for all that is said beside the alternatives', () => {
  const part = asComposed(at('Cat/allOf/0'));
  expect(part).toMatchObject({ pointer: '/components/schemas/Thing', value: { type: 'object' } });
  expect(Object.keys(part.value as JsonObject)).toEqual(['type']);
  expect(identityOf(part)).not.toBe(identityOf(at('Thing')));
  expect(asComposed(at('Owner/allOf/0')).value).toEqual(PETS['Thing']);
});

test('since OpenAPI 3.1 a reference beside other words leads back as well', () => {
  const schemas = { ...PETS, Cat: { ...ref('Thing'), required: ['lives'] } };
  const [cat] = composedOf(at('Thing', schemas, '3.1.0'));
  expect(composedOf(cat as NonNullable<typeof cat>).map(identityOf)).toEqual(['/components/schemas/Thing']);
});

test('a schema is composed of whatever is asked of the same value', () => {
  const thing = schemaOf(
    {
      Thing: {
        anyOf: [ref('A')],
        not: ref('B'),
        if: ref('C'),
        else: ref('D'),
        dependentSchemas: { a: ref('E') },
        properties: { a: ref('F') },
        items: ref('F'),
        contains: ref('F'),
      },
      ...Object.fromEntries(['A', 'B', 'C', 'D', 'E', 'F'].map((name) => [name, { title: name }])),
    },
    '3.1.0',
  );
  expect(
    composedOf(thing)
      .map(({ value }) => (value as JsonObject)['title'])
      .sort(),
  ).toEqual(['A', 'B', 'C', 'D', 'E']);
});

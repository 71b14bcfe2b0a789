import { expect, test } from 'vitest';
import { chosenValues, discriminatorOf, mappedPointer } from '../../src/document/discriminator.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaOf } from './support.ts';

const ref = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const kind = (rule: JsonObject): JsonObject => ({ type: 'object', properties: { kind: rule } });

/** A thing that is a cat or a dog, told apart by its kind. */
const thing = (schemas: JsonObject, more: JsonObject = {}, alternatives: Json = [ref('Cat'), ref('Dog')]) =>
  schemaOf({
    Thing: { discriminator: { propertyName: 'kind', ...more }, oneOf: alternatives },
    Cat: {},
    Dog: {},
    ...schemas,
  });

test.each<[what: string, schema: ReturnType<typeof thing>, values: string[][]]>([
  ['the names of components', thing({}), [['Cat'], ['Dog']]],
  ['the mapping by references', thing({}, { mapping: { c: ref('Cat').$ref } }), [['c'], ['Dog']]],
  ['the mapping by names', thing({}, { mapping: { c: 'Cat', kitten: 'Cat' } }), [['c', 'kitten'], ['Dog']]],
  ['a name that the mapping gives to another', thing({}, { mapping: { Dog: 'Cat' } }), [['Dog'], []]],
  [
    'the name of a component that refers to another',
    thing({ Cat: ref('Tiger'), Tiger: {} }),
    [['Cat'], ['Dog']],
  ],
  [
    'a mapping to such a component, or to what it refers to',
    thing({ Cat: ref('Tiger'), Tiger: {} }, { mapping: { c: 'Cat', t: 'Tiger' } }),
    [['c', 't'], ['Dog']],
  ],
  ['an alternative without a name', thing({}, {}, [ref('Cat'), kind({})]), [['Cat'], []]],
  [
    'an alternative that lists other values itself',
    thing({ Cat: kind({ enum: ['c'] }), Dog: { allOf: [kind({ enum: ['Cat', 'Dog'] })] } }),
    [[], ['Dog']],
  ],
  [
    'an alternative of another constant',
    thing({ Cat: kind({ const: 'c' }), Dog: kind({ const: 'Dog' }) }),
    [[], ['Dog']],
  ],
])('the values of a discriminator are told by %s', (_, schema, values) => {
  expect(discriminatorOf(schema, 'oneOf')).toEqual({ property: 'kind', values });
});

test.each<[what: string, schema: ReturnType<typeof thing>]>([
  ['there is none', schemaOf({ Thing: { oneOf: [ref('Cat')] }, Cat: {} })],
  ['its property has no name', thing({}, { propertyName: 1 })],
  ['no value stands for any alternative', thing({}, {}, [{}, {}])],
  [
    'its alternatives stand elsewhere',
    schemaOf({ Thing: { discriminator: { propertyName: 'kind' }, anyOf: [ref('Cat')] }, Cat: {} }),
  ],
])('nothing is told apart where %s', (_, schema) => {
  expect(discriminatorOf(schema, 'oneOf')).toBeUndefined();
});

test('of each choice the same alternative counts, the first again where there are fewer', () => {
  const both = [
    thing({}),
    schemaOf({ Thing: { discriminator: { propertyName: 'of' }, anyOf: [ref('Toy')] }, Toy: {} }),
  ];
  expect(chosenValues(both, 1)).toEqual([
    { property: 'kind', value: 'Dog' },
    { property: 'of', value: 'Toy' },
  ]);
  expect(chosenValues([thing({}, {}, [ref('Cat'), {}])], 1)).toEqual([]);
});

test('an entry of a mapping is a reference or the name of a component', () => {
  expect(mappedPointer('#/components/schemas/A%20B')).toBe('/components/schemas/A B');
  expect(mappedPointer('A/B')).toBe('/components/schemas/A~1B');
});

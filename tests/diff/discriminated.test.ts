import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

const object = (properties: JsonObject, ...required: string[]): JsonObject => ({
  type: 'object',
  properties,
  required,
});
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const claws = { claws: { type: 'integer' } };
const any = { kind: { type: 'string' } };
/** Alternatives that only the discriminator tells apart, and such as list their values themselves. */
const OPEN = { Cat: object({ ...any, ...claws }, 'kind'), Dog: object(any, 'kind'), Alias: ref('Cat') };
const LISTED = {
  Cat: object({ kind: { const: 'cat' }, ...claws }, 'kind'),
  Dog: object({ kind: { const: 'dog' } }, 'kind'),
  Hound: object({ kind: { const: 'hound' } }, 'kind'),
  Alias: ref('Cat'),
};
const MAPPING = { cat: '#/components/schemas/Cat', dog: '#/components/schemas/Dog' };

const union = (names: string[], mapping?: JsonObject): Json => ({
  oneOf: names.map(ref),
  discriminator: { propertyName: 'kind', ...(mapping === undefined ? {} : { mapping }) },
});

async function told(before: Json, after: Json, schemas: JsonObject): Promise<string[]> {
  const changes = await schemaChanges(before, after, { side: 'response', schemas });
  return changes.map(({ kind, breaking, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

test.each([
  ['that lists its value', LISTED],
  ['that is told apart by the mapping alone', OPEN],
])('another name of the schema of an alternative %s is none of its value', async (_, schemas) => {
  expect(await told(union(['Cat', 'Dog'], MAPPING), union(['Alias', 'Dog'], MAPPING), schemas)).toEqual([]);
});

test('without a mapping the name is the value, unless the alternative lists another', async () => {
  expect(await told(union(['Cat', 'Dog']), union(['Alias', 'Dog']), OPEN)).toEqual([
    'breaks response-discriminator-value-changed: the answer 200: its "kind" tells the alternatives apart by other values: "Cat" is now "Alias"',
  ]);
  expect(await told(union(['Cat', 'Dog']), union(['Alias', 'Dog']), LISTED)).toEqual([]);
});

test('an alternative that gives way to one of another value is told by its name', async () => {
  expect(await told(union(['Cat', 'Dog']), union(['Cat', 'Hound']), LISTED)).toEqual([
    'breaks response-alternative-added: the answer 200: there is one more alternative (Hound)',
    'safe response-alternative-removed: the answer 200: an alternative is gone (Dog)',
  ]);
});

test('values that an alternative lists itself stay its own, though the mapping names fewer of them', async () => {
  const several = { ...LISTED, Cat: object({ kind: { enum: ['cat', 'lynx'] } }, 'kind') };
  const mapping = { ...MAPPING, lynx: '#/components/schemas/Cat' };
  expect(await told(union(['Cat', 'Dog'], mapping), union(['Cat', 'Dog'], MAPPING), several)).toEqual([]);
});

test('what an alternative refuses now breaks, though another one would take it', async () => {
  const cats = (maximum: number): JsonObject => ({
    Cat: object({ ...any, claws: { type: 'integer', maximum } }, 'kind'),
    Dog: object(any, 'kind'),
  });
  const pets = union(['Cat', 'Dog'], MAPPING);
  const options = { schemas: cats(18), schemasNow: cats(10) };
  expect(await schemaChanges(pets, pets, options)).toMatchObject([
    {
      kind: 'request-maximum-narrowed',
      breaking: true,
      at: '/claws',
      witness: { value: { kind: 'cat', claws: 11 }, accepts: 'base', refuses: 'candidate' },
    },
  ]);
  expect(
    await schemaChanges(pets, pets, { schemas: cats(10), schemasNow: cats(18), side: 'response' }),
  ).toMatchObject([{ kind: 'response-maximum-widened', breaking: true, at: '/claws' }]);
  // Nothing tells them apart, so that a value is of whichever takes it.
  const plain = { anyOf: [ref('Cat'), ref('Dog')] };
  expect(await schemaChanges(plain, plain, options)).toEqual([]);
});

test('that a value would fit another alternative as well is no change of who reads by the discriminator', async () => {
  const cats = (...required: string[]): JsonObject => ({
    Cat: object({ ...any, ...claws }, 'kind', ...required),
    Dog: object(any, 'kind'),
  });
  const pets = union(['Cat', 'Dog'], MAPPING);
  const asked = { schemas: cats('claws'), schemasNow: cats() };
  const list = (items: Json): Json => ({ type: 'array', items });
  for (const schema of [pets, list(pets)]) {
    expect(await schemaChanges(schema, schema, asked)).toMatchObject([
      { kind: 'request-property-became-optional', breaking: false },
    ]);
  }
  // Where nothing tells them apart, it is refused.
  const plain = { oneOf: [ref('Cat'), ref('Dog')] };
  expect((await schemaChanges(plain, plain, asked)).some(({ breaking }) => breaking)).toBe(true);
});

test('a type that changes within an alternative hides nothing else of it', async () => {
  const text = { type: 'string' };
  const named = object({ ...any, name: text }, 'kind');
  const changes = await schemaChanges(union(['Cat', 'Dog'], MAPPING), union(['Cat', 'Dog'], MAPPING), {
    side: 'response',
    schemas: { Cat: object({ ...any, name: text, fur: text, age: text }, 'kind'), Dog: named },
    schemasNow: {
      Cat: object({ ...any, name: text, age: claws.claws }, 'kind', 'name'),
      Dog: object({ ...any, name: text, tail: text }, 'kind', 'tail'),
    },
  });
  expect(changes.flatMap(({ kind, at, breaking }) => (breaking ? [`${kind} ${at}`] : []))).toEqual([
    'response-property-removed /fur',
    'response-type-changed /age',
  ]);
});

test('what changes in an alternative is proved by a value of that alternative, though another one takes what has come', async () => {
  const text = { type: 'string' };
  const pets = union(['Cat', 'Dog'], MAPPING);
  const animals = (name: Json): JsonObject => ({
    Cat: object({ ...any, name }, 'kind', 'name'),
    Dog: object({ ...any, name: { type: 'integer' } }, 'kind'),
  });
  const [first, second] = [animals(text), animals({ type: 'integer', minimum: 0 })];
  expect(await schemaChanges(pets, pets, { schemas: first, schemasNow: second })).toMatchObject([
    { kind: 'request-type-changed', at: '/name', witness: { value: { kind: 'cat', name: 'a' } } },
  ]);
  const back = { schemas: second, schemasNow: first, side: 'response' as const };
  expect(await schemaChanges(pets, pets, back)).toMatchObject([
    { kind: 'response-type-changed', at: '/name', witness: { value: { kind: 'cat', name: 'a' } } },
  ]);
});

test('a discriminator beside no alternatives hides none that a part has', async () => {
  const bare = { discriminator: { propertyName: 'kind' } };
  const wrapped: Json = { ...bare, allOf: [union(['Cat', 'Dog'], MAPPING)] };
  const cats = (maximum: number): JsonObject => ({
    Cat: object({ ...any, claws: { type: 'integer', maximum } }, 'kind'),
    Dog: object(any, 'kind'),
  });
  const found = await schemaChanges(wrapped, wrapped, { schemas: cats(18), schemasNow: cats(10) });
  expect(found).toMatchObject([{ kind: 'request-maximum-narrowed', breaking: true, at: '/claws' }]);
});

test('where nothing is to be told apart, nobody misses the property for it', async () => {
  const named = (propertyName: string): Json => ({
    ...object({ kind: { type: 'string' }, type: { type: 'string' } }),
    discriminator: { propertyName },
  });
  expect(await schemaChanges(named('kind'), named('type'))).toEqual([]);
});

describe('an alternative that lists its value, beside one that lists none', () => {
  const pets = union(['Cat', 'Dog'], MAPPING);
  const animals = (kind: Json, maximum = 18): JsonObject => ({
    Cat: object({ kind, claws: { type: 'integer', maximum } }, 'kind'),
    Dog: object(any, 'kind'),
  });
  const [open, cat, several] = [any.kind, { const: 'cat' }, { enum: ['cat', 'lynx'] }];

  test.each<[what: string, was: Json, is: Json]>([
    ['lists it', cat, cat],
    ['lists it now', open, cat],
    ['lists it no more', cat, open],
  ])('breaks by what it refuses, where it %s', async (_, was, is) => {
    const options = { schemas: animals(was), schemasNow: animals(is, 10) };
    expect(await schemaChanges(pets, pets, options)).toMatchObject([
      { kind: 'request-maximum-narrowed', at: '/claws', witness: { value: { kind: 'cat', claws: 11 } } },
    ]);
  });

  test('is proved by a value of it, though others are refused as well', async () => {
    const note = (maxLength: number): JsonObject => ({ note: { type: 'string', maxLength } });
    const options = {
      schemas: { Cat: object({ kind: open, ...note(3) }, 'kind'), Dog: object(any, 'kind') },
      schemasNow: { Cat: object({ kind: cat, ...note(2) }, 'kind'), Dog: object(any, 'kind') },
    };
    expect(await schemaChanges(pets, pets, options)).toMatchObject([
      { kind: 'request-length-narrowed', at: '/note', witness: { value: { kind: 'cat', note: 'aaa' } } },
    ]);
  });

  test('says nothing to whoever reads by it by the values that it lists', async () => {
    const lists = [open, cat, several];
    for (const schema of [pets, union(['Cat', 'Dog'])])
      for (const side of ['request', 'response'] as const)
        for (const was of lists)
          for (const is of lists) {
            const options = { side, schemas: animals(was), schemasNow: animals(is) };
            const told = await schemaChanges(schema, schema, options);
            expect(told.filter(({ at }) => at === '/kind')).toEqual([]);
          }
  });
});

test('that an alternative has to be told apart now is proved by a value that says nothing', async () => {
  const animals = (...required: string[]): JsonObject => ({
    Cat: object({ ...any, ...claws }, ...required),
    Dog: object(any),
  });
  const pets = { anyOf: [ref('Cat'), ref('Dog')], discriminator: { propertyName: 'kind', mapping: MAPPING } };
  const options = { schemas: animals(), schemasNow: animals('kind') };
  expect(await schemaChanges(pets, pets, options)).toMatchObject([
    { kind: 'request-property-became-required', at: '/kind', witness: { value: {} } },
  ]);
});

test('where each alternative lists its value, a value that another one has is told once', async () => {
  const pets = union(['Cat', 'Dog'], MAPPING);
  const animals = (...v: number[]): JsonObject => ({
    Cat: object({ kind: { const: 'cat' }, v: { enum: [1, 2, ...v] } }, 'kind', 'v'),
    Dog: object({ kind: { const: 'dog' }, v: { enum: [3] } }, 'kind', 'v'),
  });
  const options = { schemas: animals(), schemasNow: animals(3), side: 'response' as const };
  expect((await schemaChanges(pets, pets, options)).map(({ kind }) => kind)).toEqual([
    'response-condition-changed',
  ]);
});

test('values that change places are all that is told of alternatives in other words', async () => {
  const changes = await schemaChanges(
    union(['Cat', 'Dog'], MAPPING),
    union(['Cat', 'Dog'], { cat: MAPPING.dog, dog: MAPPING.cat }),
    {
      side: 'response',
      schemas: OPEN,
      schemasNow: { ...OPEN, Cat: { ...OPEN.Cat, description: 'It has claws.' } },
    },
  );
  expect(changes.map(({ kind }) => kind)).toEqual(['response-discriminator-value-changed']);
});

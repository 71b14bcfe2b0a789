import { describe, expect, test } from 'vitest';
import { createLanguages } from '../../src/diff/space/pattern-language.ts';
import { createSpaces } from '../../src/diff/space/read-space.ts';
import { conjunction } from '../../src/diff/space/space.ts';
import { createSampler } from '../../src/diff/witness/sample.ts';
import { readDocument } from '../../src/document/load.ts';
import { nodeAt } from '../../src/document/node.ts';
import type { Json, JsonObject } from '../../src/json.ts';

/** A sampler of a document with these schemas, and what it says of the one called `Whole`. */
function samplerOf(Whole: Json, schemas: JsonObject = {}) {
  const document = readDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: {},
      components: { schemas: { ...schemas, Whole } },
    }),
    'a.json',
  );
  const spaces = createSpaces(document, 'request');
  const schema = conjunction([nodeAt(document, '/components/schemas/Whole')]);
  return {
    spaces,
    schema,
    sampler: createSampler(spaces, createLanguages()),
    branches: spaces.of(schema).branches,
  };
}

function one(Whole: Json, schemas: JsonObject = {}): Json | undefined {
  const { sampler, schema } = samplerOf(Whole, schemas);
  return sampler.one(schema);
}

/** What is tried of a schema where the other document has another one. */
function edges(Whole: Json, other?: Json, schemas: JsonObject = {}): Json[] {
  const { sampler, branches } = samplerOf(Whole, schemas);
  const opposite = other === undefined ? undefined : samplerOf(other, schemas).branches[0];
  return branches.flatMap((branch) => sampler.edges(branch, opposite));
}

/** What is tried of a schema where the other document has others, of which none is to take it. */
function against(Whole: Json, other: Json): Json[] {
  const { sampler, branches } = samplerOf(Whole);
  const others = samplerOf(other);
  return branches.flatMap((branch) => sampler.against(branch, others.branches, others.spaces));
}

const A = { type: 'array' };
const O = { type: 'object' };
const TEXT = { type: 'string' };
const WHOLE = { type: 'integer' };
const TREE = { $ref: '#/components/schemas/Tree' };
const names = (count: number) => Array.from({ length: count }, (_, index) => `n${index}`);
const strangers = (count: number, value: Json = 1): JsonObject =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`plumblineExtra${index + 1}`, value]));

describe('of a schema one value is shown', () => {
  test.each<[what: string, schema: Json, shown: Json]>([
    ['its example', { ...TEXT, example: 'shown' }, 'shown'],
    ['the first of its examples', { ...TEXT, examples: ['one', 'two'] }, 'one'],
    ['its default, where it has no example', { ...TEXT, default: 'usual' }, 'usual'],
    [
      'no example of another type',
      { ...TEXT, examples: [5, null, ['x'], { x: 1 }], default: 'usual' },
      'usual',
    ],
    ['no example that a rule forbids', { ...TEXT, maxLength: 4, example: 'shown', default: 'dflt' }, 'dflt'],
    ['no example that is not listed', { enum: ['a', 'b'], example: 'c', default: 'b' }, 'b'],
    [
      'no example without what is required',
      {
        ...O,
        required: ['a', 'b'],
        examples: [{ a: 1 }, { a: 2, b: 3 }],
        properties: { a: WHOLE, b: WHOLE },
      },
      { a: 2, b: 3 },
    ],
    [
      'no example that lacks what is asked for deep in it',
      {
        ...O,
        required: ['a'],
        properties: { a: { ...A, items: { ...O, required: ['b', 'c'], properties: { b: TEXT, c: WHOLE } } } },
        examples: [{ a: [{ b: 'old' }] }, { a: [{ b: 'new', c: 7 }] }],
      },
      { a: [{ b: 'new', c: 7 }] },
    ],
    ['no example with an entry of another type', { ...A, items: TEXT, examples: [['x', 1], ['x']] }, ['x']],
    ['an example that is null', { type: ['string', 'null'], example: null }, null],
    ['an example that is a list', { ...A, example: [7] }, [7]],
    [
      'what any of the rules for it shows',
      { ...O, required: ['a'], properties: { a: TEXT }, patternProperties: { '^a': { example: 'shown' } } },
      { a: 'shown' },
    ],
    ['the first of what is listed', { enum: ['b', 'a'] }, 'b'],
    ['null where there is nothing else', { type: 'null' }, null],
    ['a list of as few entries as may be', { ...A, items: WHOLE, minItems: 2 }, [1, 1]],
    [
      'each entry as its place has it',
      { ...A, prefixItems: [TEXT, { type: 'boolean' }], items: WHOLE, minItems: 4 },
      ['a', true, 1, 1],
    ],
    ['an object of what is required', { ...O, required: ['b'], properties: { a: TEXT, b: WHOLE } }, { b: 1 }],
    ['a required property that is described by none', { ...O, required: ['b'] }, { b: {} }],
    ['what says most: an object', { type: ['null', 'boolean', 'number', 'string', 'array', 'object'] }, {}],
    ['what says most: a list', { type: ['null', 'boolean', 'number', 'string', 'array'] }, []],
    ['what says most: a text', { type: ['null', 'boolean', 'number', 'string'] }, 'a'],
    ['what says most: a number', { type: ['null', 'boolean', 'number'] }, 1],
    ['what says most: yes or no', { type: ['null', 'boolean'] }, true],
    [
      'of alternatives one that can be',
      { anyOf: [{ ...O, required: ['a'], properties: { a: { ...TEXT, minLength: 200_000 } } }, WHOLE] },
      1,
    ],
  ])('%s', (_, schema, shown) => {
    expect(one(schema)).toEqual(shown);
  });

  test.each<[what: string, schema: Json]>([
    [
      'a property that has to be there can have no value',
      { ...O, required: ['a'], additionalProperties: false },
    ],
    [
      'an entry that has to be there can have no value',
      { ...A, minItems: 1, items: { ...TEXT, minLength: 200_000 } },
    ],
    [
      'there is nothing but itself inside of it',
      { ...O, required: ['a'], properties: { a: { $ref: '#/components/schemas/Whole' } } },
    ],
    [
      'there are fewer properties than it asks for',
      {
        ...O,
        minProperties: 3,
        properties: { a: WHOLE, b: WHOLE },
        additionalProperties: { ...TEXT, minLength: 200_000 },
      },
    ],
    ['more properties are asked for than anybody has', { ...O, minProperties: 1001 }],
    ['more entries are asked for than anybody has', { ...A, items: WHOLE, minItems: 10_001 }],
    [
      'more entries that differ are asked for than anybody has',
      { ...A, items: WHOLE, uniqueItems: true, minItems: 1001 },
    ],
    [
      'there are fewer entries that differ than it asks for',
      { ...A, items: { enum: ['a', 'b'] }, uniqueItems: true, minItems: 3 },
    ],
  ])('none where %s', (_, schema) => {
    expect(one(schema)).toBeUndefined();
  });

  test('it is as large as it has to be, up to a bound', () => {
    expect(one({ ...A, items: WHOLE, minItems: 10_000 })).toHaveLength(10_000);
    expect(new Set(one({ ...A, items: WHOLE, uniqueItems: true, minItems: 1000 }) as Json[]).size).toBe(1000);
    expect(one({ ...O, minProperties: 1000, additionalProperties: WHOLE })).toEqual(strangers(1000));
  });

  test.each<[what: string, tree: Json, shown: Json]>([
    [
      'objects',
      { ...O, required: ['next'], properties: { next: { anyOf: [TREE, { type: 'null' }] } } },
      names(9).reduce<Json>((next) => ({ next }), null),
    ],
    [
      'objects that have to have some property',
      { ...O, minProperties: 1, properties: { next: TREE }, additionalProperties: WHOLE },
      names(8).reduce<Json>((next) => ({ next }), strangers(1)),
    ],
    [
      'lists',
      { ...A, minItems: 1, items: { anyOf: [TREE, { type: 'null' }] } },
      names(9).reduce<Json>((item) => [item], null),
    ],
  ])('of %s in themselves it is some levels deep', (_, Tree, shown) => {
    expect(one(TREE, { Tree })).toEqual(shown);
  });
});

describe('an object that has to have some properties', () => {
  test.each<[what: string, schema: Json, made: Json]>([
    [
      'has documented ones',
      { ...O, minProperties: 2, properties: { a: TEXT, b: WHOLE, c: WHOLE } },
      { a: 'a', b: 1 },
    ],
    [
      'has what is required, and no more than it has to',
      { ...O, minProperties: 3, required: ['c', 'b'], properties: { a: TEXT, b: WHOLE, c: WHOLE } },
      { c: 1, b: 1, a: 'a' },
    ],
    [
      'has further ones where too few are documented',
      { ...O, minProperties: 3, properties: { a: TEXT }, additionalProperties: WHOLE },
      { a: 'a', ...strangers(2) },
    ],
    [
      'has none that is not to be sent',
      { ...O, minProperties: 1, properties: { a: { ...TEXT, readOnly: true } }, additionalProperties: WHOLE },
      strangers(1),
    ],
    [
      'has none that can have no value',
      {
        ...O,
        minProperties: 1,
        properties: { a: { ...TEXT, minLength: 200_000 } },
        additionalProperties: WHOLE,
      },
      strangers(1),
    ],
    [
      'has a name that a pattern lets through',
      { ...O, minProperties: 1, patternProperties: { '^x-': TEXT }, additionalProperties: false },
      { 'x-': 'a' },
    ],
    [
      'has a value as the name and the pattern of it say',
      { ...O, minProperties: 1, properties: { ab: {} }, patternProperties: { '^a': WHOLE } },
      { ab: 1 },
    ],
  ])('%s', (_, schema, made) => {
    expect(one(schema)).toEqual(made);
  });
});

test.each<[what: string, items: Json, count: number, made: Json]>([
  ['those that are listed', { enum: ['a', 'b', 'c'] }, 3, ['a', 'b', 'c']],
  ['those that have been thought of', { ...TEXT, maxLength: 1 }, 4, ['a', '', 'A', '1']],
  ['its example first', { ...WHOLE, example: 5 }, 3, [5, 1, 0]],
  [
    'then such as have a number in them',
    { ...TEXT, maxLength: 2, pattern: '^a' },
    5,
    ['a', 'aa', 'a2', 'a3', 'a4'],
  ],
  ['objects that differ', { ...O, properties: { a: WHOLE }, additionalProperties: false }, 2, [{}, { a: 1 }]],
  ['those of several types', { type: ['boolean', 'null'] }, 3, [true, null, false]],
])('of entries that have to differ a list has %s', (_, items, count, made) => {
  expect(one({ ...A, items, uniqueItems: true, minItems: count })).toEqual(made);
});

test.each<[what: string, schema: Json, other: Json | undefined, tried: Json[]]>([
  [
    'all of what is listed, that first which the other does not list',
    { enum: ['a', 'b', 'c'] },
    { enum: ['c', 'a'] },
    ['b', 'a', 'c'],
  ],
  ['objects as they are listed', { enum: [{ a: 1 }, { b: 1 }] }, { enum: [{ a: 1 }] }, [{ b: 1 }, { a: 1 }]],
  ['all of what is listed, where the other lists nothing', { enum: ['a', 'b'] }, TEXT, ['a', 'b']],
  [
    'nothing of what is counted, where there is none of it',
    {
      ...A,
      items: { enum: ['a'] },
      contains: { ...TEXT, minLength: 200_000 },
      minContains: 0,
      maxContains: 1,
    },
    undefined,
    [[], ['a'], ['a', 'a']],
  ],
  ['null, yes and no', { type: ['null', 'boolean'] }, undefined, [null, true, false]],
  ['lists of few entries', { ...A, items: WHOLE }, undefined, [[], [1], [1, 1]]],
  [
    'lists of one entry more than the other takes',
    { ...A, items: WHOLE, maxItems: 5 },
    { ...A, maxItems: 3 },
    [[1, 1, 1, 1], [], [1], [1, 1, 1, 1, 1], [1, 1]],
  ],
  [
    'lists of one entry fewer than the other takes',
    { ...A, items: WHOLE, minItems: 1 },
    { ...A, minItems: 5 },
    [[1, 1, 1, 1], [1], [1, 1]],
  ],
  [
    'no lists that are too long or too short',
    { ...A, items: WHOLE, minItems: 3, maxItems: 4 },
    { ...A, minItems: 2, maxItems: 4 },
    [
      [1, 1, 1],
      [1, 1, 1, 1],
    ],
  ],
  [
    'no list of two where there may be one',
    { ...A, items: WHOLE, maxItems: 1 },
    { ...A, uniqueItems: true },
    [[], [1]],
  ],
  [
    'no list of entries of which there are none',
    { ...A, items: { ...TEXT, minLength: 200_000 } },
    undefined,
    [[]],
  ],
  [
    'the same entry twice',
    { ...A, prefixItems: [{ enum: ['a'] }, { enum: ['b', 'a'] }] },
    { ...A, uniqueItems: true },
    [[], ['a'], ['a', 'b'], ['a', 'a']],
  ],
  [
    'no entry twice where they have to differ',
    { ...A, items: { enum: ['a', 'b'] }, uniqueItems: true },
    undefined,
    [[], ['a'], ['a', 'b']],
  ],
  [
    'lists of one value each where the other counts',
    { ...A, items: { enum: ['a', 'b'] } },
    { ...A, contains: { const: 'b' }, minContains: 2 },
    [[], ['a'], ['a', 'a'], ['b'], ['b', 'b'], ['a', 'a', 'a'], ['b', 'b', 'b']],
  ],
  [
    'what is counted, where it is counted here',
    {
      ...A,
      items: { enum: ['a', 'b'] },
      contains: { const: 'b' },
      minContains: 0,
      maxContains: 2,
      minItems: 2,
    },
    { ...A },
    [
      ['b', 'b'],
      ['b', 'b', 'b'],
      ['a', 'a'],
      ['a', 'a', 'a'],
    ],
  ],
  [
    'few values of each type, where entries are counted',
    { ...A, items: TEXT, maxItems: 1 },
    { ...A, contains: { const: 'b' } },
    [[], ['a'], [''], ['aaaaa'], ['A'], ['Aaaaa'], ['1'], ['1aaaa'], ['Value 1']],
  ],
  [
    'no list of very many of a kind',
    { ...A, items: WHOLE },
    { ...A, contains: { const: 7 }, minContains: 0, maxContains: 1000 },
    expect.not.arrayContaining([expect.objectContaining({ length: 1001 })]),
  ],
  [
    'objects with what has to be there, with all, and with one of the rest',
    { ...O, required: ['a'], properties: { a: TEXT, b: WHOLE, c: { type: 'boolean' } } },
    undefined,
    [
      { a: 'a' },
      { a: 'a', b: 1, c: true },
      { a: 'a', plumblineExtra: {} },
      { a: 'a', b: 1 },
      { a: 'a', c: true },
    ],
  ],
  [
    'objects with all but one',
    {
      ...O,
      required: ['a'],
      properties: { a: WHOLE, b: WHOLE, c: WHOLE, d: WHOLE },
      additionalProperties: false,
    },
    undefined,
    [
      { a: 1 },
      { a: 1, b: 1, c: 1, d: 1 },
      { a: 1, b: 1 },
      { a: 1, c: 1 },
      { a: 1, d: 1 },
      { a: 1, c: 1, d: 1 },
      { a: 1, b: 1, d: 1 },
      { a: 1, b: 1, c: 1 },
    ],
  ],
  [
    'no object of which a part can have no value',
    { ...O, required: ['a'], additionalProperties: false },
    undefined,
    [],
  ],
  [
    'objects without what is not to be sent',
    { ...O, properties: { a: { enum: ['x'], readOnly: true } }, additionalProperties: false },
    undefined,
    [{}],
  ],
  [
    'objects of one property more than the other takes',
    { ...O, additionalProperties: WHOLE, maxProperties: 4 },
    { ...O, maxProperties: 2 },
    [{}, { plumblineExtra: 1 }, strangers(3), strangers(4)],
  ],
  [
    'no object of more properties than there may be',
    { ...O, additionalProperties: WHOLE, maxProperties: 2 },
    { ...O, maxProperties: 3 },
    [{}, { plumblineExtra: 1 }, strangers(2)],
  ],
  [
    'objects with each value that is listed, among few and among all',
    { ...O, properties: { a: { enum: [1, 2] }, b: WHOLE }, additionalProperties: false },
    undefined,
    [{}, { a: 1, b: 1 }, { a: 1 }, { b: 1 }, { a: 2 }, { a: 2, b: 1 }],
  ],
  [
    'some of the values where many are listed',
    { ...O, properties: { a: { enum: names(9) } }, additionalProperties: false },
    undefined,
    [{}, ...names(6).map((a) => ({ a }))],
  ],
  [
    'what the other speaks of, where it is known here',
    { ...O, additionalProperties: WHOLE },
    { ...O, properties: { c: TEXT } },
    [{}, { plumblineExtra: 1 }, { c: 1 }],
  ],
  [
    'nothing that the other alone speaks of',
    O,
    { ...O, properties: { c: TEXT } },
    [{}, { plumblineExtra: {} }],
  ],
  ['but what it forbids', O, { ...O, properties: { c: false } }, [{}, { plumblineExtra: {} }, { c: {} }]],
  [
    'and what is not to be sent by it',
    O,
    { ...O, properties: { c: { ...TEXT, readOnly: true } } },
    [{}, { plumblineExtra: {} }, { c: {} }],
  ],
  [
    'a name of each pattern, and one of none',
    { ...O, patternProperties: { '^x-': WHOLE } },
    { ...O, patternProperties: { '^y': TEXT } },
    [{}, { plumblineExtra: {} }, { A: {} }, { 'x-': 1 }, { y: {} }],
  ],
  [
    'names of many kinds, where a condition may speak of names',
    { ...O, additionalProperties: WHOLE },
    { ...O, unevaluatedProperties: false, propertyNames: { anyOf: [{ maxLength: 3 }, { pattern: 'x' }] } },
    [
      {},
      { plumblineExtra: 1 },
      { a: 1 },
      { A: 1 },
      { 1: 1 },
      { 'odd-name': 1 },
      { 'a name': 1 },
      { ['a'.repeat(60)]: 1 },
    ],
  ],
])('values are tried in order: %s', (_, schema, other, tried) => {
  expect(edges(schema, other)).toStrictEqual(tried);
});

test('of a large object not all is tried', () => {
  const properties = Object.fromEntries(names(100).map((name) => [name, WHOLE]));
  expect(edges({ ...O, properties })).toHaveLength(120);
});

test.each<[what: string, tree: Json]>([
  ['differ', { ...A, uniqueItems: true, items: TREE }],
  ['are counted', { ...A, items: TREE, contains: TREE }],
])('lists whose entries are such lists and %s come to an end', (_, Tree) => {
  expect(edges(TREE, undefined, { Tree })).toContainEqual([[]]);
});

describe('against several schemas an object is tried', () => {
  test.each<[what: string, schema: Json, other: Json, tried: Json[]]>([
    [
      'as it is, with all, without what they ask for, and with what nobody documents',
      { ...O, properties: { a: TEXT, b: WHOLE } },
      { ...O, required: ['a'] },
      [{}, { a: 'a', b: 1 }, { b: 1 }, { plumblineExtra1: {} }],
    ],
    [
      'without what each of them asks for',
      { ...O, properties: { a: TEXT, b: WHOLE }, additionalProperties: false },
      {
        anyOf: [
          { ...O, required: ['a'] },
          { ...O, required: ['b'] },
        ],
      },
      [{}, { a: 'a', b: 1 }, { a: 'a' }, { b: 1 }],
    ],
    [
      'with the values of a property that they refuse',
      { ...O, properties: { a: TEXT, b: WHOLE }, required: ['a'], additionalProperties: false },
      { ...O, properties: { a: { ...TEXT, maxLength: 3 }, b: WHOLE } },
      [
        { a: 'a' },
        { a: 'aaaa' },
        { a: '' },
        { a: 'aaaaa' },
        { a: 'a', b: 1 },
        { a: 'aaaa', b: 1 },
        { a: '', b: 1 },
        { a: 'aaaaa', b: 1 },
      ],
    ],
    [
      'with the value that they leave out',
      { ...O, properties: { a: TEXT }, required: ['a'], additionalProperties: false },
      { ...O, properties: { a: { ...TEXT, not: { const: 'left out' } } } },
      [{ a: 'a' }, { a: 'left out' }, { a: '' }, { a: 'aaaaa' }],
    ],
    [
      'with the values that only it lists',
      { ...O, properties: { a: { enum: ['u', 'v'] } }, required: ['a'], minProperties: 2 },
      { ...O, properties: { a: { enum: ['u'] } }, required: ['a'] },
      [
        { a: 'u', plumblineExtra1: {} },
        { a: 'v', plumblineExtra1: {} },
      ],
    ],
    [
      'with no property that can have no value, whoever speaks of it',
      { ...O, properties: { a: WHOLE }, additionalProperties: false },
      { ...O, properties: { z: WHOLE } },
      [{}, { a: 1 }],
    ],
    [
      'with the number that they leave out, however many there are at the edges',
      {
        ...O,
        properties: { a: { ...WHOLE, minimum: 0, maximum: 900 } },
        required: ['a'],
        additionalProperties: false,
      },
      { ...O, properties: { a: { ...WHOLE, minimum: 0, maximum: 900, not: { const: 777 } } } },
      [{ a: 0 }, { a: 777 }, { a: 1 }, { a: 900 }, { a: 899 }],
    ],
    ['not at all where it can have no value', { ...O, required: ['a'], additionalProperties: false }, O, []],
  ])('%s', (_, schema, other, tried) => {
    expect(against(schema, other)).toStrictEqual(tried);
  });

  test('in no more than some forms', () => {
    const properties = Object.fromEntries(names(30).map((name) => [name, TEXT]));
    const shorter = Object.fromEntries(names(30).map((name) => [name, { ...TEXT, maxLength: 2 }]));
    expect(against({ ...O, properties }, { ...O, properties: shorter })).toHaveLength(60);
  });
});

test('of many large objects only so many are made as are tried', () => {
  const large = (own: JsonObject): Json => ({
    ...O,
    properties: Object.fromEntries(names(60).map((name) => [name, { ...TEXT, ...own }])),
  });
  const others = { anyOf: names(30).map((_, index) => large({ minLength: index + 1 })) };
  expect(against(large({ example: 'x'.repeat(4000) }), others)).toHaveLength(60);
}, 6000);

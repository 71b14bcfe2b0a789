import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { type SchemaOptions, schemaDiff } from './schema-diff.ts';

// Two schemas that accept the same values, however each is written: nobody is told of anything.

const text = (own: JsonObject = {}): Json => ({ type: 'string', ...own });
const whole = (own: JsonObject): Json => ({ type: 'integer', ...own });
const number = (own: JsonObject): Json => ({ type: 'number', ...own });
const list = (own: JsonObject): Json => ({ type: 'array', ...own });
const object = (own: JsonObject = {}): Json => ({ type: 'object', ...own });
const required = (...names: string[]): JsonObject => ({ required: names });
const A = { properties: { a: text() } };
const AB = { properties: { a: text(), b: text() } };
// Written so that the linter does not take it for a promise.
const then = (yes: Json): JsonObject => Object.fromEntries([['then', yes]]);
const closed = { additionalProperties: false };
const left = { unevaluatedProperties: false };
const SCHEMAS = { Part: { type: 'object', properties: { a: text(), p: { type: 'integer' } } } };

/** Two parts, in either order, are what they are together. */
function both(what: string, one: JsonObject, other: JsonObject, together: Json): [string, Json, Json][] {
  return [
    [`together: ${what}`, { allOf: [one, other] }, together],
    [`together: ${what}, the other way about`, { allOf: [other, one] }, together],
    [`together: ${what}, one of them outside`, { ...one, allOf: [other] }, together],
  ];
}

test.each<[what: string, one: Json, other: Json, options?: SchemaOptions]>([
  // Ranges of which one goes on where the other ends are one.
  [
    'two ranges with a bound between them',
    { anyOf: [number({ minimum: 10, maximum: 20 }), number({ minimum: 0, exclusiveMaximum: 10 })] },
    number({ minimum: 0, maximum: 20 }),
  ],
  [
    'two ranges of oneOf with a bound between them that one of them has',
    number({ minimum: 0, maximum: 20 }),
    { oneOf: [number({ minimum: 0, exclusiveMaximum: 10 }), number({ minimum: 10, maximum: 20 })] },
  ],
  [
    'ranges that overlap',
    { anyOf: [number({ minimum: 0, maximum: 12 }), number({ exclusiveMinimum: 8, maximum: 20 })] },
    number({ minimum: 0, maximum: 20 }),
  ],
  [
    'a range in another, and its bound',
    { anyOf: [number({ minimum: 0, exclusiveMaximum: 20 }), number({ minimum: 5, maximum: 20 })] },
    number({ minimum: 0, maximum: 20 }),
  ],
  [
    'lengths that overlap',
    { anyOf: [text({ minLength: 2, maxLength: 8 }), text({ minLength: 4 })] },
    text({ minLength: 2 }),
  ],
  ['a text that is not the empty one', text({ not: { enum: [''] } }), text({ minLength: 1 })],
  ['a text that is neither', text({ not: { enum: ['', 'a'] } }), text({ minLength: 1, not: { const: 'a' } })],
  [
    'a longer text that is not the empty one',
    text({ minLength: 3, not: { const: '' } }),
    text({ minLength: 3 }),
  ],
  [
    'whole numbers that go on',
    { anyOf: [whole({ minimum: 1, maximum: 9 }), whole({ minimum: 10 }), whole({ maximum: 0 })] },
    whole({}),
  ],
  [
    'a long range of whole numbers, in three parts',
    {
      oneOf: [
        whole({ minimum: 1, maximum: 99 }),
        whole({ minimum: 200, maximum: 999 }),
        whole({ minimum: 100, maximum: 199 }),
      ],
    },
    whole({ minimum: 1, maximum: 999 }),
  ],
  ['lengths that go on', { anyOf: [text({ maxLength: 10 }), text({ minLength: 11 })] }, text()],
  [
    'lengths that go on, of one pattern',
    {
      anyOf: [
        text({ pattern: '^a+$', maxLength: 10 }),
        text({ pattern: '^a+$', minLength: 11, maxLength: 20 }),
      ],
    },
    text({ pattern: '^a+$', maxLength: 20 }),
  ],
  // What is not, turned round.
  [
    'not what is of another type',
    { type: ['string', 'integer'], not: { type: 'string' } },
    { type: 'integer' },
  ],
  ['not not', text({ not: { not: { minLength: 2 } } }), text({ minLength: 2 })],
  ['not nothing', text({ not: false }), text()],
  ['not anything, as one of two', { anyOf: [text(), { not: {} }] }, text()],
  ['not true, as one of two', { anyOf: [text(), { not: true }] }, text()],
  ['not what has only a title', { anyOf: [text(), { not: { title: 'T' } }] }, text()],
  ['not a least length', text({ not: { minLength: 3 } }), text({ maxLength: 2 })],
  ['not a greatest length', text({ not: { maxLength: 3 } }), text({ minLength: 4 })],
  [
    'not a length between',
    text({ not: { minLength: 3, maxLength: 5 } }),
    { anyOf: [text({ maxLength: 2 }), text({ minLength: 6 })] },
  ],
  ['not a least number', number({ not: { minimum: 3 } }), number({ exclusiveMaximum: 3 })],
  ['not a number to be exceeded', number({ not: { exclusiveMinimum: 3 } }), number({ maximum: 3 })],
  ['not a greatest number', number({ not: { maximum: 3 } }), number({ exclusiveMinimum: 3 })],
  ['not a number not to be reached', number({ not: { exclusiveMaximum: 3 } }), number({ minimum: 3 })],
  [
    'not any of some',
    whole({ not: { anyOf: [{ minimum: 200 }, { maximum: 1 }] } }),
    whole({ minimum: 2, maximum: 199 }),
  ],
  ['not a number of entries', list({ not: { minItems: 3 } }), list({ maxItems: 2 })],
  ['not a greatest number of entries', list({ not: { maxItems: 3 } }), list({ minItems: 4 })],
  ['not a number of properties', object({ not: { minProperties: 3 } }), object({ maxProperties: 2 })],
  [
    'not a greatest number of properties',
    object({ not: { maxProperties: 3 } }),
    object({ minProperties: 4 }),
  ],
  [
    'not a pattern that must not be found',
    text({ not: { allOf: [{ type: 'string' }, { not: { pattern: 'a' } }] } }),
    text({ pattern: 'a' }),
  ],
  [
    'not a pattern, and the texts that are left',
    text({ pattern: '^[ab]$', not: { pattern: 'a' } }),
    text({ pattern: '^b$' }),
  ],
  ['not a listed value', text({ enum: ['a', 'b'], not: { const: 'a' } }), text({ enum: ['b'] })],
  [
    'not one of another type each',
    { type: ['string', 'number'], not: { minimum: 3, maxLength: 2 } },
    { anyOf: [number({ exclusiveMaximum: 3 }), text({ minLength: 3 })] },
  ],
  ['not with a property', object({ not: required('a') }), object({ properties: { a: false } })],
  [
    'not with two properties at once',
    object({ not: required('a', 'b') }),
    { anyOf: [object({ properties: { a: false } }), object({ properties: { b: false } })] },
  ],
  [
    'not with a value of a property, or without it',
    object({ ...A, not: { properties: { a: { enum: ['x'] } } } }),
    object({ properties: { a: text({ not: { enum: ['x'] } }) }, ...required('a') }),
  ],
  [
    'not without a property',
    object({ ...A, not: { properties: { a: false } } }),
    object({ ...A, ...required('a') }),
  ],
  [
    'not with or without a property',
    { type: ['object', 'string'], not: { type: 'object', properties: { a: true } } },
    text(),
  ],

  [
    'not what is not, beside another rule',
    text({ not: { not: { pattern: 'a' }, minLength: 2 } }),
    { anyOf: [text({ pattern: 'a' }), text({ maxLength: 1 })] },
  ],
  [
    'not any of some, beside another rule',
    text({ not: { anyOf: [{ pattern: 'a' }, { pattern: 'b' }], minLength: 2 } }),
    {
      anyOf: [
        text({ allOf: [{ not: { pattern: 'a' } }, { not: { pattern: 'b' } }] }),
        text({ maxLength: 1 }),
      ],
    },
  ],

  // Parts that hold together.
  ...both('least numbers', { minimum: 500 }, { minimum: 300 }, { minimum: 500 }),
  ...both('greatest numbers', { maximum: 500 }, { maximum: 300 }, { maximum: 300 }),
  ...both(
    'an exclusive bound and one that is not',
    { minimum: 5 },
    { exclusiveMinimum: 5 },
    { exclusiveMinimum: 5 },
  ),
  ...both('exclusive bounds above', { maximum: 5 }, { exclusiveMaximum: 5 }, { exclusiveMaximum: 5 }),
  ...both('least lengths', { minLength: 5 }, { minLength: 3 }, { minLength: 5 }),
  ...both('greatest lengths', { maxLength: 5 }, { maxLength: 3 }, { maxLength: 3 }),
  ...both('least numbers of entries', { minItems: 5 }, { minItems: 3 }, { minItems: 5 }),
  ...both('greatest numbers of entries', { maxItems: 5 }, { maxItems: 3 }, { maxItems: 3 }),
  ...both('least numbers of properties', { minProperties: 5 }, { minProperties: 3 }, { minProperties: 5 }),
  ...both('greatest numbers of properties', { maxProperties: 5 }, { maxProperties: 3 }, { maxProperties: 3 }),
  ...both('the same pattern', { pattern: 'a' }, { pattern: 'a' }, { pattern: 'a' }),
  ...both('lists of values', { enum: ['a', 'b'] }, { enum: ['b', 'c'] }, { enum: ['b'] }),
  ...both('a list and a rule', { enum: ['a', 'bb'] }, { minLength: 2, type: 'string' }, { enum: ['bb'] }),
  ...both(
    'a list of objects and another',
    { enum: [{ a: 1 }, { b: 1 }] },
    { enum: [{ b: 1 }] },
    { enum: [{ b: 1 }] },
  ),
  ...both('types', { type: ['string', 'null'] }, { type: ['string', 'number'] }, { type: 'string' }),
  ...both('numbers and whole numbers', { type: 'number' }, { type: 'integer' }, { type: 'integer' }),
  ...both('repetition', { uniqueItems: true }, { type: 'array' }, { type: 'array', uniqueItems: true }),
  ...both(
    'a tuple and entries',
    { prefixItems: [text()] },
    { items: { minLength: 2 } },
    { prefixItems: [text({ minLength: 2 })], items: { minLength: 2 } },
  ),
  ...both('properties', A, { properties: { b: text() } }, AB),
  ...both(
    'a property twice',
    A,
    { properties: { a: { minLength: 2 } } },
    { properties: { a: text({ minLength: 2 }) } },
  ),
  ...both('required names', required('a'), required('b'), required('a', 'b')),
  ...both(
    'further properties',
    { additionalProperties: text() },
    { additionalProperties: { minLength: 2 } },
    { additionalProperties: text({ minLength: 2 }) },
  ),
  ...both('a property and what is closed', A, { properties: { a: true }, ...closed }, { ...A, ...closed }),
  ...both(
    'a property that the other closes',
    { type: 'object', ...AB },
    { ...A, ...closed },
    object({ ...A, properties: { a: text(), b: false }, ...closed }),
  ),
  ...both(
    'the same condition',
    { not: { format: 'date' } },
    { not: { format: 'date' } },
    { not: { format: 'date' } },
  ),
  [
    'together: lists of objects that have nothing in common, as one of two',
    { anyOf: [text(), { allOf: [{ enum: [{ a: 1 }] }, { enum: [{ b: 1 }] }] }] },
    text(),
  ],
  ...both(
    'what must not be listed',
    { not: { enum: ['a'] } },
    { not: { enum: ['a', 'b'] } },
    { not: { enum: ['a', 'b'] } },
  ),

  // What is left of the properties.
  ['what parts have looked at', object({ allOf: [A], ...left }), object({ ...A, ...closed })],
  [
    'what a part behind a reference has',
    object({ allOf: [{ $ref: '#/components/schemas/Part' }], ...left }),
    { ...SCHEMAS.Part, ...closed },
    { schemas: SCHEMAS },
  ],
  [
    'what parts of parts have',
    object({ allOf: [{ allOf: [A] }, { properties: { b: text() } }], ...left }),
    object({ ...AB, ...closed }),
  ],
  [
    'what it has itself',
    object({ ...A, allOf: [{ properties: { b: text() } }], ...left }),
    object({ ...AB, ...closed }),
  ],
  [
    'what a pattern of a part looks at',
    object({ allOf: [{ patternProperties: { '^x': text() } }], ...left }),
    object({ patternProperties: { '^x': text() }, ...closed }),
  ],
  [
    'what is left has a schema',
    object({ allOf: [A], unevaluatedProperties: whole({}) }),
    object({ ...A, additionalProperties: whole({}) }),
  ],
  [
    'nothing is left by a part',
    object({ allOf: [{ additionalProperties: text() }], ...left }),
    object({ additionalProperties: text() }),
  ],
  [
    'nothing is left by it itself',
    object({ additionalProperties: text(), allOf: [{ minProperties: 1 }], ...left }),
    object({ additionalProperties: text(), minProperties: 1 }),
  ],
  [
    'nothing is left by what a part leaves',
    object({ allOf: [{ unevaluatedProperties: text() }], ...left }),
    object({ additionalProperties: text() }),
  ],
  [
    'more alternatives that look at nothing more than there can be cases',
    object({ ...AB, anyOf: [...'abcde'].map((name) => required(name)), ...left }),
    object({ ...AB, anyOf: [...'abcde'].map((name) => required(name)), ...closed }),
  ],
  [
    'as many that look at what a part looks at',
    object({ allOf: [AB], anyOf: [...'abcde'].map((name) => ({ ...A, ...required(name) })), ...left }),
    object({ ...AB, anyOf: [...'abcde'].map((name) => ({ ...A, ...required(name) })), ...closed }),
  ],
  [
    'an alternative that another one covers, among names of which one has to be there',
    object({ ...AB, anyOf: [required('a'), required('b')] }),
    object({ ...AB, anyOf: [required('a'), required('b'), required('a', 'c')] }),
  ],
  [
    'alternatives that look at nothing more',
    object({ ...AB, anyOf: [required('a'), required('b')], ...left }),
    object({ ...AB, anyOf: [required('a'), required('b')], ...closed }),
  ],
  [
    'cases that look at nothing more',
    object({ ...AB, if: required('a'), ...then(required('b')), ...left }),
    object({ ...AB, if: required('a'), ...then(required('b')), ...closed }),
  ],
  [
    'alternatives of which each looks at its own',
    object({
      oneOf: [
        { properties: { k: { const: 1 }, a: text() }, ...required('k') },
        { properties: { k: { const: 2 }, b: text() }, ...required('k') },
      ],
      ...left,
    }),
    object({
      oneOf: [
        { properties: { k: { const: 1 }, a: text() }, ...required('k'), ...closed },
        { properties: { k: { const: 2 }, b: text() }, ...required('k'), ...closed },
      ],
    }),
  ],
  ['of values that are no objects nothing is left', { allOf: [A], ...left }, { ...A, ...closed }],

  // Cases.
  [
    'if, then and else',
    object({ ...A, if: required('a'), ...then(required('b')), else: required('c') }),
    {
      anyOf: [
        object({ ...A, ...required('a', 'b') }),
        object({ properties: { a: false }, ...required('c') }),
      ],
    },
  ],
  ['if without then or else', object({ if: required('a') }), object()],
  ['then without if', object(then(required('a'))), object()],
  [
    'else alone',
    object({ if: required('a'), else: required('b') }),
    { anyOf: [object(required('a')), object({ properties: { a: false }, ...required('b') })] },
  ],
  [
    'a property that asks for another',
    object({ dependentRequired: { a: ['b'] } }),
    { anyOf: [object({ properties: { a: false } }), object(required('b'))] },
  ],
  [
    'a property that asks for a schema',
    object({ dependentSchemas: { a: required('b') } }),
    object({ dependentRequired: { a: ['b'] } }),
  ],
  [
    'three properties that ask for another',
    object({ dependentRequired: { a: ['z'], b: ['z'], c: ['z'] } }),
    object({
      allOf: ['a', 'b', 'c'].map((name) => ({ anyOf: [{ properties: { [name]: false } }, required('z')] })),
    }),
  ],
  ['a property that asks for nothing', object({ dependentRequired: { a: [] } }), object()],
  [
    'each value of a property by itself',
    object({ properties: { k: { enum: ['x', 'y'] } }, ...required('k') }),
    { anyOf: ['x', 'y'].map((value) => object({ properties: { k: { const: value } }, ...required('k') })) },
  ],
  [
    'some property of those that there are',
    object({ ...AB, ...closed, minProperties: 1 }),
    object({ ...AB, ...closed, anyOf: [required('a'), required('b')] }),
  ],

  // Names.
  [
    'names by a pattern',
    object({ propertyNames: { pattern: '^a' } }),
    object({ patternProperties: { '^a': true }, ...closed }),
  ],
  [
    'names that are listed',
    object({ ...AB, propertyNames: { enum: ['a', 'b'] } }),
    object({ ...AB, ...closed }),
  ],
  [
    'names that are not listed',
    object({ propertyNames: { not: { enum: ['a'] } } }),
    object({ properties: { a: false } }),
  ],
  [
    'names without a pattern',
    object({ propertyNames: { not: { pattern: '^a' } } }),
    object({ patternProperties: { '^a': false } }),
  ],
  [
    'names of a least length',
    object({ propertyNames: { minLength: 3 } }),
    object({ patternProperties: { '^[^]{0,2}$': false } }),
  ],
  [
    'names of a greatest length',
    object({ propertyNames: { maxLength: 2 } }),
    object({ patternProperties: { '^[^]{3}': false } }),
  ],
  ['names of any kind', object({ propertyNames: text() }), object()],
  ['no names', object({ propertyNames: false }), object(closed)],

  // Numbers, lists, types.
  ['a multiple of one', number({ multipleOf: 1 }), whole({})],
  [
    'bounds of whole numbers',
    whole({ exclusiveMinimum: 0, exclusiveMaximum: 200 }),
    whole({ minimum: 1, maximum: 199 }),
  ],
  ['the tighter of two bounds', number({ minimum: 1, exclusiveMinimum: 0 }), number({ minimum: 1 })],
  [
    'the tighter of two bounds, exclusive',
    number({ maximum: 3, exclusiveMaximum: 3 }),
    number({ exclusiveMaximum: 3 }),
  ],
  ['a short range, and the list of it', whole({ minimum: 1, maximum: 3 }), { enum: [1, 2, 3] }],
  [
    'a list that is closed',
    list({ prefixItems: [text()], items: false }),
    list({ prefixItems: [text()], maxItems: 1 }),
  ],
  [
    'a list that is closed twice',
    list({ prefixItems: [text(), text()], items: { not: {} }, maxItems: 1 }),
    list({ prefixItems: [text()], maxItems: 1 }),
  ],
  [
    'an object that is closed by a schema',
    object({ ...A, additionalProperties: { not: {} } }),
    object({ ...A, ...closed }),
  ],
  [
    'a property that nothing can be, as a part of what it is',
    object({ properties: { a: { allOf: [{ not: {} }] } } }),
    object({ properties: { a: false } }),
  ],
  [
    'a property that nothing can be, whatever else is said of it',
    object({ properties: { a: text({ not: { allOf: [{}] } }) } }),
    object({ properties: { a: false } }),
  ],
  ['least numbers of none', { minLength: 0, minItems: 0, minProperties: 0, required: [] }, {}],
  ['patterns of any text', text({ pattern: '^.*' }), text()],
  ['hints of how a text is shown', text({ format: 'password' }), text()],
  ['a format of numbers on a text', text({ format: 'int64' }), text()],
  ['a length that each URI has', text({ format: 'uri' }), text({ format: 'uri', minLength: 2 })],
  ['a length that each address has', text({ format: 'email' }), text({ format: 'email', minLength: 3 })],
  ['a format of texts on a number', number({ format: 'date' }), number({})],
  ['how a number is kept', number({ format: 'double' }), number({ format: 'float' })],
  [
    'further properties of which nothing is said',
    object({ additionalProperties: { allOf: [{}, { title: 'T' }, true] } }),
    object(),
  ],
  ['nullable, which 3.1 does not know', text({ nullable: true }), text()],
  ['no entry of a kind', list({ contains: text(), minContains: 0 }), list({})],
  ['one entry of a kind', list({ contains: text(), minContains: 1 }), list({ contains: text() })],
  [
    'properties that are left, where others of any name are spoken of',
    object({
      ...A,
      additionalProperties: true,
      ...left,
      if: required('a'),
      ...then({ properties: { z: text() } }),
    }),
    object({ ...A, if: required('a'), ...then({ properties: { z: text() } }) }),
  ],
  [
    'more properties than there are names',
    object({ ...AB, ...closed, maxProperties: 3 }),
    object({ ...AB, ...closed, maxProperties: 2 }),
  ],
  ['entries that are left, of which nothing is said', list({ unevaluatedItems: {} }), list({})],
  [
    'entries that are left where none can be',
    list({ items: text(), unevaluatedItems: false }),
    list({ items: text() }),
  ],
  [
    'as many properties as there can be',
    object({ ...AB, ...closed, minProperties: 2 }),
    object({ ...AB, ...closed, ...required('a', 'b') }),
  ],
  [
    'the only property that there can be',
    object({ ...A, ...closed, minProperties: 1 }),
    object({ ...A, ...closed, ...required('a') }),
  ],
  [
    'more properties than there can be',
    { anyOf: [text(), object({ ...A, ...closed, minProperties: 2 })] },
    text(),
  ],
  ['a list of all types', { type: ['null', 'boolean', 'number', 'string', 'array', 'object'] }, {}],
  ['a type and its parts', { type: ['number', 'integer'] }, { type: 'number' }],
  ['alternatives of types', { anyOf: [text(), whole({})] }, { type: ['integer', 'string'] }],
  ['one alternative that another covers', { anyOf: [text(), text({ minLength: 3 })] }, text()],
  ['both truths', { enum: [true, false] }, { type: 'boolean' }],
  ['null', { const: null }, { type: 'null' }],
  [
    'no more properties than there can be',
    object({ ...A, ...closed, maxProperties: 1 }),
    object({ ...A, ...closed }),
  ],
  [
    'what one alternative lists, and no other',
    { oneOf: [text({ enum: ['a', 'b'] }), text({ enum: ['b', 'c'] }), { const: 1 }] },
    { enum: ['a', 'c', 1] },
  ],
  ['an entry of any kind', list({ contains: {} }), list({ minItems: 1 })],
  [
    'so many entries of any kind',
    list({ contains: {}, minContains: 2, maxContains: 3 }),
    list({ minItems: 2, maxItems: 3 }),
  ],
  ['no entry of any kind need be', list({ contains: {}, minContains: 0 }), list({})],
  [
    'entries that are left behind the first ones',
    list({ prefixItems: [text()], unevaluatedItems: false }),
    list({ prefixItems: [text()], items: false }),
  ],
  ['entries that are left, all of them', list({ unevaluatedItems: text() }), list({ items: text() })],
  [
    'a multiple of two numbers',
    whole({ allOf: [{ multipleOf: 4 }, { multipleOf: 6 }] }),
    whole({ multipleOf: 12 }),
  ],
  ['a text of any bytes', text({ format: 'binary' }), text()],
  ['base64, of OpenAPI 3.0 and 3.1', text({ format: 'byte' }), text({ contentEncoding: 'base64' })],
])('%s', async (_, one, other, options) => {
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(one, other, { ...options, side }), side).toEqual([]);
    expect(await schemaDiff(other, one, { ...options, side }), `${side}, the other way round`).toEqual([]);
  }
});

test.each<[what: string, one: Json, other: Json]>([
  [
    'by its anchor',
    {
      properties: { a: { $ref: '#short' } },
      $defs: { s: { $anchor: 'short', type: 'string', maxLength: 5 } },
    },
    { properties: { a: text({ maxLength: 5 }) } },
  ],
  [
    'by its id',
    {
      properties: { a: { $ref: 'https://a.example/short' } },
      $defs: { s: { $id: 'https://a.example/short', type: 'string', maxLength: 5 } },
    },
    { properties: { a: text({ maxLength: 5 }) } },
  ],
  [
    'by an anchor of an id',
    {
      properties: { a: { $ref: 'https://a.example/all#short', minLength: 2 } },
      $defs: {
        all: {
          $id: 'https://a.example/all',
          $defs: { s: { $anchor: 'short', type: 'string', maxLength: 5 } },
        },
      },
    },
    { properties: { a: text({ minLength: 2, maxLength: 5 }) } },
  ],
  [
    'by $dynamicRef, where nothing else bears the name',
    {
      $dynamicAnchor: 'node',
      type: 'object',
      properties: { name: text(), next: { $dynamicRef: '#node' } },
    },
    {
      type: 'object',
      properties: {
        name: text(),
        next: { $ref: '#/paths/~1a/post/requestBody/content/application~1json/schema' },
      },
    },
  ],
])('a schema that is referred to %s', async (_, one, other) => {
  expect(await schemaDiff(one, other)).toEqual([]);
  expect(await schemaDiff(other, one)).toEqual([]);
});

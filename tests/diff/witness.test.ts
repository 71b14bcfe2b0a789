// Where a value is put that proves a change: into all that is around it, so that the whole of it is valid.
import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { type SchemaOptions, schemaChanges } from './schema-diff.ts';

/** What breaks, each with the value that proves it. */
async function proofs(
  before: Json,
  after: Json,
  options: SchemaOptions = {},
): Promise<[what: string, proof: Json | undefined][]> {
  const changes = await schemaChanges(before, after, options);
  return changes
    .filter(({ breaking }) => breaking)
    .map(({ kind, at = '', witness }) => [
      `${kind.replace(/^(request|response)-/, '')} ${at}`.trim(),
      witness?.value,
    ]);
}

const LIST = { type: 'array' };
const WHOLE = { type: 'integer' };
const TEXT = { type: 'string' };
const SHORT = { type: 'string', maxLength: 3 };
/** No value of it is made. */
const ENDLESS = { type: 'string', minLength: 200_000 };
const having = (properties: JsonObject, more: JsonObject = {}): Json => ({
  type: 'object',
  properties,
  ...more,
});
const named = (source: string, schema: Json): Json => ({
  type: 'object',
  patternProperties: { [source]: schema },
});

describe('what is too long for the new schema is shown', () => {
  test.each<[where: string, around: (text: Json) => Json, proof: Json | undefined]>([
    ['in a property', (text) => having({ a: text }), { a: 'aaaa' }],
    [
      'beside what has to be there, on each level',
      (text) => having({ a: having({ b: text }, { required: ['c'] }) }, { required: ['d'] }),
      { d: {}, a: { c: {}, b: 'aaaa' } },
    ],
    ['as an entry', (items) => ({ ...LIST, items }), ['aaaa']],
    [
      'as the first of as many entries as there have to be',
      (items) => ({ ...LIST, items, minItems: 2 }),
      ['aaaa', 'a'],
    ],
    ['at its place in a list', (text) => ({ ...LIST, prefixItems: [WHOLE, text, WHOLE] }), [1, 'aaaa']],
    [
      'at its place among others that have to be there',
      (text) => ({ ...LIST, prefixItems: [text, WHOLE, TEXT], minItems: 3 }),
      ['aaaa', 1, 'a'],
    ],
    [
      'after the places of a list',
      (items) => ({ ...LIST, prefixItems: [WHOLE, { type: 'null' }], items }),
      [1, null, 'aaaa'],
    ],
    ['in lists of lists', (items) => ({ ...LIST, items: { ...LIST, items } }), [['aaaa']]],
    [
      'nowhere behind a place for which there is no value',
      (text) => ({ ...LIST, prefixItems: [ENDLESS, text] }),
      undefined,
    ],
    [
      'nowhere in an object that lacks a value',
      (text) => having({ a: text, b: ENDLESS }, { required: ['b'] }),
      undefined,
    ],
    [
      'nowhere in a list that lacks a value',
      (text) => having({ a: { ...LIST, prefixItems: [text, ENDLESS], minItems: 2 } }),
      undefined,
    ],
    ['in a map', (text) => ({ type: 'object', additionalProperties: text }), { plumblineExtra: 'aaaa' }],
    ['by a name that the pattern takes', (text) => named('^x-[0-9]$', text), { 'x-0': 'aaaa' }],
    [
      'by a name of the pattern that no other rule speaks of',
      (text) => having({ 'x-0': WHOLE }, { patternProperties: { '^x-[01]$': { anyOf: [text, WHOLE] } } }),
      { 'x-1': 'aaaa' },
    ],
    ['by the letters of a pattern that looks back', (text) => named('(?<=x)-$', text), { 'x-': 'aaaa' }],
    [
      'by any name, where the letters of the pattern are none of its',
      (text) => named('(?<!y)lum', text),
      { plumblineExtra: 'aaaa' },
    ],
    [
      'by any name, where the letters of the pattern are documented',
      (text) => having({ plum: WHOLE }, { patternProperties: { '(?<=p)lum': { anyOf: [text, WHOLE] } } }),
      { plumblineExtra: 'aaaa' },
    ],
  ])('%s', async (_, around, proof) => {
    const changed = await proofs(around(TEXT), around(SHORT));
    expect(changed.map(([, value]) => value)).toEqual([proof]);
    // What may come is shown as the new document has it.
    const widened = await proofs(around(SHORT), around(TEXT), { side: 'response' });
    expect(widened.map(([, value]) => value)).toEqual([proof]);
  });
});

describe('beside another change a value proves the one that it stands at', () => {
  test.each<[what: string, before: Json, after: Json, told: [string, Json][]]>([
    [
      'it has what the other one asks for now',
      having({ a: TEXT, b: WHOLE }),
      having({ a: SHORT, b: WHOLE }, { required: ['b'] }),
      [
        ['property-became-required /b', {}],
        ['length-narrowed /a', { b: 1, a: 'aaaa' }],
      ],
    ],
    [
      'unless that cannot be',
      having({ a: TEXT, b: WHOLE }, { maxProperties: 1 }),
      having({ a: SHORT, b: WHOLE }, { maxProperties: 1, required: ['b'] }),
      [
        ['property-became-required /b', {}],
        ['length-narrowed /a', { a: 'a' }],
      ],
    ],
    [
      'of two that are required now each lacks one',
      having({ a: TEXT, b: TEXT }),
      having({ a: TEXT, b: TEXT }, { required: ['a', 'b'] }),
      [
        ['property-became-required /a', { b: 'a' }],
        ['property-became-required /b', { a: 'a' }],
      ],
    ],
    [
      'a property that is forbidden now is there, and what is required now as well',
      having({ a: TEXT, b: TEXT }),
      having({ a: false, b: TEXT }, { required: ['b'] }),
      [
        ['property-removed /a', { b: 'a', a: 'a' }],
        ['property-became-required /b', {}],
      ],
    ],
  ])('%s', async (_, before, after, told) => {
    expect(await proofs(before, after)).toEqual(told);
  });
});

test('what stands beside a change is of one alternative alone, where oneOf asks for that', async () => {
  const way = (type: string, own: JsonObject): Json =>
    having({ ...own, type: { enum: [type] } }, { required: Object.keys(own) });
  // A sum without its optional type is of both, and so of neither.
  const pay = (note: Json): Json =>
    having(
      { note, by: { oneOf: [way('card', {}), way('cash', {}), way('bank', { iban: TEXT })] } },
      { required: ['by'] },
    );
  expect(await proofs(pay(TEXT), pay(SHORT))).toEqual([
    ['length-narrowed /note', { by: { type: 'card' }, note: 'aaaa' }],
  ]);
});

test.each<[what: string, before: Json, after: Json, proof: Json | undefined]>([
  [
    'a text that two alternatives take',
    {
      anyOf: [
        { ...TEXT, minLength: 2 },
        { ...TEXT, maxLength: 4 },
      ],
    },
    {
      oneOf: [
        { ...TEXT, minLength: 2 },
        { ...TEXT, maxLength: 4 },
      ],
    },
    'aa',
  ],
  [
    'an object that two alternatives take, made of what these say',
    { anyOf: [having({ a: TEXT }, { required: ['a'] }), having({ b: TEXT }, { required: ['b'] })] },
    { oneOf: [having({ a: TEXT }, { required: ['a'] }), having({ b: TEXT }, { required: ['b'] })] },
    { a: 'a', b: 'a' },
  ],
  [
    'a number that two alternatives take, of those that were taken',
    { ...WHOLE, minimum: 120, maximum: 200 },
    { oneOf: [WHOLE, { ...WHOLE, multipleOf: 35 }] },
    140,
  ],
  [
    'what neither of two alternatives takes',
    having({ v: TEXT, w: TEXT }),
    { anyOf: [having({ v: SHORT, w: TEXT }), having({ v: TEXT, w: SHORT })] },
    { v: 'aaaa', w: 'aaaa' },
  ],
  [
    'what neither of two alternatives takes, in a property',
    having({ p: having({ v: TEXT, w: TEXT }) }),
    having({ p: { anyOf: [having({ v: SHORT, w: TEXT }), having({ v: TEXT, w: SHORT })] } }),
    { p: { v: 'aaaa', w: 'aaaa' } },
  ],
  [
    'what neither of two alternatives takes, in a list',
    { ...LIST, items: having({ v: TEXT, w: TEXT }) },
    { ...LIST, items: { anyOf: [having({ v: SHORT, w: TEXT }), having({ v: TEXT, w: SHORT })] } },
    [{ v: 'aaaa', w: 'aaaa' }],
  ],
  [
    'what one property asks for beside another',
    having({ o: { type: 'object' } }),
    having({ o: { type: 'object', dependentRequired: { a: ['b'] } } }),
    { o: { a: {} } },
  ],
])('one value is shown of what is refused now: %s', async (_, before, after, proof) => {
  expect((await proofs(before, after)).map(([, value]) => value)).toEqual([proof]);
});

test('what one alternative in a property refuses is shown by what the others refuse as well', async () => {
  const kind = (k: Json, v: Json, w: Json): Json => having({ k, v, w }, { required: ['k'] });
  const either = (...anyOf: Json[]): Json => having({ p: { anyOf } });
  const before = either(kind({ const: 1 }, TEXT, TEXT), kind({ const: 2 }, TEXT, TEXT));
  const after = either(kind({ const: 1 }, SHORT, TEXT), kind({}, TEXT, SHORT));
  expect(await proofs(before, after)).toEqual([
    ['length-narrowed /p/v', { p: { k: 1, v: 'aaaa', w: 'aaaa' } }],
    ['length-narrowed /p/w', { p: { k: 2, w: 'aaaa' } }],
  ]);
});

describe('what a schema refers to is judged by the document that has it', () => {
  const part = (name: string): Json => having({ a: { $ref: `#/components/schemas/${name}` } });

  test('a component that only the new document has', async () => {
    const schemas = { Note: { ...TEXT, maxLength: 5 } };
    const schemasNow = { ...schemas, Short: SHORT };
    expect(await proofs(part('Note'), part('Short'), { schemas, schemasNow })).toEqual([
      ['length-narrowed /a', { a: 'aaaa' }],
    ]);
  });

  test('a component that is another one in each', async () => {
    const options = { schemas: { Note: TEXT }, schemasNow: { Note: SHORT } };
    expect(await proofs(part('Note'), part('Note'), options)).toEqual([
      ['length-narrowed /a', { a: 'aaaa' }],
    ]);
  });

  test('a component that both have, which takes numbers and no digits', async () => {
    const either = having({
      a: { anyOf: [{ $ref: '#/components/schemas/Whole' }, { ...TEXT, pattern: '^[0-9]$' }] },
    });
    expect(await proofs(either, part('Whole'), { schemas: { Whole: WHOLE } })).toEqual([
      ['type-narrowed /a', { a: '0' }],
    ]);
  });
});

describe('where nobody can tell whether a value is valid, it proves nothing', () => {
  const note = (own: JsonObject): Json => having({ note: { ...TEXT, maxLength: 5, ...own } });
  const Self: Json = { ...SHORT, allOf: [{ $ref: '#/components/schemas/Self' }] };

  test.each<[what: string, before: Json, after: Json]>([
    ['a pattern that is none', note({}), note({ pattern: '(' })],
    ['a schema without an end', note({}), having({ note: { $ref: '#/components/schemas/Self' } })],
  ])('%s', async (_, before, after) => {
    for (const [was, is, side] of [
      [before, after, 'request'],
      [after, before, 'response'],
    ] as const) {
      const changes = await schemaChanges(was, is, { side, schemas: { Self } });
      expect(changes).toMatchObject([{ breaking: true, undecided: true, at: '/note' }]);
      expect(changes[0]).not.toHaveProperty('witness');
    }
  });
});

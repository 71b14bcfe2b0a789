import { expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

const TEXT: Json = { type: 'string' };
const both = (more: Record<string, Json>): Json => ({
  type: 'object',
  properties: { a: TEXT, b: TEXT },
  ...more,
});
const EXACTLY_ONE = both({ oneOf: [{ required: ['a'] }, { required: ['b'] }] });
const NOT_BOTH = both({ not: { required: ['a', 'b'] } });
const FIRST = both({ required: ['a'] });
const LISTED_TWICE: Json = { oneOf: [{}, { enum: ['x'] }, { const: 'x' }] };
const NOTHING_OF_TWO: Json = { oneOf: [{}, {}], unevaluatedProperties: false };
const OF_ANY_TYPE: Json = { unevaluatedProperties: false };
const NOTHING_OR_ANY_BUT_X: Json = {
  anyOf: [
    { not: { enum: ['x'] } },
    { allOf: [{ oneOf: [{}, { properties: { a: { enum: ['x'] } } }] }], unevaluatedProperties: false },
  ],
};
const CLOSED: Json = { type: 'object', properties: { a: TEXT }, additionalProperties: false };

test.each<[what: string, before: Json, after: Json, request: string[], response: string[]]>([
  [
    'not both, and then exactly one',
    NOT_BOTH,
    EXACTLY_ONE,
    ['breaks property-became-required /a', 'breaks property-became-required /b'],
    ['safe property-became-required /a', 'safe property-became-required /b'],
  ],
  [
    'one of two, of which one had to be there',
    FIRST,
    EXACTLY_ONE,
    ['breaks combination-changed', 'safe alternative-added'],
    ['breaks alternative-added'],
  ],
  [
    'one of two, of which the other one is new: nobody sent both',
    { type: 'object', properties: { a: TEXT }, required: ['a'] },
    EXACTLY_ONE,
    ['safe property-added /b', 'safe alternative-added'],
    ['breaks alternative-added', 'safe property-added /b'],
  ],
  [
    'one of two, of which the other one may have been sent by any name',
    { type: 'object', properties: { a: TEXT }, required: ['a'], additionalProperties: TEXT },
    EXACTLY_ONE,
    [
      'breaks combination-changed',
      'safe property-added /b',
      'safe type-widened /*',
      'safe alternative-added',
    ],
    ['breaks type-widened /*', 'breaks alternative-added', 'safe property-added /b'],
  ],
  [
    'a value that two alternatives list, and the third takes as well',
    LISTED_TWICE,
    TEXT,
    ['breaks type-narrowed', 'safe exclusion-removed'],
    ['breaks exclusion-removed', 'safe type-narrowed'],
  ],
  [
    'alternatives that take the same values, so that there are none',
    NOTHING_OF_TWO,
    CLOSED,
    ['safe property-added /a'],
    ['breaks property-added /a', 'breaks combination-changed'],
  ],
  [
    'alternatives of any type, whose branches are many in all and few of each type',
    OF_ANY_TYPE,
    NOTHING_OR_ANY_BUT_X,
    ['breaks combination-changed', 'safe alternative-added', 'safe alternative-added'],
    ['breaks alternative-added', 'breaks alternative-added'],
  ],
])(
  'what several alternatives of a oneOf have is none of its values: %s',
  async (_, before, after, request, response) => {
    expect(await schemaDiff(before, after)).toEqual(request);
    expect(await schemaDiff(before, after, { side: 'response' })).toEqual(response);
  },
);

test('texts that an overlap leaves prove that there are more of them', async () => {
  const starting: Json = { type: 'string', pattern: '^x' };
  const changes = await schemaChanges(
    { oneOf: [starting, {}] },
    { oneOf: [starting, { enum: ['x'] }] },
    { side: 'response' },
  );
  expect(changes.filter(({ breaking }) => breaking)).toMatchObject([
    { kind: 'response-combination-changed', witness: { accepts: 'candidate', refuses: 'base' } },
  ]);
});

const only = (...names: string[]): Json => ({
  type: 'object',
  properties: Object.fromEntries(names.map((name) => [name, TEXT])),
  additionalProperties: false,
});
const asked = (name: string): Json => ({ ...(only(name) as object), required: [name] });

test('exactly one of the documented properties is one alternative for each of them', async () => {
  const counted = { ...(only('card', 'iban') as object), minProperties: 1, maxProperties: 1 };
  const alternatives = { oneOf: [asked('card'), asked('iban')] };
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(counted, alternatives, { side })).toEqual([]);
    expect(await schemaDiff(alternatives, counted, { side })).toEqual([]);
  }
});

test('what one alternative has no more is gone, though another one has it', async () => {
  const kind = (value: string, more: Record<string, Json>): Json => ({
    ...(only() as object),
    properties: { kind: { const: value }, ...more },
    required: ['kind'],
  });
  const of = (person: Record<string, Json>): Json => ({
    oneOf: [kind('person', person), kind('company', { name: TEXT })],
  });
  expect(await schemaDiff(of({ name: TEXT }), of({}), { side: 'response' })).toEqual([
    'breaks property-removed /name',
  ]);
});

test.each<[where: string, within: (part: Json) => Json]>([
  [
    'then',
    (part) =>
      both(
        Object.fromEntries([
          ['if', { required: ['v'] }],
          ['then', part],
        ]),
      ),
  ],
  [
    'else',
    (part) =>
      both(
        Object.fromEntries([
          ['if', { required: ['v'] }],
          ['then', {}],
          ['else', part],
        ]),
      ),
  ],
  ['what depends on a property', (part) => both({ dependentSchemas: { v: part } })],
])('exactly one of two is no more than one in %s', async (_, within) => {
  const parts = [{ required: ['a'] }, { required: ['b'] }];
  const [one, any] = [within({ oneOf: parts }), within({ anyOf: parts })];
  expect(await schemaDiff(one, any)).toEqual(['safe combination-changed']);
  expect(await schemaDiff(any, one)).toEqual(['breaks combination-changed']);
});

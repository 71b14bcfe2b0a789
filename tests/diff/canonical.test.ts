import { expect, test } from 'vitest';
import { canonicalText, sorted } from '../../src/diff/space/canonical.ts';
import { tellingWords } from '../../src/diff/space/telling-words.ts';
import { readDocument } from '../../src/document/load.ts';
import { child, rootNode } from '../../src/document/node.ts';
import type { Json, JsonObject } from '../../src/json.ts';

function textOf(schema: Json, schemas: JsonObject = {}): string {
  const root = {
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {},
    components: { schemas: { ...schemas, Whole: schema } },
  };
  const node = child(
    rootNode(readDocument(JSON.stringify(root), 'a.json')),
    'components',
    'schemas',
    'Whole',
  );
  if (node === undefined) throw new Error('there is no schema');
  return canonicalText(node);
}

const A: Json = { type: 'string' };
const B: Json = { type: 'integer' };
const PARTS: JsonObject = { A, B, Again: { $ref: '#/components/schemas/A' } };
const ref = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });

test.each<[what: string, one: Json, other: Json]>([
  ['the order of keys', { type: 'string', minLength: 1 }, { minLength: 1, type: 'string' }],
  ['the order of keys inside', { properties: { a: A, b: B } }, { properties: { b: B, a: A } }],
  [
    'the order of keys of a value',
    { const: { a: 1, b: [{ c: 1, d: 2 }] } },
    { const: { b: [{ d: 2, c: 1 }], a: 1 } },
  ],
  ['a reference', { properties: { a: ref('A') } }, { properties: { a: A } }],
  ['a reference to a reference', { not: ref('Again') }, { not: A }],
  ['a reference as the whole', ref('A'), A],
  ['references in lists', { anyOf: [ref('A'), { minimum: 1 }] }, { anyOf: [A, { minimum: 1 }] }],
  [
    'references in patterns of names',
    { patternProperties: { '^a': ref('A') } },
    { patternProperties: { '^a': A } },
  ],
  ['what is said to people', { ...(A as JsonObject), title: 'T', description: 'D', summary: 'S' }, A],
  ['annotations', { ...(A as JsonObject), example: 'x', deprecated: true, $comment: 'C' }, A],
  ['extensions', { ...(A as JsonObject), 'x-order': 1 }, A],
  ['schemas that it keeps for itself', { ...(A as JsonObject), $defs: { a: B }, definitions: { a: B } }, A],
  ['the order of required names', { required: ['a', 'b', 'c'] }, { required: ['c', 'a', 'b'] }],
  ['no required names', { type: 'object', required: [] }, { type: 'object' }],
  ['the order of listed values', { enum: [2, 'a', { b: 1, a: 2 }] }, { enum: [{ a: 2, b: 1 }, 2, 'a'] }],
  ['a list of one value', { const: 'a' }, { enum: ['a'] }],
  ['a list of null', { const: null }, { enum: [null] }],
  ['a list of one type', { type: ['string'] }, { type: 'string' }],
  ['the order of types', { type: ['string', 'null', 'array'] }, { type: ['array', 'string', 'null'] }],
  ['alternatives of types', { anyOf: [A, B, { type: 'null' }] }, { type: ['null', 'string', 'integer'] }],
  ['one alternative', { anyOf: [{ minLength: 1 }] }, { minLength: 1 }],
  [
    'one alternative of oneOf',
    { oneOf: [{ minLength: 1 }], type: 'string' },
    { minLength: 1, type: 'string' },
  ],
  [
    'an alternative and a part',
    { anyOf: [{ minLength: 1 }], allOf: [{ maxLength: 2 }] },
    { minLength: 1, maxLength: 2 },
  ],
  ['one part', { allOf: [{ minLength: 1 }] }, { minLength: 1 }],
  [
    'parts that speak of other things',
    { type: 'string', allOf: [{ minLength: 1 }, { maxLength: 2 }] },
    { type: 'string', minLength: 1, maxLength: 2 },
  ],
  [
    'parts of properties',
    { properties: { a: A }, allOf: [{ properties: { b: B }, minProperties: 1 }] },
    { properties: { b: B, a: A }, minProperties: 1 },
  ],
  ['properties of a part alone', { allOf: [{ properties: { b: B } }] }, { properties: { b: B } }],
  ['no properties', { type: 'object', properties: {}, patternProperties: {} }, { type: 'object' }],
])('%s: two that say the same have one text', (_, one, other) => {
  expect(textOf(one, PARTS)).toBe(textOf(other, PARTS));
});

test.each<[what: string, one: Json, other: Json]>([
  ['another value', { minLength: 1 }, { minLength: 2 }],
  ['another word', { minLength: 1 }, { minItems: 1 }],
  ['the order of a tuple', { prefixItems: [A, B] }, { prefixItems: [B, A] }],
  ['the order of a value', { const: [1, 2] }, { const: [2, 1] }],
  ['another property', { properties: { a: A } }, { properties: { b: A } }],
  ['properties that are called as words', { properties: { title: A } }, { properties: {} }],
  ['properties that are called as extensions', { properties: { 'x-a': A } }, { properties: { 'x-b': A } }],
  ['true and false', { additionalProperties: true }, { additionalProperties: false }],
  ['parts of the same word', { minLength: 1, allOf: [{ minLength: 2 }] }, { minLength: 2 }],
  [
    'parts of the same property',
    { properties: { a: A }, allOf: [{ properties: { a: { minLength: 1 } } }] },
    { properties: { a: A } },
  ],
  [
    'parts of the same property, the other way about',
    { properties: { a: A }, allOf: [{ properties: { a: { minLength: 1 } } }] },
    { properties: { a: { minLength: 1 } } },
  ],
  ['a value beside a list', { const: 'a', enum: ['a', 'b'] }, { enum: ['a', 'b'] }],
  [
    'two alternatives that say more than a type',
    { anyOf: [A, { type: 'integer', minimum: 1 }] },
    { type: ['string', 'integer'] },
  ],
  ['alternatives beside a type', { type: 'string', anyOf: [A, B] }, { type: ['string', 'integer'] }],
  ['alternatives of lists of types', { anyOf: [{ type: ['string', 'null'] }, B] }, { anyOf: [A, B] }],
  [
    'anyOf and oneOf',
    { anyOf: [{ minLength: 1 }, { maxLength: 2 }] },
    { oneOf: [{ minLength: 1 }, { maxLength: 2 }] },
  ],
  [
    'parts of the same word, the other way about',
    { minLength: 1, allOf: [{ minLength: 2 }] },
    { minLength: 1 },
  ],
  [
    'parts of which one property is the same',
    { properties: { a: A }, allOf: [{ properties: { a: { minLength: 1 }, c: B } }] },
    { properties: { a: { minLength: 1 }, c: B } },
  ],
  ['a part that is false', { minLength: 1, allOf: [false] }, { minLength: 1 }],
  ['anything and nothing', true, false],
])('%s: two that differ have two texts', (_, one, other) => {
  expect(textOf(one, PARTS)).not.toBe(textOf(other, PARTS));
});

test('a recursion is cut off, and differs where it differs above', () => {
  const tree = (own: JsonObject): JsonObject => ({ Tree: { properties: { up: ref('Tree') }, ...own } });
  expect(textOf(ref('Tree'), tree({}))).toContain('…');
  expect(textOf(ref('Tree'), tree({}))).toBe(textOf(ref('Tree'), tree({ title: 'T' })));
  expect(textOf(ref('Tree'), tree({}))).not.toBe(textOf(ref('Tree'), tree({ minProperties: 1 })));
});

test('all that a schema holds counts, however deep or wide', () => {
  const nested = (levels: number, inner: Json): Json =>
    levels === 0 ? inner : { items: nested(levels - 1, inner) };
  expect(textOf(nested(13, A))).not.toBe(textOf(nested(13, B)));
  expect(textOf(nested(80, A))).not.toBe(textOf(nested(80, B)));
  const wide = (last: Json): Json => ({
    prefixItems: [...Array.from({ length: 3000 }, (): Json => ({ minimum: 1 })), last],
  });
  expect(textOf(wide(A))).not.toBe(textOf(wide(B)));
});

test('layers that hold the next one twice are written out once each', () => {
  const layers = (own: Json) =>
    Object.fromEntries(
      Array.from({ length: 60 }, (_, index): [string, Json] => [
        `A${index}`,
        index === 59 ? own : { properties: { a: ref(`A${index + 1}`), b: ref(`A${index + 1}`) } },
      ]),
    );
  expect(textOf(ref('A0'), layers(A))).toBe(textOf(ref('A0'), layers({ title: 'T', ...(A as JsonObject) })));
  expect(textOf(ref('A0'), layers(A))).not.toBe(textOf(ref('A0'), layers(B)));
  expect(textOf(ref('A0'), layers(A)).length).toBeLessThan(100_000);
});

test('layers that go deeper than is written out differ by what they say', () => {
  const chain = (own: Json) =>
    Object.fromEntries(
      Array.from({ length: 1000 }, (_, index): [string, Json] => [
        `A${index}`,
        index === 999 ? own : { items: ref(`A${index + 1}`) },
      ]),
    );
  expect(textOf(ref('A0'), chain(A))).toBe(textOf(ref('A0'), chain({ title: 'T', ...(A as JsonObject) })));
  expect(textOf(ref('A0'), chain(A))).not.toBe(textOf(ref('A0'), chain(B)));
});

test('what a recursion says where it is cut off counts, and not how often it is written out', () => {
  // Twenty schemas in a circle: those at its end are further away than is written out.
  const circle = (last: JsonObject): JsonObject =>
    Object.fromEntries(
      Array.from({ length: 20 }, (_, index): [string, Json] => [
        `A${index}`,
        {
          properties: { [`p${index}`]: ref(`A${(index + 1) % 20}`) },
          ...(index === 19 ? last : {}),
        },
      ]),
    );
  expect(textOf(ref('A0'), circle({ title: 'T' }))).toBe(textOf(ref('A0'), circle({})));
  expect(textOf(ref('A0'), circle({ minProperties: 1 }))).not.toBe(textOf(ref('A0'), circle({})));
  const tree = { Tree: { properties: { up: ref('Tree') } } };
  expect(textOf({ properties: { up: ref('Tree') } }, tree)).toBe(textOf(ref('Tree'), tree));
});

test('words that tell something are those that are neither talk, nor annotations, nor extensions', () => {
  const schema = {
    type: 'string',
    title: '',
    description: '',
    summary: '',
    'x-a': 1,
    ax: 1,
    $defs: {},
    definitions: {},
    my$defs: 1,
    $defsOfMine: 1,
    definitionsOfMine: 1,
    example: 1,
  };
  expect(tellingWords(schema)).toEqual(['type', 'ax', 'my$defs', '$defsOfMine', 'definitionsOfMine']);
});

test('the keys of a value are put in order, however deep, and lists stay as they are', () => {
  expect(JSON.stringify(sorted({ b: [{ d: 1, c: null }, 2], a: 'x' }))).toBe(
    '{"a":"x","b":[{"c":null,"d":1},2]}',
  );
});

import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

// Two schemas of which one accepts what the other does not: what is told when a request's body goes from the first to
// the second, and back.

const text = (own: JsonObject = {}): Json => ({ type: 'string', ...own });
const whole = (own: JsonObject = {}): Json => ({ type: 'integer', ...own });
const list = (own: JsonObject): Json => ({ type: 'array', ...own });
const object = (own: JsonObject = {}): Json => ({ type: 'object', ...own });
const required = (...names: string[]): JsonObject => ({ required: names });
// Written so that the linter does not take it for a promise.
const then = (yes: Json): JsonObject => Object.fromEntries([['then', yes]]);
const A = { properties: { a: text() } };
const AB = { properties: { a: text(), b: text() } };
const closed = { additionalProperties: false };
const sixPatterns = (last: Json): JsonObject => ({
  ...Object.fromEntries(['^a', '^b', '^c', '^d', '^e'].map((pattern) => [pattern, text()])),
  '^f': last,
});
const fourDepend = (upon: string): JsonObject => ({ a: ['z'], b: ['z'], c: ['z'], d: [upon] });
const left = { unevaluatedProperties: false };
const BREAKS = /^(breaks|undecided) /;

test.each<[what: string, one: Json, other: Json, there: string[], back: string[]]>([
  [
    'not the same length',
    text({ not: { minLength: 3 } }),
    text({ not: { minLength: 4 } }),
    ['safe length-widened'],
    ['breaks length-narrowed'],
  ],
  [
    'a range with a gap, and without',
    { anyOf: [whole({ minimum: 1, maximum: 500 }), whole({ minimum: 502, maximum: 999 })] },
    { anyOf: [whole({ minimum: 1, maximum: 500 }), whole({ minimum: 501, maximum: 999 })] },
    ['safe maximum-widened'],
    ['breaks maximum-narrowed'],
  ],
  [
    'ranges that go on, of two patterns',
    { anyOf: [text({ pattern: '^a', maxLength: 10 }), text({ pattern: '^b', minLength: 11 })] },
    text({ pattern: '^a' }),
    ['breaks alternative-removed', 'safe length-widened'],
    ['breaks length-narrowed', 'safe alternative-added'],
  ],
  [
    'base64, said by contentEncoding',
    text(),
    text({ contentEncoding: 'base64' }),
    ['breaks format-added'],
    ['safe format-removed'],
  ],
  [
    'not a multiple',
    { type: 'number', not: { multipleOf: 2 } },
    { type: 'number' },
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'not one of two that overlap',
    text({ not: { oneOf: [{ minLength: 2 }, { maxLength: 3 }] } }),
    text(),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'not a listed object',
    object({ not: { enum: [{ a: 'x' }] } }),
    object(),
    ['safe condition-changed'],
    ['undecided condition-changed'],
  ],
  [
    'not a list of what has only entries',
    object({ ...A, not: { properties: { a: { items: text() } }, ...required('a') } }),
    object(A),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'not a list without repetition',
    list({ not: { uniqueItems: true } }),
    list({}),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'more rules at once than are turned round',
    object({ not: required('a', 'b', 'c', 'd', 'e') }),
    object(),
    ['safe condition-changed'],
    ['undecided condition-changed'],
  ],
  [
    'names of another length',
    object({ propertyNames: { maxLength: 3 } }),
    object({ propertyNames: { maxLength: 2 } }),
    ['breaks additional-properties-closed'],
    ['safe additional-properties-opened'],
  ],
  [
    'one more name that is listed',
    object({ ...AB, propertyNames: { enum: ['a'] } }),
    object({ ...AB, propertyNames: { enum: ['a', 'b'] } }),
    ['safe property-added /b'],
    ['breaks property-removed /b'],
  ],
  [
    'names of a format',
    object({ propertyNames: { format: 'date' } }),
    object(),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'names of either of two kinds',
    object({ propertyNames: { anyOf: [{ maxLength: 2 }, { pattern: '^x' }] } }),
    object(),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'one more name that is not allowed',
    object({ propertyNames: { not: { enum: ['x'] } } }),
    object({ propertyNames: { not: { enum: ['x', 'y'] } } }),
    ['breaks additional-properties-closed'],
    ['safe additional-properties-opened'],
  ],
  [
    'another type by a pattern of names',
    object({ patternProperties: { '^x': text() } }),
    object({ patternProperties: { '^x': whole() } }),
    ['breaks type-changed /^x'],
    ['breaks type-changed /^x'],
  ],
  [
    'the empty name alone',
    object({ patternProperties: { '^$': text() } }),
    object({ patternProperties: { '^$': whole() } }),
    ['breaks type-changed /^$'],
    ['breaks type-changed /^$'],
  ],
  [
    'one of two patterns of names',
    object({ patternProperties: { '^x': text(), y$: text({ minLength: 2 }) } }),
    object({ patternProperties: { '^x': text(), y$: text() } }),
    ['safe length-widened /y$'],
    ['breaks length-narrowed /y$'],
  ],
  [
    'both of two patterns of names',
    object({ patternProperties: { '^x': text(), y$: text() } }),
    object({ patternProperties: { '^x': text(), y$: text(), '^x.*y$': text({ minLength: 2 }) } }),
    ['breaks length-narrowed /^x & y$ & ^x.*y$'],
    ['safe length-widened /^x & y$ & ^x.*y$'],
  ],
  [
    'all names but those of a pattern',
    object({ patternProperties: { '^x': text() }, additionalProperties: text() }),
    object({ patternProperties: { '^x': text() }, additionalProperties: text({ minLength: 2 }) }),
    ['breaks length-narrowed /*'],
    ['safe length-widened /*'],
  ],
  [
    'one of many patterns of names',
    object({ patternProperties: sixPatterns(text()) }),
    object({ patternProperties: sixPatterns(whole()) }),
    ['breaks type-changed /^f'],
    ['breaks type-changed /^f'],
  ],
  [
    'the names beside those of a pattern',
    object({ patternProperties: { '^x': text() }, ...closed }),
    object({ patternProperties: { '^x': text() } }),
    ['safe additional-properties-opened'],
    ['breaks additional-properties-closed'],
  ],
  [
    'what is left has another schema',
    object({ allOf: [A], unevaluatedProperties: text() }),
    object({ allOf: [A], ...left }),
    ['breaks additional-properties-closed'],
    ['safe additional-properties-opened'],
  ],
  [
    'what is left of a list',
    list({ prefixItems: [text()], unevaluatedItems: false }),
    list({ prefixItems: [text()] }),
    ['safe item-count-widened'],
    ['breaks item-count-narrowed'],
  ],
  [
    'as many entries of a kind',
    list({ contains: whole(), minContains: 2 }),
    list({ contains: whole() }),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'at most so many entries of a kind',
    list({ contains: whole(), maxContains: 2 }),
    list({ contains: whole(), maxContains: 3 }),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'no entry of a kind is asked for',
    list({ contains: whole(), minContains: 0 }),
    list({ contains: whole() }),
    ['breaks condition-changed'],
    ['safe condition-changed'],
  ],
  [
    'one value less, each by itself',
    object({ properties: { k: { enum: ['x', 'y', 'z'] } }, ...required('k') }),
    { anyOf: ['x', 'y'].map((value) => object({ properties: { k: { const: value } }, ...required('k') })) },
    ['breaks enum-value-removed /k'],
    ['safe enum-value-added /k'],
  ],
  [
    'one of some properties',
    object({ ...AB, ...closed, minProperties: 1 }),
    object({ ...AB, ...closed, ...required('a') }),
    ['breaks property-became-required /a'],
    ['safe property-became-optional /a'],
  ],
  [
    'fewer properties than there are names',
    object({ ...AB, ...closed, maxProperties: 3 }),
    object({ ...AB, ...closed, maxProperties: 1 }),
    ['breaks property-count-narrowed'],
    ['safe property-count-widened'],
  ],
  [
    'what is asked for otherwise',
    object({ ...AB, if: required('a'), else: required('b') }),
    object(AB),
    ['safe condition-changed'],
    ['breaks condition-changed'],
  ],
  [
    'four properties upon which something depends',
    object({ dependentRequired: fourDepend('z') }),
    object({ dependentRequired: fourDepend('y') }),
    ['undecided condition-changed'],
    ['undecided condition-changed'],
  ],
  [
    'a short range',
    whole({ minimum: 1, maximum: 3 }),
    whole({ minimum: 1, maximum: 4 }),
    ['safe maximum-widened'],
    ['breaks maximum-narrowed'],
  ],
  [
    'a short range, and a list',
    whole({ minimum: 1, maximum: 3 }),
    { enum: [1, 2] },
    ['breaks enum-value-removed'],
    ['safe enum-value-added'],
  ],
  [
    'a multiple',
    whole({ multipleOf: 2 }),
    whole({ multipleOf: 4 }),
    ['breaks multiple-of-narrowed'],
    ['safe multiple-of-widened'],
  ],
  [
    'a URL, proved by one',
    object({ properties: { u: text({ format: 'url' }) }, ...required('u') }),
    object({ properties: { u: text({ format: 'url' }), v: text() }, ...required('u', 'v') }),
    ['breaks required-property-added /v'],
    ['safe property-removed /v'],
  ],
  [
    'repetition',
    list({ uniqueItems: true }),
    list({}),
    ['safe unique-items-removed'],
    ['breaks unique-items-added'],
  ],
  [
    'an entry of a tuple',
    list({ prefixItems: [text(), whole()] }),
    list({ prefixItems: [text(), text()] }),
    ['breaks type-changed /1'],
    ['breaks type-changed /1'],
  ],
  [
    'the length of a tuple',
    list({ prefixItems: [text()], items: false }),
    list({ prefixItems: [text(), text()], items: false }),
    ['safe item-count-widened'],
    ['breaks item-count-narrowed'],
  ],
])('%s', async (_, one, other, there, back) => {
  expect(await schemaDiff(one, other)).toEqual(there);
  expect(await schemaDiff(other, one), 'back').toEqual(back);
});

test.each<[what: string, other: JsonObject, back: string]>([
  ['then', { if: required('a'), ...then({ properties: { b: text() } }) }, 'safe condition-changed'],
  [
    'a schema that depends on a property',
    { dependentSchemas: { a: { properties: { b: text() } } } },
    'safe condition-changed',
  ],
  [
    'a pattern of then',
    { if: required('a'), ...then({ patternProperties: { '^x': text() } }) },
    'safe condition-changed',
  ],
  [
    'all that then allows',
    { if: required('a'), ...then({ additionalProperties: text() }) },
    'safe condition-changed',
  ],
  [
    'one of anyOf',
    { anyOf: [{ properties: { b: text() }, ...required('b') }, required('a')] },
    'breaks property-became-required /a',
  ],
  [
    'one of anyOf in a part',
    { allOf: [{ anyOf: [{ properties: { b: text() } }, required('a')] }] },
    'safe property-added /b',
  ],
])('what only %s has looked at is not what every object may have', async (_, other, expected) => {
  const [there = ''] = await schemaDiff(object({ ...A, ...other, ...left }), object({ ...A, ...closed }));
  const [back = ''] = await schemaDiff(object({ ...A, ...closed }), object({ ...A, ...other, ...left }));
  expect([there, back]).toEqual([expect.stringMatching(/^breaks /), expected]);
});

test('a value that two alternatives share is told to be gone', async () => {
  const [change] = await schemaChanges(text({ enum: ['a', 'b', 'c'] }), {
    oneOf: [text({ enum: ['a', 'b'] }), text({ enum: ['b', 'c'] })],
  });
  expect(change?.message).toBe('the request body: "b" is no longer among its values');
  expect(change?.witness?.value).toBe('b');
});

test('conditions are told by their texts, and none as null', async () => {
  const told = async (before: Json, after: Json) => {
    const [change] = await schemaChanges(before, after);
    return [change?.before, change?.after];
  };
  const not = (format: string): JsonObject => ({ not: { format } });
  const two = text({ allOf: [not('date'), not('email')] });
  expect(await told(two, text())).toEqual(['not {"format":"date"} and not {"format":"email"}', null]);
  expect(await told(text(), two)).toEqual([null, 'not {"format":"date"} and not {"format":"email"}']);
  expect(await told(two, text(not('date')))).toEqual(['not {"format":"email"}', null]);
  const first = { allOf: [{ prefixItems: [text()] }] };
  const rest = list({ ...first, unevaluatedItems: whole() });
  expect(await told(rest, list(first))).toEqual(['unevaluatedItems {"type":"integer"}', null]);
  const some = list({ contains: whole(), minContains: 2, maxContains: 3 });
  expect(await told(list({}), some)).toEqual([
    null,
    'contains at least 2 of {"type":"integer"} and contains at most 3 of {"type":"integer"}',
  ]);
  const twice = list({ allOf: [{ contains: whole() }, { contains: whole() }] });
  expect(await told(twice, list({}))).toEqual(['contains at least 1 of {"type":"integer"}', null]);
  const depend = (upon: string) => object({ dependentRequired: fourDepend(upon) });
  expect(await told(depend('z'), object())).toEqual([
    ['a', 'b', 'c', 'd'].map((name) => `dependent "${name}" {"required":["z"]}`).join(' and '),
    null,
  ]);
});

test('what one alternative has looked at in one of its cases may still be there', async () => {
  const k = (value: number): JsonObject => ({ properties: { k: { const: value } }, ...required('k') });
  const cases: JsonObject = {
    anyOf: [{ properties: { b: text() }, ...required('b') }, { minProperties: 1 }],
  };
  const open = object({ oneOf: [{ ...k(1), ...cases }, k(2)], ...left });
  const shut = object({
    oneOf: [
      { ...k(1), ...closed },
      { ...k(2), ...closed },
    ],
  });
  const [there = ''] = await schemaDiff(open, shut);
  expect(there).toMatch(BREAKS);
});

test('what an alternative of a part of an alternative has looked at may be there', async () => {
  const parts = { allOf: [{ anyOf: [{ ...A, ...required('a') }, required('b')] }] };
  const open = object({ properties: { b: text() }, anyOf: [parts, { minProperties: 2 }], ...left });
  const shut = object({ properties: { b: text() }, anyOf: [parts, { minProperties: 2 }], ...closed });
  const changes = await schemaChanges(open, shut);
  expect(changes.filter(({ breaking }) => breaking).map(({ witness }) => witness?.value)).toContainEqual({
    a: 'a',
  });
});

test('a value that proves a change is one that the one document takes and the other refuses', async () => {
  const proof = async (before: Json, after: Json, side: 'request' | 'response') =>
    (await schemaChanges(before, after, { side })).map(({ witness }) => witness);
  expect(await proof(text(), text({ enum: ['a'] }), 'request')).toEqual([
    expect.objectContaining({ accepts: 'base', refuses: 'candidate' }),
  ]);
  expect(await proof(text({ enum: ['a'] }), text({ enum: ['a', 'b'] }), 'response')).toEqual([
    expect.objectContaining({ accepts: 'candidate', refuses: 'base', value: 'b' }),
  ]);
});

test('what is excluded instead of something else is one change', async () => {
  const without = (value: string) => text({ not: { enum: [value] } });
  expect(await schemaDiff(without('a'), without('b'))).toEqual(['breaks exclusion-changed']);
  expect(await schemaDiff(text(), without('b'))).toEqual(['breaks exclusion-added']);
  expect(await schemaDiff(without('a'), text())).toEqual(['safe exclusion-removed']);
});

test('several patterns stand in a change as all of them', async () => {
  const both = text({ allOf: [{ pattern: '^a' }, { pattern: 'b$' }] });
  expect(await schemaChanges(text(), both)).toMatchObject([{ after: '^a and b$' }]);
  expect(await schemaChanges(both, text())).toMatchObject([{ before: '^a and b$' }]);
});

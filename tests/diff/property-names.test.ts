import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

const having = (properties: JsonObject): Json => ({ type: 'object', properties });
const text = (own: JsonObject = {}): Json => ({ type: 'string', maxLength: 34, ...own });

test('a property by another name is one that was renamed, however it is described', async () => {
  expect(
    await schemaDiff(
      having({ iban: text({ description: 'A' }) }),
      having({ ibanNumber: text({ description: 'B' }) }),
    ),
  ).toEqual(['breaks property-renamed /iban']);
});

test('a property with other values is another', async () => {
  expect(await schemaDiff(having({ iban: text() }), having({ ibanNumber: text({ maxLength: 30 }) }))).toEqual(
    ['safe property-removed /iban', 'safe property-added /ibanNumber'],
  );
});

async function messages(before: Json, after: Json): Promise<string[]> {
  const changes = await schemaChanges(before, after);
  return changes.map(
    ({ breaking, message }) =>
      `${breaking ? 'breaks' : 'safe'} ${message.replace(/^the request body(: |, )/, '')}`,
  );
}

const box = (properties: JsonObject, own: JsonObject = {}): JsonObject => ({
  box: { type: 'object', properties, ...own },
});

test.each<[what: string, before: JsonObject, after: JsonObject, expected: string[]]>([
  [
    'a new object',
    { a: text() },
    box({ a: text() }),
    ['breaks /a: it is now /box/a', 'safe /box: it is new'],
  ],
  [
    'a new object, with another one',
    { a: text(), b: text({ maxLength: 5 }) },
    box({ a: text(), b: text({ maxLength: 5 }) }),
    ['breaks /a: it is now /box/a', 'breaks /b: it is now /box/b', 'safe /box: it is new'],
  ],
  [
    'a new object, of any form',
    { a: {} },
    box({ a: {} }),
    ['breaks /a: it is now /box/a', 'safe /box: it is new'],
  ],
  [
    'an object that was there',
    { a: text({ description: 'A' }), ...box({ x: {} }) },
    box({ x: {}, a: text({ description: 'B' }) }),
    ['breaks /a: it is now /box/a', 'safe /box/a: it is new'],
  ],
  [
    'the place of the object that it was in',
    box({ a: text() }),
    { a: text() },
    ['breaks /box: it is gone, and its "a" is now beside where it was', 'safe /a: it is new'],
  ],
])('a property that moves into %s is where it is now', async (_, before, after, expected) => {
  expect(await messages(having(before), having(after))).toEqual(expected);
});

test.each<[what: string, before: JsonObject, after: JsonObject, now: string]>([
  ['in a new object is of other values', { a: text() }, box({ a: text({ maxLength: 4 }) }), '/box'],
  [
    'in an object that was there is of other values',
    { a: text(), ...box({ x: {} }) },
    box({ x: {}, a: text({ maxLength: 4 }) }),
    '/box/a',
  ],
  [
    'in an object that was there has another name',
    { a: text(), ...box({ x: {} }) },
    box({ x: {}, b: text() }),
    '/box/b',
  ],
  [
    'is one of each entry of a list',
    { a: text(), box: { type: 'array', items: having({ x: {} }) } },
    { box: { type: 'array', items: having({ x: {}, a: text() }) } },
    '/box/*/a',
  ],
])('a property that %s is a new one', async (_, before, after, now) => {
  expect(await messages(having(before), having(after))).toEqual([
    'safe /a: it is no longer documented',
    `safe ${now}: it is new`,
  ]);
});

test('of several properties that come and go nobody can tell which is which', async () => {
  const was = having({ a: text(), b: text({ maxLength: 5 }) });
  const is = having({ a_x: text(), b_x: text({ maxLength: 5 }) });
  expect(await schemaDiff(was, is)).toEqual([
    'safe property-removed /a',
    'safe property-removed /b',
    'safe property-added /a_x',
    'safe property-added /b_x',
  ]);
});

test.each<[what: string, one: Json, areOne: boolean]>([
  ['values', { enum: ['p', 'q'] }, true],
  ['a pattern', { type: 'string', pattern: '^x' }, true],
  ['named properties', having({ x: {} }), true],
  ['words about it', { type: 'string', description: 'How it is called' }, true],
  ['no more than a type', { type: 'string' }, false],
])('a property that is told by %s has another name, or not', async (_, one, areOne) => {
  expect(await messages(having({ n: one }), having({ m: one }))).toEqual(
    areOne
      ? ['breaks /n: it is now called "m"']
      : ['safe /n: it is no longer documented', 'safe /m: it is new'],
  );
});

test('one of two properties has another name where it keeps its place', async () => {
  const [k, plain] = [{ type: 'string' }, { type: 'string' }];
  expect(await schemaDiff(having({ k, n: plain }), having({ k, m: plain }))).toEqual([
    'breaks property-renamed /n',
  ]);
  expect(await schemaDiff(having({ k, n: plain }), having({ m: plain, k }))).toEqual([
    'safe property-removed /n',
    'safe property-added /m',
  ]);
});

test('an error code that no longer comes is missed by whoever waits for it, another value is not', async () => {
  const [before, after] = [{ enum: ['a', 'b'] }, { enum: ['a'] }];
  const side = 'response';
  expect(await schemaDiff(having({ code: before }), having({ code: after }), { side })).toEqual([
    'breaks enum-value-removed /code',
  ]);
  expect(await schemaDiff(having({ kind: before }), having({ kind: after }), { side })).toEqual([
    'safe enum-value-removed /kind',
  ]);
});

test.each([
  ['at least one letter', '^[a-z_]{1,40}$'],
  ['three capitals', '^[A-Z]{3}$'],
  ['a word before a number', '^x-[0-9]+$'],
])('that there may be fewer properties is proved by as many names of %s', async (_, pattern) => {
  const map = (maxProperties: number): Json => ({
    type: 'object',
    maxProperties,
    propertyNames: { pattern },
    additionalProperties: { type: 'string' },
  });
  const [change] = await schemaChanges(map(50), map(20));
  expect(change).toMatchObject({ kind: 'request-property-count-narrowed', breaking: true });
  expect(change?.undecided).not.toBe(true);
  const names = Object.keys(change?.witness?.value ?? {});
  expect(names).toHaveLength(21);
  expect(names.filter((name) => !new RegExp(pattern).test(name))).toEqual([]);
});

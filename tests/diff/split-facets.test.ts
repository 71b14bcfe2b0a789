// A condition that came as alternatives: it is one cause, told in words of what the alternatives have in common.
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

const PROPERTIES: JsonObject = {
  kind: { enum: ['x', 'y', 'z'] },
  size: { enum: ['s', 'l'] },
  note: { type: 'string' },
};
const object = (rules: JsonObject = {}): Json => ({
  type: 'object',
  properties: PROPERTIES,
  required: ['kind', 'size'],
  ...rules,
});
const having = (properties: JsonObject, ...required: string[]): Json => ({
  properties,
  ...(required.length === 0 ? {} : { required }),
});
const anyOf = (...parts: Json[]): JsonObject => ({ anyOf: parts });
const KIND_X = { kind: { const: 'x' } };
const KIND_Y = { kind: { const: 'y' } };
const REST = { kind: { enum: ['y', 'z'] } };

async function told(before: Json, after: Json): Promise<string[]> {
  const changes = await schemaChanges(before, after);
  return changes.map(
    ({ breaking, message }) =>
      `${breaking ? 'breaks' : 'safe'} ${message.replace(/^the request body(: |, )/, '')}`,
  );
}

test.each<[what: string, rules: JsonObject, come: string, gone: string]>([
  [
    'something for each value of a property',
    anyOf(having(KIND_X, 'note'), having(REST, 'more')),
    'where /kind is "x", /note is now required; where /kind is "y" or "z", /more is now required',
    'where /kind is "x", /note is no longer required; where /kind is "y" or "z", /more is no longer required',
  ],
  [
    'something for each of some values of a property',
    anyOf(having(KIND_X, 'note'), having(KIND_Y, 'more')),
    '/kind may no longer be "z"; where /kind is "x", /note is now required; where /kind is "y", /more is now required',
    '/kind may now be "z"; where /kind is "x", /note is no longer required; where /kind is "y", /more is no longer required',
  ],
  [
    'something for one of the values alone, and nothing for the others',
    anyOf(having(KIND_X, 'note'), having(REST)),
    'where /kind is "x", /note is now required',
    'where /kind is "x", /note is no longer required',
  ],
  [
    'something for one of the values alone, without another one',
    anyOf(having(KIND_X, 'note'), having({ kind: { const: 'z' } })),
    'where /kind is "x" or "y", /note is now required, and /kind: "y", "z" is no longer among its values',
    'where /kind is "x" or "y", /note is no longer required, and /kind: "y", "z" is now among its values',
  ],
  [
    'values of two properties',
    anyOf(having({ ...KIND_X, size: { const: 's' } }), having(KIND_Y, 'note')),
    'it has to keep to one of these now: (/kind: "y", "z" is no longer among its values; /size: "l" is no longer among its values) or (/note is now required; /kind: "x", "z" is no longer among its values)',
    'it need no longer keep to one of these: (/kind: "y", "z" is now among its values; /size: "l" is now among its values) or (/note is no longer required; /kind: "x", "z" is now among its values)',
  ],
  [
    'a value of one property, or one of another',
    anyOf(having(KIND_X, 'note'), having({ size: { const: 's' } }, 'more')),
    'it has to keep to one of these now: (/note is now required; /kind: "y", "z" is no longer among its values) or (/more is now required; /size: "l" is no longer among its values)',
    'it need no longer keep to one of these: (/note is no longer required; /kind: "y", "z" is now among its values) or (/more is no longer required; /size: "l" is now among its values)',
  ],
  [
    'a value, or for two properties',
    anyOf(having(KIND_X, 'note'), having({}, 'more', 'last')),
    'it has to keep to one of these now: (/note is now required; /kind: "y", "z" is no longer among its values) or (/more is now required; /last is now required)',
    'it need no longer keep to one of these: (/note is no longer required; /kind: "y", "z" is now among its values) or (/more is no longer required; /last is no longer required)',
  ],
  [
    'one of two properties',
    anyOf(having({}, 'note'), having({}, 'more')),
    '/note or /more has to be there now',
    'neither /note nor /more has to be there any more',
  ],
])('alternatives that ask for %s', async (_, rules, come, gone) => {
  expect(await told(object(), object(rules))).toEqual([`breaks ${come}`]);
  expect(await told(object(rules), object())).toEqual([`safe ${gone}`]);
});

const TEXT = { type: 'string' };
const part = (properties: JsonObject, ...required: string[]): Json => ({
  type: 'object',
  properties,
  required,
});
const WHOLE = part({ type: TEXT, iban: TEXT, card: TEXT, note: TEXT }, 'type');
const BY_TYPE = anyOf(
  part({ type: { const: 'iban' }, iban: TEXT }, 'type', 'iban'),
  part({ type: { const: 'card' }, card: TEXT }, 'type', 'card'),
);
const IN_SOME = 'it is now documented in some alternatives only';

test('an object that was split is told as its alternatives, with what each of them leaves to another', async () => {
  expect(await told(WHOLE, BY_TYPE)).toEqual([
    'breaks /type now has to be "iban" or "card"; where /type is "iban", /iban is now required; where /type is "card", /card is now required',
    'safe /note: it is no longer documented',
    `safe /card: ${IN_SOME}`,
    `safe /iban: ${IN_SOME}`,
  ]);
  expect(await told(BY_TYPE, WHOLE)).toEqual([
    'safe /note: it is new',
    'safe /type no longer has to be "iban" or "card"; where /type is "iban", /iban is no longer required; where /type is "card", /card is no longer required',
  ]);
});

test('whoever reads what only some alternatives have may read something else in the others', async () => {
  const changes = await schemaChanges(WHOLE, BY_TYPE, { side: 'response' });
  expect(changes.map(({ breaking, undecided, at }) => [breaking, undecided ?? false, at])).toEqual([
    [true, false, '/note'],
    [true, false, '/card'],
    [true, false, '/iban'],
    [false, false, ''],
  ]);
});

test('what only one alternative had is gone where the whole has it no more', async () => {
  const changes = await schemaChanges(BY_TYPE, part({ type: TEXT, iban: TEXT }, 'type'), {
    side: 'response',
  });
  expect(changes.map(({ kind, message }) => `${kind} ${message}`)).toContain(
    'response-property-removed the answer 200, /card: it is no longer documented',
  );
});

test('of what has become several that are no objects it is said that it is true of one of them', async () => {
  expect(await told(TEXT, anyOf({ ...TEXT, enum: ['a'] }, { ...TEXT, format: 'uuid' }))).toEqual([
    'breaks it now has to be one of "a", in one of 2 alternatives',
  ]);
});

test('a property that has to be there, where one is there and another one has some value', async () => {
  const text = { type: 'string' };
  const open = (rules: JsonObject = {}): Json => ({
    type: 'object',
    properties: { a: text, b: text, c: text },
    ...rules,
  });
  const rule = anyOf(having({ a: false }), having({ b: { not: { enum: ['x'] } } }), { required: ['c'] });
  expect(await told(open(), open(rule))).toEqual([
    'breaks where /a is there and /b is "x", /c is now required',
  ]);
  expect(await told(open(rule), open())).toEqual([
    'safe where /a is there and /b is "x", /c is no longer required',
  ]);
});

test('another description is told where alternatives say together what one said', async () => {
  const noted = (kind: Json, description: string): Json =>
    object({ properties: { kind, size: {}, note: { type: 'string', description } } });
  const [one, several] = [
    noted({ enum: ['x', 'y'] }, 'A'),
    anyOf(noted({ const: 'x' }, 'B'), noted({ const: 'y' }, 'B')),
  ];
  expect(await told(one, several)).toEqual(['safe /note: its description is another']);
  expect(await told(several, one)).toEqual(['safe /note: its description is another']);
});

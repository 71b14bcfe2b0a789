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

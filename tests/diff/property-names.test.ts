import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

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

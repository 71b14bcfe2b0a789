import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

const schemas = { Role: { type: 'string', enum: ['admin', 'member'] } };
const ROLE: Json = { $ref: '#/components/schemas/Role' };
const list = (items: Json, more: JsonObject = {}): Json => ({ type: 'array', items, ...more });
const unique = (items: Json, more: JsonObject = {}) => list(items, { uniqueItems: true, ...more });

test('a list whose entries differ is no longer than there are values for them', async () => {
  for (const side of ['request', 'response'] as const) {
    const options = { side, schemas };
    expect(await schemaDiff(unique(ROLE), unique(ROLE, { maxItems: 2 }), options)).toEqual([]);
    expect(await schemaDiff(unique(ROLE, { maxItems: 3 }), unique(ROLE, { maxItems: 2 }), options)).toEqual(
      [],
    );
  }
});

test('a limit below that is one, and so is one of a list that may repeat itself', async () => {
  expect(await schemaDiff(unique(ROLE), unique(ROLE, { maxItems: 1 }), { schemas })).toEqual([
    'breaks item-count-narrowed',
  ]);
  expect(await schemaDiff(list(ROLE), list(ROLE, { maxItems: 2 }), { schemas })).toEqual([
    'breaks item-count-narrowed',
  ]);
});

const of = (...values: string[]): Json => ({ type: 'string', enum: values });

test('a limit that comes with other values is none where the values of the other side do not reach it', async () => {
  const [few, many] = [unique(of('a', 'b')), unique(of('a', 'b', 'c', 'd'), { maxItems: 3 })];
  expect(await schemaDiff(few, many)).toEqual(['safe enum-value-added /*']);
  expect(await schemaDiff(few, many, { side: 'response' })).toEqual(['breaks enum-value-added /*']);
  expect(await schemaDiff(many, few)).toEqual(['breaks enum-value-removed /*']);
  expect(await schemaDiff(many, few, { side: 'response' })).toEqual(['safe enum-value-removed /*']);
});

test('so it is where entries may repeat from now on, and where both sides have a limit', async () => {
  expect(await schemaDiff(unique(ROLE), list(ROLE, { maxItems: 2 }), { schemas })).toEqual([
    'safe unique-items-removed',
  ]);
  expect(
    await schemaDiff(
      unique(of('a', 'b'), { maxItems: 5 }),
      unique(of('a', 'b', 'c', 'd', 'e'), { maxItems: 4 }),
    ),
  ).toEqual(['safe enum-value-added /*']);
});

test('one that the values of the other side do reach is one', async () => {
  const changes = await schemaChanges(
    unique(of('a', 'b', 'c')),
    unique(of('a', 'b', 'c', 'd'), { maxItems: 2 }),
  );
  expect(changes).toMatchObject([
    { kind: 'request-item-count-narrowed', witness: { value: ['a', 'b', 'c'] } },
    { kind: 'request-enum-value-added', breaking: false },
  ]);
  expect(changes[0]?.undecided).not.toBe(true);
});

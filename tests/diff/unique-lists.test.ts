import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

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

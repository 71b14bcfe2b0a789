// Changes that a plain value proves, of a kind that has to be thought of.
import { expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import { schemaChanges } from './schema-diff.ts';

const unique = (items: Json, most: number): Json => ({
  type: 'array',
  items,
  uniqueItems: true,
  maxItems: most,
});
const links = { type: 'array', minItems: 1, items: { type: 'string', format: 'uri' } };

test.each<[string, Json, Json]>([
  ['many texts that differ', unique({ type: 'string' }, 20), unique({ type: 'string' }, 10)],
  ['many numbers that differ', unique({ type: 'integer' }, 40), unique({ type: 'integer' }, 30)],
  [
    'many identifiers that differ',
    unique({ type: 'string', format: 'uuid' }, 20),
    unique({ type: 'string', format: 'uuid' }, 10),
  ],
  [
    'a list of other entries than one of which has to be',
    links,
    { ...links, contains: { pattern: '^https' } },
  ],
  [
    'a name of a domain in capitals',
    { type: 'string', format: 'email' },
    { type: 'string', format: 'email', pattern: '^[^@]+@[^@]+\\.[a-z]+$' },
  ],
])('%s', async (_, before, after) => {
  const changes = await schemaChanges(before, after);
  expect(changes.map(({ breaking, undecided }) => [breaking, undecided])).toEqual([[true, undefined]]);
  expect(changes[0]?.witness?.accepts).toBe('base');
});

test('where there are no more values that differ, none are made', async () => {
  const changes = await schemaChanges(unique({ enum: ['a', 'b'] }, 20), unique({ enum: ['a', 'b'] }, 10));
  expect(changes.filter(({ witness }) => witness !== undefined)).toEqual([]);
});

test('a long list of entries that differ takes no long time', async () => {
  const text = { type: 'string', pattern: '^[a-z0-9]+$' };
  const [change] = await schemaChanges(unique(text, 1000), unique(text, 999));
  expect(change?.witness).toBeDefined();
}, 5000);

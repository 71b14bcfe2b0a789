import { expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import { schemaDiff } from './schema-diff.ts';

const number = (own: object = {}): Json => ({ type: 'number', ...own });

test.each<[what: string, before: Json, after: Json, request: string[], response: string[]]>([
  // That multiples of a whole number are whole is no second change.
  [
    'a multiple of a whole number',
    number(),
    number({ multipleOf: 2 }),
    ['breaks multiple-of-narrowed'],
    ['safe multiple-of-narrowed'],
  ],
  [
    'a multiple of one',
    number(),
    number({ multipleOf: 1 }),
    ['breaks type-narrowed'],
    ['safe type-narrowed'],
  ],
  [
    'a whole number, and a multiple of one',
    number(),
    { type: 'integer', multipleOf: 2 },
    ['breaks type-narrowed', 'breaks multiple-of-narrowed'],
    ['safe type-narrowed', 'safe multiple-of-narrowed'],
  ],
  [
    'a gap between two ranges',
    number({ minimum: 0, maximum: 20 }),
    { anyOf: [number({ minimum: 0, exclusiveMaximum: 10 }), number({ exclusiveMinimum: 10, maximum: 20 })] },
    ['breaks maximum-narrowed'],
    ['safe maximum-narrowed'],
  ],
])('%s', async (_, before, after, request, response) => {
  expect(await schemaDiff(before, after)).toEqual(request);
  expect(await schemaDiff(before, after, { side: 'response' })).toEqual(response);
});

test.each(['int32', 'int64'])('bounds that a number of %s keeps to anyway say all of it', async (format) => {
  const bounded = { type: 'integer', minimum: 1, maximum: 99_999_999 };
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(bounded, { ...bounded, format }, { side })).toEqual([]);
    expect(await schemaDiff({ ...bounded, format }, bounded, { side })).toEqual([]);
  }
  expect(await schemaDiff({ type: 'integer', minimum: 1 }, { type: 'integer', minimum: 1, format })).toEqual([
    expect.stringMatching(/^(breaks|undecided) format-added$/),
  ]);
});

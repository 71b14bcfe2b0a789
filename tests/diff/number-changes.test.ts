import { expect, test } from 'vitest';
import type { Json } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

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
    'the bound of a format, which was left out',
    number({ format: 'int32', exclusiveMaximum: 2147483647 }),
    number({ format: 'int32' }),
    ['safe maximum-widened'],
    ['breaks maximum-widened'],
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
    'breaks format-added',
  ]);
});

const whole = (own: object): Json => ({ type: 'integer', ...own });
const I32 = { format: 'int32' };
const I64 = { format: 'int64' };

test('a format of 64 bits keeps out what no document can mean by its last number', async () => {
  const [added] = await schemaChanges(whole({}), whole(I64));
  const value = added?.witness?.value;
  expect(added).toMatchObject({ kind: 'request-format-added', breaking: true });
  expect(BigInt(JSON.stringify(value))).toBeGreaterThan(2n ** 63n - 1n);
  expect(await schemaDiff(whole(I64), whole({}), { side: 'response' })).toEqual(['breaks format-removed']);
  // JSON.parse reads 9223372036854775807 so.
  const last = { maximum: 2 ** 63, minimum: -(2 ** 63) };
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(whole(last), whole(I64), { side })).toEqual([]);
    expect(await schemaDiff(whole(I64), whole({ ...I64, ...last }), { side })).toEqual([]);
  }
});

test.each([I32, I64])('a number of $format is a whole one, whatever its type is called', async (format) => {
  for (const side of ['request', 'response'] as const)
    expect(await schemaDiff(number(format), whole(format), { side })).toEqual([]);
  expect(await schemaDiff(number(format), whole({}), { side: 'response' })).toEqual([
    'breaks format-removed',
  ]);
});

test('a bound that goes for a format which is narrower is told of as the format', async () => {
  const bounded = whole({ minimum: -5e9, maximum: 5e9 });
  expect(await schemaDiff(bounded, whole(I32))).toEqual(['breaks format-added']);
  expect(await schemaDiff(bounded, whole(I32), { side: 'response' })).toEqual(['safe format-added']);
  expect(await schemaDiff(whole(I32), bounded)).toEqual(['safe format-removed']);
  expect(await schemaDiff(whole(I32), bounded, { side: 'response' })).toEqual(['breaks format-removed']);
});

test.each([
  { minimum: -(2 ** 31) - 1, maximum: 5 },
  { minimum: -5, maximum: 2 ** 31 },
])('bounds of which one lies beyond 32 bits do not say what the format says: %o', async (bounds) => {
  expect(await schemaDiff(whole(bounds), whole({ ...bounds, ...I32 }))).toEqual(['breaks format-added']);
});

import { describe, expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

// Schemas that are a part of themselves say little, and are somebody's mistake; a comparison of them ends all the same.

const SELF: Json = { $ref: '#/components/schemas/Self' };
const CIRCLES: Record<string, JsonObject> = {
  allOf: { allOf: [SELF, { required: ['c'] }] },
  anyOf: { anyOf: [SELF, { required: ['c'] }] },
  oneOf: { oneOf: [SELF, { required: ['c'] }] },
  not: { not: SELF },
  if: Object.fromEntries([
    ['if', SELF],
    ['then', { required: ['c'] }],
  ]),
};
const RULES: Record<string, JsonObject> = {
  'if and then': Object.fromEntries([
    ['if', { required: ['a'] }],
    ['then', SELF],
  ]),
  dependentSchemas: { dependentSchemas: { a: SELF } },
  not: { not: SELF },
  anyOf: { anyOf: [SELF, { required: ['a'] }] },
};

describe.each(Object.entries(CIRCLES))('in a circle of %s', (_, Self) => {
  test.each(Object.entries(RULES))('a rule that has come or gone by %s', async (__, rule) => {
    const plain = { type: 'object', properties: { a: { type: 'string' }, c: { type: 'string' } } };
    for (const side of ['request', 'response'] as const) {
      const options = { side, schemas: { Self } };
      expect(await schemaChanges(plain, { ...plain, ...rule }, options)).toBeInstanceOf(Array);
      expect(await schemaChanges({ ...plain, ...rule }, plain, options)).toBeInstanceOf(Array);
      expect(await schemaChanges({ ...plain, ...rule }, { ...plain, ...rule }, options)).toEqual([]);
    }
  });
});

describe('schemas that are all composed of each other', () => {
  const NAMES = Array.from({ length: 8 }, (_, index) => `S${index}`);
  /** Each is its own object, and all of the others. */
  const circle = (word: string, p3: string): JsonObject =>
    Object.fromEntries(
      NAMES.map((name, index) => [
        name,
        {
          [word]: [
            ...NAMES.filter((other) => other !== name).map((other) => ({
              $ref: `#/components/schemas/${other}`,
            })),
            { type: 'object', properties: { [`p${index}`]: { type: index === 3 ? p3 : 'string' } } },
          ],
        },
      ]),
    );

  test.each(['allOf', 'anyOf', 'oneOf'])('%s', async (word) => {
    const schema = { $ref: '#/components/schemas/S0' };
    const schemas = circle(word, 'string');
    expect(await schemaDiff(schema, schema, { schemas })).toEqual([]);
    expect(await schemaDiff(schema, schema, { schemas, schemasNow: circle(word, 'integer') })).toEqual([
      'undecided condition-changed',
    ]);
  });
});

test('a schema that extends itself says what it says without', async () => {
  const own: JsonObject = { type: 'object', properties: { a: { type: 'string' } } };
  const schema = { type: 'object', properties: { self: { $ref: '#/components/schemas/Self' } } };
  const schemas = { Self: own };
  const schemasNow = { Self: { ...own, allOf: [SELF] } };
  for (const side of ['request', 'response'] as const)
    expect(await schemaDiff(schema, schema, { side, schemas, schemasNow })).toEqual([]);
});

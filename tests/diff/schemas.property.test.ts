import fc from 'fast-check';
import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { isValid } from './small-validator.ts';

/** Small schemas over a small world, so that every value of it can be tried. */
const NAMES = ['a', 'b'];

const schemas = fc.letrec<{
  schema: JsonObject;
  scalar: JsonObject;
  closed: JsonObject;
  looking: JsonObject;
}>((tie) => ({
  scalar: fc.oneof(
    fc.record(
      { type: fc.constant('string'), minLength: fc.nat(2), maxLength: fc.integer({ min: 1, max: 3 }) },
      { requiredKeys: ['type'] },
    ),
    fc.record({ type: fc.constant('string'), pattern: fc.constantFrom('^x', 'y$', '^[xy]+$', '^x?y*$') }),
    fc.record(
      {
        type: fc.constantFrom('number', 'integer'),
        minimum: fc.integer({ min: -1, max: 2 }),
        maximum: fc.integer({ min: 1, max: 3 }),
        exclusiveMinimum: fc.integer({ min: -1, max: 1 }),
        multipleOf: fc.constantFrom(0.5, 1, 2, 3),
      },
      { requiredKeys: ['type'] },
    ),
    fc.constantFrom<JsonObject>({ type: 'boolean' }, { type: 'null' }, { type: ['string', 'null'] }, {}),
    fc.record({ enum: fc.uniqueArray(fc.constantFrom<Json>('x', 'xy', 1, 2, true, null), { minLength: 1 }) }),
    fc.record({ const: fc.constantFrom<Json>('x', 1, false) }),
  ),
  looking: fc.record(
    {
      properties: fc.dictionary(fc.constantFrom(...NAMES), tie('scalar'), { maxKeys: 2 }),
      required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 1 }),
    },
    { requiredKeys: [] },
  ),
  // What is looked at in some cases only, beside what is said of the rest.
  closed: fc
    .tuple(
      tie('looking'),
      fc.oneof(
        fc.tuple(tie('looking'), tie('looking'), tie('looking')).map(([condition, then, otherwise]) =>
          Object.fromEntries([
            ['if', condition],
            ['then', then],
            ['else', otherwise],
          ]),
        ),
        fc.record({
          dependentSchemas: fc.dictionary(fc.constantFrom(...NAMES), tie('looking'), { maxKeys: 2 }),
        }),
        fc.record({ anyOf: fc.array(tie('looking'), { minLength: 1, maxLength: 2 }) }),
        fc.record({ oneOf: fc.array(tie('looking'), { minLength: 1, maxLength: 2 }) }),
      ),
      fc.boolean(),
      fc.constantFrom<Json>(false, { type: 'string' }),
    )
    .map(([own, conditional, inPart, rest]) => ({
      ...own,
      ...(inPart ? { allOf: [conditional] } : conditional),
      unevaluatedProperties: rest,
    })),
  schema: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    tie('scalar'),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom(...NAMES), tie('scalar'), { maxKeys: 2 }),
        required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
        additionalProperties: fc.constantFrom<Json>(false, true, { type: 'string' }),
        minProperties: fc.nat(1),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('array'),
        items: tie('scalar'),
        minItems: fc.nat(1),
        maxItems: fc.integer({ min: 1, max: 2 }),
        uniqueItems: fc.boolean(),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('object'),
        properties: fc.dictionary(fc.constantFrom(...NAMES), tie('scalar'), { maxKeys: 1 }),
        patternProperties: fc.dictionary(fc.constantFrom('^a', '^[ab]$', '[bc]'), tie('scalar'), {
          maxKeys: 2,
        }),
        propertyNames: fc.oneof(
          fc.record({ pattern: fc.constantFrom('^a$', '^[ab]$') }),
          fc.record({ enum: fc.subarray(['a', 'b', 'c'], { minLength: 1 }) }),
          fc.record({ maxLength: fc.nat(1) }),
        ),
        dependentRequired: fc.dictionary(
          fc.constantFrom(...NAMES),
          fc.uniqueArray(fc.constantFrom(...NAMES)),
          { maxKeys: 2 },
        ),
        additionalProperties: fc.constantFrom<Json>(false, true, { type: 'string' }),
      },
      { requiredKeys: ['type'] },
    ),
    fc.record(
      {
        type: fc.constant('array'),
        prefixItems: fc.array(tie('scalar'), { minLength: 1, maxLength: 2 }),
        items: fc.constantFrom<Json>(false, true, { type: 'string' }),
        contains: tie('scalar'),
        minContains: fc.nat(2),
        maxContains: fc.integer({ min: 1, max: 2 }),
        maxItems: fc.integer({ min: 1, max: 2 }),
      },
      { requiredKeys: ['type'] },
    ),
    fc
      .tuple(fc.constantFrom(...NAMES), tie('scalar'), fc.boolean(), tie('schema'), tie('schema'))
      .map(([name, scalar, required, then, otherwise]) =>
        Object.fromEntries([
          ['if', { properties: { [name]: scalar }, ...(required ? { required: [name] } : {}) }],
          ['then', then],
          ['else', otherwise],
        ]),
      ),
    fc.record({
      allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 1 }),
      properties: fc.dictionary(fc.constantFrom(...NAMES), tie('scalar'), { maxKeys: 1 }),
      unevaluatedProperties: fc.constant(false),
    }),
    tie('closed'),
    fc.record({ anyOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    // Overlaps of alternatives that are composed themselves are beyond what is promised.
    fc.record({ oneOf: fc.array(tie('scalar'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ allOf: fc.array(tie('schema'), { minLength: 1, maxLength: 2 }) }),
    fc.record({ not: tie('scalar') }),
    fc.tuple(tie('scalar'), tie('scalar')).map(([condition, then]) =>
      Object.fromEntries([
        ['if', condition],
        ['then', then],
      ]),
    ),
  ),
}));

/** Two schemas that have as little in common as may be, or two that say what is left of objects. */
const pairs = fc.oneof(
  { weight: 3, arbitrary: fc.tuple(schemas.schema, schemas.schema) },
  { weight: 1, arbitrary: fc.tuple(schemas.closed, schemas.closed) },
);

const SCALARS: Json[] = [
  null,
  true,
  false,
  -1,
  0,
  0.5,
  1,
  2,
  3,
  4,
  '',
  'x',
  'y',
  'xy',
  'yx',
  'xyz',
  'zz',
  'xxxx',
];
const FEW: Json[] = [null, true, 1, 2, 'x', 'xy', ''];
const WORLD: Json[] = [
  ...SCALARS,
  {},
  ...FEW.flatMap((value) => [{ a: value }, { b: value }, { c: value }]),
  ...FEW.flatMap((a) => FEW.map((b) => ({ a, b }))),
  [],
  ...FEW.map((value) => [value]),
  ...FEW.flatMap((one) => FEW.map((other) => [one, other])),
  ['x', 'xy', 1],
];

function accepted(schema: JsonObject): boolean[] {
  return WORLD.map((value) => isValid(schema, value));
}

function documentWith(side: 'request' | 'response', schema: JsonObject): string {
  const content = { 'application/json': { schema } };
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    paths: {
      '/x': {
        post: {
          ...(side === 'request' ? { requestBody: { required: true, content } } : {}),
          responses: { '200': { description: 'ok', ...(side === 'response' ? { content } : {}) } },
        },
      },
    },
  });
}

async function compare(side: 'request' | 'response', before: JsonObject, after: JsonObject) {
  return diffDocuments(
    readDocument(documentWith(side, before), 'base.json'),
    readDocument(documentWith(side, after), 'candidate.json'),
  );
}

/** A new property may be of any form, though its name was free for any value before: nobody sent it on purpose. */
function isNewProperty(value: Json | undefined, after: JsonObject): boolean {
  return (
    isObject(value) && NAMES.some((name) => name in value) && JSON.stringify(after).includes('"properties"')
  );
}

/** `PLUMBLINE_RUNS=5000` searches longer, from another seed each time. */
const asked = process.env['PLUMBLINE_RUNS'];
const RUNS = asked === undefined ? { numRuns: 60, seed: 20261125 } : { numRuns: Number(asked) };
const PATIENCE = asked === undefined ? 60_000 : 600_000;

test(
  'a request that breaks has a witness that another validator confirms; one that does not has none in a small world',
  async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([before, after]) => {
        const { verdict, changes } = await compare('request', before, after);
        const was = accepted(before);
        const is = accepted(after);
        for (const { witness } of changes) {
          if (witness === undefined) continue;
          expect(isValid(before, witness.value)).toBe(true);
          expect(isValid(after, witness.value)).toBe(false);
        }
        if (verdict === 'breaking') return;
        const lost = WORLD.filter((value, index) => was[index] && !is[index] && !isNewProperty(value, after));
        expect(lost).toEqual([]);
      }),
      RUNS,
    );
  },
  PATIENCE,
);

test(
  'a response that breaks in its values has a witness; one that does not has none in a small world',
  async () => {
    await fc.assert(
      fc.asyncProperty(pairs, async ([before, after]) => {
        const { verdict, changes } = await compare('response', before, after);
        const was = accepted(before);
        const is = accepted(after);
        for (const { witness } of changes) {
          if (witness === undefined) continue;
          expect(isValid(after, witness.value)).toBe(true);
          expect(isValid(before, witness.value)).toBe(false);
        }
        if (verdict === 'breaking') return;
        expect(WORLD.filter((_, index) => is[index] && !was[index])).toEqual([]);
      }),
      RUNS,
    );
  },
  PATIENCE,
);

test(
  'a schema and itself are identical, in either direction',
  async () => {
    await fc.assert(
      fc.asyncProperty(schemas.schema, async (schema) => {
        // In other words of the same meaning, so that the texts differ and everything is compared.
        const same = { allOf: [schema], description: 'the same' };
        for (const side of ['request', 'response'] as const) {
          const { verdict, changes } = await compare(side, schema, same);
          expect({ verdict, kinds: changes.map(({ kind }) => kind) }).toEqual({
            verdict: 'identical',
            kinds: ['documentation-changed'],
          });
        }
      }),
      RUNS,
    );
  },
  PATIENCE,
);

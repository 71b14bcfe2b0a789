import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isObject, type Json, type JsonObject } from '../../src/json.ts';
import { planProbes } from '../../src/probes/plan.ts';
import { addStrictFormats } from '../../src/sandbox/formats.ts';
import { allProbes, contractOf } from './asked.ts';

const bounds = (least: number, most: number) =>
  fc.tuple(fc.integer({ min: least, max: most }), fc.integer({ min: 0, max: 20 }));

/** Words of a schema, each there or not. */
function maybe(words: Record<string, fc.Arbitrary<Json>>): fc.Arbitrary<JsonObject> {
  return fc.record(words, { requiredKeys: [] });
}

const text = fc.oneof(
  fc.record({ type: fc.constant('string') }),
  bounds(0, 12).map(([minLength, more]) => ({ type: 'string', minLength, maxLength: minLength + more })),
  fc.record({
    type: fc.constant('string'),
    format: fc.constantFrom('uuid', 'date-time', 'date', 'email', 'uri', 'ipv4', 'ipv6', 'hostname', 'time'),
  }),
  fc.record({
    type: fc.constant('string'),
    pattern: fc.constantFrom('^[A-Z]{3}$', '^\\d+$', '^(a|bc)*$', '^x', 'y$', '^[^a-z]{2,4}$', '[0-9]'),
  }),
  fc
    .uniqueArray(fc.constantFrom('a', 'B', 'order.paid', 'order_sent', ' ', '', 'ä'), { minLength: 1 })
    .map((values) => ({ type: 'string', enum: values })),
);
const number = fc.oneof(
  fc.record({ type: fc.constantFrom('integer', 'number') }),
  fc
    .tuple(fc.constantFrom('integer', 'number'), bounds(-50, 50))
    .map(([type, [minimum, more]]) => ({ type, minimum, maximum: minimum + more })),
  fc
    .tuple(fc.constantFrom('integer', 'number'), bounds(-50, 50))
    .map(([type, [low, more]]) => ({ type, exclusiveMinimum: low, exclusiveMaximum: low + more + 2 })),
  fc.record({ type: fc.constantFrom('integer', 'number'), multipleOf: fc.constantFrom(2, 5, 0.5, 0.25, 7) }),
  fc.uniqueArray(fc.integer({ min: -3, max: 3 }), { minLength: 1 }).map((values) => ({ enum: values })),
);
const { schema } = fc.letrec<{
  schema: JsonObject;
  object: JsonObject;
  list: JsonObject;
  either: JsonObject;
}>((tie) => ({
  schema: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    number,
    fc.constantFrom<JsonObject>({ type: 'boolean' }, { const: 'fixed' }, { type: ['string', 'null'] }, {}),
    tie('object'),
    tie('list'),
    tie('either'),
  ),
  object: fc
    .tuple(
      fc.dictionary(fc.constantFrom('name', 'order_id', 'lineItems', 'a/b', 'x-y'), tie('schema'), {
        maxKeys: 4,
      }),
      fc.array(fc.constantFrom('name', 'order_id', 'unknown'), { maxLength: 2 }),
      maybe({
        additionalProperties: fc.constantFrom<Json>(false, true, { type: 'integer' }),
        minProperties: fc.integer({ min: 0, max: 2 }),
        maxProperties: fc.integer({ min: 3, max: 9 }),
      }),
    )
    .map(([properties, required, more]) => ({
      type: 'object',
      properties,
      ...(required.length === 0 ? {} : { required: [...new Set(required)] }),
      ...more,
    })),
  list: fc
    .tuple(tie('schema'), bounds(0, 3), maybe({ uniqueItems: fc.boolean() }))
    .map(([items, [minItems, more], words]) => ({
      type: 'array',
      items,
      minItems,
      maxItems: minItems + more,
      ...words,
    })),
  either: fc
    .tuple(
      fc.constantFrom('allOf', 'anyOf', 'oneOf'),
      fc.array(tie('schema'), { minLength: 1, maxLength: 3 }),
    )
    .map(([word, parts]) => ({ [word]: parts })),
}));

function documentWith(body: Json): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Generated', version: '1' },
    paths: {
      '/things': {
        post: {
          requestBody: { required: true, content: { 'application/json': { schema: body } } },
          responses: { '201': { description: 'Made' }, '400': { description: 'Refused' } },
        },
      },
    },
  });
}

/** The very schema, compiled by Ajv: nothing of Plumbline stands between. */
function validator(body: Json): (value: unknown) => boolean {
  const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
  addStrictFormats(ajv);
  const validate = ajv.compile(body as object);
  return (value) => validate(value);
}

test('whatever a schema asks for, its wrong requests are refused by Ajv and its right ones accepted', () => {
  let sure = 0;
  const body = schema.filter((each) => isObject(each));
  fc.assert(
    fc.property(body, fc.integer({ min: 0, max: 1000 }), (asked, seed) => {
      const isValid = validator(asked);
      const plan = planProbes(contractOf(documentWith(asked)), {}, { seed });
      const probes = allProbes(plan);
      expect(probes.length).toBeLessThan(600);
      for (const { id, group, request, expectation } of probes) {
        const whole = request.body === undefined ? '' : Buffer.from(request.body).toString();
        const isJson =
          request.headers.some(({ value }) => /^application\/json($|;)/.test(value)) && parses(whole);
        if (group === 'invalid')
          expect([id, whole, isJson && isValid(JSON.parse(whole))]).toEqual([id, whole, false]);
        if (group !== 'valid' || !expectation.valid) continue;
        sure += 1;
        expect([id, whole, isValid(JSON.parse(whole))]).toEqual([id, whole, true]);
      }
    }),
    { numRuns: 100, seed: 20261123 },
  );
  // The test would say nothing if no request were known to be right.
  expect(sure).toBeGreaterThan(450);
});

function parses(whole: string): boolean {
  try {
    JSON.parse(whole);
    return true;
  } catch {
    return false;
  }
}

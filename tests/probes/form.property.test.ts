import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { planProbes } from '../../src/probes/plan.ts';
import type { Probe } from '../../src/probes/probe.ts';
import { addStrictFormats } from '../../src/sandbox/formats.ts';
import { parseMultipart } from '../../src/sandbox/multipart.ts';
import { allProbes, contractOf } from './asked.ts';

const scalar = fc.constantFrom<JsonObject>(
  { type: 'string' },
  { type: 'string', minLength: 1, maxLength: 5 },
  { type: 'string', pattern: '^[A-Z]{3}$' },
  { type: 'string', pattern: '^\\d+$' },
  { type: 'string', format: 'date' },
  { type: 'string', enum: ['a', '1', 'true', ''] },
  { type: ['string', 'null'], enum: ['order.paid', null] },
  { enum: ['x', 0] },
  { type: 'integer', minimum: 0, maximum: 9 },
  { type: ['integer', 'null'], exclusiveMinimum: 1 },
  { type: 'number', multipleOf: 0.5 },
  { type: 'boolean' },
);
const field: fc.Arbitrary<JsonObject> = fc.oneof(
  scalar,
  fc.tuple(scalar, fc.integer({ min: 0, max: 2 }), fc.boolean()).map(([items, minItems, uniqueItems]) => ({
    type: 'array',
    items,
    minItems,
    maxItems: minItems + 1,
    uniqueItems,
  })),
  fc.tuple(scalar, scalar).map(([a, b]) => ({ type: 'object', required: ['a'], properties: { a, b } })),
);
const NAMES = ['one', 'two', 'sendBack', 'x-y'];
const encoding = fc.constantFrom<JsonObject>(
  { style: 'deepObject' },
  { style: 'form' },
  { explode: false },
  { contentType: 'application/json' },
);
const form = fc.record({
  properties: fc.dictionary(fc.constantFrom(...NAMES), field, { minKeys: 1, maxKeys: 3 }),
  required: fc.uniqueArray(fc.constantFrom(...NAMES), { maxLength: 2 }),
  additionalProperties: fc.constantFrom(true, false),
  encodings: fc.dictionary(fc.constantFrom(...NAMES), encoding, { maxKeys: 2 }),
  type: fc.constantFrom('application/x-www-form-urlencoded', 'multipart/form-data'),
});

/**
 * Everything that a forgiving server might take the fields of a form for, each by itself: this test's own reading, and
 * none of Plumbline's.
 */
function readings(texts: string[], schema: JsonObject | undefined): (Json | undefined)[] {
  const of = (text: string): (Json | undefined)[] => [
    text,
    ...(text.trim() === '' ? [undefined, null] : [Number(text)].filter(Number.isFinite)),
    ...(/^(true|false|1|0|on|off|yes|no)$/.test(text) ? [/^(true|1|on|yes)$/.test(text)] : []),
    ...(text === 'null' ? [null] : []),
    ...parsed(text),
  ];
  const [text = ''] = texts;
  if (schema?.['type'] !== 'array') return [...of(text), ...of(texts.at(-1) ?? '')];
  const lists = texts.length === 1 ? [texts, text.split(/[,|]/)] : [texts];
  return lists.flatMap((list) => [
    list,
    list.map((each) => of(each).findLast((one) => one !== undefined && typeof one !== 'string') ?? each),
    ...parsed(text),
  ]);
}

function parsed(text: string): Json[] {
  try {
    return [JSON.parse(text) as Json];
  } catch {
    return [];
  }
}

function fieldsOf({ request }: Probe): Map<string, string[]> {
  const bytes = Buffer.from(request.body ?? []);
  const type = request.headers.find(({ name }) => name.toLowerCase() === 'content-type')?.value ?? '';
  const pairs = type.startsWith('multipart')
    ? (parseMultipart(bytes, 'plumbline-6f1d2a') ?? []).map((part): [string, string] => [
        part.name,
        part.bytes.toString(),
      ])
    : [...new URLSearchParams(bytes.toString())];
  const fields = new Map<string, string[]>();
  for (const [name, text] of pairs) fields.set(name, [...(fields.get(name) ?? []), text]);
  return fields;
}

/** What the parts of one object in a form may be taken for, where its style spreads them. */
function objects(
  fields: readonly (readonly [key: string, texts: string[]])[],
  members: JsonObject,
): JsonObject[] {
  return fields.reduce<JsonObject[]>(
    (made, [key, texts]) =>
      made.flatMap((one) =>
        readings(texts, members[key] as JsonObject).map((value) => ({
          ...one,
          ...(value === undefined ? {} : { [key]: value }),
        })),
      ),
    [{}],
  );
}

/** The ways to read one property out of a form; undefined for a way that finds none. */
function waysToRead(
  name: string,
  schema: JsonObject,
  { style, fields }: { style: Json | undefined; fields: ReadonlyMap<string, string[]> },
): (Json | undefined)[] {
  const texts = fields.get(name);
  if (schema['type'] === 'object') {
    const members = schema['properties'] as JsonObject;
    const spread = [...fields].flatMap(([key, each]): [string, string[]][] => {
      if (style === 'form') return key in members ? [[key, each]] : [];
      return style === 'deepObject' && key.startsWith(`${name}[`)
        ? [[key.slice(name.length + 1, -1), each]]
        : [];
    });
    if (spread.length > 0) return objects(spread, members);
    const list = texts?.length === 1 ? (texts[0] ?? '').split(',') : [];
    const pairs = list.flatMap((key, at): [string, string[]][] =>
      at % 2 === 0 ? [[key, [list[at + 1] ?? '']]] : [],
    );
    if (pairs.length > 0 && list.length > 1)
      return [...objects(pairs, members), ...readings(texts ?? [], schema)];
  }
  return texts === undefined ? [undefined] : readings(texts, schema);
}

function documentOf(type: string, schema: object, encodings: object): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'Generated', version: '1' },
    paths: {
      '/forms': {
        post: {
          requestBody: { required: true, content: { [type]: { schema, encoding: encodings } } },
          responses: { '201': { description: 'Made' }, '400': { description: 'Refused' } },
        },
      },
    },
  });
}

test('no form that is sent as a wrong one can be read as a right one, nor the other way round', () => {
  const sent = { valid: 0, invalid: 0 };
  const generated = fc.property(
    form,
    fc.integer({ min: 0, max: 100 }),
    ({ type, encodings, ...rest }, seed) => {
      const { properties, additionalProperties } = rest;
      const required = rest.required.filter((name) => name in properties);
      const ajv = new Ajv2020({ strict: false, validateSchema: false, logger: false });
      addStrictFormats(ajv);
      const rules = Object.entries(properties).map(([name, schema]) => {
        const validate = ajv.compile(schema);
        return { name, schema, validate: (value: Json) => validate(value) };
      });
      const owns = (key: string) =>
        rules.some(({ name, schema }) => {
          const { type: shape, properties: members } = schema;
          return (
            key === name ||
            (shape === 'object' && (key.startsWith(`${name}[`) || key in (members as JsonObject)))
          );
        });
      const text = documentOf(type, { type: 'object', ...rest, required }, encodings);
      for (const probe of allProbes(planProbes(contractOf(text), {}, { seed }))) {
        const { group, request, expectation } = probe;
        if (request.body === undefined || (group === 'valid' ? !expectation.valid : group !== 'invalid'))
          continue;
        // Its fields are right, and its media type is not.
        if (probe.id.startsWith('invalid/media-type/')) continue;
        const fields = fieldsOf(probe);
        const isRight =
          (additionalProperties || [...fields.keys()].every(owns)) &&
          rules.every(({ name, schema, validate }) =>
            waysToRead(name, schema, { style: encodings[name]?.['style'], fields }).some((value) =>
              value === undefined ? !required.includes(name) : validate(value),
            ),
          );
        expect([probe.id, [...fields], isRight]).toEqual([probe.id, [...fields], group === 'valid']);
        sent[isRight ? 'valid' : 'invalid'] += 1;
      }
    },
  );
  fc.assert(generated, { numRuns: 80, seed: 20261130 });
  // The test would say nothing if nothing were sent.
  expect(sent.valid).toBeGreaterThan(150);
  expect(sent.invalid).toBeGreaterThan(800);
});

import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileSchema } from '../../src/checks/request-schema.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { lintDocument } from '../../src/lint/lint.ts';
import { plainFault } from '../../src/lint/plain-fault.ts';
import { Problem } from '../../src/problem.ts';
import { PINNED, schemaOf } from '../document/support.ts';
import { cases } from './cases.ts';

const SEED = 20_261_125;

/** Words of OpenAPI with values of any form: most of what comes out is no valid document. */
const junk: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.constantFrom<Json>(
      null,
      true,
      0,
      '',
      'object',
      'string',
      '#/components/schemas/A',
      '#',
      '/a/{b}',
      '[x](y.md)',
    ),
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(
      fc.constantFrom(
        ...(
          '$ref type properties required enum items allOf oneOf example examples default parameters name in schema content application/json responses 200 401 description get post ' +
          'requestBody security tags pattern minimum maximum nullable discriminator mapping value not'
        ).split(' '),
      ),
      tie('value'),
      { maxKeys: 5 },
    ),
  ),
})).value;

test('no document, however wrong, makes it throw anything but a Problem', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ paths: junk, a: junk, b: junk, tags: junk, security: junk, servers: junk, response: junk }),
      async ({ paths, a, b, tags, security, servers, response }) => {
        const root = {
          openapi: '3.0.3',
          info: { title: 'A', version: '1' },
          paths: { '/a/{b}': { post: paths, get: { requestBody: response, responses: { 200: response } } } },
          components: {
            schemas: { A: a, B: b },
            responses: { R: response },
            parameters: { P: a },
            securitySchemes: b,
          },
          tags,
          security,
          servers,
        };
        const document = readDocument(JSON.stringify(root), 'junk.json');
        const findings = await lintDocument(document);
        for (const { message, suggestion } of findings) expect([message, suggestion.text]).not.toContain('');
      },
    ),
    { numRuns: 150, seed: SEED },
  );
});

test('the real document with any line taken out makes it throw nothing but a Problem', async () => {
  const lines = readFileSync(PINNED, 'utf8').split('\n');
  for (let index = 0; index < lines.length; index += 3) {
    const text = lines.toSpliced(index, 1).join('\n');
    await readAndLint(text);
  }
});

async function readAndLint(text: string): Promise<void> {
  try {
    await lintDocument(readDocument(text, 'spoilt.yaml'));
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
  }
}

const scalar = fc.constantFrom<Json>(
  null,
  true,
  0,
  3,
  -2.5,
  '',
  'a',
  'b',
  'long text',
  '2021-01-01T00:00:00Z',
);
const value: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom('a', 'b', 'c'), tie('value'), { maxKeys: 3 }),
  ),
})).value;

const words = {
  type: fc.constantFrom('string', 'number', 'integer', 'boolean', 'array', 'object'),
  nullable: fc.boolean(),
  enum: fc.array(scalar, { minLength: 1, maxLength: 3 }),
  minimum: fc.integer({ min: -3, max: 3 }),
  exclusiveMinimum: fc.boolean(),
  maxLength: fc.integer({ min: 0, max: 5 }),
  pattern: fc.constantFrom('^a', 'x$', '\\d'),
  format: fc.constantFrom('date-time', 'uuid', 'no-format'),
  required: fc.uniqueArray(fc.constantFrom('a', 'b'), { minLength: 1 }),
  minItems: fc.integer({ min: 0, max: 2 }),
};

/** A schema of at most so many levels. */
function schemaOfDepth(depth: number): fc.Arbitrary<Json> {
  const own = someOf(words, 2);
  if (depth === 0) return own;
  const inner = schemaOfDepth(depth - 1);
  const parts = fc.array(inner, { minLength: 1, maxLength: 2 });
  const nesting = {
    properties: fc.dictionary(fc.constantFrom('a', 'b'), inner, { maxKeys: 2 }),
    additionalProperties: fc.oneof(fc.boolean(), inner),
    items: inner,
    allOf: parts,
    anyOf: parts,
    oneOf: parts,
  };
  return fc.tuple(own, someOf(nesting, 2)).map(([one, other]) => ({ ...one, ...other }));
}

/** An object with at most so many of the members. */
function someOf(members: Record<string, fc.Arbitrary<unknown>>, most: number): fc.Arbitrary<JsonObject> {
  return fc
    .uniqueArray(fc.constantFrom(...Object.keys(members)), { maxLength: most })
    .chain((keys) =>
      fc.record(Object.fromEntries(keys.map((key) => [key, members[key] ?? fc.constant(null)]))),
    )
    .map((object) => object as JsonObject);
}

const schema = schemaOfDepth(2).map((each) => each as JsonObject);

test('what is plain to see is what Ajv says', () => {
  let plain = 0;
  let wrong = 0;
  fc.assert(
    fc.property(schema, fc.array(value, { minLength: 4, maxLength: 4 }), (thing, values) => {
      const node = schemaOf({ Thing: thing });
      const validate = compileSchema(node, { direction: 'response' });
      for (const each of values) {
        const result = plainFault(node, each, new Set());
        if (result === undefined) continue;
        plain += 1;
        if (result !== 'none') wrong += 1;
        expect(result === 'none', JSON.stringify([thing, each, result])).toBe(validate(each).length === 0);
      }
    }),
    { numRuns: 250, seed: SEED },
  );
  expect(plain).toBeGreaterThan(500);
  expect(wrong).toBeGreaterThan(100);
});

test('a finding of the cases is found again, with the same fingerprint, in the document as JSON', async () => {
  for (const { document } of Object.values(cases).flat()) {
    const again = readDocument(JSON.stringify(document.root, null, 2), 'api.json');
    const marks = async (each: typeof document) =>
      (await lintDocument(each)).map(({ fingerprint }) => fingerprint).sort();
    expect(await marks(again)).toEqual(await marks(document));
  }
});

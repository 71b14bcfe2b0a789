// What the command line puts in place of the meta-schema that Ajv compiles at each start (rolldown.config.mjs).
import Ajv from 'ajv';
import { expect, test } from 'vitest';

const NAME: string = '#validators/draft-07';
const { default: compiled } = (await import(NAME)) as { default: (schema: unknown) => boolean };
const ajv = new Ajv.default({ strict: false, logger: false });

const SCHEMAS: [what: string, schema: object][] = [
  ['an ordinary schema', { type: 'object', required: ['id'], properties: { id: { type: 'string' } } }],
  ['references and compositions', { allOf: [{ $ref: '#/definitions/a' }], definitions: { a: { not: {} } } }],
  ['a boolean as a schema', { additionalProperties: false, items: true }],
  ['a word that is no type', { type: 'strin' }],
  ['a text in place of a number', { properties: { id: { minLength: 'many' } } }],
  ['a boolean, as OpenAPI 3.0 has it, in place of a number', { exclusiveMinimum: true }],
  ['the same name twice', { required: ['id', 'id'] }],
  ['no alternative', { anyOf: [] }],
];

test.each(SCHEMAS)('%s: it says what Ajv says', (_, schema) => {
  expect(compiled(schema)).toBe(ajv.validateSchema(schema));
});

test('some are wrong, and some are right', () => {
  expect(SCHEMAS.map(([, schema]) => compiled(schema))).toStrictEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
    false,
  ]);
});

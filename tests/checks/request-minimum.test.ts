import { expect, test } from 'vitest';
import { minimumSchema } from '../../src/checks/minimum-schema.ts';
import { compileSchema } from '../../src/checks/request-schema.ts';
import { readDocument } from '../../src/document/load.ts';
import { child, rootNode } from '../../src/document/node.ts';

test('what asks that something be there is taken out, and what forbids a value stays', () => {
  expect(
    minimumSchema({
      type: 'object',
      required: ['a'],
      minProperties: 1,
      properties: { required: { type: 'string', minLength: 2 }, not: { required: ['b'], enum: [{}] } },
      not: { required: ['a'] },
      if: { required: ['a'] },
      else: { required: ['b'] },
      items: { minItems: 1, maxItems: 2 },
      additionalProperties: false,
    }),
  ).toEqual({
    type: 'object',
    properties: { required: { type: 'string', minLength: 2 }, not: { enum: [{}] } },
    items: { maxItems: 2 },
    additionalProperties: false,
  });
});

test('a choice of one becomes a choice of any, beside the choices that are there', () => {
  expect(
    minimumSchema({ oneOf: [{ required: ['a'] }, true], anyOf: [false], allOf: [{ minItems: 1 }] }),
  ).toEqual({
    anyOf: [false],
    allOf: [{}, { anyOf: [{}, true] }],
  });
  expect(minimumSchema({ oneOf: [true] })).toEqual({ allOf: [{ anyOf: [true] }] });
});

test('a part of a right value is right, and a wrong value is wrong in a part too', () => {
  const document = readDocument(
    `openapi: 3.0.3
info: {title: t, version: '1'}
paths: {}
components:
  schemas:
    Cat: {type: object, required: [name, lives], properties: {name: {type: string}, lives: {type: integer}}}
    Dog: {type: object, required: [name, barks], properties: {name: {type: string}, barks: {type: boolean}}}
    Pet: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]}
`,
    'pets.yaml',
  );
  const pet = child(rootNode(document), 'components', 'schemas', 'Pet');
  if (pet === undefined) throw new Error('no schema');
  const whole = compileSchema(pet, { direction: 'response' });
  const part = compileSchema(pet, { direction: 'response', minimum: true });
  expect(whole({ name: 'Tom' })).not.toEqual([]);
  expect(part({ name: 'Tom' })).toEqual([]);
  expect(part({ name: 1 }).length).toBeGreaterThan(0);
});

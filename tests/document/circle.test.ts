import { expect, test } from 'vitest';
import { refuseCircles } from '../../src/document/circle.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const having = (a: Json): JsonObject => ({ type: 'object', properties: { a } });

/** What is said of an operation whose answer is of the schema `Whole`. */
function refusal(schemas: JsonObject): string | undefined {
  const content = { 'application/json': { schema: to('Whole') } };
  const document = readDocument(
    JSON.stringify({
      openapi: '3.1.0',
      info: { title: 'T', version: '1' },
      paths: { '/a': { get: { responses: { 200: { description: '', content } } } } },
      components: { schemas },
    }),
    'a.json',
  );
  try {
    refuseCircles(findOperation(document, undefined));
    return undefined;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return `${error.message}; ${error.hint}`;
  }
}

test.each<[what: string, schemas: JsonObject, hint: string]>([
  ['itself', { Whole: { allOf: [to('Whole')] } }, 'take it out of itself'],
  [
    'one that extends it',
    { Whole: { allOf: [to('Part'), having({})] }, Part: { allOf: [to('Whole')] } },
    'it comes back to itself by /components/schemas/Part: leave one of these steps out',
  ],
  [
    'one that holds it in a part of a part',
    { Whole: { allOf: [{ allOf: [to('Part')] }] }, Part: { allOf: [having({}), to('Whole')] } },
    'it comes back to itself by /components/schemas/Whole/allOf/0, then /components/schemas/Part: leave one of these steps out',
  ],
  [
    'one of its alternatives, which offers it in turn',
    { Whole: { anyOf: [to('Part')] }, Part: { oneOf: [having({}), to('Whole')] } },
    'it comes back to itself by /components/schemas/Part: leave one of these steps out',
  ],
  [
    'one that it must not be',
    { Whole: { not: to('Part') }, Part: { if: having({}), else: to('Whole') } },
    'it comes back to itself by /components/schemas/Part: leave one of these steps out',
  ],
])('a schema that is composed of %s is refused', (_, schemas, hint) => {
  expect(refusal(schemas)).toBe(
    `the schema /components/schemas/Whole is composed of itself, so that no value can be held against it; ${hint}`,
  );
});

test.each<[where: string, around: (part: JsonObject) => JsonObject]>([
  ['in a property', having],
  ['in an entry of a list', (items) => ({ type: 'array', items })],
  ['in an alternative', (part) => ({ oneOf: [{ type: 'null' }, part] })],
  ['in a property of an extension', (part) => ({ allOf: [having(part)] })],
])('a schema that is composed of itself is found %s', (_, around) => {
  const said = refusal({ Whole: around(to('Part')), Part: { allOf: [to('Part')] } });
  expect(said).toMatch(/^the schema \/components\/schemas\/Part is composed of itself/);
});

test.each<[what: string, schemas: JsonObject]>([
  ['holds itself in a property', { Whole: { allOf: [having(to('Whole'))] } }],
  [
    'is one of those that extend it',
    {
      Whole: { ...having({}), oneOf: [to('One'), to('Other')] },
      One: { allOf: [to('Whole'), having({})] },
      Other: { allOf: [to('Whole')] },
    },
  ],
  [
    'extends one twice',
    { Whole: { allOf: [to('One'), to('Other')] }, One: { allOf: [to('Other')] }, Other: having({}) },
  ],
])('a schema that %s is none', (_, schemas) => {
  expect(refusal(schemas)).toBeUndefined();
});

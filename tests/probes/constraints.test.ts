import { describe, expect, test } from 'vitest';
import { constraintName, requestConstraints } from '../../src/probes/constraints.ts';
import { contractOf, documents } from './asked.ts';

function constraintsOf(text: string): string[] {
  const { operation } = contractOf(text);
  return requestConstraints(operation, operation.body?.content[0]?.schema).map(
    (constraint) => `${constraintName(constraint)} ${constraint.keyword}`,
  );
}

function bodyWith(schema: string, version = '3.0.3'): string {
  return `
openapi: ${version}
info: { title: a, version: '1' }
paths: { /a: { post: { requestBody: { content: { application/json: { schema: ${schema} } } }, responses: { '200': { description: Fine } } } } }
components:
  schemas:
    named: { type: object, required: [name], properties: { name: { type: string, minLength: 1 } } }
`;
}

test('rules are found in objects, lists, references and every part of allOf', () => {
  expect(
    constraintsOf(
      bodyWith(`{ type: object, required: [a], additionalProperties: false, properties: {
        a: { type: array, minItems: 1, items: { $ref: '#/components/schemas/named' } },
        b: { allOf: [{ $ref: '#/components/schemas/named' }, { required: [c], properties: { c: { format: uuid } } }] } } }`),
    ).sort(),
  ).toEqual([
    'a minItems',
    'a required',
    'a type',
    'a.0 type',
    'a.0.name minLength',
    'a.0.name required',
    'a.0.name type',
    'b type',
    'b.c format',
    'b.c required',
    'b.name minLength',
    'b.name required',
    'b.name type',
    'body additionalProperties',
    'body type',
  ]);
});

test('what a choice rules says of which alternative, what stands beside it does not, and a choice of one is none', () => {
  const text = bodyWith(`{ type: object, properties: {
        a: { maxLength: 3, oneOf: [{ type: string, minLength: 1 }, { type: integer }] },
        b: { anyOf: [{ $ref: '#/components/schemas/named' }] },
        c: { not: { enum: [x] } } } }`);
  const { operation } = contractOf(text);
  const found = requestConstraints(operation, operation.body?.content[0]?.schema).map((constraint) =>
    [constraintName(constraint), constraint.keyword, constraint.chosen?.alternative.name].join(' ').trim(),
  );
  expect(found.sort()).toEqual([
    'a maxLength',
    'a minLength string',
    'a type integer',
    'a type string',
    'b type',
    'b.name minLength',
    'b.name required',
    'b.name type',
    'body type',
  ]);
});

test('what is read-only asks nothing of a request, and what is write-only does', () => {
  expect(
    constraintsOf(
      bodyWith(`{ required: [id, secret], properties: {
        id: { type: string, format: uuid, readOnly: true }, secret: { type: string, writeOnly: true } } }`),
    ),
  ).toEqual(['secret required', 'secret type']);
});

test('words that forbid nothing are no rules', () => {
  expect(
    constraintsOf(
      bodyWith(
        '{ properties: { a: { minLength: 0, minItems: 0, uniqueItems: false, format: password, minimum: 1, exclusiveMinimum: false } } }',
      ),
    ),
  ).toEqual(['a minimum']);
});

test('items that have schemas of their own are looked at one by one, and the rest behind them', () => {
  const schema = '{ prefixItems: [{ type: string }], items: { type: integer } }';
  expect(constraintsOf(bodyWith(schema, '3.1.0'))).toEqual(['0 type', '1 type']);
  expect(constraintsOf(bodyWith('{ prefixItems: [{ type: string }], items: false }', '3.1.0'))).toEqual([
    '0 type',
    'body items',
  ]);
  // OpenAPI 3.0 has no prefixItems: nobody knows what is meant.
  expect(constraintsOf(bodyWith(schema))).toEqual([]);
});

test('an entry of a map is looked at, by a name that the document allows', () => {
  expect(
    constraintsOf(
      bodyWith('{ properties: { a: { type: object, additionalProperties: { minLength: 1 } } } }'),
    ),
  ).toEqual(['a type', 'a.entry minLength']);
  expect(
    constraintsOf(
      bodyWith(
        "{ propertyNames: { pattern: '^[A-Z]-1$' }, patternProperties: { '^x': { maximum: 1 } }, additionalProperties: { minLength: 1 } }",
        '3.1.0',
      ),
    ),
  ).toEqual(['body propertyNames', 'x maximum', expect.stringMatching(/^[A-Z]-1 minLength$/)]);
});

test('what a condition asks for is looked at', () => {
  expect(
    constraintsOf(
      bodyWith(
        `{ properties: { a: { enum: [x, y] }, b: { type: string } },
          if: { properties: { a: { const: x } } }, then: { required: [b] }, else: { properties: { b: { maxLength: 3 } } },
          dependentSchemas: { b: { minProperties: 2 } } }`,
        '3.1.0',
      ),
    ),
  ).toEqual(['a enum', 'b type', 'body minProperties', 'b required', 'b maxLength']);
});

test('a rule that two parts lay down alike is one', () => {
  expect(
    constraintsOf(bodyWith('{ allOf: [{ type: object }, { type: object }, { maxProperties: 3 }] }')),
  ).toEqual(['body type', 'body maxProperties']);
});

test('a recursion is entered once more, for what stands aside of the right request', () => {
  expect(constraintsOf(documents['recursive'] ?? '').filter((name) => name.endsWith('maxLength'))).toEqual([
    'name maxLength',
    'left.name maxLength',
    'right.name maxLength',
    'children.0.name maxLength',
  ]);
});

describe('parameters', () => {
  const found = constraintsOf(documents['query'] ?? '');

  test('are texts, so that any text is a string', () => {
    expect(found).not.toContain('query.status type');
    expect(found).not.toContain('query.tags type');
    expect(found).toContain('query.page type');
  });

  test('are required, except in the path, which would be another path', () => {
    expect(found).toContain('query.status required');
    expect(found).toContain('cookie.session required');
    expect(found).not.toContain('path.owner_id required');
    expect(found).toContain('path.owner_id minimum');
  });

  test('are required without a schema too', () => {
    const text = `
openapi: 3.0.3
info: { title: a, version: '1' }
paths: { /a: { get: { parameters: [{ name: q, in: query, required: true }], responses: { '200': { description: Fine } } } } }
`;
    expect(constraintsOf(text)).toEqual(['query.q required']);
  });
});

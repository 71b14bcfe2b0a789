import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { child, type Node, rootNode } from '../../src/document/node.ts';
import { compilePattern } from '../../src/document/pattern.ts';
import type { Json } from '../../src/json.ts';
import { accepts } from '../../src/probes/values/accepts.ts';
import { matches, textMatching } from '../../src/probes/values/pattern.ts';
import { seededFaker, valueFor } from '../../src/probes/values/values.ts';

function schemaNode(schema: Json, version = '3.1.0'): Node {
  const node = child(
    rootNode(
      readDocument(
        JSON.stringify({ openapi: version, components: { schemas: { it: schema } } }),
        'test.json',
      ),
    ),
    'components',
    'schemas',
    'it',
  );
  if (node === undefined) throw new Error('no schema');
  return node;
}

function made(schema: Json, options = {}): Json {
  return valueFor(schemaNode(schema), seededFaker(1, 'test'), options);
}

test('a source of values depends on the seed and on the name, and on nothing else', () => {
  const value = (seed: number, name: string) => seededFaker(seed, name).string.alpha(20);
  expect(value(1, 'a')).toBe(value(1, 'a'));
  expect(value(1, 'a')).not.toBe(value(2, 'a'));
  expect(value(1, 'a')).not.toBe(value(1, 'b'));
  expect(seededFaker(1, 'a').date.recent().getFullYear()).toBe(2025);
});

describe('what the document gives comes first', () => {
  const GIVEN: [name: string, schema: Json, value: Json][] = [
    ['a constant', { const: 7, example: 8 }, 7],
    ['an example', { type: 'string', example: 'given' }, 'given'],
    ['the first of several examples', { type: 'string', examples: ['one', 'two'] }, 'one'],
    ['a default', { type: 'integer', default: 20 }, 20],
    ['the first of an enum', { enum: ['a', 'b'] }, 'a'],
    ['the first of an enum that is not null', { enum: [null, 'b'] }, 'b'],
    [
      'an example of a whole',
      { type: 'object', properties: { a: { type: 'string' } }, example: { a: 'x' } },
      { a: 'x' },
    ],
  ];
  test.each(GIVEN)('%s', (_, schema, value) => expect(made(schema)).toEqual(value));

  test('but not an example that the schema itself refuses', () => {
    expect(made({ type: 'integer', example: 'nine', enum: [4] })).toBe(4);
  });

  test('nor when it is not wanted', () => {
    expect(made({ type: 'string', example: 'given' }, { examples: false })).not.toBe('given');
  });
});

describe('made-up values are right', () => {
  const SCHEMAS: Json[] = [
    { type: 'string', minLength: 30 },
    { type: 'string', maxLength: 0 },
    { type: 'string', minLength: 5000 },
    { type: 'string', pattern: '^[A-Z]{2}\\d{4}$' },
    { type: 'string', pattern: '^(?:\\+|00)[1-9]\\d{6,12}$' },
    { type: 'string', pattern: '^\\p{Lu}\\p{Ll}+$' },
    { type: 'string', pattern: '^x*$', minLength: 4, maxLength: 6 },
    { type: 'string', pattern: '^[\\w.-]+@[\\w-]+\\.[a-z]{2,}$', minLength: 20 },
    { type: 'integer', minimum: 5, maximum: 5 },
    { type: 'integer', minimum: -10, maximum: -5, multipleOf: 3 },
    { type: 'integer', exclusiveMinimum: 1, exclusiveMaximum: 3 },
    { type: 'number', exclusiveMinimum: 0, exclusiveMaximum: 1 },
    { type: 'number', exclusiveMinimum: 0, maximum: 0.001 },
    { type: 'number', multipleOf: 0.01, minimum: 0.5, maximum: 0.6 },
    { type: 'integer', multipleOf: 2.5 },
    { type: 'integer', minimum: 9007199254740000 },
    { maximum: -1 },
    { type: 'array', minItems: 3, maxItems: 3, items: { type: 'integer' } },
    { type: 'array', minItems: 3, uniqueItems: true, items: { type: 'string', example: 'same' } },
    { type: 'array', minItems: 2, uniqueItems: true, items: { enum: ['a', 'b'] } },
    { type: 'array', maxItems: 0 },
    { type: 'object', required: ['a', 'b'], additionalProperties: { type: 'integer' } },
    { type: 'object', minProperties: 3, properties: { a: { type: 'string' } } },
    {
      type: 'object',
      maxProperties: 1,
      required: ['b'],
      properties: { a: { type: 'integer' }, b: { type: 'integer' } },
    },
    {
      type: 'object',
      required: ['x-1'],
      patternProperties: { '^x-': { type: 'boolean' } },
      additionalProperties: false,
    },
    { required: ['a'], properties: { a: { type: ['null', 'integer'] } } },
    { oneOf: [{ type: 'string', maxLength: 0, minLength: 1 }, { type: 'integer' }] },
    {
      oneOf: [{ required: ['a'], properties: { kind: { const: 'a' } } }, { required: ['b'] }],
      type: 'object',
    },
    { allOf: [{ type: 'number' }, { type: 'integer', minimum: 3 }, { maximum: 4 }] },
    { anyOf: [{ type: 'null' }, { type: 'string', format: 'uuid' }] },
    { type: 'null' },
  ];
  test.each(SCHEMAS.map((schema) => [JSON.stringify(schema), schema] as const))('%s', (_, schema) => {
    const value = made(schema, { examples: false });
    expect([value, accepts(schemaNode(schema), value)]).toEqual([value, true]);
  });
});

test('a decimal number as text has digits and nothing else, unless a pattern says more', () => {
  expect(made({ type: 'string', format: 'decimal' })).toMatch(/^[1-9]$/);
  expect(made({ type: 'string', format: 'decimal', minLength: 4 })).toMatch(/^[1-9]0{3}$/);
  expect(made({ type: 'string', format: 'decimal', pattern: '^\\d{3}\\.\\d{2}$' })).toMatch(/^\d{3}\.\d{2}$/);
});

test('a multiple of a fraction is one that a division hits, whatever the seed', () => {
  const schema = schemaNode({ type: 'number', multipleOf: 0.1, minimum: 0, maximum: 10 });
  for (let seed = 1; seed <= 60; seed++) {
    const value = valueFor(schema, seededFaker(seed, 'test'));
    expect([value, accepts(schema, value)]).toEqual([value, true]);
  }
});

test('only what is required is made when nothing else is asked for', () => {
  const schema = {
    type: 'object',
    required: ['a', 'list'],
    properties: {
      a: { type: 'object', required: ['b'], properties: { b: { type: 'integer' }, c: { type: 'integer' } } },
      d: { type: 'string' },
      list: { type: 'array', items: { type: 'string' } },
    },
  };
  expect(made(schema, { parts: 'required' })).toEqual({ a: { b: expect.any(Number) }, list: [] });
});

test('what is read-only is left out, required or not', () => {
  expect(
    made({
      required: ['id', 'name'],
      properties: { id: { readOnly: true }, name: { const: 'x' }, at: { readOnly: true } },
    }),
  ).toEqual({ name: 'x' });
});

test('a recursion is entered once, and what requires itself has an end', () => {
  const tree = {
    type: 'object',
    properties: { next: { $ref: '#/components/schemas/it' }, name: { const: 'x' } },
  };
  expect(made(tree)).toEqual({ name: 'x' });
  const endless = {
    type: 'object',
    required: ['next'],
    properties: { next: { $ref: '#/components/schemas/it' } },
  };
  expect(accepts(schemaNode(endless), made(endless))).toBe(false);
});

test('schemas that share each other many times over give a value of some size, soon', () => {
  const schemas: Record<string, Json> = {};
  for (let depth = 0; depth < 12; depth++) {
    const next = { $ref: `#/components/schemas/s${depth + 1}` };
    schemas[`s${depth}`] = { type: 'object', properties: { a: next, b: next, c: next, d: next } };
  }
  schemas['s12'] = { type: 'integer' };
  const document = readDocument(JSON.stringify({ openapi: '3.1.0', components: { schemas } }), 'test.json');
  const node = child(rootNode(document), 'components', 'schemas', 's0');
  expect(JSON.stringify(valueFor(node, seededFaker(1, 'test'))).length).toBeLessThan(20_000);
});

test('more items or letters than anyone asks for in earnest are not made', () => {
  expect((made({ type: 'array', minItems: 1_000_000, items: { type: 'integer' } }) as Json[]).length).toBe(
    1000,
  );
  expect((made({ type: 'string', minLength: 1_000_000_000 }) as string).length).toBe(100_000);
});

test('a name such as __proto__ is made like any other', () => {
  const schema = JSON.parse(
    '{"type":"object","properties":{"__proto__":{"const":1}},"required":["constructor"]}',
  );
  expect(JSON.stringify(made(schema))).toMatch(/^\{"__proto__":1,"constructor":"\w{8}"\}$/);
});

describe('a text for a pattern', () => {
  const PATTERNS = [
    '^$',
    '^abc$',
    'a|b',
    '^(a|b){3}c?$',
    '^[^\\s]{5}$',
    '^\\d{3}-\\d{2}$',
    '^\\u0041\\x42\\.$',
    '^[\\-\\_]+$',
    '^(?<year>\\d{4})$',
    '^.{3}$',
    '^[\\d]{9,}$',
    '^\\bword\\b$',
    '^\\t\\n$',
  ];
  test.each(PATTERNS)('%s', (pattern) => {
    const text = textMatching(pattern, seededFaker(1, pattern));
    expect(text === undefined ? 'nothing' : compilePattern(pattern)?.test(text)).toBe(true);
  });

  test('is drawn by the seed', () => {
    const text = (seed: number) => textMatching('^\\d{12}$', seededFaker(seed, 'test'));
    expect(text(1)).toBe(text(1));
    expect(text(1)).not.toBe(text(2));
  });

  test('is none where none is found', () => {
    for (const pattern of ['(?P<a>x)', '^(?=b)a$', '^a$b', '['])
      expect(textMatching(pattern, seededFaker(1, pattern))).toBeUndefined();
  });

  test('that takes for ever is not waited for', () => {
    expect(matches('^(a+)+$', `${'a'.repeat(60)}!`)).toBeUndefined();
    expect(matches('^(a+)+$', 'aaa!')).toBe(false);
    expect(matches('^a+$', `${'a'.repeat(150)}!`)).toBe(false);
    expect(textMatching('^(a+)+$', seededFaker(1, 'test'), { least: 60, most: 90 })).toBeUndefined();
  });

  test('is none where it would be endless', () => {
    expect(textMatching('^(a{1000}){1000}$', seededFaker(1, 'test'))).toBeUndefined();
  });
});

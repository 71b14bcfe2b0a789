import { Ajv2020 } from 'ajv/dist/2020.js';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { child, type Node, rootNode } from '../../src/document/node.ts';
import type { Json } from '../../src/json.ts';
import { accepts } from '../../src/probes/values/accepts.ts';
import { CHECKED_FORMATS, isOfFormat } from '../../src/probes/values/formats.ts';
import { seededFaker, valueFor } from '../../src/probes/values/values.ts';
import { nearFormat } from '../../src/probes/violations/near-format.ts';
import { Problem } from '../../src/problem.ts';
import { addStrictFormats } from '../../src/sandbox/formats.ts';

function schemaNode(schema: Json, version = '3.1.0'): Node {
  const text = JSON.stringify({
    openapi: version,
    components: { schemas: { it: schema, other: { type: 'integer' } } },
  });
  const node = child(rootNode(readDocument(text, 'test.json')), 'components', 'schemas', 'it');
  if (node === undefined) throw new Error('no schema');
  return node;
}

const SCHEMAS: [name: string, schema: Json, right: Json[], wrong: Json[]][] = [
  ['a type', { type: 'integer' }, [1, 2.0, -0], [1.5, '1', null, [], {}]],
  ['several types', { type: ['string', 'null'] }, ['', null], [0, false]],
  ['an enum of any type', { enum: [1, null, { a: [1] }] }, [1, null, { a: [1] }], ['1', { a: [2] }]],
  ['a constant', { const: { a: 1, b: 2 } }, [{ b: 2, a: 1 }], [{ a: 1 }]],
  ['bounds', { minimum: 1, exclusiveMaximum: 3 }, [1, 2.9, 'x'], [0.9, 3]],
  ['a multiple', { multipleOf: 0.5 }, [0, 1.5, 'x'], [0.7]],
  ['lengths, in characters', { minLength: 2, maxLength: 3 }, ['ab', '😀😀', '😀😀😀'], ['a', '😀', 'abcd']],
  ['a pattern, anywhere in the text', { pattern: 'b+' }, ['abc', 5], ['ac']],
  [
    'counts of items',
    { minItems: 1, maxItems: 2, uniqueItems: true },
    [[1], [1, 2], {}],
    [[], [1, 1], [1, 2, 3]],
  ],
  ['counts of properties', { minProperties: 1, maxProperties: 1 }, [{ a: 1 }, []], [{}, { a: 1, b: 2 }]],
  ['required properties', { required: ['a'] }, [{ a: null }, 'x'], [{}, { A: 1 }]],
  ['properties', { properties: { a: { type: 'integer' } } }, [{}, { a: 1, b: 'x' }], [{ a: 'x' }]],
  [
    'further properties',
    {
      properties: { a: true },
      patternProperties: { '^x-': { type: 'string' } },
      additionalProperties: { type: 'integer' },
    },
    [{ a: null, 'x-1': 's', b: 1 }],
    [{ b: 's' }, { 'x-1': 1 }],
  ],
  ['no further properties', { properties: { a: true }, additionalProperties: false }, [{ a: 1 }], [{ b: 1 }]],
  ['names of properties', { propertyNames: { maxLength: 1 } }, [{ a: 1 }], [{ ab: 1 }]],
  ['items', { items: { type: 'integer' } }, [[], [1]], [['x']]],
  [
    'first items',
    { prefixItems: [{ type: 'string' }], items: { type: 'integer' } },
    [[], ['a'], ['a', 1]],
    [[1], ['a', 'b']],
  ],
  ['no further items', { prefixItems: [true], items: false }, [['a']], [['a', 'b']]],
  ['all of', { allOf: [{ minimum: 1 }, { maximum: 2 }] }, [1], [0, 3]],
  ['any of', { anyOf: [{ minimum: 5 }, { maximum: 2 }] }, [1, 6], [3]],
  ['one of', { oneOf: [{ minimum: 5 }, { maximum: 7 }] }, [1, 9], [6]],
  ['not', { not: { type: 'string' } }, [1], ['x']],
  ['nothing', {}, [1, null], []],
  [
    'a condition',
    {
      if: { properties: { a: { const: 1 } }, required: ['a'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { required: ['b'] },
      else: { maxProperties: 1 },
    },
    [{ a: 1, b: 1, c: 1 }, { a: 2 }, {}],
    [{ a: 1 }, { a: 2, b: 1 }],
  ],
  ['a condition without consequence', { if: false }, [1], []],
  ['what a list contains', { contains: { type: 'integer' } }, [[1, 'x'], 'x'], [['x'], []]],
  [
    'how often a list contains it',
    { contains: { type: 'integer' }, minContains: 0, maxContains: 1 },
    [[1, 'x'], []],
    [[1, 2]],
  ],
  [
    'what a property requires',
    { dependentRequired: { a: ['b'] } },
    [{ b: 1 }, { a: 1, b: 1 }, []],
    [{ a: 1 }],
  ],
  [
    'what a property asks of the whole',
    { dependentSchemas: { a: { maxProperties: 1 } } },
    [{ a: 1 }, { b: 1, c: 1 }, 1],
    [{ a: 1, b: 1 }],
  ],
  [
    'properties that nothing evaluates',
    {
      properties: { a: true },
      patternProperties: { '^x-': true },
      allOf: [{ properties: { b: true } }],
      anyOf: [{ required: ['c'], properties: { c: true } }, { properties: { d: { type: 'integer' } } }],
      if: { properties: { e: { const: 1 } }, required: ['e'] },
      // biome-ignore lint/suspicious/noThenProperty: a word of JSON Schema
      then: { properties: { f: true } },
      else: { properties: { g: true } },
      dependentSchemas: { a: { properties: { h: true } } },
      unevaluatedProperties: { const: 'free' },
    },
    [{ a: 1, b: 1, c: 1, h: 1, 'x-1': 1 }, { d: 1, g: 1 }, { e: 1, f: 1 }, { z: 'free' }, 5],
    [{ z: 1 }, { h: 1 }, { e: 1, g: 1 }, { f: 1 }, { c: 1, d: 'x' }],
  ],
  [
    'properties that an inner schema leaves to nobody',
    { allOf: [{ unevaluatedProperties: { type: 'integer' } }], unevaluatedProperties: false },
    [{ a: 1 }],
    [{ a: 'x' }],
  ],
  [
    'items that nothing evaluates',
    { prefixItems: [true], anyOf: [{ prefixItems: [true, { const: 1 }] }, {}], unevaluatedItems: false },
    [['x'], ['x', 1], {}],
    [
      ['x', 2],
      ['x', 1, 1],
    ],
  ],
  ['never', { properties: { a: false } }, [{}], [{ a: 1 }]],
  ['a reference', { $ref: '#/components/schemas/other' }, [1], ['x']],
  ['a reference with more beside it', { $ref: '#/components/schemas/other', maximum: 3 }, [1], ['x', 4]],
];

describe.each(SCHEMAS)('%s', (_, schema, right, wrong) => {
  test('accepts and refuses as Ajv does', () => {
    const node = schemaNode(schema);
    const ajv = new Ajv2020({ strict: false, logger: false });
    const validate = ajv.compile({
      components: { schemas: { other: { type: 'integer' } } },
      allOf: [schema as object],
    });
    for (const value of right)
      expect([value, accepts(node, value), validate(value)]).toEqual([value, true, true]);
    for (const value of wrong)
      expect([value, accepts(node, value), validate(value)]).toEqual([value, false, false]);
  });
});

describe('nobody can be sure', () => {
  const UNSURE: [name: string, schema: Json, value: Json][] = [
    ['of a format that is not known', { type: 'string', format: 'iban' }, 'FR76'],
    ['of a pattern that JavaScript cannot read', { pattern: '(?P<a>x)' }, 'x'],
    ['of a multiple that a division does not hit', { multipleOf: 0.01 }, 4.35],
    ['of a condition that nobody can be sure of', { if: { format: 'iban' }, else: false }, 'x'],
    [
      'of a property that a branch evaluates of which nobody can be sure',
      {
        anyOf: [{ properties: { a: { format: 'iban' } } }, { minProperties: 1 }],
        unevaluatedProperties: false,
      },
      { a: 'x' },
    ],
    [
      'of an item beside those that a list contains',
      { contains: { const: 1 }, unevaluatedItems: false },
      [1, 2],
    ],
    ['of how many items a list contains', { contains: { format: 'iban' } }, ['x']],
    ['of branches of which one is unsure', { anyOf: [{ format: 'iban' }, { type: 'integer' }] }, 'x'],
    [
      'of two branches under a discriminator',
      { oneOf: [{ type: 'object' }, {}], discriminator: { propertyName: 'a' } },
      {},
    ],
    ['of a text that is long, against a pattern', { pattern: '^(a+)+$' }, 'a'.repeat(300)],
  ];
  test.each(UNSURE)('%s', (_, schema, value) => {
    expect(accepts(schemaNode(schema), value)).toBeUndefined();
  });

  test('but a value that another word refuses is refused', () => {
    expect(accepts(schemaNode({ format: 'iban', maxLength: 2 }), 'FR76')).toBe(false);
  });

  test('and the documented example is trusted', () => {
    expect(accepts(schemaNode({ format: 'iban', example: 'FR76' }), 'FR76')).toBe(true);
    expect(accepts(schemaNode({ pattern: '(?P<a>x)', examples: ['x'] }), 'x')).toBe(true);
  });
});

describe('OpenAPI 3.0', () => {
  test('words that it has not yet may be read or not', () => {
    const schema = schemaNode({ dependentRequired: { a: ['b'] } }, '3.0.3');
    expect(accepts(schema, { a: 1 })).toBeUndefined();
    expect(accepts(schema, { a: 1, b: 1 })).toBe(true);
  });

  test('a bound is exclusive by a flag beside it', () => {
    const schema = schemaNode(
      { minimum: 1, exclusiveMinimum: true, maximum: 2, exclusiveMaximum: false },
      '3.0.3',
    );
    expect([1, 1.5, 2].map((value) => accepts(schema, value))).toEqual([false, true, true]);
  });

  test('nullable allows null, whatever stands beside it', () => {
    const schema = { nullable: true, enum: ['a'], allOf: [{ type: 'string' }] };
    expect(accepts(schemaNode(schema, '3.0.3'), null)).toBe(true);
    expect(accepts(schemaNode(schema, '3.1.0'), null)).toBe(false);
  });

  test('what stands beside a reference is nothing', () => {
    expect(accepts(schemaNode({ $ref: '#/components/schemas/other', maximum: 3 }, '3.0.3'), 4)).toBe(true);
  });
});

test('a request need not have what is read-only, also where another part requires it', () => {
  const schema = schemaNode({
    allOf: [{ required: ['id', 'name'] }, { properties: { id: { type: 'string', readOnly: true } } }],
    properties: { inner: { required: ['id'] } },
  });
  expect(accepts(schema, { name: 'x' })).toBe(true);
  expect(accepts(schema, { id: '1' })).toBe(false);
  expect(accepts(schema, { name: 'x', inner: {} })).toBe(false);
});

test('a schema that leads back to itself ends', () => {
  expect(accepts(schemaNode({ allOf: [{ $ref: '#/components/schemas/it' }] }), 1)).toBeUndefined();
  const tree = schemaNode({ properties: { next: { $ref: '#/components/schemas/it' } }, maxProperties: 1 });
  expect(accepts(tree, { next: { next: {} } })).toBe(true);
  expect(accepts(tree, { next: { next: { a: 1, b: 2 } } })).toBe(false);
});

test('an alternative that extends what offers it is held against the rest of that', () => {
  const to = (name: string) => ({ $ref: `#/components/schemas/${name}` });
  const document = readDocument(
    JSON.stringify({
      openapi: '3.0.3',
      components: {
        schemas: {
          Pet: { required: ['kind'], oneOf: [to('Cat'), to('Dog')] },
          Cat: { allOf: [to('Pet'), { required: ['lives'] }] },
          Dog: { allOf: [to('Pet'), { required: ['loud'] }] },
        },
      },
    }),
    'test.json',
  );
  const pet = child(rootNode(document), 'components', 'schemas', 'Pet');
  expect(accepts(pet, { kind: 1, lives: 9 })).toBe(true);
  expect(accepts(pet, { lives: 9 })).toBe(false);
  expect(accepts(pet, { kind: 1 })).toBe(false);
  expect(accepts(pet, { kind: 1, lives: 9, loud: 1 })).toBe(false);
});

test('schemas that multiply are asked once each', () => {
  /** Each schema is the one below it, twice over. */
  const doubled = (depth: number): Node =>
    schemaNode({
      $ref: `#/components/schemas/it/$defs/S${depth}`,
      $defs: Object.fromEntries(
        Array.from({ length: depth + 1 }, (_, level) => {
          const below = { $ref: `#/components/schemas/it/$defs/S${level - 1}` };
          return [`S${level}`, level === 0 ? { type: 'string' } : { anyOf: [below, below] }];
        }),
      ),
    });
  expect(accepts(doubled(10), 1)).toBe(false);
  expect(accepts(doubled(50), 1)).toBe(false);
  expect(accepts(doubled(50), 'a')).toBe(true);
  // Deeper than schemas are followed, nobody can tell.
  expect(accepts(doubled(70), 1)).toBeUndefined();
  expect(accepts(doubled(50), [])).toBe(false);
  // A large value is held against as many schemas as it has parts.
  const numbers = schemaNode({ type: 'array', items: { type: 'integer' } });
  expect(accepts(numbers, Array(50_000).fill(1))).toBe(true);
});

test('what was asked of a value counts for the same value elsewhere, and only for one that nobody cut off', () => {
  const item = Object.fromEntries(Array.from({ length: 30 }, (_, index) => [`p${index}`, index]));
  const list = schemaNode({
    type: 'array',
    items: { type: 'object', additionalProperties: { type: 'integer' } },
  });
  // 200,000 schemas, were each entry held against each of its own.
  expect(accepts(list, Array(6000).fill(item))).toBe(true);
  expect(accepts(list, [item, { ...item, p1: 'a' }])).toBe(false);
  const tree = schemaNode({
    $ref: '#/components/schemas/it/$defs/Tree',
    $defs: { Tree: { properties: { up: { $ref: '#/components/schemas/it/$defs/Tree' } }, type: 'object' } },
  });
  const nested = (levels: number, inner: Json): Json =>
    levels === 0 ? inner : { up: nested(levels - 1, inner) };
  const deep = nested(100, {});
  expect(accepts(tree, deep)).toBeUndefined();
  const inner = (deep as { up: { up: Json } }).up.up;
  expect(accepts(tree, inner)).toBeUndefined();
  expect(accepts(tree, nested(20, {}))).toBe(true);
});

test('a reference that points at nothing is a problem of the document', () => {
  expect(() => accepts(schemaNode({ items: { $ref: '#/nowhere' } }), [1])).toThrow(Problem);
});

describe('formats', () => {
  const ajv = new Ajv2020({ logger: false });
  addStrictFormats(ajv);
  const refuses = (format: string, value: Json) =>
    !ajv.validate({ type: ['string', 'number'], format }, value);

  test.each(CHECKED_FORMATS)('%s: what is made is right by Ajv, and each near miss is wrong', (format) => {
    const faker = seededFaker(1, format);
    const made = valueFor(schemaNode({ type: 'string', format }), faker);
    expect([made, isOfFormat(format, made), refuses(format, made)]).toEqual([made, true, false]);
    const misses = nearFormat(format, String(made), faker).filter(
      ({ value }) => isOfFormat(format, value ?? null) === false,
    );
    expect(misses.length).toBeGreaterThan(1);
    for (const { value = null } of misses) expect([value, refuses(format, value)]).toEqual([value, true]);
  });

  test('what some servers take and others do not is neither', () => {
    const UNSURE: [format: string, value: string][] = [
      ['uuid', 'urn:uuid:7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c'],
      ['date-time', '2026-01-31t12:00:00Z'],
      ['date-time', '2026-01-31 12:00:00Z'],
      ['date-time', '2026-06-30T23:59:60Z'],
      ['time', '12:00:00'],
      ['email', 'jörg@example.com'],
      ['email', 'a@b@c'],
      ['uri', 'mailto:someone@example.com'],
      ['ipv4', '192.0.02.1'],
      ['ipv6', 'fe80::1%eth0'],
      ['hostname', 'localhost'],
      ['iban', 'anything'],
      ['int32', '5'],
    ];
    for (const [format, value] of UNSURE)
      expect([value, isOfFormat(format, value)]).toEqual([value, undefined]);
  });

  test('a format says nothing of a value of another type', () => {
    expect(isOfFormat('uuid', 5)).toBe(true);
    expect(isOfFormat('uuid', null)).toBe(true);
    expect(isOfFormat('int32', 2 ** 31)).toBeUndefined();
    expect(isOfFormat('int32', 5)).toBe(true);
    expect(isOfFormat('constructor', 'x')).toBeUndefined();
  });
});

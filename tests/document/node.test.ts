import { expect, test } from 'vitest';
import {
  child,
  dataAt,
  entries,
  follow,
  items,
  members,
  placeOfNode,
  referencePointer,
  rootNode,
} from '../../src/document/node.ts';
import type { JsonObject } from '../../src/json.ts';
import { documentOf, nodeAt, problemOf, schemaOf } from './support.ts';

function reference(spelt: string, schemas: JsonObject = {}) {
  const document = documentOf({ components: { schemas: { from: { $ref: spelt }, ...schemas } } });
  return () => follow(nodeAt(document, '/components/schemas/from'));
}

test('a chain of references is followed to its end, which knows where it stands', () => {
  const node = reference('#/components/schemas/a', {
    a: { $ref: '#/components/schemas/b' },
    b: { type: 'string' },
  })();
  expect(node.pointer).toBe('/components/schemas/b');
  expect(node.value).toEqual({ type: 'string' });
  expect(placeOfNode(node).line).toBeGreaterThan(1);
});

test.each([
  ['#/components/schemas/a~1b', { 'a/b': 1 }],
  ['#/components/schemas/a~0b', { 'a~b': 1 }],
  ['#/components/schemas/a~01b', { 'a~1b': 1 }],
  ['#/components/schemas/%7Bid%7D', { '{id}': 1 }],
  ['#/components/schemas/{id}', { '{id}': 1 }],
  ['#/components/schemas/a%20b', { 'a b': 1 }],
  ['#/components/schemas/caf%C3%A9', { café: 1 }],
  ['#/components/schemas/a%25b', { 'a%b': 1 }],
  ['#/components/schemas/a%7E1b', { 'a/b': 1 }],
  ['#/components/schemas/__proto__', JSON.parse('{"__proto__": 1}') as JsonObject],
])('a reference with escapes is followed: %s', (spelt, schemas) => {
  expect(reference(spelt, schemas)().value).toBe(1);
});

test.each([
  ['#/components/schemas/nope', 'points at nothing; mend it, or add what it names'],
  ['#/components/schemas/100%', 'points at nothing'],
  ['#/components/schemas/~2', 'points at nothing'],
  ['#anchor', 'points at nothing'],
  ['#/components/schemas/toString', 'points at nothing'],
  ['other.yaml#/a', 'leaves the document; bundle the document into one file first'],
  ['https://example.com/a.yaml', 'leaves the document'],
  ['', 'leaves the document'],
])('a reference that cannot be followed is a Problem at its line: %j', (spelt, expected) => {
  const problem = problemOf(reference(spelt));
  expect(problem.line()).toMatch(/^api\.json:\d+:\d+: the reference /);
  expect(problem.line()).toContain(expected);
});

test.each([
  ['itself', '#/components/schemas/from', {}],
  [
    'a ring',
    '#/components/schemas/a',
    { a: { $ref: '#/components/schemas/b' }, b: { $ref: '#/components/schemas/a' } },
  ],
])('references in a circle are a Problem: %s', (_, spelt, schemas) => {
  expect(problemOf(reference(spelt, schemas)).line()).toContain(
    'leads back to itself; let it point at what it stands for',
  );
});

test('within a schema that has an $id a pointer begins at that schema, or else at the root', () => {
  const schemas: JsonObject = {
    inner: {
      $id: 'https://example.com/inner',
      $defs: {
        own: { title: 'own' },
        nested: { $id: 'nested', $defs: { own: { title: 'nested' } }, not: { $ref: '#/$defs/own' } },
      },
      properties: {
        a: { $ref: '#/$defs/own' },
        b: { $ref: '#/components/schemas/other' },
        c: { $ref: '#/$defs/gone' },
      },
    },
    other: { title: 'other' },
  };
  const at = (pointer: string, version: string) =>
    nodeAt(documentOf({ components: { schemas } }, version), `/components/schemas/inner${pointer}`);
  expect(follow(at('/properties/a', '3.1.0')).value).toEqual({ title: 'own' });
  expect(follow(at('/properties/b', '3.1.0')).value).toEqual({ title: 'other' });
  expect(follow(at('/$defs/nested/not', '3.1.0')).value).toEqual({ title: 'nested' });
  expect(problemOf(() => follow(at('/properties/c', '3.1.0'))).message).toContain('points at nothing');
  expect(problemOf(() => follow(at('/properties/a', '3.0.3'))).message).toContain('points at nothing');
});

test('a reference is followed wherever a path leads through one', () => {
  const document = documentOf({
    components: {
      schemas: {
        a: { properties: { x: { $ref: '#/components/schemas/b' } } },
        b: { items: [{ $ref: '#/info' }] },
      },
    },
  });
  const found = child(
    rootNode(document),
    'components',
    'schemas',
    'a',
    'properties',
    'x',
    'items',
    0,
    'title',
  );
  expect(found).toMatchObject({ pointer: '/info/title', value: 'A' });
  expect(child(rootNode(document), 'info', 'title', 'x')).toBeUndefined();
  expect(child(rootNode(document), 'toString')).toBeUndefined();
  expect(child(rootNode(document), '__proto__')).toBeUndefined();
});

test('data is reached without following a $ref in it', () => {
  const document = documentOf({ components: { examples: { a: { value: { $ref: '#/nowhere' } } } } });
  expect(dataAt(nodeAt(document, '/components/examples/a'), 'value')?.value).toEqual({ $ref: '#/nowhere' });
});

test('extensions are no members, but may be entries of a map of names', () => {
  const node = nodeAt(documentOf({ 'x-a': 1, paths: { 'x-b': 2, '/c': {} } }), '/paths');
  expect(members(node).map(({ key }) => key)).toEqual(['/c']);
  expect(entries(node).map(({ key }) => key)).toEqual(['x-b', '/c']);
  expect([members(undefined), entries(undefined), items(undefined), items(node)]).toEqual([[], [], [], []]);
});

test('a property that is called $ref is no reference', () => {
  const node = schemaOf({ Thing: { properties: { $ref: { type: 'string' } } } });
  expect(child(node, 'properties', '$ref', 'type')?.value).toBe('string');
});

const SIBLINGS = {
  Thing: { $ref: '#/components/schemas/Base', minProperties: 1, allOf: [{ maxProperties: 9 }] },
  Base: { type: 'object' },
};

test('since OpenAPI 3.1 what stands beside the $ref of a schema holds as well', () => {
  const node = follow(schemaOf(SIBLINGS, '3.1.0'));
  expect(node.pointer).toBe('/components/schemas/Thing');
  expect(child(node, 'minProperties')).toMatchObject({
    value: 1,
    pointer: '/components/schemas/Thing/minProperties',
  });
  expect(items(child(node, 'allOf')).map(({ pointer }) => pointer)).toEqual([
    '/components/schemas/Thing/allOf/0',
    '/components/schemas/Base',
  ]);
});

test('in OpenAPI 3.0 what stands beside a $ref is ignored', () => {
  expect(follow(schemaOf(SIBLINGS)).value).toEqual({ type: 'object' });
});

test('a description beside a $ref changes nothing', () => {
  const node = schemaOf(
    { Thing: { $ref: '#/components/schemas/Base', description: 'x' }, Base: {} },
    '3.1.0',
  );
  expect(follow(node).pointer).toBe('/components/schemas/Base');
});

test('what stands beside the $ref of anything but a schema is ignored', () => {
  const headers = { schema: { $ref: '#/components/headers/a', required: true }, a: { schema: {} } };
  const document = documentOf({ components: { headers } }, '3.1.0');
  expect(follow(nodeAt(document, '/components/headers/schema')).pointer).toBe('/components/headers/a');
});

test('a schema that refers to itself beside other words is followed once', () => {
  const node = follow(schemaOf({ Thing: { $ref: '#/components/schemas/Thing', minProperties: 1 } }, '3.1.0'));
  expect(items(child(node, 'allOf')).map(({ pointer }) => pointer)).toEqual(['/components/schemas/Thing']);
});

test('a reference that is no pointer of its own document has none', () => {
  expect(referencePointer('#')).toBe('');
  expect(referencePointer('#/a%2Fb')).toBe('/a/b');
  expect(referencePointer('a#/b')).toBeUndefined();
  expect(referencePointer('#a')).toBeUndefined();
});

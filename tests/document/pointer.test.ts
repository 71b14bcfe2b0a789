import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  fromPointer,
  inEachEntry,
  joinPointer,
  leaves,
  toPointer,
  valueAt,
} from '../../src/document/pointer.ts';
import type { Json } from '../../src/json.ts';

/** The document and the pointers of RFC 6901 section 5. */
const EXAMPLE: Json = {
  foo: ['bar', 'baz'],
  '': 0,
  'a/b': 1,
  'c%d': 2,
  'e^f': 3,
  'g|h': 4,
  'i\\j': 5,
  'k"l': 6,
  ' ': 7,
  'm~n': 8,
};

test.each([
  ['', EXAMPLE],
  ['/foo', ['bar', 'baz']],
  ['/foo/0', 'bar'],
  ['/', 0],
  ['/a~1b', 1],
  ['/c%d', 2],
  ['/e^f', 3],
  ['/g|h', 4],
  ['/i\\j', 5],
  ['/k"l', 6],
  ['/ ', 7],
  ['/m~0n', 8],
])('RFC 6901 says what stands at %j', (pointer, value) => {
  expect(valueAt(EXAMPLE, pointer)).toEqual(value);
});

test.each(['/nope', '/foo/2', '/foo/00', '/foo/-', '/foo/1e0', '/foo/length', '/foo/0/0', '/a~1b/x'])(
  'nothing stands at %s',
  (pointer) => {
    expect(valueAt(EXAMPLE, pointer)).toBeUndefined();
  },
);

test.each(['foo', '/~', '/~2', '/a~', ' /a'])('%j is no pointer', (text) => {
  expect(fromPointer(text)).toBeUndefined();
  expect(valueAt(EXAMPLE, text)).toBeUndefined();
});

test.each(['/__proto__', '/constructor', '/toString', '/foo/__proto__'])(
  'an inherited member is not there: %s',
  (pointer) => {
    expect(valueAt(EXAMPLE, pointer)).toBeUndefined();
  },
);

test('a member that is called __proto__ is there when it was written', () => {
  expect(valueAt(JSON.parse('{"__proto__": {"x": 1}}') as Json, '/__proto__/x')).toBe(1);
});

test('~01 is the key ~1, and not a slash', () => {
  expect(fromPointer('/~01')).toEqual(['~1']);
});

test('keys become a pointer and come back as they were', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: fc.constantFrom('~', '/', '0', '1', 'é', '') })), (keys) => {
      expect(fromPointer(toPointer(keys))).toEqual(keys);
    }),
  );
});

test('a pointer is appended to key by key', () => {
  expect(joinPointer('/a', 'b/c', 0)).toBe('/a/b~1c/0');
});

test('a place in an entry of a list is that of every entry, and no other name is taken for an index', () => {
  expect(['/a/0/b', '/a/12', '/0/1', '/a1/b2/3c', ''].map(inEachEntry)).toEqual([
    '/a/*/b',
    '/a/*',
    '/*/*',
    '/a1/b2/3c',
    '',
  ]);
});

function scalars(value: Json): Json[] {
  if (typeof value !== 'object' || value === null) return [value];
  return Object.values(value).flatMap((item) => (item === undefined ? [] : scalars(item)));
}

test('every leaf of a value stands where its pointer says, and in order', () => {
  fc.assert(
    fc.property(fc.jsonValue(), (value) => {
      const found = [...leaves(value as Json)];
      for (const leaf of found) expect(valueAt(value as Json, leaf.pointer)).toBe(leaf.value);
      expect(found.map((leaf) => leaf.value)).toEqual(scalars(value as Json));
    }),
  );
});

test('an empty object or list has no leaves', () => {
  expect([...leaves({ a: {}, b: [] })]).toEqual([]);
});

test('leaves of a value nested 20,000 deep are found without a stack overflow', () => {
  let value: Json = 1;
  for (let depth = 0; depth < 20_000; depth++) value = [value];
  expect([...leaves(value)]).toHaveLength(1);
});

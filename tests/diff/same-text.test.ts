import { describe, expect, test } from 'vitest';
import { createSameText } from '../../src/diff/same-text.ts';
import { createHeirs } from '../../src/diff/space/heirs.ts';
import { readDocument } from '../../src/document/load.ts';
import { joinPointer, valueAt } from '../../src/document/pointer.ts';
import type { JsonObject } from '../../src/json.ts';

/** Tells of schemas by their names whether both documents have them in the same words; it remembers what it has told. */
function comparing(
  before: JsonObject,
  after: JsonObject,
  { unbroken = false, versions = ['3.0.3', '3.0.3'] } = {},
) {
  const documentOf = (schemas: JsonObject, version = '') =>
    readDocument(
      JSON.stringify({
        openapi: version,
        info: { title: 'T', version: '1' },
        paths: {},
        components: { schemas },
      }),
      'a.json',
    );
  const [base, candidate] = [documentOf(before, versions[0]), documentOf(after, versions[1])];
  const heirs = { base: createHeirs(base), candidate: createHeirs(candidate) };
  const sameText = createSameText(base, candidate, heirs, { unbroken });
  return (name: string, other = name): boolean => {
    const pointers = [name, other].map((each) => joinPointer('/components/schemas', each));
    const [was, is] = [base, candidate].map((document, index) => {
      const pointer = pointers[index] ?? '';
      return { document, pointer, value: valueAt(document.root, pointer) ?? {} };
    });
    return was !== undefined && is !== undefined && sameText(was, is);
  };
}

const to = (name: string): JsonObject => ({ $ref: `#/components/schemas/${name}` });
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  type: 'object',
  properties,
  ...more,
});
const TEXT = { type: 'string' };
const NUMBER = { type: 'number' };

test('what is called by another name is the same, where its name does not count', () => {
  const both = { Cat: object({ a: TEXT }), Kitten: object({ a: TEXT }), Dog: object({ a: NUMBER }) };
  const whole = (...names: string[]) => ({ ...both, Whole: { oneOf: names.map(to) } });
  expect(comparing(whole('Cat'), whole('Kitten'))('Whole')).toBe(true);
  expect(comparing(whole('Cat'), whole('Dog'))('Whole')).toBe(false);
  expect(comparing(whole('Cat'), whole('Cat'), { versions: ['3.0.3', '3.1.0'] })('Whole')).toBe(false);
});

test.each(['oneOf', 'anyOf'])('a discriminator takes the names in %s as values', (word) => {
  const both = { Cat: object({ kind: TEXT }), Kitten: object({ kind: TEXT }) };
  const whole = (...parts: JsonObject[]) => ({
    ...both,
    Whole: { [word]: parts, discriminator: { propertyName: 'kind' } },
  });
  expect(comparing(whole(to('Cat')), whole(to('Kitten')))('Whole')).toBe(false);
  expect(comparing(whole(to('Cat'), to('Kitten')), whole(to('Cat'), to('Cat')))('Whole')).toBe(false);
  expect(comparing(whole(to('Cat')), whole(to('Cat')))('Whole')).toBe(true);
  expect(comparing(whole(object({})), whole(object({})))('Whole')).toBe(true);
});

describe('whoever refers to a schema with a discriminator means what extends it', () => {
  const Pet = object({ kind: TEXT }, { discriminator: { propertyName: 'kind' } });
  const heir = (own: JsonObject): JsonObject => ({ allOf: [to('Pet'), object(own)] });
  const before = { Pet, Cat: heir({ lives: NUMBER }), Whole: object({ pet: to('Pet') }) };
  const isSame = (change: JsonObject) => comparing(before, { ...before, ...change })('Whole');

  test('as it was', () => {
    expect(isSame({})).toBe(true);
    expect(isSame({ Stone: TEXT })).toBe(true);
  });

  test('changed, one more, one less', () => {
    expect(isSame({ Cat: heir({ lives: TEXT }) })).toBe(false);
    expect(isSame({ Dog: heir({}) })).toBe(false);
    expect(isSame({ Cat: TEXT })).toBe(false);
    expect(isSame({ Cat: TEXT, Dog: heir({ lives: NUMBER }) })).toBe(false);
  });
});

describe('what is told once is remembered, and only what is certain', () => {
  const before = {
    A: object({ n: to('N'), z: TEXT }),
    N: object({ a: to('A') }),
    Own: object({ n: to('M') }),
    M: TEXT,
  };
  const after = { ...before, A: object({ n: to('N'), z: NUMBER }), Own: object({ n: to('M'), y: TEXT }) };

  test('in a circle of which one part differs all differ, whichever is asked for first', () => {
    const first = comparing(before, after);
    expect([first('A'), first('N'), first('A')]).toEqual([false, false, false]);
    const second = comparing(before, after);
    expect([second('N'), second('A'), second('N')]).toEqual([false, false, false]);
  });

  test('what something else refers to stays the same where only that differs', () => {
    const isSame = comparing(before, after);
    expect([isSame('Own'), isSame('M'), isSame('M')]).toEqual([false, true, true]);
  });

  test('what is referred to twice is the same twice', () => {
    const schemas = { Whole: object({ a: to('A'), b: to('A') }), A: TEXT };
    expect(comparing(schemas, schemas)('Whole')).toBe(true);
  });

  test('a circle of which nothing differs is the same', () => {
    const isSame = comparing(before, before);
    expect([isSame('A'), isSame('N')]).toEqual([true, true]);
  });
});

test.each<[what: string, schemas: JsonObject]>([
  ['points at nothing', { Whole: object({ a: to('Nowhere') }) }],
  ['leaves the document', { Whole: object({ a: { $ref: 'other.yaml#/A' } }) }],
  ['leads in a circle', { Whole: object({ a: to('A') }), A: to('B'), B: to('A') }],
  ['leads to what points at nothing', { Whole: object({ a: to('A') }), A: to('Nowhere') }],
])('what %s is the same in the same words, save where that is not to count', (_, schemas) => {
  expect(comparing(schemas, schemas)('Whole')).toBe(true);
  expect(comparing(schemas, schemas, { unbroken: true })('Whole')).toBe(false);
});

test('what leaves the document in other words is something else', () => {
  const whole = (file: string) => ({ Whole: object({ a: { $ref: `${file}.yaml#/A` } }) });
  expect(comparing(whole('one'), whole('other'))('Whole')).toBe(false);
});

test('a chain of references that ends is not broken', () => {
  const schemas = { Whole: object({ a: to('A') }), A: to('B'), B: to('C'), C: TEXT };
  expect(comparing(schemas, schemas, { unbroken: true })('Whole')).toBe(true);
});

test('a property of the name $ref is no reference', () => {
  const whole = (own: JsonObject) => ({ Whole: object({ $ref: own }) });
  expect(comparing(whole(TEXT), whole(TEXT), { unbroken: true })('Whole')).toBe(true);
  expect(comparing(whole(TEXT), whole(NUMBER))('Whole')).toBe(false);
});

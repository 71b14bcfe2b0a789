import { expect, test } from 'vitest';
import { writtenOut } from '../../src/checks/written-out.ts';
import type { JsonObject } from '../../src/json.ts';

const word = { type: 'string' };
const definitions: JsonObject = {
  word,
  words: { type: 'array', items: { $ref: '#/definitions/word' } },
  tree: { properties: { next: { $ref: '#/definitions/tree' }, name: { $ref: '#/definitions/word' } } },
};
const ref = (name: string) => ({ $ref: `#/definitions/${name}` });
const written = (root: JsonObject) => writtenOut({ root, definitions });

test('what is referred to stands in the place of the reference, wherever a schema may stand', () => {
  const words = { type: 'array', items: word };
  expect(
    written({
      properties: { a: ref('words') },
      oneOf: [ref('word'), { not: ref('word') }],
      enum: [ref('word')],
      minimum: 1,
    }),
  ).toEqual({
    properties: { a: words },
    oneOf: [word, { not: word }],
    enum: [ref('word')],
    minimum: 1,
  });
});

test('what stands beside a reference holds besides', () => {
  expect(written({ ...ref('word'), maxLength: 1 })).toEqual({ maxLength: 1, allOf: [word] });
  expect(written({ ...ref('word'), allOf: [{ ...ref('words') }] })).toEqual({
    allOf: [{ type: 'array', items: word }, word],
  });
});

test('what holds itself is written out once, and a reference to nothing stays', () => {
  expect(written(ref('tree'))).toEqual({ properties: { next: ref('tree'), name: word } });
  expect(written(ref('nothing'))).toEqual(ref('nothing'));
});

test('what would be too large is not written out', () => {
  const doubling: JsonObject = { d0: word };
  for (let level = 1; level <= 13; level++)
    doubling[`d${level}`] = { anyOf: [ref(`d${level - 1}`), ref(`d${level - 1}`)] };
  expect(writtenOut({ root: ref('d13'), definitions: doubling })).toBeUndefined();
  expect(writtenOut({ root: ref('d8'), definitions: doubling })).toBeDefined();
});

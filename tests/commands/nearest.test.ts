import { expect, test } from 'vitest';
import { nearest } from '../../src/commands/nearest.ts';

const NAMES = ['409-flat', '401-flat', '400-flat', 'id-missing', 'id-null', 'created-null'];

test('a name with a letter wrong, missing or too many is found', () => {
  for (const word of ['id-mising', 'id-missingg', 'id-nissing', 'is-missing']) {
    expect(nearest(word, NAMES)[0]).toBe('id-missing');
  }
});

test('a part of a name finds the names that hold it', () => {
  expect(nearest('null', NAMES)).toEqual(['id-null', 'created-null']);
  expect(nearest('flat', NAMES)).toHaveLength(3);
});

test('what is like no name finds none, however long it is', () => {
  expect(nearest('nothing-of-the-kind', NAMES)).toEqual([]);
  expect(nearest('x'.repeat(10_000), NAMES)).toEqual([]);
});

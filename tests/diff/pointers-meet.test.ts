import { expect, test } from 'vitest';
import { pointersMeet } from '../../src/diff/reliance/pointers-meet.ts';

test.each<[one: string, other: string, meet: boolean]>([
  ['/a', '/a', true],
  ['/a', '/b', false],
  ['/a', '/a/b', true],
  ['/a/b', '/a/c', false],
  ['/a/b', '/c/b', false],
  ['/a', '/ab', false],
  ['', '/a/b', true],
  ['', '', true],
  ['/list/*/id', '/list/0/id', true],
  ['/list/*/id', '/list/0', true],
  ['/list/*/id', '/list/0/name', false],
  ['/*/id', '/a/id', true],
  ['/*/a', '/b/*', true],
  ['/a~1b', '/a/b', false],
  ['/a~1b', '/a~1b/c', true],
  // What is no pointer leads to the whole value.
  ['a', '/b', true],
])('%j and %j: %j', (one, other, meet) => {
  expect(pointersMeet(one, other)).toBe(meet);
  expect(pointersMeet(other, one)).toBe(meet);
});

import { expect, test } from 'vitest';
import { without, withValue } from '../../src/document/edit.ts';

const body = { a: { b: [1, 2, 3] }, 'x/y': 1 };

test('a value is put at a pointer, and the value it was made from stays', () => {
  const before = structuredClone(body);
  expect(withValue(body, '/a/b/1', 'x')).toEqual({ a: { b: [1, 'x', 3] }, 'x/y': 1 });
  expect(withValue(body, '/x~1y', null)).toEqual({ a: { b: [1, 2, 3] }, 'x/y': null });
  expect(withValue(body, '', 5)).toBe(5);
  expect(body).toEqual(before);
});

test('parents that are missing are made', () => {
  expect(withValue(body, '/new/deep', true)).toMatchObject({ a: { b: [1, 2, 3] }, new: { deep: true } });
  expect(withValue(undefined, '/a/b', 1)).toEqual({ a: { b: 1 } });
  expect(withValue('text', '/a', 1)).toEqual({ a: 1 });
  expect(withValue({ list: [] }, '/list/0/name', 'x')).toEqual({ list: [{ name: 'x' }] });
});

test('a value is taken out, and what is not there stays out', () => {
  expect(without(body, '/a/b/0')).toEqual({ a: { b: [2, 3] }, 'x/y': 1 });
  expect(without(body, '/a')).toEqual({ 'x/y': 1 });
  expect(without(body, '/nothing')).toEqual(body);
  expect(without(body, '')).toBeNull();
});

test('a name such as __proto__ is a name like any other', () => {
  const changed = withValue(JSON.parse('{"__proto__":1}'), '/__proto__', 'x');
  expect(JSON.stringify(changed)).toBe('{"__proto__":"x"}');
  expect(JSON.stringify(without(changed, '/__proto__'))).toBe('{}');
});

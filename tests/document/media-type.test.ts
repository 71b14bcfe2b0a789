import { expect, test } from 'vitest';
import { isJsonType, matchMedia, parseMediaType } from '../../src/document/media-type.ts';

test.each([
  ['application/json', 'application/json', {}],
  ['Application/JSON', 'application/json', {}],
  [' application/json ; Charset=UTF-8', 'application/json', { charset: 'UTF-8' }],
  ['application/json;charset="utf-8";v=1', 'application/json', { charset: 'utf-8', v: '1' }],
  ['text/plain; note="a\\"b; c"', 'text/plain', { note: 'a"b; c' }],
  ['application/json;', 'application/json', {}],
  ['application/vnd.api+json', 'application/vnd.api+json', {}],
])('%j is the media type %s', (value, essence, parameters) => {
  const found = parseMediaType(value);
  expect(found?.essence).toBe(essence);
  expect(Object.fromEntries(found?.parameters ?? [])).toEqual(parameters);
});

test.each([
  '',
  'json',
  'application/',
  '/json',
  'application/json charset=utf-8',
  'a/b; charset="utf',
  'a/b, c/d',
])('%j is no media type', (value) => {
  expect(parseMediaType(value)).toBeUndefined();
});

test.each([
  ['application/json', true],
  ['text/json', true],
  ['application/problem+json', true],
  ['application/jsonp', false],
  ['application/xml', false],
])('%s holds JSON: %s', (essence, expected) => {
  expect(isJsonType(essence)).toBe(expected);
});

test('the most specific key of a document describes a media type', () => {
  const content = ['*/*', 'application/*', 'application/json; charset=utf-8'].map((type) => ({ type }));
  expect(matchMedia(content, 'application/json')).toBe(content[2]);
  expect(matchMedia(content, 'application/xml')).toBe(content[1]);
  expect(matchMedia(content, 'text/html')).toBe(content[0]);
  expect(matchMedia(content.slice(1), 'text/html')).toBeUndefined();
});

import { expect, test } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { placeText, pointerPlace } from '../../src/document/pointer-place.ts';

const ROOT = { openapi: '3.1.0', info: { title: 't', version: '1' }, paths: { '/a': {} } };
const textAt = (text: string, pointer: string) =>
  placeText(pointerPlace(readDocument(text, 'api.json'), pointer));

test('a place is a file and a line', () => {
  expect(textAt(JSON.stringify(ROOT, null, 2), '/paths/~1a')).toBe('api.json:8');
  expect(textAt(JSON.stringify(ROOT, null, 2), '')).toBe('api.json:1');
});

test('a document in one line has pointers in place of its line', () => {
  expect(textAt(JSON.stringify(ROOT), '/paths/~1a')).toBe('api.json /paths/~1a');
  expect(pointerPlace(readDocument(JSON.stringify(ROOT), 'api.json'), '/paths')).toEqual({
    pointer: '/paths',
    file: 'api.json',
  });
});

test('a place without a line is a file and a pointer, and no place none', () => {
  expect(placeText({ file: 'api.json', pointer: '' })).toBe('api.json');
  expect(placeText(undefined)).toBeUndefined();
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compilePattern } from '../../src/document/pattern.ts';

const PATTERNS = [
  '^.{1,3}$',
  '^[^a]{2}$',
  '^\\W\\D\\S$',
  '^(?:a|b)+c?$',
  '^[\\w.-]+@[\\w-]+$',
  '^\\u{1F600}$',
  '^\\ud83d',
  '^\\p{L}+$',
  '^é+$',
  '^(?<first>.)\\k<first>$',
];

test.each(PATTERNS)('%s is read as JSON Schema reads it, in Unicode mode', (pattern) => {
  const right = new RegExp(pattern, 'u');
  const pieces = ['a', 'b', 'c', 'é', 'u', '{', '1', '.', '@', ' ', '😀', '\ud83d', '\ude00'];
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 4 }),
    fc.string({ unit: fc.constantFrom(...pieces), maxLength: 4 }),
  );
  const compiled = compilePattern(pattern);
  fc.assert(
    fc.property(text, (value) => compiled?.test(value) === right.test(value)),
    { numRuns: 500 },
  );
});

test('what Unicode mode refuses is read without it, and what neither can read is nothing', () => {
  expect(compilePattern('^a\\_b$')?.test('a_b')).toBe(true);
  expect(compilePattern('^a\\_b$')?.test('a-b')).toBe(false);
  expect(compilePattern('(')).toBeUndefined();
});

test('patterns are told apart by their text', () => {
  expect(String(compilePattern('^a$'))).not.toBe(String(compilePattern('^b$')));
});

import { expect, test } from 'vitest';
import { each, filled, integer, rate, statuses } from '../../src/commands/arguments.ts';

test('a whole number is one in decimal digits, within its bounds', () => {
  const read = integer(1, 10);
  expect(['1', '10', '007'].map(read)).toEqual([1, 10, 7]);
  for (const text of ['', '0', '11', '-1', '+1', '1.0', '1e1', '0x1', ' 1', '١', 'NaN'])
    expect(() => read(text), text).toThrow('a whole number from 1 to 10 is wanted');
  expect(() => integer(0)('9007199254740993')).toThrow('a whole number from 0 is wanted');
});

test('a rate is a positive number, with or without its unit', () => {
  expect(['20', '20/s', '0.5/s'].map(rate)).toEqual([20, 20, 0.5]);
  for (const text of ['', '0', '-1', '1e9', '20/m', '/s', 'Infinity', '0x10', '1000000'])
    expect(() => rate(text), text).toThrow('a number of requests in a second is wanted');
});

test('statuses are documented keys, each once', () => {
  expect(statuses('401, 409,401')).toEqual(['401', '409']);
  expect(statuses('4xx,Default')).toEqual(['4XX', 'default']);
  expect(statuses('409,400', ['401', '409'])).toEqual(['401', '409', '400']);
  for (const text of ['', '401,', '99', '600', '4X', 'created']) {
    expect(() => statuses(text), text).toThrow('statuses are wanted, such as 401,409');
  }
});

test('a text that is wanted is not empty', () => {
  expect(filled('a file')('a')).toBe('a');
  expect(() => filled('a file')(' ')).toThrow('a file is wanted, and the text is empty');
});

test('a text that may be given several times is none of them empty', () => {
  expect(each('a text')('b', each('a text')('a'))).toEqual(['a', 'b']);
  expect(() => each('a text')('', ['a'])).toThrow('a text is wanted, and the text is empty');
});

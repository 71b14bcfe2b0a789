import { expect, test } from 'vitest';
import { harmless, wrong } from './cases.ts';
import { errorsOf, judge } from './exchanges.ts';

test.each(wrong)('%s', (_, errors, exchanges) => {
  expect(errorsOf(judge(exchanges))).toEqual(errors);
});

test.each(harmless)('harmless: %s', (_, __, exchanges) => {
  expect(errorsOf(judge(exchanges))).toEqual([]);
});

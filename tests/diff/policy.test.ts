import { expect, test } from 'vitest';
import { namesBy } from '../../src/diff/reliance/policy.ts';

const policy = { source: '', anyTime: [], identifiers: ['^id$', '_id$'] };

test('an identifier is what any of the patterns of the policy says, and nothing without one', () => {
  const { isIdentifier } = namesBy(policy, undefined);
  expect(['id', 'user_id', 'ident', 'idea'].filter(isIdentifier)).toEqual(['id', 'user_id']);
  expect(['id', 'user_id'].filter(namesBy(undefined, undefined).isIdentifier)).toEqual([]);
});

test('an error code is what is usually called so, and what the contract calls so', () => {
  const names = ['code', 'error_code', 'errorCode', 'error', 'reason', 'message'];
  expect(names.filter(namesBy(policy, undefined).isErrorCode)).toEqual(names.slice(0, 4));
  expect(names.filter(namesBy(policy, 'reason').isErrorCode)).toEqual(names.slice(0, 5));
});

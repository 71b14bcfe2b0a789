import { expect, test } from 'vitest';
import { fresh } from '../../src/checks/fresh.ts';
import { contract, created, judge, NOW } from './exchanges.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

test.each([
  [301 * SECOND, '5 min after'],
  [-HOUR, '60 min before'],
  [2 * HOUR - MINUTE, '119 min after'],
  [2 * HOUR, '2 h after'],
  [-47 * HOUR, '47 h before'],
  [-2 * DAY, '2 days before'],
  [400 * DAY, '400 days after'],
])('a time that is %i ms away is told in words that one can grasp', (away, words) => {
  const [finding] = judge([created({ edit: { '/event/created_at': new Date(NOW + away).toISOString() } })], {
    by: [fresh],
  });
  expect(finding?.message).toContain(`, ${words} the server's own Date (`);
  expect(finding?.message).toMatch(/it ought to be within 5 min$/);
});

test('a time that is off by seconds is told in seconds, where the contract is so strict', () => {
  const responses = contract.responses.map((each) => ({
    ...each,
    fresh: each.fresh.map((promise) => ({ ...promise, withinSeconds: 30 })),
  }));
  const late = created({ edit: { '/event/created_at': new Date(NOW - 119 * SECOND).toISOString() } });
  const [finding] = judge([late], { by: [fresh], against: { ...contract, responses } });
  expect(finding?.message).toContain('119 s before');
  expect(finding?.message).toMatch(/it ought to be within 30 s$/);
});

import { expect, test } from 'vitest';
import { fresh } from '../../src/checks/fresh.ts';
import type { Json } from '../../src/json.ts';
import { type Changes, contract, created, judge, linesOf, NOW, unauthorized } from './exchanges.ts';

const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();
const says = (time: Json, changes: Changes = {}) =>
  created({ edit: { '/event/created_at': time }, ...changes });
/** Answers to requests that went out this many milliseconds apart, all with one time. */
const all = (time: string, apart: number) =>
  [0, 1, 2].map((index) => says(time, { id: `again/${index}`, sentAt: NOW + index * apart }));

test('the time lies in the past', () => {
  expect(linesOf(fresh, [says('2021-08-17T12:31:32.689Z')])).toMatchInlineSnapshot(`
    [
      "error fresh/past on 201 at /event/created_at, document:108, contract:53: expected "within 300 s of 2026-03-01T10:00:00.000Z", actual "2021-08-17T12:31:32.689Z"",
    ]
  `);
});

test('the time lies in the future', () => {
  expect(linesOf(fresh, [says('2026-03-01T12:00:00Z')])).toMatchInlineSnapshot(`
    [
      "error fresh/future on 201 at /event/created_at, document:108, contract:53: expected "within 300 s of 2026-03-01T10:00:00.000Z", actual "2026-03-01T12:00:00.000Z"",
    ]
  `);
});

test.each([
  at(0),
  at(299_000),
  at(-300_000),
  '2026-03-01T12:00:00+02:00',
  '2026-03-01T05:30:00.5-04:30',
  '2026-03-01t10:00:00z',
  '2026-03-01T10:00:00.123456789Z',
])('a time that is now: %s', (time) => {
  expect(linesOf(fresh, [says(time)])).toEqual([]);
});

test.each([at(301_000), at(-301_000), '2026-03-01T10:00:00+02:00', '2026-03-01t09:00:00z'])(
  'a time that is not now: %s',
  (time) => {
    expect(linesOf(fresh, [says(time)])).toHaveLength(1);
  },
);

test("the server's own Date is the measure, our clock only where there is none", () => {
  const yesterday = -86_400_000;
  expect(linesOf(fresh, [says(at(yesterday), { date: new Date(NOW + yesterday).toUTCString() })])).toEqual(
    [],
  );
  expect(linesOf(fresh, [says(at(yesterday), { date: null })])).toHaveLength(1);
  expect(linesOf(fresh, [says(at(0), { date: null })])).toEqual([]);
  expect(linesOf(fresh, [says(at(0), { date: '1' })])).toEqual([]);
});

test('whose clock it was is told', () => {
  const whose = (date: string | null) => judge([says('2021-08-17T12:31:32.689Z', { date })])[0]?.message;
  expect(whose(new Date(NOW).toUTCString())).toContain("before the server's own Date (2026");
  expect(whose(null)).toContain('before our clock, since the answer has no Date (');
  expect(whose(new Date(NOW).toISOString())).toContain('since the answer has no Date that can be read (');
});

test('the time stands still', () => {
  expect(linesOf(fresh, all(at(5), 1000))).toMatchInlineSnapshot(`
    [
      "error fresh/frozen on 201 at /event/created_at, document:108, contract:53: expected "a later time", actual "2026-03-01T10:00:00.005Z"",
      "error fresh/frozen on 201 at /event/created_at, document:108, contract:53: expected "a later time", actual "2026-03-01T10:00:00.005Z"",
    ]
  `);
});

test('each time that stands still is a cause of its own', () => {
  const several = {
    ...contract,
    responses: contract.responses.map((each) => ({
      ...each,
      fresh: each.fresh.flatMap((one) => [one, { ...one, pointer: '/event/updated_at' }]),
    })),
  };
  const edit = { '/event/created_at': at(5), '/event/updated_at': at(5) };
  const found = judge([created({ id: 'a', edit }), created({ id: 'b', edit, sentAt: NOW + 1000 })], {
    by: [fresh],
    against: several,
  });
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

test.each([
  ['milliseconds', at(7), 70],
  ['tenths of a second', '2026-03-01T10:00:00.500Z', 200],
  ['seconds', '2026-03-01T10:00:01Z', 1100],
  ['seconds, with zeros for a fraction', '2026-03-01T10:00:01.000000Z', 1100],
  ['minutes', '2026-03-01T10:00:00Z', 61_000],
  ['milliseconds, in another zone', '2026-03-01T12:00:00.007+02:00', 70],
])('a clock of %s may show the same time only for so long', (_, time, apart) => {
  const short = Math.min(apart * 0.3, apart - 65);
  const near = {
    ...contract,
    responses: contract.responses.map((each) => ({
      ...each,
      fresh: each.fresh.map((one) => ({ ...one, withinSeconds: 1000 })),
    })),
  };
  expect(linesOf(fresh, all(time, apart + 12), near)).toHaveLength(2);
  expect(linesOf(fresh, all(time, short), near)).toEqual([]);
});

test('the clock stands still whatever the order of the answers', () => {
  expect(linesOf(fresh, all(at(5), 1000).reverse())).toHaveLength(2);
});

test.each<[string, Json, number]>([
  ['seconds', NOW / 1000, 0],
  ['milliseconds', NOW, 0],
  ['seconds of yesterday', NOW / 1000 - 86_400, 1],
  ['more than a Date can hold', 1e300, 0],
])('a number may be a time: %s', (_, time, count) => {
  expect(linesOf(fresh, [says(time)])).toHaveLength(count);
});

test.each<[string, Json]>([
  ['a time without a zone', '2021-08-17T12:31:32'],
  ['a day that is not in the calendar', '2021-02-30T12:00:00Z'],
  ['null', null],
  ['a leap second', '2016-12-31T23:59:60Z'],
])('what is no time is for the schema: %s', (_, time) => {
  expect(linesOf(fresh, [says(time)])).toEqual([]);
});

test('a recording whose clock is beyond all dates is not measured', () => {
  expect(
    linesOf(fresh, [
      says(at(0), { date: null, sentAt: Number.NaN }),
      says(at(0), { id: 'b', date: null, sentAt: 1e300 }),
    ]),
  ).toEqual([]);
});

test('errors, examples and Pacts promise no time', () => {
  const old = '2021-08-17T12:31:32.689Z';
  expect(
    linesOf(fresh, [unauthorized(), says(old, { source: 'documented' }), says(old, { source: 'pact' })]),
  ).toEqual([]);
  expect(linesOf(fresh, [says(old, { source: 'recording' })])).toHaveLength(1);
});

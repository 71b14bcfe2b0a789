import { expect, test } from 'vitest';
import { inTime } from '../../src/checks/in-time.ts';
import { created, linesOf, unauthorized } from './exchanges.ts';

test('an answer takes longer than the contract gives it', () => {
  expect(linesOf(inTime, [created({ ms: 5000.4 })])).toMatchInlineSnapshot(`
    [
      "error in-time/slow on 201 at connection, document:53, contract:55: expected "5000 ms", actual "5001 ms"",
    ]
  `);
  expect(linesOf(inTime, [unauthorized({ ms: 61_000 })])).toMatchInlineSnapshot(`
    [
      "error in-time/slow on 401 at connection, document:151, contract:64: expected "5000 ms", actual "61000 ms"",
    ]
  `);
});

test('an answer takes all the time that it has', () => {
  expect(linesOf(inTime, [created({ ms: 5000 }), created({ ms: 0 })])).toEqual([]);
});

test('what is no documented answer has no time of its own', () => {
  const failure = { kind: 'timeout', message: 'nothing' } as const;
  expect(linesOf(inTime, [created({ ms: 60_000, failure }), created({ ms: 60_000, status: 418 })])).toEqual(
    [],
  );
});

test('the time in which Plumbline itself stood still is not held against an answer', () => {
  expect(linesOf(inTime, [created({ ms: 4999, stoodStillMs: 4000 })])).toEqual([]);
  expect(linesOf(inTime, [created({ ms: 61_000, stoodStillMs: 56_000 })])).toMatchInlineSnapshot(`
    [
      "note in-time/stood-still on 201 at connection, document:53, contract:55: expected "5000 ms", actual "5000 ms"",
    ]
  `);
  expect(linesOf(inTime, [created({ ms: 61_000, stoodStillMs: 55_999 })])).toMatchInlineSnapshot(`
    [
      "error in-time/slow on 201 at connection, document:53, contract:55: expected "5000 ms", actual "5001 ms"",
    ]
  `);
});

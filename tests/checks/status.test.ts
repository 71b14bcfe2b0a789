import { expect, test } from 'vitest';
import { status } from '../../src/checks/status.ts';
import {
  answered,
  badRequest,
  contractOf,
  created,
  gated,
  judge,
  linesOf,
  REMOTE,
  unauthorized,
} from './exchanges.ts';

const again = [['Retry-After', '30']] as const;

test('a status that the document does not know', () => {
  expect(linesOf(status, [created({ status: 200 })])).toMatchInlineSnapshot(`
    [
      "error status/undocumented on 201 at status, document:25: expected "201", actual 200",
    ]
  `);
  expect(linesOf(status, [badRequest({ status: 422 })])).toMatchInlineSnapshot(`
    [
      "error status/undocumented on 400 at status, document:25: expected "400", actual 422",
    ]
  `);
});

test('a recorded status that the document does not know counts for itself', () => {
  expect(
    linesOf(status, [created({ source: 'recording', expects: null, status: 418 })]),
  ).toMatchInlineSnapshot(`
    [
      "error status/undocumented on 418 at status, document:25: expected "201, 400, 401, 409, 500", actual 418",
    ]
  `);
});

test('the message says which status is right, where a probe knows', () => {
  const messages = [created({ status: 418 }), created({ status: 418, expects: null })].map(
    (exchange) => judge([exchange], { by: [status] })[0]?.message,
  );
  expect(messages).toEqual([
    'the answer is 418, which the document does not know; 201 is right for this request',
    'the answer is 418, which the document does not know',
  ]);
});

test('a forbidden request is accepted', () => {
  expect(linesOf(status, [badRequest({ status: 201, pointer: '/paths' })])).toMatchInlineSnapshot(`
    [
      "error status/accepted-forbidden on 400 at status, document:23: expected "400", actual 201",
    ]
  `);
});

test('a conflict that is not told again is nothing that the document forbids', () => {
  const expects = { statuses: ['409'], provokes: '409', valid: false };
  const again = (id: string) =>
    judge([created({ id, expects })], { by: [status] }).map(({ kind, message }) => [
      kind,
      message.slice(0, 37),
    ]);
  expect(again('repeated/conflict/known/2')).toEqual([
    ['not-expected', 'the answer is 201 where 409 is right:'],
  ]);
  expect(again('repeated/invalid/event_type/required/2')[0]?.[0]).toBe('accepted-forbidden');
});

test('an allowed request is refused', () => {
  expect(linesOf(status, [created({ status: 400 })])).toMatchInlineSnapshot(`
    [
      "error status/refused-right on 201 at status, document:25: expected "201", actual 400",
    ]
  `);
});

test('a documented status comes for another request', () => {
  expect(linesOf(status, [unauthorized({ status: 409 })])).toMatchInlineSnapshot(`
    [
      "error status/not-expected on 401 at status, document:25: expected "401", actual 409",
    ]
  `);
  expect(linesOf(status, [created({ status: 500 })])).toMatchInlineSnapshot(`
    [
      "error status/not-expected on 201 at status, document:25: expected "201", actual 500",
    ]
  `);
});

test('a 415 for a wrong media type is a note where it is tolerated', () => {
  expect(
    linesOf(status, [badRequest({ status: 415, expects: { tolerated: [415] } })]),
  ).toMatchInlineSnapshot(`
    [
      "note status/tolerated on 400 at status, document:25: expected "400", actual 415",
    ]
  `);
});

test('elsewhere a busy target has not answered: a 429, or a 503 that says when to come back', () => {
  const elsewhere = (code: number, headers: typeof again | [] = []) =>
    linesOf(status, [created({ url: REMOTE, status: code, headers })]);
  expect(elsewhere(429)).toEqual([]);
  expect(elsewhere(429, again)).toEqual([]);
  expect(elsewhere(503, again)).toEqual([]);
  expect(elsewhere(503)).toHaveLength(1);
  expect(linesOf(status, [created({ status: 429, headers: again })])).toHaveLength(1);
});

test('any of several right statuses is right', () => {
  const expects = { statuses: ['409', '4XX'] };
  expect(linesOf(status, [created({ status: 409, expects }), created({ status: 400, expects })])).toEqual([]);
});

test("the gate's answers are not for this check", () => {
  expect(linesOf(status, [gated(), created({ status: 302 })])).toEqual([]);
});

test('a class of statuses and the default cover what has no entry of its own', () => {
  const against = contractOf({ '2XX': { description: '' }, default: { description: '' } });
  expect(linesOf(status, [answered(204, null), answered(503, null)], against)).toEqual([]);
  const open = contractOf({ '2XX': { description: '' } });
  expect(linesOf(status, [answered(503, null)], open)).toHaveLength(1);
});

test('one rule that is broken in ten ways is one cause', () => {
  const accepted = (id: string) => badRequest({ id, status: 201 });
  const prints = (...ids: string[]) =>
    new Set(judge(ids.map(accepted), { by: [status] }).map(({ fingerprint }) => fingerprint)).size;
  expect(prints('invalid/event_type/enum/unknown', 'invalid/event_type/enum/empty')).toBe(1);
  expect(prints('invalid/event_type/enum/unknown', 'repeated/invalid/event_type/enum/unknown/2')).toBe(1);
  expect(prints('invalid/event_type/enum/unknown', 'invalid/event_type/type/null')).toBe(2);
  expect(prints('unauthorized/apikey/absent', 'unauthorized/apikey/half')).toBe(1);
  expect(prints('unauthorized/apikey/absent', 'unauthorized/qontopartnerid/absent')).toBe(2);
});

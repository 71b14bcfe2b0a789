import { expect, test } from 'vitest';
import { answer } from '../../src/checks/answer.ts';
import type { ExchangeFailure, FailedTry } from '../../src/exchange/exchange.ts';
import { created, judge, LOCAL, linesOf, REMOTE, unauthorized } from './exchanges.ts';

const fails = (kind: ExchangeFailure['kind']) => ({ failure: { kind, message: 'it broke' } });
const reset: FailedTry = { kind: 'reset', message: 'socket hang up', reused: false };
const throttled: FailedTry = { kind: 'throttled', message: '429, come back in 1 s', reused: false };

test.each(['timeout', 'reset', 'protocol', 'too-large', 'encoding'] as const)(
  'a request that ends with %s got no whole answer, and counts for the status it hoped for',
  (kind) => {
    expect(linesOf(answer, [unauthorized(fails(kind))])).toEqual([
      `error answer/${kind} on 401 at connection, document:25: expected "a whole answer", actual "it broke"`,
    ]);
  },
);

test('a failure without a hope counts for no status', () => {
  expect(
    linesOf(answer, [created({ ...fails('reset'), source: 'recording', expects: null })]),
  ).toMatchInlineSnapshot(`
    [
      "error answer/reset on none at connection, document:25: expected "a whole answer", actual "it broke"",
    ]
  `);
});

test('a target that answered before and cannot be reached any more is a fault of the target', () => {
  const gone = ['unreachable', 'tls'] as const;
  expect(
    linesOf(answer, [created(), ...gone.map((kind) => created({ id: kind, ...fails(kind) }))]),
  ).toMatchInlineSnapshot(`
    [
      "error answer/refused on 201 at connection, document:25: expected "a whole answer", actual "the target answered before, and now the target could not be reached: it broke"",
      "error answer/refused on 201 at connection, document:25: expected "a whole answer", actual "the target answered before, and now no secure connection came about: it broke"",
    ]
  `);
});

test('a target that never answered says nothing of the API', () => {
  expect(linesOf(answer, [created(fails('unreachable')), created({ id: 'b', ...fails('tls') })])).toEqual([]);
});

test('a run that we ended ourselves is no fault', () => {
  expect(linesOf(answer, [created(), created({ id: 'b', ...fails('cancelled') })])).toEqual([]);
});

test('on this machine no answer may need a second try', () => {
  expect(linesOf(answer, [created({ failedTries: [reset] })])).toMatchInlineSnapshot(`
    [
      "error answer/unstable on 201 at connection, document:25: expected "an answer at the first try", actual "an answer came only at the second try; the first: socket hang up"",
    ]
  `);
});

test('elsewhere one lost answer is borne, two are not', () => {
  const lost = (id: string) => created({ id, url: REMOTE, failedTries: [reset] });
  expect(linesOf(answer, [lost('a'), created({ id: 'b' })])).toMatchInlineSnapshot(`
    [
      "warning answer/unstable on 201 at connection, document:25: expected "an answer at the first try", actual "an answer came only at the second try; the first: socket hang up"",
    ]
  `);
  expect(linesOf(answer, [lost('a'), lost('b')])).toMatchInlineSnapshot(`
    [
      "error answer/unstable on 201 at connection, document:25: expected "an answer at the first try", actual "an answer came only at the second try; the first: socket hang up"",
      "error answer/unstable on 201 at connection, document:25: expected "an answer at the first try", actual "an answer came only at the second try; the first: socket hang up"",
    ]
  `);
});

test('a connection that had served before may be closed at any time, and often by a server that breaks down', () => {
  const again = (...ids: string[]) =>
    ids.map((id) => created({ id, failedTries: [{ ...reset, reused: true }] }));
  const [line, ...others] = linesOf(answer, again('a'));
  expect(others).toEqual([]);
  expect(line).toMatch(/^note answer\/sent-again on 201 .*the request went out twice/);
  const often = linesOf(answer, [...again('a', 'b', 'c'), created({ id: 'd' })]);
  expect(often).toHaveLength(3);
  for (const each of often)
    expect(each).toMatch(/^warning answer\/sent-again on 201 .*3 of 4 requests went out twice/);
});

test('a try that never succeeded is told once', () => {
  expect(linesOf(answer, [created({ ...fails('timeout'), failedTries: [reset] })])).toMatchInlineSnapshot(`
    [
      "error answer/timeout on 201 at connection, document:25: expected "a whole answer", actual "it broke"",
    ]
  `);
});

test.each(['http://localhost:1/x', 'http://[::1]:1/x', 'http://127.1.2.3:1/x'])(
  '%s is this machine, which has no other clients to be patient for',
  (url) => {
    const [line] = linesOf(answer, [created({ url, failedTries: [throttled] })]);
    expect(line).toMatch(/^error answer\/throttled on 201/);
  },
);

test('elsewhere a request for patience is a warning', () => {
  expect(linesOf(answer, [created({ url: REMOTE, failedTries: [throttled] })])).toMatchInlineSnapshot(`
    [
      "warning answer/throttled on 201 at connection, document:25: expected "an answer at the first try", actual "the target asked for patience before it answered: 429, come back in 1 s"",
    ]
  `);
});

test('what a busy target asked for is no lost answer: one that is lost besides is still borne', () => {
  const busy = created({ id: 'valid/a', url: REMOTE, failedTries: [throttled] });
  const lost = created({ id: 'valid/b', url: REMOTE, failedTries: [reset] });
  expect(linesOf(answer, [busy, lost]).map((line) => line.split(' on ')[0])).toEqual([
    'warning answer/unstable',
    'warning answer/throttled',
  ]);
});

test('what was lost is told, not what a busy target had said before', () => {
  const exchange = created({ failedTries: [throttled, reset] });
  const said = judge([exchange], { by: [answer] }).map(({ kind, message }) => `${kind}: ${message}`);
  expect(said).toContain('unstable: an answer came only at the second try; the first: socket hang up');
});

test('one that was never answered is judged by its status alone', () => {
  for (const url of [LOCAL, REMOTE])
    expect(
      linesOf(answer, [
        created({ url, status: 429, failedTries: [throttled, throttled], headers: [['Retry-After', '1']] }),
      ]),
    ).toEqual([]);
});

test.each(['no url', 'http://api127.example.com/x', 'http://localhost.example.com/x'])(
  '%s is not this machine',
  (url) => {
    const [line] = linesOf(answer, [created({ url, failedTries: [throttled] })]);
    expect(line).toMatch(/^warning answer\/throttled/);
  },
);

test('right answers are answers', () => {
  expect(linesOf(answer, [created(), unauthorized()])).toEqual([]);
});

test('an answer that did not come at the second try either is lost, not unstable', () => {
  expect(linesOf(answer, [created({ ...fails('timeout'), failedTries: [reset] })])).toEqual([
    'error answer/timeout on 201 at connection, document:25: expected "a whole answer", actual "it broke"',
  ]);
});

import { expect, test } from 'vitest';
import { stable } from '../../src/checks/stable.ts';
import type { Json } from '../../src/json.ts';
import {
  badRequest,
  conflict,
  created,
  errorList,
  judge,
  linesOf,
  REMOTE,
  unauthorized,
} from './exchanges.ts';

const same = { expects: { sameAs: 'same' } };
const coded = (id: string, ...codes: string[]) =>
  badRequest({ id, ...same, json: errorList(...codes.map((code) => ({ code, detail: 'x' }))) });

test('the status changes from call to call', () => {
  const answers = [
    created({ id: 'a', ...same }),
    created({ id: 'b', ...same, status: 500 }),
    created({ id: 'c', ...same }),
  ];
  expect(linesOf(stable, answers)).toMatchInlineSnapshot(`
    [
      "error stable/status on 201 at status: expected 201, actual 500",
    ]
  `);
});

test('what is right is not called unstable, however rare it is', () => {
  const answers = [
    created({ id: 'a', ...same, status: 500 }),
    created({ id: 'b', ...same }),
    created({ id: 'c', ...same, status: 500 }),
  ];
  const found = judge(answers, { by: [stable] });
  expect(found.map(({ message }) => message.split(':')[0])).toEqual([
    'the answer is 500 where 1 of 3 requests of its kind got 201',
    'the answer is 500 where 1 of 3 requests of its kind got 201',
  ]);
});

test('the error codes change from call to call', () => {
  expect(linesOf(stable, [coded('a', 'x'), coded('b', 'y'), coded('c', 'x')])).toMatchInlineSnapshot(`
    [
      "error stable/codes on 400 at /errors, document:145: expected "x", actual "y"",
    ]
  `);
  expect(linesOf(stable, [coded('a', 'x'), coded('b')])).toHaveLength(1);
});

test('an error without a code, and a code that is no text, are told as they are', () => {
  const odd = (id: string, errors: Json) => badRequest({ id, ...same, json: { errors } });
  const found = judge([odd('a', [{ code: { x: 1 } }]), odd('b', [{}, 1]), odd('c', [])], { by: [stable] });
  expect(found.map(({ message }) => message)).toEqual([
    'the error codes are none, where the same request got {"x":1} before',
    'the error codes are none, where the same request got {"x":1} before',
  ]);
});

test('of what the document does not tell apart each may be refused for a reason of its own', () => {
  const strange = (id: string, code: string) =>
    badRequest({ id, expects: { sameAs: 'stranger /resource_id' }, json: errorList({ code, detail: 'x' }) });
  expect(linesOf(stable, [strange('a', 'not_found'), strange('b', 'gone')])).toEqual([]);
});

test('codes in another order are the same', () => {
  expect(linesOf(stable, [coded('a', 'x', 'y', 'x'), coded('b', 'y', 'x', 'x')])).toEqual([]);
});

test('a list of errors that grows is another answer', () => {
  const grown = judge([coded('a', 'x'), coded('b', 'y', 'x', 'x')], { by: [stable] });
  expect(grown.map(({ kind, message }) => [kind, message])).toEqual([
    ['codes', 'the error codes are x ×2, y, where the same request got x before'],
  ]);
});

test('of as many answers of each kind neither the first nor the last decides', () => {
  const answers = [
    coded('a', 'x'),
    coded('b', 'y'),
    conflict({ id: 'c', ...same }),
    conflict({ id: 'd', ...same }),
  ];
  expect(linesOf(stable, [...answers].reverse()).sort()).toEqual(linesOf(stable, answers).sort());
});

test('what was recorded twice of one request is one kind, though no probe sent it', () => {
  const recorded = (status: number) => created({ id: 'POST /x', source: 'recording', expects: null, status });
  expect(linesOf(stable, [recorded(201), recorded(201), recorded(500)])).toHaveLength(1);
});

test('a call that got no answer is for another check', () => {
  const failure = { kind: 'reset', message: 'socket hang up' } as const;
  expect(linesOf(stable, [created({ id: 'a', ...same }), created({ id: 'b', ...same, failure })])).toEqual(
    [],
  );
});

test('a target elsewhere that asks us to come back later has not answered yet', () => {
  const later = { url: REMOTE, status: 429, headers: [['Retry-After', '9']] as const };
  expect(linesOf(stable, [created({ id: 'a', ...same }), created({ id: 'b', ...same, ...later })])).toEqual(
    [],
  );
});

test('requests of different kinds need not be answered alike', () => {
  expect(linesOf(stable, [created(), badRequest(), unauthorized({ expects: { sameAs: 'other' } })])).toEqual(
    [],
  );
});

test('resources that the API may not know are answered with one status, and with codes of their own', () => {
  const stranger = (id: string, code: string, status = 400) =>
    badRequest({
      id,
      status,
      json: errorList({ code, detail: 'x' }),
      expects: { sameAs: 'stranger /resource_id' },
    });
  expect(linesOf(stable, [stranger('a', 'x'), stranger('b', 'y')])).toEqual([]);
  expect(linesOf(stable, [stranger('a', 'x'), stranger('b', 'x'), stranger('c', 'x', 404)])).toHaveLength(1);
});

test('a probe and its repetitions belong together', () => {
  const repeated = created({
    id: 'repeated/valid/example/2',
    status: 400,
    expects: { sameAs: 'valid/example' },
  });
  const third = created({ id: 'repeated/valid/example/3', expects: { sameAs: 'valid/example' } });
  expect(linesOf(stable, [created({ id: 'valid/example' }), repeated, third])).toHaveLength(1);
});

test('where an example is documented its check says what the codes have to be', () => {
  const other = (id: string, code: string) =>
    unauthorized({ id, ...same, json: errorList({ code, detail: 'x' }) });
  expect(linesOf(stable, [other('a', 'x'), other('b', 'y')])).toEqual([]);
});

test('a success has no codes, whatever it holds of errors', () => {
  const all = [
    created({ id: 'a', ...same, edit: { '/errors': [{ code: 'not_found', detail: 'x' }] } }),
    created({ id: 'b', ...same }),
    created({ id: 'c', ...same }),
  ];
  expect(linesOf(stable, all)).toEqual([]);
});

test('an answer without codes is told as one', () => {
  const found = judge([coded('a', 'x'), coded('b'), coded('c', 'x')], { by: [stable] });
  expect(found.map(({ message }) => message)).toEqual([
    'the error codes are none, where the same request got x before',
  ]);
});

test('another status and other codes are two causes, and so are two statuses', () => {
  const broken = (id: string, right: ReturnType<typeof created>) => [
    right,
    created({ id, expects: right.expectation ?? null, status: 500 }),
  ];
  const found = judge(
    [
      ...broken('b', created({ id: 'a', ...same })),
      ...broken('d', badRequest({ id: 'c', expects: { sameAs: 'other' } })),
      coded('e', 'x'),
      badRequest({ id: 'f', ...same, status: 400, json: errorList({ code: 'y', detail: 'x' }) }),
    ],
    { by: [stable] },
  );
  const causes = new Set(found.map(({ fingerprint }) => fingerprint));
  expect(causes.size).toBe(new Set(found.map(({ kind, status }) => `${kind} ${status}`)).size);
  expect(causes.size).toBeGreaterThan(1);
});

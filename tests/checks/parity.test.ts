import { expect, test } from 'vitest';
import { createJudge } from '../../src/checks/judge.ts';
import { compareAnswers } from '../../src/checks/parity.ts';
import type { Parity } from '../../src/checks/run.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import { badRequest, conflict, contract, created, errorList, unauthorized } from './exchanges.ts';

const URL = 'https://api.test.example.com';
const judge = createJudge(contract);
const compare = (target: Exchange[], embedded: Exchange[]): Parity =>
  compareAnswers(URL, target.map(judge.read), embedded.map(judge.read));
const told = (target: Exchange[], embedded: Exchange[]) => compare(target, embedded).differences;

test('values, times and orders are no difference', () => {
  const id = 'valid/example';
  expect(
    compare([created({ id, ms: 5 })], [created({ id, ms: 900, edit: { '/event/id': 'other' } })]),
  ).toEqual({
    target: URL,
    compared: 1,
    differing: 0,
    differences: [],
  });
});

test('another status is one difference, and its body none', () => {
  const id = 'invalid/a';
  expect(told([created({ id })], [badRequest({ id })])).toEqual([
    { kind: 'status', status: '201', target: ['201'], embedded: ['400'], probes: [id] },
  ]);
});

test('a code is compared where both have one', () => {
  const codes = (here: Json, there: Json) =>
    told(
      [badRequest({ id: 'a', edit: { '/errors/0/code': here } })],
      [badRequest({ id: 'a', edit: { '/errors/0/code': there } })],
    ).map(({ kind }) => kind);
  expect(codes('x', 'y')).toEqual(['error-codes']);
  expect(codes(7, 8)).toEqual([]);
  expect(codes('x', 8)).toEqual(['body']);
  const two = { json: errorList({ code: 'b', detail: '' }, { code: 'a', detail: '' }) };
  expect(told([badRequest({ id: 'a', ...two })], [badRequest({ id: 'a', ...two })])).toEqual([]);
});

test('another media type, name, type, code: each is told with its place', () => {
  const id = 'a';
  expect(told([conflict({ id, type: 'application/problem+json' })], [conflict({ id })])).toEqual([
    {
      kind: 'media-type',
      status: '409',
      target: ['application/problem+json'],
      embedded: ['application/json'],
      probes: [id],
    },
  ]);
  expect(told([conflict({ id, type: null })], [conflict({ id })])[0]).toMatchObject({ target: ['none'] });
  const edit: Record<string, Json | undefined> = {
    '/event/id': 7,
    '/event/created_at': undefined,
    '/event/more': { deep: [1] },
  };
  expect(told([created({ id, edit })], [created({ id })])).toEqual([
    {
      kind: 'body',
      status: '201',
      place: '/event/created_at',
      target: ['absent'],
      embedded: ['string'],
      probes: [id],
    },
    {
      kind: 'body',
      status: '201',
      place: '/event/id',
      target: ['number'],
      embedded: ['string'],
      probes: [id],
    },
    // What lies below it is no difference of its own.
    {
      kind: 'body',
      status: '201',
      place: '/event/more',
      target: ['object'],
      embedded: ['absent'],
      probes: [id],
    },
  ]);
  expect(told([unauthorized({ id, edit: { '/errors/0/code': 'x' } })], [unauthorized({ id })])).toEqual([
    { kind: 'error-codes', status: '401', target: ['x'], embedded: ['unauthorized'], probes: [id] },
  ]);
});

test('a body that is no JSON differs once', () => {
  const id = 'a';
  const [type, body, ...rest] = told(
    [unauthorized({ id, text: '<html>', type: 'text/html' })],
    [unauthorized({ id })],
  );
  expect([type?.kind, body?.kind, body?.place, rest]).toEqual(['media-type', 'body', '', []]);
});

test('a documented header that only one of them sends is told', () => {
  const id = 'a';
  const operation = {
    ...contract.operation,
    responses: contract.operation.responses.map((response) => ({
      ...response,
      headers: [{ name: 'X-Limit', pointer: '/x', required: false, schema: undefined }],
    })),
  };
  const own = createJudge({ ...contract, operation } as never);
  const read = (each: Exchange) => own.read(each);
  const [difference] = compareAnswers(
    URL,
    [read(created({ id, headers: [['x-limit', '1']] }))],
    [read(created({ id }))],
  ).differences;
  expect(difference).toMatchObject({
    kind: 'header',
    place: 'X-Limit',
    target: ['present'],
    embedded: ['absent'],
  });
});

test('differences are grouped, those of most probes first, with a few of their values', () => {
  const ids = Array.from({ length: 9 }, (_, index) => `unauthorized/${index}`);
  const target = [
    conflict({ id: 'c', edit: { '/errors/0/code': 'other' } }),
    ...ids.map((id, index) => unauthorized({ id, edit: { '/errors/0/code': `code-${index}` } })),
  ];
  const embedded = [conflict({ id: 'c' }), ...ids.map((id) => unauthorized({ id }))];
  const { differing, differences } = compare(target, embedded);
  expect(differing).toBe(10);
  expect(
    differences.map(({ status, probes, target: values }) => [status, probes.length, values.length]),
  ).toEqual([
    ['401', 9, 5],
    ['409', 1, 1],
  ]);
});

test('what the gate answered, got no answer, is not judged, or was sent to one of them only is not compared', () => {
  const gated = created({
    id: 'a',
    status: 302,
    headers: [['Location', 'https://qonto.onelogin.com/x']],
    text: '',
  });
  const target = [
    gated,
    badRequest({ id: 'b', failure: { kind: 'reset', message: '' } }),
    badRequest({ id: 'c', notJudged: 'not ready' }),
    badRequest({ id: 'd' }),
  ];
  const embedded = ['a', 'b', 'c', 'e'].map((id) => created({ id }));
  expect(compare(target, embedded)).toMatchObject({ compared: 0, differing: 0, differences: [] });
});

test('a hostile body costs no more than it has to', () => {
  const id = 'a';
  const wide = Array.from({ length: 5000 }, (_, index) => `"key-${index}":"xxx"`).join(',');
  const { differences } = compare([created({ id, text: `{${wide}}` })], [created({ id })]);
  expect(differences).toHaveLength(100);
  const deep = `${'{"a":'.repeat(5000)}1${'}'.repeat(5000)}`;
  expect(told([created({ id, text: deep })], [created({ id })]).map(({ place }) => place)).toEqual(['']);
  expect(JSON.stringify(differences).length).toBeLessThan(50_000);
});

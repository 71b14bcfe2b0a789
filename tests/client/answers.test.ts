import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { answering, EVENT, trigger } from './servers.ts';

const ERROR = { code: 'some-code', detail: 'Some text.' };

test('201 with an event is created', async () => {
  expect(await trigger(await answering(201, { event: EVENT }))).toEqual({
    kind: 'created',
    status: 201,
    event: EVENT,
  });
});

test('fields that are not documented are passed over', async () => {
  const url = await answering(201, { event: { ...EVENT, legal_flow: 'x', nested: {} }, trace_id: 'y' });
  expect(await trigger(url)).toEqual({ kind: 'created', status: 201, event: EVENT });
});

test.each([
  ['another resource type', { resource_type: 'organization' }],
  ['another event type', { event_type: 'organizations.deleted' }],
  ['a time without milliseconds', { created_at: '2022-08-29T13:17:32Z' }],
  ['a time of another zone', { created_at: '2022-08-29T13:17:32.5+02:00' }],
  ['a UUID in capitals', { id: EVENT.id.toUpperCase() }],
])('%s is as good', async (_, change) => {
  const event = { ...EVENT, ...change };
  expect(await trigger(await answering(201, { event }))).toEqual({ kind: 'created', status: 201, event });
});

test.each([['application/json; charset=utf-8'], ['application/json;charset=UTF-8'], ['Application/JSON']])(
  '%s is JSON',
  async (type) => {
    const url = await answering(201, { event: EVENT }, { 'Content-Type': type });
    expect(await trigger(url)).toMatchObject({ kind: 'created' });
  },
);

describe('201 is unexpected', () => {
  test.each([
    ['an empty object', {}, 'the body has no event'],
    ['a list', [], 'the body has no event'],
    ['null', 'null', 'the body has no event'],
    ['an event that is a text', { event: 'x' }, 'the body has no event'],
    ['an event that is null', { event: null }, 'the body has no event'],
    ['no id', { event: { ...EVENT, id: undefined } }, 'event.id is not a UUID'],
    ['a number as id', { event: { ...EVENT, id: 7 } }, 'event.id is not a UUID'],
    ['an id of another form', { event: { ...EVENT, id: 'evt_1' } }, 'event.id is not a UUID'],
    ['a line after the id', { event: { ...EVENT, id: `${EVENT.id}\n` } }, 'event.id is not a UUID'],
    [
      'no resource type',
      { event: { ...EVENT, resource_type: undefined } },
      'event.resource_type is not a text',
    ],
    ['no resource id', { event: { ...EVENT, resource_id: undefined } }, 'event.resource_id is not a UUID'],
    [
      'no time',
      { event: { ...EVENT, created_at: undefined } },
      'event.created_at is not a date and time with a time zone',
    ],
    [
      'a time without its zone',
      { event: { ...EVENT, created_at: '2021-08-17T12:31:32.689' } },
      'event.created_at is not a date and time with a time zone',
    ],
    ['no event type', { event: { ...EVENT, event_type: null } }, 'event.event_type is not a text'],
  ])('with %s', async (_, body, why) => {
    expect(await trigger(await answering(201, body))).toEqual({
      kind: 'unexpected',
      status: 201,
      body: typeof body === 'string' ? body : JSON.stringify(body),
      why,
      retryAfterMs: undefined,
    });
  });

  test.each([
    ['is cut off', '{"event":{"id":"f4a', 'the body is not JSON'],
    ['is empty', '', 'the body is not JSON'],
    ['is a page', '<html>', 'the body is not JSON'],
    ['is Latin-1', Buffer.from('{"event":"é"}', 'latin1'), 'the body is not UTF-8'],
    ['is compressed unasked', gzipSync(JSON.stringify({ event: EVENT })), 'the body is not UTF-8'],
  ])('when its body %s', async (_, body, why) => {
    expect(await trigger(await answering(201, body))).toMatchObject({ kind: 'unexpected', status: 201, why });
  });

  test.each([
    ['no media type', {}],
    ['another media type', { 'Content-Type': 'text/plain' }],
    ['a media type that only begins like JSON', { 'Content-Type': 'application/jsonl' }],
  ])('when it has %s', async (_, headers) => {
    expect(await trigger(await answering(201, { event: EVENT }, headers))).toMatchObject({
      kind: 'unexpected',
      why: 'the body is not labelled application/json',
    });
  });

  test('when it does not end within a mebibyte, of which the caller gets the beginning', async () => {
    const url = await answering(201, `"${'x'.repeat(3 * 1024 * 1024)}"`);
    const answer = await trigger(url);
    expect(answer).toMatchObject({
      kind: 'unexpected',
      status: 201,
      why: 'the body is longer than any answer of the API',
    });
    expect(answer.kind === 'unexpected' && answer.body.length).toBe(1024 * 1024);
  });
});

test('400 is invalid, whatever the codes', async () => {
  const errors = [ERROR, { ...ERROR, source: { pointer: '/event_type' } }];
  expect(await trigger(await answering(400, { errors }))).toEqual({ kind: 'invalid', status: 400, errors });
});

test('401 is unauthorized when its code says so too', async () => {
  const errors = [ERROR, { code: 'unauthorized', detail: 'Some text.' }];
  expect(await trigger(await answering(401, { errors }))).toEqual({
    kind: 'unauthorized',
    status: 401,
    errors,
  });
});

test('409 is a conflict, with the places that conflict', async () => {
  const errors = [
    { code: 'conflict', detail: 'One.', source: { pointer: '/data/id' } },
    { code: 'conflict', detail: 'Two.' },
    { ...ERROR, source: { pointer: '/elsewhere' } },
  ];
  expect(await trigger(await answering(409, { errors }))).toEqual({
    kind: 'conflict',
    status: 409,
    errors,
    mismatches: ['/data/id'],
  });
});

test('entries of a list of errors that lack code or detail are passed over, and so is what is no pointer', async () => {
  const url = await answering(400, {
    errors: [
      null,
      'x',
      [],
      { code: 'a' },
      { detail: 'b' },
      { code: 1, detail: 'c' },
      { ...ERROR, source: 'd' },
    ],
  });
  expect(await trigger(url)).toEqual({ kind: 'invalid', status: 400, errors: [ERROR] });
});

test.each([
  ['a gateway in front of the API', 401, { error: 'Authorization field missing' }],
  ['a list that is empty', 400, { errors: [] }],
  ['a list without codes', 409, { errors: [{ detail: 'x' }] }],
  ['no list', 400, { errors: ERROR }],
])('an error answer of %s is unexpected', async (_, status, body) => {
  expect(await trigger(await answering(status, body))).toMatchObject({
    kind: 'unexpected',
    status,
    why: 'the body has no list of errors with code and detail',
  });
});

test.each([
  [401, 'unauthorized'],
  [409, 'conflict'],
])('%i without the code "%s" is unexpected', async (status, code) => {
  expect(await trigger(await answering(status, { errors: [ERROR] }))).toMatchObject({
    kind: 'unexpected',
    status,
    why: `none of the errors has the code "${code}"`,
  });
});

test.each([
  ['without a body', ''],
  ['with one', '{"errors":[]}'],
])('500 %s is an error inside the API', async (_, body) => {
  expect(await trigger(await answering(500, body, {}))).toEqual({
    kind: 'unexpected',
    status: 500,
    body,
    why: 'an error inside the API',
    retryAfterMs: undefined,
  });
});

test.each([[200], [202], [204], [301], [403], [404], [422], [502]])(
  'a status that is not documented is unexpected: %i',
  async (status) => {
    expect(await trigger(await answering(status, ''))).toMatchObject({
      kind: 'unexpected',
      status,
      why: `the status ${status} is not documented`,
    });
  },
);

const GATE = "the sandbox's login page: the staging token is missing or wrong";

test('a page with 200 is the gate in front of the sandbox', async () => {
  const page = '<!doctype html><title>OneLogin</title>';
  const url = await answering(200, page, { 'Content-Type': 'text/html; charset=utf-8' });
  expect(await trigger(url)).toMatchObject({ kind: 'unexpected', status: 200, body: page, why: GATE });
});

test('a redirect to the gate is not followed', async () => {
  const url = await answering(302, '', { Location: 'https://qonto.onelogin.com/login' });
  expect(await trigger(url)).toMatchObject({ kind: 'unexpected', status: 302, why: GATE });
});

test('a redirect to elsewhere is not followed either', async () => {
  const elsewhere = await answering(201, { event: EVENT });
  expect(await trigger(await answering(302, '', { Location: elsewhere }))).toMatchObject({
    kind: 'unexpected',
    status: 302,
    why: 'the status 302 is not documented',
  });
});

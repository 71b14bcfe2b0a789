import { describe, expect, test } from 'vitest';
import { echo } from '../../src/checks/echo.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { JsonObject } from '../../src/json.ts';
import {
  answered,
  contract,
  contractOf,
  created,
  event,
  judge,
  linesOf,
  RESOURCE,
  unauthorized,
} from './exchanges.ts';

const other = '9b2d6a52-8f5e-4c39-9f0a-3d1f0a7c1b11';
const gives = (value: string | undefined) => created({ edit: { '/event/resource_id': value } });

test('the answer has another value than the request', () => {
  expect(linesOf(echo, [gives(other)])).toMatchInlineSnapshot(`
    [
      "error echo/differs on 201 at /event/resource_id, document:104, contract:50: expected "481248f5-346a-4711-b8a8-18a0348de10f", actual "9b2d6a52-8f5e-4c39-9f0a-3d1f0a7c1b11"",
    ]
  `);
});

test('the answer does not repeat the value, and no other check says so', () => {
  const echoes = { '/event/reference': '/resource_id' };
  const responses = contract.responses.map((each) => ({ ...each, echoes }));
  expect(linesOf(echo, [created()], { ...contract, responses })).toMatchInlineSnapshot(`
    [
      "error echo/missing on 201 at /event/reference, document:84, contract:49: expected "481248f5-346a-4711-b8a8-18a0348de10f"",
    ]
  `);
});

test.each([
  ['a required property is missing', { edit: { '/event/resource_id': undefined } }],
  ['it is null', { edit: { '/event/resource_id': null } }],
  ['it is not of its format', { edit: { '/event/resource_id': RESOURCE.replaceAll('-', '') } }],
  ['what it stands in is a list', { json: { event: [event()['event'] ?? null] } }],
  ['the body is a text', { json: 'created' }],
  ['the body has nothing that is documented', { json: { data: event() } }],
])('one fault is told once: %s', (_, changes) => {
  const found = judge([created(changes)], {}).filter(({ severity }) => severity === 'error');
  expect(found.map(({ check }) => check)).toEqual([expect.stringMatching(/^(schema|vacuous)$/)]);
});

describe('what the value stands in', () => {
  const against = (rules: JsonObject): Contract => {
    const event = { type: 'object', properties: { resource_id: { type: 'string' } }, ...rules };
    const schema = { type: 'object', required: ['event'], properties: { event, note: { type: 'string' } } };
    const derived = contractOf({ 201: { description: '', content: { 'application/json': { schema } } } });
    const echoes = { '/event/resource_id': '/resource_id' };
    return { ...derived, responses: derived.responses.map((each) => ({ ...each, echoes })) };
  };
  const checksOf = (json: JsonObject, rules: JsonObject = {}) =>
    judge([answered(201, json, { sends: { resource_id: RESOURCE } })], { against: against(rules) })
      .filter(({ severity }) => severity === 'error')
      .map(({ check }) => check);

  test('is required and missing: the schema says so', () => {
    expect(checksOf({ note: 'x' })).toEqual(['schema']);
  });

  test('is another whose name begins alike: both are told', () => {
    const properties = { resource_id: { type: 'string' }, resource: { type: 'string' } };
    expect(checksOf({ event: { resource_id: other, resource: 1 } }, { properties }).sort()).toEqual([
      'echo',
      'schema',
    ]);
  });

  test('breaks a rule that has nothing to do with it: both are told', () => {
    expect(checksOf({ event: { resource_id: other } }, { minProperties: 2 }).sort()).toEqual([
      'echo',
      'schema',
    ]);
  });
});

test('a rule of the schema that is broken elsewhere hides no other value', () => {
  const edit = { '/event/created_at': 'today', '/event/resource_id': other };
  expect(linesOf(echo, [created({ edit })])).toHaveLength(1);
});

test('a request that ought to have been refused is owed no echo', () => {
  const sends = { resource_id: ` ${RESOURCE}`, event_type: 'registrations.pending' };
  const expects = { statuses: ['400'], valid: false };
  expect(linesOf(echo, [created({ sends, expects })])).toEqual([]);
  expect(
    linesOf(echo, [created({ sends, expects: { statuses: ['400', '201'], valid: false } })]),
  ).toHaveLength(1);
});

test('the answer has the value of another request of the same run, whichever came first', () => {
  const owner = created({
    id: 'valid/owner',
    sends: { resource_id: other },
    edit: { '/event/resource_id': other },
  });
  const expected = linesOf(echo, [gives(other), owner]);
  expect(expected).toMatchInlineSnapshot(`
    [
      "error echo/not-ours on 201 at /event/resource_id, document:104, contract:50: expected "481248f5-346a-4711-b8a8-18a0348de10f", actual "9b2d6a52-8f5e-4c39-9f0a-3d1f0a7c1b11"",
    ]
  `);
  expect(linesOf(echo, [owner, gives(other)])).toEqual(expected);
});

test('what is said of each kind', () => {
  const echoes = { '/event/resource_id': '/resource_id', '/event/reference': '/resource_id' };
  const responses = contract.responses.map((each) => ({ ...each, echoes }));
  const of = (id: string) => ({ id, sends: { resource_id: other } });
  const edit = { '/event/resource_id': other, '/event/reference': other };
  const right = (id: string) => created({ ...of(id), edit });
  const found = (...exchanges: Parameters<typeof judge>[0]) =>
    judge(exchanges, { by: [echo], against: { ...contract, responses } }).map(({ message }) => message);
  const sent = `where the request's /resource_id is "${RESOURCE}"`;
  const reference = `/event/reference is missing, where the request's /resource_id ("${RESOURCE}") ought to come back`;
  expect(found(gives(other))).toEqual([`/event/resource_id is "${other}", ${sent}`, reference]);
  // Two have sent it: the first of them is told.
  expect(found(gives(other), right('valid/one'), right('valid/two'))).toEqual([
    `/event/resource_id is "${other}", ${sent}: it is what valid/one asked for`,
    reference,
  ]);
});

test('a value that was sent elsewhere in the same request is not that of another', () => {
  expect(linesOf(echo, [created({ edit: { '/event/event_type': RESOURCE } })])).toMatchInlineSnapshot(`
    [
      "error echo/differs on 201 at /event/event_type, document:113, contract:51: expected "registrations.pending", actual "481248f5-346a-4711-b8a8-18a0348de10f"",
    ]
  `);
});

test('a UUID is the same in any case of letters, another text is not', () => {
  expect(linesOf(echo, [gives(RESOURCE.toUpperCase())])).toEqual([]);
  expect(linesOf(echo, [created({ edit: { '/event/event_type': 'Registrations.Pending' } })])).toHaveLength(
    1,
  );
});

test('what the request does not send cannot come back', () => {
  expect(
    linesOf(echo, [created({ sends: { event_type: 'registrations.pending' } }), created({ sends: 'x' })]),
  ).toEqual([]);
});

test('objects come back whatever the order of their keys', () => {
  const responses = contract.responses.map((each) => ({ ...each, echoes: { '/event': '/event' } }));
  const sends = { event: { a: 1, b: [2] } };
  const json = { event: { b: [2], a: 1 } };
  expect(linesOf(echo, [created({ sends, json })], { ...contract, responses })).toEqual([]);
});

test('what cannot be read, and what is not documented, owes no echo', () => {
  expect(linesOf(echo, [created({ text: 'no' }), created({ status: 202, json: {} })])).toEqual([]);
});

test('a gate in front of the API owes no echo', () => {
  const gate = { header: 'X-Key', answers: [{ status: 201 }], mark: undefined, hint: '' };
  expect(linesOf(echo, [gives(other)], { ...contract, gate })).toEqual([]);
});

test('an answer owes its echo in a media type that nobody documented too', () => {
  const schema = { type: 'object' };
  const content = { 'application/json': { schema }, 'application/hal+json': { schema } };
  const derived = contractOf({ 201: { description: '', content } });
  const responses = derived.responses.map((each) => ({ ...each, echoes: { '/id': '/id' } }));
  const exchange = answered(201, { id: 'b' }, { sends: { id: 'a' }, type: 'application/problem+json' });
  expect(linesOf(echo, [exchange], { ...derived, responses })).toHaveLength(1);
});

test('an error, and a documented example, owe no echo', () => {
  expect(linesOf(echo, [unauthorized(), created({ source: 'documented', json: { event: {} } })])).toEqual([]);
});

test.each(['x%', '%x'])('a text that only holds a UUID is no UUID: %s', (text) => {
  const sends = { resource_id: RESOURCE, event_type: text.replace('%', RESOURCE) };
  const edit = { '/event/event_type': text.replace('%', RESOURCE).toUpperCase() };
  expect(linesOf(echo, [created({ sends, edit })])).toHaveLength(1);
});

test('two values that do not come back are two causes', () => {
  const found = judge([gives(other), created({ id: 'b', edit: { '/event/event_type': 'x' } })], {
    by: [echo],
  });
  expect(new Set(found.map(({ fingerprint }) => fingerprint)).size).toBe(2);
});

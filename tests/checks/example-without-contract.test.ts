import { describe, expect, test } from 'vitest';
import { example } from '../../src/checks/example.ts';
import type { Contract } from '../../src/contract/contract.ts';
import type { Json, JsonObject } from '../../src/json.ts';
import { answered, contractOf, judge } from './exchanges.ts';

// docs/decisions/0012-examples-without-a-contract.md

const text = { type: 'string' };
const schema = {
  type: 'object',
  required: ['at', 'requestId', 'code', 'message'],
  properties: {
    at: { type: 'string', format: 'date-time' },
    requestId: { type: 'string', format: 'uuid' },
    code: text,
    message: text,
    field: text,
  },
};
const ID = '3f2504e0-4f89-41d3-9a0c-0305e82c3301';
const refused = {
  at: '2026-01-01T12:00:00Z',
  requestId: ID,
  code: 'invalid',
  message: 'quantity must be at least 1',
  field: 'quantity',
};
const { field: _, ...unknown } = { ...refused, code: 'unauthorized', message: 'Token expired' };

const documented = (status: string, value: Json, of: JsonObject | undefined = undefined) =>
  contractOf({
    [status]: {
      description: '',
      content: { 'application/json': { ...(of && { schema: of }), example: value } },
    },
  });
const found = (against: Contract, status: number, ...bodies: Json[]) =>
  judge(
    bodies.map((json, index) => answered(status, json, { id: `probe/${index}` })),
    { by: [example], against },
  ).map(({ severity, kind, probe, message }) => `${severity} ${kind} ${probe}: ${message}`);
const other = { at: '2027-02-03T04:05:06Z', requestId: ID.replaceAll('3', '4') };

describe('what is new in each answer', () => {
  test('is not compared, by the format of the schema or by its look', () => {
    for (const of of [schema, undefined]) {
      const against = documented('401', unknown, of);
      expect(found(against, 401, { ...unknown, ...other })).toEqual([]);
      expect(found(against, 401, { ...unknown, ...other, code: 'no' })).toHaveLength(1);
    }
  });

  test.each<[string, Json, Json]>([
    ['id', ID, 'x'],
    ['id', `urn:uuid:${ID}`, 'x'],
    ['id', 'req_4bf92f3577b34da6a3ce929d0e0e4736', 'x'],
    ['id', '01ARZ3NDEKTSV4RRFFQ69G5FAV', 'x'],
    ['day', '2026-01-01', '2027-01-01'],
    ['hour', '10:00:00Z', 'x'],
    ['code', 'expired_2026-01-01T12:00:00Z', 'x'],
    ['trace_id', 'abc', 'def'],
    ['requestId', 7, 8],
    ['timestamp', 1767268800, 1767268801],
    ['instance', '/lines/1', '/lines/2'],
  ])('is told by its look or its name: %s %s', (name, documentedValue, value) => {
    const against = documented('401', { [name]: documentedValue, error: 'x' });
    expect(found(against, 401, { [name]: value, error: 'x' })).toEqual([]);
    expect(found(against, 401, { error: 'x' })).toHaveLength(1);
    expect(found(against, 401, { [name]: null, error: 'x' })).toHaveLength(1);
  });

  test.each<[string, Json, Json]>([
    ['id', 'req-1', 'req-2'],
    ['id', 7, 8],
    ['code', 'authentication_required_for_this', 'x'],
    ['code', 'deadbeefdeadbeefdeadbeef', 'x'],
    ['code', 'E1042', 'E1043'],
    ['type', 'https://shop.example/problems/401', 'about:blank'],
  ])('is not what has another look and another name: %s %s', (name, documentedValue, value) => {
    const against = documented('401', { [name]: documentedValue });
    expect(found(against, 401, { [name]: value })).toHaveLength(1);
  });

  test('has to be there, and of its kind', () => {
    const against = documented('401', unknown);
    expect(found(against, 401, { ...unknown, at: 7 })).toHaveLength(1);
    expect(found(against, 401, { ...unknown, requestId: undefined } as JsonObject)).toHaveLength(1);
  });

  test('may be anywhere in a list, and in one of several examples', () => {
    const item = (id: string, code: string): JsonObject => ({ errors: [{ id, code }, { code: 'b' }] });
    expect(found(documented('403', item(ID, 'a')), 403, item(other.requestId, 'a'))).toEqual([]);
    const examples = { one: { value: item(ID, 'a') }, two: { value: item(ID, 'c') } };
    const several = contractOf({ 400: { description: '', content: { 'application/json': { examples } } } });
    expect(found(several, 400, item(other.requestId, 'c'))).toEqual([]);
    expect(found(several, 400, item(other.requestId, 'd'))).toEqual([
      'error differs probe/0: /errors/0/code is "d", where the documented example "one" has "a"',
    ]);
  });

  test('is compared where a contract says how closely an answer keeps to its example', () => {
    const against = { ...documented('401', unknown, schema), file: 'a.contract.yaml' };
    expect(found(against, 401, { ...unknown, ...other })).toHaveLength(2);
  });
});

describe('the one example of a 401', () => {
  const against = documented('401', unknown, schema);

  test('has the code of every answer', () => {
    expect(found(against, 401, unknown, { ...unknown, code: 'bad' })).toEqual([
      'error differs probe/1: /code is "bad", where the documented example "example" has "unauthorized"',
    ]);
  });

  test('has the words of one reason, of which there may be others', () => {
    const missing = { ...unknown, message: 'Token missing' };
    expect(found(against, 401, unknown, missing)).toEqual([]);
    // Nobody has said them.
    expect(found(against, 401, missing, { ...unknown, message: 'nope' })).toEqual([
      'error differs probe/0: /message is "Token missing", where the documented example "example" has "Token expired"',
      'error differs probe/1: /message is "nope", where the documented example "example" has "Token expired"',
    ]);
  });

  test('has its words in no answer that has nothing of it', () => {
    const wrapped = documented('401', { error: unknown });
    const other = { error: { ...unknown, message: 'nope' } };
    expect(found(wrapped, 401, {}, other).map((line) => line.replace(/:.*/, ''))).toEqual([
      'error missing probe/0',
      'error differs probe/1',
    ]);
  });

  test('has words for people by their spaces or by their name', () => {
    const short = documented('401', { error: 'bad_token', title: 'Unauthorized', note: 'no key' });
    const body = { error: 'bad_token', title: 'Unauthorized', note: 'no key' };
    expect(found(short, 401, body, { error: 'bad_token', title: 'Missing', note: 'x' })).toEqual([]);
    expect(found(short, 401, body, { ...body, error: 'x' })).toHaveLength(1);
    const list = documented('401', { errors: [{ message: 'Expired' }] });
    expect(found(list, 401, { errors: [{ message: 'Expired' }] }, { errors: [{ message: 'No' }] })).toEqual(
      [],
    );
  });

  test('may have more in its list, which is a note', () => {
    const item = { code: 'a', detail: 'b' };
    const of = {
      properties: { errors: { type: 'array', items: { properties: { code: text, detail: text } } } },
    };
    expect(found(documented('401', { errors: [item] }, of), 401, { errors: [item, item] })).toEqual([
      'note more probe/0: the answer has 2 entries at /errors, the documented example "example" has 1',
    ]);
  });

  test('is not that of a 403 in the same run', () => {
    const of = (value: Json) => ({ description: '', content: { 'application/json': { example: value } } });
    const forbidden = { code: 'forbidden', reason: 'No right to do so' };
    const both = contractOf({ 401: of(unknown), 403: of(forbidden) });
    expect(
      judge([answered(401, unknown), answered(403, forbidden)], { by: [example], against: both }),
    ).toEqual([]);
  });

  test('another media type has an example of its own', () => {
    const media = (code: string) => ({ example: { code } });
    const content = { 'application/json': media('a'), 'application/problem+json': media('b') };
    const both = contractOf({ 401: { description: '', content } });
    const says = (code: string, type: string) =>
      judge([answered(401, { code }, { type })], { by: [example], against: both }).length;
    expect([says('a', 'application/json'), says('b', 'application/problem+json')]).toEqual([0, 0]);
    expect(says('a', 'application/problem+json')).toBe(1);
  });
});

describe.each(['400', '422', '4XX'])('the one example of a %s', (status) => {
  const code = status === '4XX' ? 418 : Number(status);
  const against = documented(status, refused, schema);
  const bare = documented(status, refused);

  test('has the words and the fields of one reason among many', () => {
    const { field: __, ...without } = { ...refused, ...other, message: 'sku is too short' };
    for (const of of [against, bare])
      expect(found(of, code, without, { ...without, field: 'sku' }, refused)).toEqual([]);
  });

  test('has a code that is one among many, and a warning tells of one that all answers have in its place', () => {
    const says = (...codes: string[]) =>
      found(against, code, ...codes.map((each) => ({ ...refused, code: each })));
    expect(says('a', 'b')).toEqual([]);
    expect(says('a', 'invalid')).toEqual([]);
    expect(says('a', 'a')).toEqual([
      'warning differs probe/0: /code is "a" in every answer, where the documented example "example" has "invalid"',
    ]);
  });

  test('has no code where its words are for people, or are no words', () => {
    const numbered = documented(status, { code: 7, error: 'No such thing' });
    expect(found(numbered, code, { code: 8, error: 'Not for you' })).toEqual([]);
  });

  test('has the shape of every answer', () => {
    expect(found(bare, code, { error: 'no' })).toHaveLength(5);
    expect(found(bare, code, 'no')).toHaveLength(1);
    expect(found(bare, code, [refused])).toHaveLength(1);
    expect(found(bare, code, { ...refused, message: { en: 'no' } })).toHaveLength(1);
    expect(found(bare, code, { ...refused, message: 7 })).toHaveLength(1);
    expect(found(bare, code, { ...refused, message: null })).toEqual([]);
    // The schema says what it says.
    expect(found(against, code, { ...refused, message: 7 })).toEqual([]);
  });

  test('has a shape in what holds it, and in each of a list', () => {
    const wrapped = documented(status, {
      errors: [
        { code: 'a', rule: { min: 1 } },
        { reason: 'b', id: 1 },
      ],
    });
    const one = { code: 'a', rule: { max: 'x' } };
    expect(found(wrapped, code, { errors: [one, one, one] })).toEqual([]);
    expect(found(wrapped, code, { errors: [] })).toEqual([]);
    expect(found(wrapped, code, { errors: [one, { kode: 'c' }] })).toHaveLength(2);
    expect(found(wrapped, code, { errors: [{ ...one, rule: 'x' }] })).toHaveLength(1);
    expect(found(wrapped, code, { errors: {} })).toHaveLength(1);
  });

  test('is compared in full where a contract says so', () => {
    const { message: __, ...without } = refused;
    const own = { ...bare, file: 'a.contract.yaml' };
    expect(found(own, code, without)).toHaveLength(1);
    expect(found(own, code, { ...refused, code: 'a' })).toEqual([
      'error differs probe/0: /code is "a", where the documented example "example" has "invalid"',
    ]);
  });
});

import { expect, test } from 'vitest';
import { schema } from '../../src/checks/schema.ts';
import {
  answered,
  badRequest,
  contractOf,
  created,
  gated,
  judge,
  linesOf,
  unauthorized,
} from './exchanges.ts';

test('a required property is missing', () => {
  expect(linesOf(schema, [created({ edit: { '/event/id': undefined } })])).toMatchInlineSnapshot(`
    [
      "error schema/required on 201 at /event/id, document:88: expected "a value"",
    ]
  `);
  expect(linesOf(schema, [unauthorized({ edit: { '/errors/0/detail': undefined } })])).toMatchInlineSnapshot(`
    [
      "error schema/required on 401 at /errors/0/detail, document:143: expected "a value"",
    ]
  `);
});

test('a text out of which something was taken is not judged, one that only looks like it is', () => {
  const id = (text: string) => linesOf(schema, [created({ edit: { '/event/id': text } })]);
  expect(id('241401f5-6096[redacted:QONTO_PARTNER_ID]3b-41107def1fd5')).toMatchInlineSnapshot(`
    [
      "note schema/taken-out on 201 at /event/id, document:96: expected "uuid", actual "241401f5-6096[redacted:QONTO_PARTNER_ID]3b-41107def1fd5"",
    ]
  `);
  // A recording of another tool names what it holds by where it stood.
  expect(id('2414[redacted:AUTHORIZATION_2]07def1fd5')).toHaveLength(1);
  expect(id('2414[redacted:AUTHORIZATION_2]07def1fd5')[0]).toMatch(/^note schema\/taken-out /);
  for (const text of ['2414[redacted:by the server]', '[redacted:OURS]', '2414'])
    expect(id(text)[0], text).toMatch(/^error schema\/format /);
  // What certainly was a credential is as wrong as it looks.
  const echoedSecrets = [{ name: 'QONTO_TOKEN', where: 'body' }];
  expect(
    linesOf(schema, [created({ edit: { '/event/id': 'x[redacted:QONTO_TOKEN]' }, echoedSecrets })])[0],
  ).toMatch(/^error schema\/format /);
  // Of what stands beside it all is known.
  expect(
    linesOf(schema, [
      created({ edit: { '/event/id': '[redacted:QONTO_TOKEN]', '/event/resource_id': 'no uuid' } }),
    ]).map((line) => line.split(' at ')[0]),
  ).toEqual(['error schema/format on 201', 'note schema/taken-out on 201']);
});

test('a value that the request sent by that name, where the document has none, is told as taken over', () => {
  const right = { resource_id: 'x', event_type: 'registrations.pending' };
  const said = (sends: Record<string, string>, edit: Record<string, string>) =>
    judge([created({ sends, edit })], { by: [schema] }).map(({ message }) => message);
  const taken = 'it is what the request sent by that name, though the document has no such property there';
  expect(said({ ...right, created_at: 'plumbline' }, { '/event/created_at': 'plumbline' })).toEqual([
    `/event/created_at is "plumbline", which is no date-time; ${taken}`,
  ]);
  expect(said({ ...right, created_at: 'other' }, { '/event/created_at': 'plumbline' })[0]).not.toContain(
    taken,
  );
  // What a request is to say comes back.
  expect(said(right, { '/event/resource_id': 'x' })[0]).not.toContain(taken);
});

test('a value has another type', () => {
  expect(linesOf(schema, [badRequest({ edit: { '/errors/0/code': 400 } })])).toMatchInlineSnapshot(`
    [
      "error schema/type on 400 at /errors/0/code, document:130: expected "string", actual 400",
    ]
  `);
  expect(linesOf(schema, [created({ json: null })])).toMatchInlineSnapshot(`
    [
      "error schema/type on 201 at the root, document:58: expected "object", actual null",
    ]
  `);
});

test('a text is not of its format', () => {
  expect(linesOf(schema, [created({ edit: { '/event/created_at': '2026-03-01' } })])).toMatchInlineSnapshot(`
    [
      "error schema/format on 201 at /event/created_at, document:110: expected "date-time", actual "2026-03-01"",
    ]
  `);
});

test('a value is not among those that are allowed', () => {
  expect(linesOf(schema, [created({ edit: { '/event/resource_type': 'card' } })])).toMatchInlineSnapshot(`
    [
      "error schema/enum on 201 at /event/resource_type, document:101: expected ["registration"], actual "card"",
    ]
  `);
});

test('a value of another type is told once, and not as one that is not allowed besides', () => {
  expect(linesOf(schema, [created({ edit: { '/event/resource_type': null } })])).toMatchInlineSnapshot(`
    [
      "error schema/type on 201 at /event/resource_type, document:100: expected "string", actual null",
    ]
  `);
});

test('a property is there that the schema forbids, and another rule is broken', () => {
  const strict = {
    type: 'object',
    properties: { a: { type: 'string', minLength: 2 } },
    additionalProperties: false,
  };
  const against = contractOf({
    200: { description: '', content: { 'application/json': { schema: strict } } },
  });
  expect(linesOf(schema, [answered(200, { a: 'x', b: 1 })], against)).toMatchInlineSnapshot(`
    [
      "error schema/forbidden on 200 at /b, document: expected false, actual 1",
      "error schema/other on 200 at /a, document: expected 2, actual "x"",
    ]
  `);
});

test('the same fault in every entry of a list is one cause', () => {
  const errors = [
    { code: 1, detail: 'x' },
    { code: 2, detail: 'y' },
  ];
  expect(linesOf(schema, [badRequest({ json: { errors } })])).toMatchInlineSnapshot(`
    [
      "error schema/type on 400 at /errors/0/code, document:130: expected "string", actual 1",
      "error schema/type on 400 at /errors/1/code, document:130: expected "string", actual 2",
    ]
  `);
});

test('what the gate answers has no schema, nor has a body that is no JSON', () => {
  expect(linesOf(schema, [gated(), created({ text: 'no' })])).toEqual([]);
});

test('right bodies are what their schemas say', () => {
  expect(linesOf(schema, [created(), badRequest(), unauthorized()])).toEqual([]);
});

test('what a schema keeps for requests is a warning in an answer, wherever it stands', () => {
  const text = { type: 'string' };
  const user = {
    type: 'object',
    properties: {
      name: text,
      password: { type: 'string', writeOnly: true },
      pin: { $ref: '#/components/schemas/pin' },
    },
  };
  const against = contractOf(
    {
      200: {
        description: '',
        content: {
          'application/json': {
            schema: {
              ...user,
              properties: {
                ...user.properties,
                friends: { type: 'array', items: user },
                card: {
                  oneOf: [
                    { properties: { a: text, cvc: { type: 'string', writeOnly: true } }, required: ['a'] },
                    { properties: { b: text, cvc: text }, required: ['b'] },
                  ],
                },
              },
            },
          },
        },
      },
    },
    { schemas: { pin: { type: 'string', writeOnly: true } } },
  );
  const lines = (json: Parameters<typeof answered>[1]) => linesOf(schema, [answered(200, json)], against);
  expect(lines({ name: 'x', password: 'secret' })).toEqual([
    'warning schema/write-only on 200 at /password, document',
  ]);
  expect(lines({ pin: '1234' })).toHaveLength(1);
  expect(lines({ friends: [...Array(30).fill({}), { password: 'x' }] })).toEqual([
    'warning schema/write-only on 200 at /friends/30/password, document',
  ]);
  // Nothing of it comes back, or one of the alternatives lets it.
  expect(lines({ name: 'x', password: null })).toEqual([
    'error schema/type on 200 at /password, document: expected "string", actual null',
  ]);
  expect(lines({ card: { b: 'x', cvc: '123' } })).toEqual([]);
  expect(lines({ name: 'x', friends: [{ name: 'y' }], other: { password: 'x' } })).toEqual([]);
});

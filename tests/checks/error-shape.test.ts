import { describe, expect, test } from 'vitest';
import { errorShape } from '../../src/checks/error-shape.ts';
import type { Json } from '../../src/json.ts';
import {
  answered,
  badRequest,
  contract,
  contractOf,
  created,
  edited,
  errorList,
  event,
  judge,
  linesOf,
  unauthorized,
} from './exchanges.ts';

const detail = (text: string) => badRequest({ edit: { '/errors/0/detail': text } });
const points = (pointer: Json) => badRequest({ edit: { '/errors/0/source': { pointer } } });

test('an error answer names no error', () => {
  expect(linesOf(errorShape, [badRequest({ json: {} })])).toMatchInlineSnapshot(`
    [
      "error error-shape/no-errors on 400 at /errors, document:124, contract:40: expected "at least one error"",
    ]
  `);
  expect(linesOf(errorShape, [badRequest({ json: { errors: [] } })])).toMatchInlineSnapshot(`
    [
      "error error-shape/no-errors on 400 at /errors, document:124, contract:40: expected "at least one error", actual []",
    ]
  `);
});

test('null is a code where the request holds a null, and nowhere else', () => {
  const said = (sends: Json, word = 'code') =>
    judge([badRequest({ sends, edit: { [`/errors/0/${word}`]: 'null' } })], { by: [errorShape] }).length;
  expect(said({ resource_id: null, event_type: 'registrations.pending' })).toBe(0);
  expect(said({ list: [{ deep: [null] }] })).toBe(0);
  expect(said({ resource_id: 'null' })).toBe(1);
  expect(said({ resource_id: null }, 'detail')).toBe(1);
});

test('string is a code where the request was broken by a value that is none, and nowhere else', () => {
  const said = (value: Json | undefined, word = 'code', broken: string | null = '/resource_id') =>
    judge(
      [
        badRequest({
          sends: {
            ...(value === undefined ? {} : { resource_id: value }),
            event_type: 'registrations.pending',
          },
          expects: broken === null ? null : { broken },
          edit: { [`/errors/0/${word}`]: 'string' },
        }),
      ],
      { by: [errorShape] },
    ).filter(({ kind }) => kind === 'unrendered').length;
  for (const value of [null, 42, true, {}, []]) expect(said(value)).toBe(0);
  expect(said(null, 'code', null)).toBe(0);
  expect(said('no-uuid', 'code', null)).toBe(1);
  expect(said('no-uuid')).toBe(1);
  expect(said(undefined)).toBe(1);
  expect(said(42, 'detail')).toBe(1);
  expect(said(42, 'code', '/event_type')).toBe(1);
});

test('a code or a detail is blank', () => {
  expect(
    linesOf(errorShape, [badRequest({ edit: { '/errors/0/code': '', '/errors/0/detail': ' \n' } })]),
  ).toMatchInlineSnapshot(`
    [
      "error error-shape/blank on 400 at /errors/0/code, document:129, contract:40: actual """,
      "error error-shape/blank on 400 at /errors/0/detail, document:132, contract:40: actual " \\n"",
    ]
  `);
});

test('a text was never filled in', () => {
  expect(linesOf(errorShape, [detail('[object Object]')])).toMatchInlineSnapshot(`
    [
      "error error-shape/unrendered on 400 at /errors/0/detail, document:132, contract:40: actual "[object Object]"",
    ]
  `);
  expect(linesOf(errorShape, [badRequest({ edit: { '/errors/0/code': 'string' } })])).toMatchInlineSnapshot(`
    [
      "error error-shape/unrendered on 400 at /errors/0/code, document:129, contract:40: actual "string"",
    ]
  `);
});

test.each([
  'undefined',
  ' NULL ',
  'None',
  'NaN',
  'TODO',
  'Lorem ipsum dolor',
  'translation missing: fr.errors',
  'must be {{ allowed }}',
  '${field} is wrong',
  '#{field} is wrong',
  '%{count} errors',
  '%(field)s is wrong',
  'expected %s',
  "got '%d'",
  '<%= message %>',
  'value {0} is not allowed',
  "'{1}'",
  '{validation.event_type.message}',
  'event_type: {jakarta.validation.constraints.NotNull.message}',
  '{org.hibernate.validator.constraints.UUID.message}',
  'event_type %!s(<nil>) is not allowed',
  'got %!d(string=x)',
  'expected %!v(MISSING)',
  'no such value%!(EXTRA string=x)',
  'The :attribute field is required.',
  'errors.messages.invalid',
  'validation.uuid',
  'activerecord.errors.models.event.blank',
  'trigger_event.event_type.inclusion',
])('a text that was never filled in: %s', (text) => {
  expect(linesOf(errorShape, [detail(text)])).toHaveLength(1);
});

test.each([
  'null is not allowed',
  'must be a string',
  'undefined event_type',
  'must match ^[a-f]{8}-{1}$',
  'got {"event_type":{"a":1}}',
  '100% of it',
  'one of {registrations.pending}',
  'a template such as /events/{id}',
  'to do so is forbidden',
  'costs 5 $ {sic}',
  'NaNoseconds',
  'registrations.pending',
  'registrations.completed',
  'one of {registrations.pending, registrations.completed}',
  'data.attributes.event_type',
  'event.id',
  'docs.qonto.com',
  'config.yml',
  'see the file errors.messages.json for more',
  'Invalid.',
  'it is 100%! (sic)',
  '100%!',
  'the attribute: a value',
  'uri:attribute',
  'errors',
])('a text that means what it says: %s', (text) => {
  expect(linesOf(errorShape, [detail(text)])).toEqual([]);
});

test('a code may be a key, and a detail may be a key that the request or the document has', () => {
  expect(linesOf(errorShape, [badRequest({ edit: { '/errors/0/code': 'errors.invalid' } })])).toEqual([]);
  const text = '{ "event_type": "errors.internal" }';
  const own = badRequest({ sends: JSON.parse(text), edit: { '/errors/0/detail': 'errors.internal' } });
  expect(linesOf(errorShape, [own])).toEqual([]);
  expect(linesOf(errorShape, [detail('errors.internal')])).toHaveLength(1);
  // The document of the shipped contract has this one as an example.
  expect(linesOf(errorShape, [detail('{registrations.completed}')])).toEqual([]);
});

test('a pointer is no JSON pointer', () => {
  expect(linesOf(errorShape, [points('event_type')])).toMatchInlineSnapshot(`
    [
      "error error-shape/pointer on 400 at /errors/0/source/pointer, document:138, contract:44: expected "a JSON pointer", actual "event_type"",
    ]
  `);
  expect(linesOf(errorShape, [points('/event~type')])).toHaveLength(1);
  // A contract that says nothing of errors is not named as the one that does.
  const { errorsAt, ...silent } = contract;
  expect(errorsAt).toBe('/errors');
  expect(linesOf(errorShape, [points('event_type')], silent)).toEqual([
    expect.not.stringContaining('contract:'),
  ]);
});

test('the errors blame what was right', () => {
  expect(linesOf(errorShape, [points('/resource_id')])).toMatchInlineSnapshot(`
    [
      "error error-shape/blames on 400 at /errors/0/source/pointer, document:138: expected "/event_type", actual "/resource_id"",
    ]
  `);
  expect(linesOf(errorShape, [points('/data/attributes/resource_id')])).toHaveLength(1);
});

test.each([
  '/event_type',
  '/data/attributes/event_type',
  '#/event_type',
  '',
  '/data',
  '/data/attributes',
  '/event_type/0',
])('a pointer that may be right: %j', (pointer) => {
  expect(linesOf(errorShape, [points(pointer)])).toEqual([]);
});

test('one error that blames the right part is enough', () => {
  const json = errorList(
    { code: 'a', detail: 'x', pointer: '/resource_id' },
    { code: 'b', detail: 'y', pointer: '/event_type' },
  );
  expect(linesOf(errorShape, [badRequest({ json })])).toEqual([]);
});

test('nothing is blamed where no part of the request was broken on purpose, or credentials were', () => {
  const edit = { '/errors/0/source': { pointer: '/resource_id' } };
  expect(linesOf(errorShape, [badRequest({ edit, expects: { broken: undefined } })])).toEqual([]);
  expect(linesOf(errorShape, [unauthorized({ edit, expects: { broken: '/event_type' } })])).toEqual([]);
});

test('the body is that of another status', () => {
  const json = errorList({ code: 'unauthorized', detail: 'No' });
  expect(linesOf(errorShape, [badRequest({ json })])).toMatchInlineSnapshot(`
    [
      "error error-shape/other-status on 400 at /errors, document:124: actual ["unauthorized"]",
    ]
  `);
});

test('the body names another status', () => {
  const edit = { '/errors/0/status': '422', '/status': 500, '/statusCode': 400 };
  expect(linesOf(errorShape, [badRequest({ edit })])).toMatchInlineSnapshot(`
    [
      "error error-shape/other-status on 400 at /status, document:120: actual 500",
      "error error-shape/other-status on 400 at /errors/0/status, document:126: actual "422"",
    ]
  `);
});

test.each<[string, Json]>([
  ['its own, as a text', '400'],
  ['its own, as a number', 400],
  ['a word', 'failed'],
  ['something else that is a number', 42],
  ['a code of its own that begins like one', 42_201],
  ['a list', [500]],
])('the body may name a status: %s', (_, status) => {
  expect(linesOf(errorShape, [badRequest({ edit: { '/status': status } })])).toEqual([]);
});

test('an answer that says that all went well lists errors', () => {
  expect(
    linesOf(errorShape, [created({ json: { ...event(), errors: [{ code: 'x' }] } })]),
  ).toMatchInlineSnapshot(`
    [
      "error error-shape/in-success on 201 at /errors, document:57: actual [{"code":"x"}]",
    ]
  `);
  expect(linesOf(errorShape, [created({ json: { ...event(), errors: [] } })])).toEqual([]);
  expect(linesOf(errorShape, [created({ json: { ...event(), errors: null } })])).toEqual([]);
});

test('errors that are no list are for the schema', () => {
  expect(linesOf(errorShape, [badRequest({ json: { errors: 'no' } })])).toEqual([]);
});

test('an operation without known errors is left alone', () => {
  const against = { ...contract, errors: undefined };
  expect(linesOf(errorShape, [badRequest({ json: {} })], against)).toEqual([]);
});

test('a text that could be tried from every letter is read in no time', () => {
  const texts = [
    '{{'.repeat(50_000),
    '<%'.repeat(50_000),
    ' '.repeat(100_000),
    '%('.repeat(50_000),
    '{errors.a'.repeat(20_000),
    'a.'.repeat(50_000),
  ];
  expect(
    judge(
      texts.map((text, index) =>
        badRequest({ id: String(index), json: errorList({ code: 'x', detail: `${text}x` }) }),
      ),
      { by: [errorShape] },
    ),
  ).toEqual([]);
});

test('an error whose body the document does not describe points at its response', () => {
  const against = { ...contractOf({ 500: { description: '' } }), errors: contract.errors };
  const [found] = judge([answered(500, { status: 404 })], { by: [errorShape], against });
  expect(found?.document?.pointer).toBe('/paths/~1things/post/responses/500');
});

describe('a refusal that holds what only a success has was carried out', () => {
  const refused = (status: number, edit: Record<string, Json | undefined> = {}, against = contract) =>
    judge(
      [badRequest({ status, json: edited({ ...errorList({ code: 'a', detail: 'b' }), ...event() }, edit) })],
      {
        by: [errorShape],
        against,
      },
    )
      .filter(({ kind }) => kind === 'carried-out')
      .map(({ message }) => message);
  // The probe sent another event type than the one that came back, if any did.
  const ours = { '/event/event_type': 'no.such' };

  test('whatever status refuses it', () => {
    for (const status of [400, 401, 403, 422])
      expect(refused(status, ours)).toEqual([
        `the answer ${status} refuses the request, and its /event/id is what only a success has: it was carried out`,
      ]);
  });

  test('a conflict shows what was there before, and a server that fails what it had made', () => {
    for (const status of [404, 409, 500]) expect(refused(status, ours)).toEqual([]);
  });

  test('what came of another request, or of none, says nothing', () => {
    expect(refused(400)).toEqual([]);
    expect(refused(400, { ...ours, '/event/resource_id': undefined })).toEqual([]);
    expect(refused(400, { ...ours, '/event/id': undefined })).toEqual([]);
    expect(refused(400, { ...ours, '/event/id': 7 })).toEqual([]);
  });

  test('an id alone may be that of the error', () => {
    const responses = contract.responses.map((each) => ({ ...each, echoes: {} }));
    expect(refused(400, ours, { ...contract, responses })).toEqual([]);
  });

  test('of several new names all have to be there', () => {
    const responses = contract.responses.map((each) => ({ ...each, unique: ['/event/id', '/event/number'] }));
    expect(refused(400, ours, { ...contract, responses })).toEqual([]);
    expect(
      refused(400, { ...ours, '/event/number': '7' }, { ...contract, responses }).length,
    ).toBeGreaterThan(0);
  });
});

describe('what a contract asks for by its word "errors" is a warning without one', () => {
  const text = { type: 'string' };
  const source = { type: 'object', properties: { pointer: text } };
  const item = { type: 'object', properties: { code: text, detail: text, source } };
  const documented = (type: string) =>
    contractOf({
      400: {
        description: '',
        content: { [type]: { schema: { properties: { errors: { type: 'array', items: item } } } } },
      },
    });
  const plain = documented('application/json');
  const found = (json: Json, against = plain, changes: Parameters<typeof answered>[2] = {}) =>
    judge([answered(400, json, changes)], { by: [errorShape], against }).map(
      ({ severity, kind }) => `${severity} ${kind}`,
    );
  const error = (detail: string, pointer: string) => errorList({ code: 'x', detail, pointer });

  test.each<[string, Json]>([
    ['no-errors', { errors: [] }],
    ['no-errors', {}],
    ['blank', error(' ', '/a')],
    ['unrendered', error('100 %s', '/a')],
    ['pointer', error('no', 'rows[0].sku')],
  ])('%s', (kind, json) => {
    expect(found(json)).toEqual([`warning ${kind}`]);
    expect(found(json, { ...plain, file: 'a.contract.yaml' })).toEqual([`error ${kind}`]);
  });

  test('what JSON:API says of a pointer is promised by its media type', () => {
    const type = 'application/vnd.api+json';
    expect(found(error('no', 'rows[0].sku'), documented(type), { type })).toEqual(['error pointer']);
    expect(found(error(' ', '/a'), documented(type), { type })).toEqual(['warning blank']);
  });

  test('a status that is not that of the answer contradicts it, whoever asks', () => {
    expect(found({ ...error('no', '/a'), status: 500 })).toEqual(['error other-status']);
  });
});

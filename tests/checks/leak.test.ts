import { expect, test } from 'vitest';
import { leak } from '../../src/checks/leak.ts';
import { answered, badRequest, contractOf, created, judge, linesOf, unauthorized } from './exchanges.ts';

const detail = (text: string) => badRequest({ edit: { '/errors/0/detail': text } });
const kindsOf = (text: string) => judge([detail(text)], { by: [leak] }).map(({ kind }) => kind);

test('a credential comes back in a body or a header, on success too', () => {
  const echoedSecrets = [
    { name: 'QONTO_TOKEN', where: 'body' },
    { name: 'QONTO_PARTNER_ID', where: 'header X-Debug' },
  ];
  expect(linesOf(leak, [created({ echoedSecrets })])).toMatchInlineSnapshot(`
    [
      "error leak/credential on 201 at the root, document:53: expected "no credential", actual "[redacted:QONTO_TOKEN]"",
      "error leak/credential on 201 at header X-Debug, document:53: expected "no credential", actual "[redacted:QONTO_PARTNER_ID]"",
    ]
  `);
});

test('an error gives away the insides of the server', () => {
  expect(linesOf(leak, [detail('Traceback (most recent call last):')])).toMatchInlineSnapshot(`
    [
      "error leak/stack-trace on 400 at /errors/0/detail: expected "nothing of the kind", actual "Traceback (most recent call last)"",
    ]
  `);
  expect(linesOf(leak, [badRequest({ edit: { '/debug': { sql: 'x' } } })])).toMatchInlineSnapshot(`
    [
      "error leak/debug-field on 400 at /debug/sql: expected "nothing of the kind", actual "x"",
    ]
  `);
  expect(linesOf(leak, [badRequest({ headers: [['X-Error', 'NoMethodError']] })])).toMatchInlineSnapshot(`
    [
      "error leak/exception on 400 at header X-Error: expected "nothing of the kind", actual "NoMethodError"",
    ]
  `);
});

test('an error that is no JSON gives away the insides of the server', () => {
  expect(
    linesOf(leak, [badRequest({ status: 500, text: '<pre>java.lang.Error</pre>', type: 'text/plain' })]),
  ).toEqual([
    'error leak/exception on 500 at the root: expected "nothing of the kind", actual "java.lang.Error"',
  ]);
});

test.each([
  ['stack-trace', 'at Object.<anonymous> (/srv/app/index.js:10:5)'],
  ['stack-trace', 'at async handle (file:///x/app.mjs:1:2)'],
  ['stack-trace', 'at com.example.Api.post(Api.java:12)'],
  ['stack-trace', 'in File "app.py", line 12, in post'],
  ['stack-trace', "lib/api.rb:12:in `post'"],
  ['stack-trace', 'main.go:12:3'],
  ['stack-trace', 'goroutine 1 [running]'],
  ['stack-trace', 'panic: runtime error'],
  ['stack-trace', 'Caused by: example.SomeException'],
  ['exception', 'java.lang.IllegalStateException: no'],
  ['exception', 'org.example.api.ValidationError'],
  ['exception', 'java.lang.OutOfMemoryError'],
  ['exception', 'JWT::DecodeError: Signature verification raised'],
  ['exception', 'Faraday::Adapter::Timeout'],
  ['exception', "undefined method `[]' for nil:NilClass"],
  ['exception', "undefined method 'id' for an instance of Event"],
  ['exception', "undefined local variable or method `params' for main"],
  ['exception', 'TypeError: x is not a function'],
  ['exception', "Cannot read property 'id' of undefined"],
  ['exception', '** (KeyError) key :id not found'],
  ['exception', 'runtime error: nil pointer dereference'],
  ['exception', 'com.fasterxml.jackson.core.JsonEOF'],
  ['exception', 'Cannot deserialize value of type `java.util.UUID` from String "x"'],
  ['exception', 'JSON parse error: JsonMappingException'],
  ['exception', 'Unexpected character at [Source: (String)"{"; line: 1, column: 2]'],
  ['exception', 'at [Source: UNKNOWN; byte offset: #UNKNOWN]'],
  ['exception', "System.ArgumentException: Value cannot be null. (Parameter 'id')"],
  ['exception', 'System.Text.Json.JsonReader'],
  ['exception', 'The JSON value could not be converted to System.Guid.'],
  ['exception', 'Path: $ | LineNumber: 0 | BytePositionInLine: 38.'],
  ['exception', 'json: cannot unmarshal number into Go value of type string'],
  ['database', 'pq: invalid input syntax for type uuid'],
  ['database', 'could not save: pq: deadlock detected'],
  ['database', 'E11000 duplicate key error collection: a.b'],
  ['database', 'SQLSTATE[23505]'],
  ['database', 'ORA-00942: table or view does not exist'],
  ['database', 'ActiveRecord::RecordNotFound'],
  ['database', 'relation "events" does not exist'],
  ['database', 'SELECT *\nFROM events'],
  ['database', 'INSERT INTO events VALUES (1)'],
  ['database', 'MongoError: E11000'],
  ['internals', 'no route to 192.168.1.4'],
  ['internals', 'upstream 172.20.3.4:8080'],
  ['internals', 'http://192.168.1.4/16'],
  ['internals', 'from 10.0.0.0 to here'],
  ['internals', 'http://users.internal/v1 timed out'],
  ['internals', 'db.corp:5432 refused'],
  ['internals', 'getaddrinfo ENOTFOUND db'],
  ['internals', 'cannot read /home/deploy/app/config.yml'],
  ['internals', 'see C:\\inetpub\\wwwroot\\web.config'],
  ['internals', 'redis://cache'],
  ['internals', 'SECRET_KEY_BASE is not set'],
  ['key', 'denied for AKIAIOSFODNN7EXAMPLE'],
  ['key', '-----BEGIN RSA PRIVATE KEY-----'],
  ['key', 'signed with whsec_9d8f7a6b5c4d3e2f'],
  ['key', 'ghp_0123456789abcdefghij'],
])('an error gives away: %s, %s', (kind, text) => {
  expect(kindsOf(text)).toEqual([kind]);
});

test.each([
  'event_type is not known',
  'allowed from 192.168.0.0/16 only',
  'allowed from 10.0.0.0/8 and 172.16.0.0/12',
  'Please look at https://docs.qonto.com/errors/internal',
  'version 10.2.3 is too old',
  'the address FE80::AB12 is blocked',
  'Note:: the id is wrong',
  'AKIA is no event type',
  'io errors are possible',
  'try again at 12:45:10',
  'refused at noon 12:31:32',
  'select a value from the list',
  'errors.internal',
  'Unexpected token } in JSON at position 12',
  'the JSON value could not be converted to a UUID',
  'cannot deserialize the body: it is no JSON',
  'Unexpected end of JSON [source: the body]',
  'json: a text was expected, and a number came',
  'System. Please try again',
  'undefined method is not allowed here',
  'the rule System.Required is broken',
  'an exception was made for you',
  'the key is a duplicate: E11000',
  'GDPR, FAQ: see below',
  'https://example.com/pq: see there',
  'refusé pq: la valeur manque',
  'must be one of a/b/c',
  'the path /event_type is wrong',
  'insert the card',
  'expected type string',
  '2026-03-01T10:00:00Z',
  'the server had an internal error',
  'call +33 1 23 45 67 89',
  'a.b.c.d.e.f:1',
  'ratio 10:20:30',
])('an error that gives nothing away: %s', (text) => {
  expect(kindsOf(text)).toEqual([]);
});

test.each([
  'stack',
  'stackTrace',
  'stack_trace',
  'backtrace',
  'exception',
  'ExceptionMessage',
  'innerException',
  'debug_info',
  'sql',
])('a field for developers: %s', (field) => {
  expect(judge([badRequest({ edit: { [`/errors/0/${field}`]: 'x' } })], { by: [leak] })).toHaveLength(1);
});

test.each(['trace_id', 'trace', 'debug_id', 'exceptional', 'stacked', 'meta', 'request_id', 'sqlite'])(
  'a field for anyone: %s',
  (field) => {
    expect(linesOf(leak, [badRequest({ edit: { [`/errors/0/${field}`]: 'x' } })])).toEqual([]);
  },
);

test('a trace is for developers when it is a list', () => {
  expect(linesOf(leak, [badRequest({ edit: { '/trace': [{ n: 1 }] } })])).toHaveLength(1);
});

test('a field for developers that is empty gives nothing away', () => {
  for (const empty of [null, '', false, {}, []]) {
    expect(linesOf(leak, [badRequest({ edit: { '/debug': empty } })])).toEqual([]);
  }
});

test('a pointer into the request is not a path of a disk', () => {
  expect(linesOf(leak, [badRequest({ edit: { '/errors/0/source/pointer': '/home/city' } })])).toEqual([]);
});

test('a success gives away what went wrong in it, where nothing is documented', () => {
  const trace = "/app/lib/active_record/core.rb:284:in `find'";
  expect(
    linesOf(leak, [created({ edit: { '/event/debug': { backtrace: [trace] } } })]),
  ).toMatchInlineSnapshot(`
    [
      "error leak/stack-trace on 201 at /event/debug/backtrace/0: expected "nothing of the kind", actual "/app/lib/active_record/core.rb:284:in"",
    ]
  `);
  const kinds = (...texts: string[]) =>
    judge([created({ edit: { '/meta': texts } })], { by: [leak] }).map(({ kind }) => kind);
  expect(kinds('panic: no', 'NoMethodError', 'SQLSTATE', 'PG::Error')).toEqual([
    'stack-trace',
    'exception',
    'database',
  ]);
  expect(kinds('Webhooks::Event', '/home/city', 'http://users.internal/v1', '12:30:10')).toEqual([]);
});

test('a success may hold any text where one is documented, and what the request said', () => {
  expect(linesOf(leak, [created({ edit: { '/event/resource_type': 'NoMethodError' } })])).toEqual([]);
  const note = 'I saw a TypeError';
  const sends = { note };
  expect(linesOf(leak, [created({ edit: { '/note': note }, sends })])).toEqual([]);
  expect(linesOf(leak, [created({ edit: { '/note': `${note}!` }, sends })])).toHaveLength(1);
});

test('proxies may name themselves, and success may have fields of any name', () => {
  const headers = [
    ['Via', '1.1 10.0.0.7'],
    ['X-Served-By', 'cache.internal:80'],
  ] as const;
  expect(
    linesOf(leak, [unauthorized({ headers }), created({ edit: { '/note': '/home/city', '/stack': 'x' } })]),
  ).toEqual([]);
});

test('each kind is told once for an answer', () => {
  const errors = ['SQLSTATE', 'PG::Error', 'panic: no'].map((text) => ({ code: 'x', detail: text }));
  expect(judge([badRequest({ json: { errors } })], { by: [leak] }).map(({ kind }) => kind)).toEqual([
    'database',
    'stack-trace',
  ]);
});

test('a text that could be tried from every letter is read in no time', () => {
  const texts = [
    'a.'.repeat(100_000),
    'at '.repeat(70_000),
    'com.A'.repeat(40_000),
    '/'.repeat(200_000),
    'Cannot read property '.repeat(10_000),
  ];
  expect(texts.flatMap(kindsOf)).toEqual([]);
});

test('what a document says of its errors is no field for developers, and may hold what its name says', () => {
  const text = { type: 'string' };
  const list = { type: 'array', items: text };
  const properties = { error: text, stack: list, exception: text, debug: { properties: { host: text } } };
  const against = contractOf({
    400: {
      description: '',
      content: { 'application/json': { schema: { properties, additionalProperties: text } } },
    },
  });
  const kinds = (json: object) =>
    judge([answered(400, { error: 'no', ...json })], { by: [leak], against }).map(({ kind }) => kind);
  expect(kinds({ stack: ['main', 'at f (main.js:1:2)'] })).toEqual([]);
  expect(kinds({ exception: 'NameError' })).toEqual([]);
  expect(kinds({ debug: { host: 'node-3' } })).toEqual([]);
  // That there may be more describes none of it, nor does a list of errors what is beside it.
  expect(kinds({ trace: { id: 'x' } })).toEqual(['debug-field']);
  expect(kinds({ sql: 'x' })).toEqual(['debug-field']);
  expect(kinds({ inner: { stack: 'x' } })).toEqual(['debug-field']);
  expect(kinds({ error: 'NameError' })).toEqual(['exception']);
});

import type { Contract } from '../../src/contract/contract.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import type { Json } from '../../src/json.ts';
import {
  answered,
  badRequest,
  type Changes,
  conflict,
  contract,
  contractOf,
  created,
  errorList,
  event,
  freshId,
  gated,
  NOW,
  REMOTE,
  RESOURCE,
  unauthorized,
} from './exchanges.ts';

/**
 * What an API does, the errors that the judge has to make of it (`check/kind`), the exchanges that show it, and the
 * contract where it is not the shipped one.
 */
export type Case = readonly [
  what: string,
  errors: readonly string[],
  exchanges: readonly Exchange[],
  against?: Contract,
];

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const unauthorizedBody = errorList({
  code: 'unauthorized',
  detail: 'You must authenticate to perform API requests',
});
const at = (milliseconds: number) => new Date(NOW + milliseconds).toISOString();

const a201 = (what: string, errors: string[], changes: Changes): Case => [what, errors, [created(changes)]];
const a400 = (what: string, errors: string[], changes: Changes): Case => [
  what,
  errors,
  [badRequest(changes)],
];
const a401 = (what: string, errors: string[], changes: Changes): Case => [
  what,
  errors,
  [unauthorized(changes)],
];
const a409 = (what: string, errors: string[], changes: Changes): Case => [what, errors, [conflict(changes)]];

/** A 201 with one value changed. */
const value = (what: string, errors: string[], pointer: string, changed: Json | undefined): Case =>
  a201(what, errors, { edit: { [pointer]: changed } });

/** A 400 with one detail. */
const detail = (what: string, errors: string[], text: string): Case =>
  a400(what, errors, { json: errorList({ code: 'invalid', detail: text, pointer: '/event_type' }) });

/** The same request again and again, each answer made by a function of its number. */
const again = (count: number, make: (index: number) => Changes, build = created): Exchange[] =>
  Array.from({ length: count }, (_, index) =>
    build({
      id: `repeated/again/${index + 1}`,
      sentAt: NOW + index * 2000,
      expects: { sameAs: 'again' },
      ...make(index),
    }),
  );
const alike = (index: number): Changes => ({
  date: new Date(NOW + index * 2000).toUTCString(),
  edit: { '/event/created_at': at(index * 2000 + 4) },
});

const twice = freshId();
const other = '9b2d6a52-8f5e-4c39-9f0a-3d1f0a7c1b11';

/** The contract wants the resource back in another property, which the document does not know. */
const wantsBack = (pointer: string): Contract => ({
  ...contract,
  responses: contract.responses.map((each) => ({ ...each, echoes: { [pointer]: '/resource_id' } })),
});

const createdBodies: readonly Case[] = [
  value('the id is a number', ['schema/type'], '/event/id', 42),
  value('the id is null', ['schema/type'], '/event/id', null),
  value('the id is missing', ['schema/required'], '/event/id', undefined),
  value('the id is empty', ['schema/format'], '/event/id', ''),
  value('the id has no dashes', ['schema/format'], '/event/id', freshId().replaceAll('-', '')),
  value('the id is in braces', ['schema/format'], '/event/id', `{${freshId()}}`),
  value('the id is a URN', ['schema/format'], '/event/id', `urn:uuid:${freshId()}`),
  value('the id has a prefix', ['schema/format'], '/event/id', `evt_${freshId()}`),
  value('the id is a ULID', ['schema/format'], '/event/id', '01ARZ3NDEKTSV4RRFFQ69G5FAV'),
  value('the id has a space behind it', ['schema/format'], '/event/id', `${freshId()} `),
  value('the id has a newline behind it', ['schema/format'], '/event/id', `${freshId()}\n`),
  value('the id lacks a digit', ['schema/format'], '/event/id', freshId().slice(0, -1)),
  value(
    'the id has a letter that is no hexadecimal',
    ['schema/format'],
    '/event/id',
    freshId().replace('f', 'g'),
  ),
  value('the id is the resource', ['unique/borrowed'], '/event/id', RESOURCE),
  value('the id is the resource in upper case', ['unique/borrowed'], '/event/id', RESOURCE.toUpperCase()),
  value('the type is missing', ['schema/required'], '/event/resource_type', undefined),
  value('the type is a plural', ['schema/enum'], '/event/resource_type', 'registrations'),
  value('the type has a capital', ['schema/enum'], '/event/resource_type', 'Registration'),
  value('the type is null', ['schema/type'], '/event/resource_type', null),
  value('the type is empty', ['schema/enum'], '/event/resource_type', ''),
  value('the resource is missing', ['schema/required'], '/event/resource_id', undefined),
  value('the resource is another', ['echo/differs'], '/event/resource_id', other),
  value('the resource is null', ['schema/type'], '/event/resource_id', null),
  value('the resource is a number', ['schema/type'], '/event/resource_id', 481248),
  value('the resource is cut short', ['schema/format'], '/event/resource_id', RESOURCE.slice(0, 8)),
  value('the time is missing', ['schema/required'], '/event/created_at', undefined),
  value('the time is null', ['schema/type'], '/event/created_at', null),
  value('the time is seconds since the epoch', ['schema/type'], '/event/created_at', NOW / 1000),
  value(
    'the time is seconds since the epoch as a text',
    ['schema/format'],
    '/event/created_at',
    String(NOW / 1000),
  ),
  value('the time has no zone', ['schema/format'], '/event/created_at', '2026-03-01T10:00:00.004'),
  value('the time has a blank for its T', ['schema/format'], '/event/created_at', '2026-03-01 10:00:00Z'),
  value('the offset has no colon', ['schema/format'], '/event/created_at', '2026-03-01T10:00:00+0000'),
  value('the offset has no minutes', ['schema/format'], '/event/created_at', '2026-03-01T10:00:00+00'),
  value('the time is a date', ['schema/format'], '/event/created_at', '2026-03-01'),
  value('the time is as HTTP writes it', ['schema/format'], '/event/created_at', new Date(NOW).toUTCString()),
  value('the time has no seconds', ['schema/format'], '/event/created_at', '2026-03-01T10:00Z'),
  value('the fraction has a comma', ['schema/format'], '/event/created_at', '2026-03-01T10:00:00,004Z'),
  value('the fraction is empty', ['schema/format'], '/event/created_at', '2026-03-01T10:00:00.Z'),
  value('the day is not in the calendar', ['schema/format'], '/event/created_at', '2026-02-30T10:00:00Z'),
  value('the hour is 24', ['schema/format'], '/event/created_at', '2026-03-01T24:00:00Z'),
  value('the time is in the basic form', ['schema/format'], '/event/created_at', '20260301T100000Z'),
  value(
    'the time is followed by a zone name',
    ['schema/format'],
    '/event/created_at',
    `${at(0)}[Europe/Paris]`,
  ),
  value(
    'the time is that of the documented example',
    ['fresh/past'],
    '/event/created_at',
    '2021-08-17T12:31:32.689Z',
  ),
  value('the time is the epoch', ['fresh/past'], '/event/created_at', '1970-01-01T00:00:00Z'),
  value('the time is an hour ago', ['fresh/past'], '/event/created_at', at(-3_600_000)),
  value('the time is six minutes ago', ['fresh/past'], '/event/created_at', at(-360_000)),
  value('the time is local but says Z', ['fresh/future'], '/event/created_at', at(7_200_000)),
  value('the time is tomorrow', ['fresh/future'], '/event/created_at', at(86_400_000)),
  value('the event type is missing', ['schema/required'], '/event/event_type', undefined),
  value(
    'the event type is that of the example',
    ['echo/differs'],
    '/event/event_type',
    'registrations.completed',
  ),
  value('the event type is null', ['schema/type'], '/event/event_type', null),
  value('the event type is a list', ['schema/type'], '/event/event_type', ['registrations.pending']),
  value('the event type is in upper case', ['echo/differs'], '/event/event_type', 'REGISTRATIONS.PENDING'),
  value('the event type is the resource', ['echo/differs'], '/event/event_type', RESOURCE),
  [
    'what the contract wants back is not there, and no schema asks for it',
    ['echo/missing'],
    [created()],
    wantsBack('/event/reference'),
  ],
  value('the event is null', ['schema/type', 'vacuous/empty'], '/event', null),
  value('the event is empty', ['schema/required', 'vacuous/empty'], '/event', {}),
  value('the event is a text', ['schema/type'], '/event', 'registrations.pending'),
  a201('the event is in a list', ['schema/type'], {
    json: { event: [event()['event'] ?? null] },
  }),
  a201('the event is in data', ['vacuous/empty'], { json: { data: event() } }),
  a201('the event is not wrapped', ['vacuous/empty'], { json: event()['event'] ?? null }),
  a201('the event is wrapped in a plural', ['vacuous/empty'], {
    json: { events: [event()['event'] ?? null] },
  }),
  a201('the keys are in camel case', ['schema/required'], {
    json: {
      event: {
        id: freshId(),
        resourceType: 'registration',
        resourceId: RESOURCE,
        createdAt: at(4),
        eventType: 'registrations.pending',
      },
    },
  }),
  a201('the body is an empty object', ['vacuous/empty'], { json: {} }),
  a201('the body is an empty list', ['schema/type'], { json: [] }),
  a201('the body is null', ['schema/type'], { json: null }),
  a201('the body is true', ['schema/type'], { json: true }),
  a201('the body is JSON in a JSON text', ['schema/type'], { json: JSON.stringify(event()) }),
  a201('the body is the request', ['vacuous/empty'], {
    json: { resource_id: RESOURCE, event_type: 'registrations.pending' },
  }),
  a201('the body holds an error', ['error-shape/in-success', 'vacuous/empty'], {
    json: unauthorizedBody,
  }),
  a201('the body holds an event and errors', ['error-shape/in-success'], {
    json: { ...event(), ...unauthorizedBody },
  }),
];

const createdMeanings: readonly Case[] = [
  [
    'an id comes twice',
    ['unique/repeated'],
    again(2, (index) => ({ ...alike(index), edit: { ...alike(index).edit, '/event/id': twice } })),
  ],
  [
    'the nil id comes each time',
    ['unique/repeated'],
    again(3, (index) => ({
      ...alike(index),
      edit: { ...alike(index).edit, '/event/id': '00000000-0000-0000-0000-000000000000' },
    })),
  ],
  [
    'an id comes again in upper case',
    ['unique/repeated'],
    again(2, (index) => ({
      ...alike(index),
      edit: { ...alike(index).edit, '/event/id': index === 0 ? twice : twice.toUpperCase() },
    })),
  ],
  ['the clock stands still', ['fresh/frozen'], again(3, (index) => ({ ...alike(index), edit: {} }))],
  [
    'the clock with whole seconds stands still',
    ['fresh/frozen'],
    again(3, (index) => ({ ...alike(index), edit: { '/event/created_at': '2026-03-01T10:00:01Z' } })),
  ],
  [
    'an answer belongs to another request',
    ['echo/not-ours'],
    [
      created({ id: 'valid/a', edit: { '/event/resource_id': other } }),
      created({
        id: 'valid/b',
        sends: { resource_id: other, event_type: 'registrations.pending' },
        edit: { '/event/resource_id': other },
      }),
    ],
  ],
  [
    'two answers are mixed up',
    ['echo/not-ours'],
    [
      created({ id: 'valid/a', edit: { '/event/resource_id': other } }),
      created({ id: 'valid/b', sends: { resource_id: other, event_type: 'registrations.pending' } }),
    ],
  ],
  [
    'every third call fails',
    ['stable/status', 'status/not-expected'],
    again(6, (index) => (index % 3 === 2 ? { status: 500, text: '', type: null } : alike(index))),
  ],
  [
    'every third call is refused',
    ['stable/status', 'status/refused-right'],
    again(6, (index) =>
      index % 3 === 2 ? { status: 400, json: errorList({ code: 'invalid', detail: 'no' }) } : alike(index),
    ),
  ],
  [
    'a call fails for want of a body',
    ['json/empty'],
    again(3, (index) => (index === 1 ? { bytes: new Uint8Array() } : alike(index))),
  ],
  [
    'error codes change',
    ['stable/codes'],
    again(
      3,
      (index) => ({
        json: errorList({ code: index === 1 ? 'invalid' : 'not_in_list', detail: 'event_type is not known' }),
      }),
      badRequest,
    ),
  ],
  [
    'a refusal changes its status',
    ['stable/status', 'status/undocumented'],
    again(3, (index) => (index === 1 ? { status: 422 } : {}), badRequest),
  ],
  [
    'unknown resources are treated differently',
    ['stable/status'],
    [
      ...['a', 'b', 'c'].map((name) =>
        created({
          id: `valid/resource_id/${name}`,
          expects: { statuses: ['201', '400', '409'], sameAs: 'stranger', provokes: undefined },
        }),
      ),
      conflict({
        id: 'valid/resource_id/d',
        expects: { statuses: ['201', '400', '409'], sameAs: 'stranger', provokes: undefined, valid: true },
      }),
    ],
  ],
];

const statuses: readonly Case[] = [
  a201('a success says 200', ['status/undocumented'], { status: 200 }),
  a201('a success says 202', ['status/undocumented'], { status: 202 }),
  a201('a success says 204 and nothing else', ['status/undocumented'], {
    status: 204,
    bytes: new Uint8Array(),
    type: null,
  }),
  a201('a success says 299', ['status/undocumented'], { status: 299 }),
  a201('a right request is refused', ['status/refused-right'], {
    status: 400,
    json: errorList({ code: 'invalid', detail: 'no' }),
  }),
  a201('a right request is refused as unauthorized', ['status/refused-right'], {
    status: 401,
    json: unauthorizedBody,
  }),
  a201('a right request breaks the server', ['status/not-expected'], {
    status: 500,
    bytes: new Uint8Array(),
    type: null,
  }),
  a201('a right request meets 404', ['status/undocumented'], {
    status: 404,
    json: errorList({ code: 'not_found', detail: 'no' }),
  }),
  a201('a right request meets 503', ['status/undocumented'], {
    status: 503,
    text: 'busy',
    type: 'text/plain',
  }),
  a201('this machine throttles', ['status/undocumented'], {
    status: 429,
    json: {},
    headers: [['Retry-After', '1']],
  }),
  a201('a right request is sent elsewhere', ['gateway/gate'], {
    status: 302,
    bytes: new Uint8Array(),
    type: null,
    headers: [['Location', '/login']],
  }),
  a201('a right request is sent elsewhere for good', ['status/undocumented'], {
    status: 301,
    bytes: new Uint8Array(),
    type: null,
    headers: [['Location', '/']],
  }),
  a201('a right request meets HTML with 200', ['gateway/gate'], {
    status: 200,
    text: '<html></html>',
    type: 'text/html',
  }),
  [
    'a wrong event type is accepted',
    ['status/accepted-forbidden'],
    [
      created({
        id: 'invalid/event_type/enum/unknown',
        sends: { resource_id: RESOURCE, event_type: 'no.such' },
        edit: { '/event/event_type': 'no.such' },
        expects: { statuses: ['400'], provokes: '400', valid: false },
      }),
    ],
  ],
  [
    'a missing credential is accepted',
    ['status/accepted-forbidden'],
    [
      created({
        id: 'unauthorized/apikey/absent',
        expects: { statuses: ['401'], provokes: '401', valid: false },
      }),
    ],
  ],
  a400('a wrong request meets 422', ['status/undocumented'], { status: 422 }),
  a400('a wrong request meets 404', ['status/undocumented'], { status: 404 }),
  a400('a wrong request breaks the server', ['status/not-expected'], {
    status: 500,
    bytes: new Uint8Array(),
    type: null,
  }),
  a400('a wrong request meets 401', ['status/not-expected'], { status: 401, json: unauthorizedBody }),
  a400('a wrong request meets the conflict', ['status/not-expected'], {
    status: 409,
    json: errorList(
      { code: 'conflict', detail: "Type do not match server's endpoint", pointer: '/data/type' },
      { code: 'conflict', detail: "ID do not match server's endpoint", pointer: '/data/id' },
    ),
  }),
  a400('a wrong media type meets 415 where nobody tolerates it', ['status/undocumented'], { status: 415 }),
  a401('a wrong credential meets 403', ['status/undocumented'], { status: 403 }),
  a401('a wrong credential meets 400', ['error-shape/other-status', 'status/not-expected'], { status: 400 }),
  a401('a wrong credential meets 404', ['status/undocumented'], { status: 404 }),
  a401('a wrong credential breaks the server', ['status/not-expected'], {
    status: 500,
    bytes: new Uint8Array(),
    type: null,
  }),
  a401('a wrong credential is sent to log in', ['gateway/gate'], {
    status: 302,
    bytes: new Uint8Array(),
    type: null,
    headers: [['Location', 'https://qonto.onelogin.com/login']],
  }),
  a409('a conflict says 422', ['status/undocumented'], { status: 422 }),
];

const errorBodies: readonly Case[] = [
  a400('a 400 has no errors', ['error-shape/no-errors', 'vacuous/empty'], { json: {} }),
  a400('a 400 has an empty list', ['error-shape/no-errors', 'vacuous/empty'], { json: { errors: [] } }),
  a400('a 400 has null for its errors', ['schema/type', 'vacuous/empty'], { json: { errors: null } }),
  a400('a 400 has one error where a list ought to be', ['schema/type'], {
    json: { errors: { code: 'invalid', detail: 'no' } },
  }),
  a400('a 400 has texts for errors', ['schema/type'], { json: { errors: ['event_type is not known'] } }),
  a400('a 400 has an empty error', ['schema/required', 'vacuous/empty'], { json: { errors: [{}] } }),
  a400('a 400 has null among its errors', ['schema/type'], { edit: { '/errors/1': null } }),
  a400('a 400 has a list at its top', ['error-shape/no-errors', 'schema/type'], {
    json: [{ code: 'invalid', detail: 'no' }],
  }),
  a400('a 400 has no code', ['schema/required'], { edit: { '/errors/0/code': undefined } }),
  a400('a 400 has no detail', ['schema/required'], { edit: { '/errors/0/detail': undefined } }),
  a400('a 400 has a number for a code', ['schema/type'], { edit: { '/errors/0/code': 400 } }),
  a400('a 400 has null for a detail', ['schema/type'], { edit: { '/errors/0/detail': null } }),
  a400('a 400 has a list for a detail', ['schema/type'], { edit: { '/errors/0/detail': ['no'] } }),
  a400('a 400 has an empty code', ['error-shape/blank'], { edit: { '/errors/0/code': '' } }),
  a400('a 400 has a blank detail', ['error-shape/blank'], { edit: { '/errors/0/detail': '  ' } }),
  a400('a 400 has null for a source', ['schema/type'], { edit: { '/errors/0/source': null } }),
  a400('a 400 has a text for a source', ['schema/type'], { edit: { '/errors/0/source': '/event_type' } }),
  a400('a 400 has null for a pointer', ['schema/type'], { edit: { '/errors/0/source/pointer': null } }),
  a400('a 400 has a name for a pointer', ['error-shape/pointer'], {
    edit: { '/errors/0/source/pointer': 'event_type' },
  }),
  a400('a 400 has a JSONPath for a pointer', ['error-shape/pointer'], {
    edit: { '/errors/0/source/pointer': '$.event_type' },
  }),
  a401('a 401 holds what was created', ['error-shape/carried-out'], {
    json: { ...unauthorizedBody, ...event() },
  }),
  a400('a 400 blames another property', ['error-shape/blames'], {
    edit: { '/errors/0/source/pointer': '/resource_id' },
  }),
  a400('a 400 is that of a 401', ['error-shape/other-status'], { json: unauthorizedBody }),
  a400('a 400 is that of a conflict', ['error-shape/other-status'], {
    edit: { '/errors/0/code': 'conflict' },
  }),
  a400('an error names another status', ['error-shape/other-status'], {
    edit: { '/errors/0/status': '422' },
  }),
  a400('the body names another status', ['error-shape/other-status'], { edit: { '/status': 200 } }),
  a400('the errors have another name', ['error-shape/no-errors', 'vacuous/empty'], {
    json: { error: { code: 'invalid', detail: 'no' } },
  }),
  a400(
    'the errors are problem details',
    ['error-shape/no-errors', 'media-type/undocumented', 'vacuous/empty'],
    { json: { type: 'about:blank', title: 'Bad Request', status: 400 }, type: 'application/problem+json' },
  ),
  a400('the error is flat', ['error-shape/no-errors', 'vacuous/empty'], {
    json: { code: 'invalid', message: 'no' },
  }),
  a400('the errors are those of Rails', ['schema/type'], {
    json: { errors: { event_type: ['is not known'] } },
  }),
  detail('a detail is an object in a text', ['error-shape/unrendered'], '[object Object]'),
  detail('a detail is undefined', ['error-shape/unrendered'], 'undefined'),
  detail(
    'a detail was never translated',
    ['error-shape/unrendered'],
    'translation missing: en.errors.invalid',
  ),
  detail('a detail was never filled in', ['error-shape/unrendered'], 'must be one of {{values}}'),
  detail('a detail has a placeholder of Ruby', ['error-shape/unrendered'], '%{attribute} is invalid'),
  detail('a detail has a placeholder of C', ['error-shape/unrendered'], 'must be one of %s'),
  detail('a detail has a placeholder of Java', ['error-shape/unrendered'], "value '{0}' is not allowed"),
  detail('a detail has a verb of Go', ['error-shape/unrendered'], 'got %!s(<nil>)'),
  detail('a detail has a placeholder of Laravel', ['error-shape/unrendered'], 'The :attribute is invalid'),
  detail('a detail is the key of a text', ['error-shape/unrendered'], 'errors.messages.invalid'),
  detail('a detail is a key in braces', ['error-shape/unrendered'], '{validation.event_type.message}'),
  detail('a detail is what Jackson says', ['leak/exception'], 'at [Source: (String)"{"; line: 1, column: 2]'),
  detail('a detail is what .NET says', ['leak/exception'], 'It could not be converted to System.Guid.'),
  detail(
    'a detail is what Go says',
    ['leak/exception'],
    'json: cannot unmarshal number into Go value of type x',
  ),
  detail('a detail is what a driver of Go says', ['leak/database'], 'pq: syntax error'),
  detail('a detail is what MongoDB says', ['leak/database'], 'E11000 duplicate key error'),
  a201('what is not documented of a 201 holds a stack trace', ['leak/stack-trace'], {
    edit: { '/event/warnings': ["app/models/event.rb:42:in `trigger'"] },
  }),
  a201('what is not documented of a 201 holds SQL', ['leak/database'], {
    edit: { '/debug': { query: 'SELECT id FROM events' } },
  }),
  detail('a detail is what a stub says', ['error-shape/unrendered'], 'string'),
  detail(
    'a detail holds a stack trace of Node',
    ['leak/stack-trace'],
    'Error: no\n    at handle (/srv/app.js:12:7)',
  ),
  detail(
    'a detail holds a stack trace of Java',
    ['leak/stack-trace'],
    'at com.qonto.Trigger.run(Trigger.java:42)',
  ),
  detail('a detail holds a stack trace of Ruby', ['leak/stack-trace'], "app/models/event.rb:42:in `trigger'"),
  detail(
    'a detail holds a stack trace of Python',
    ['leak/stack-trace'],
    'Traceback (most recent call last):\n  File "app.py", line 3',
  ),
  detail(
    'a detail holds a stack trace of Go',
    ['leak/stack-trace'],
    'panic: runtime error: index out of range',
  ),
  detail('a detail holds a stack trace of PHP', ['leak/stack-trace'], '#0 /var/www/index.php(12): run()'),
  detail('a detail holds an exception of Ruby', ['leak/exception'], "undefined method `id' for nil:NilClass"),
  detail('a detail holds an exception of Java', ['leak/exception'], 'java.lang.NullPointerException'),
  detail(
    'a detail holds an exception of JavaScript',
    ['leak/exception'],
    "Cannot read properties of undefined (reading 'id')",
  ),
  detail(
    'a detail holds an exception of Python',
    ['leak/exception'],
    "'NoneType' object has no attribute 'id'",
  ),
  detail('a detail holds SQL', ['leak/database'], 'SELECT id FROM registrations WHERE id = 1'),
  detail(
    'a detail holds an error of PostgreSQL',
    ['leak/database'],
    'PG::UniqueViolation: duplicate key value',
  ),
  detail('a detail holds an address', ['leak/internals'], 'upstream 10.12.0.7 refused'),
  detail('a detail holds a host', ['leak/internals'], 'no answer from users.svc.cluster.local'),
  detail('a detail holds a refused connection', ['leak/internals'], 'connect ECONNREFUSED 127.0.0.1:5432'),
  detail('a detail holds a path', ['leak/internals'], 'cannot open /etc/qonto/keys.yml'),
  detail('a detail holds a database URL', ['leak/internals'], 'could not connect to postgres://db'),
  detail('a detail holds a key of GitHub', ['leak/key'], 'bad credentials for ghp_0123456789abcdefghij'),
  a201('a success tells what webhooks are signed with', ['leak/key'], {
    edit: { '/webhook': { secret: 'whsec_9d8f7a6b5c4d3e2f1a0b' } },
  }),
  a400('an error has a backtrace', ['leak/stack-trace'], {
    edit: { '/errors/0/backtrace': ["app/x.rb:1:in `y'"] },
  }),
  a400('an error has a field for developers', ['leak/debug-field'], {
    edit: { '/exception': 'InvalidEvent' },
  }),
  a400('a header holds an exception', ['leak/exception'], { headers: [['X-Error', 'NoMethodError']] }),
  a400('a credential comes back in the body', ['leak/credential'], {
    echoedSecrets: [{ name: 'QONTO_TOKEN', where: 'body' }],
  }),
  a201('a credential comes back in a header', ['leak/credential'], {
    echoedSecrets: [{ name: 'QONTO_TOKEN', where: 'header X-Debug' }],
  }),
  a401('a 401 has another code', ['example/differs'], { edit: { '/errors/0/code': 'invalid_token' } }),
  a401('a 401 has its code in upper case', ['example/differs'], {
    edit: { '/errors/0/code': 'UNAUTHORIZED' },
  }),
  a401('a 401 has another detail', ['example/differs'], { edit: { '/errors/0/detail': 'Unauthorized' } }),
  a401('a 401 has a full stop more', ['example/differs'], {
    edit: { '/errors/0/detail': 'You must authenticate to perform API requests.' },
  }),
  a401('a 401 has a space more', ['example/differs'], {
    edit: { '/errors/0/detail': 'You must authenticate to perform API requests ' },
  }),
  a401('a 401 has the wrong letters', ['example/differs'], {
    edit: { '/errors/0/detail': 'You must authenticate to perform API reque\u0455ts' },
  }),
  a401('a 401 has no detail', ['example/missing', 'schema/required'], {
    edit: { '/errors/0/detail': undefined },
  }),
  a401('a 401 has an empty list', ['error-shape/no-errors', 'example/missing-error', 'vacuous/empty'], {
    json: { errors: [] },
  }),
  a401('a 401 is empty', ['error-shape/no-errors', 'example/missing', 'vacuous/empty'], { json: {} }),
  a401('a 401 has the error of a conflict', ['example/missing-error'], {
    json: errorList({ code: 'conflict', detail: "ID do not match server's endpoint" }),
  }),
  a409('a 409 has one error of two', ['example/missing-error'], { edit: { '/errors/1': undefined } }),
  a409('a 409 has one error twice', ['example/differs'], {
    edit: {
      '/errors/1': {
        code: 'conflict',
        detail: "Type do not match server's endpoint",
        source: { pointer: '/data/type' },
      },
    },
  }),
  a409('a 409 has its pointers changed about', ['example/differs'], {
    edit: { '/errors/0/source/pointer': '/data/id', '/errors/1/source/pointer': '/data/type' },
  }),
  a409('a 409 has no pointers', ['example/missing'], {
    edit: { '/errors/0/source': undefined, '/errors/1/source': undefined },
  }),
  a409('a 409 has better grammar', ['example/differs'], {
    edit: { '/errors/0/detail': "Type does not match server's endpoint" },
  }),
  a409('a 409 has a curly apostrophe', ['example/differs'], {
    edit: { '/errors/1/detail': 'ID do not match server’s endpoint' },
  }),
  a409('a 409 has the error of a 401', ['example/missing-error'], {
    json: unauthorizedBody,
  }),
];

const wire: readonly Case[] = [
  a201('there is no Content-Type', ['media-type/absent'], { type: null }),
  a201('gzip alone is asked for and Brotli comes', ['media-type/refused-coding'], {
    asks: [['Accept-Encoding', 'gzip, *;q=0']],
    headers: [['Content-Encoding', 'br']],
  }),
  a201('the Content-Type is text', ['media-type/undocumented'], { type: 'text/plain' }),
  a201('the Content-Type is HTML', ['media-type/undocumented'], { type: 'text/html' }),
  a201('the Content-Type is that of JSON:API', ['media-type/undocumented'], {
    type: 'application/vnd.api+json',
  }),
  a201('the Content-Type is an old name of JSON', ['media-type/undocumented'], { type: 'text/json' }),
  a201('the Content-Type is octets', ['media-type/undocumented'], { type: 'application/octet-stream' }),
  a201('the Content-Type is empty', ['media-type/malformed'], { type: '' }),
  a201('the Content-Type is one word', ['media-type/malformed'], { type: 'json' }),
  a201('the Content-Type is two at once', ['media-type/malformed'], { type: 'application/json, text/html' }),
  a201('the Content-Type is unfinished', ['media-type/malformed'], { type: 'application/json; charset=' }),
  a201('the Content-Type comes twice, differently', ['media-type/ambiguous'], {
    headers: [['Content-Type', 'text/html']],
  }),
  a201('the charset is Latin 1', ['media-type/charset'], { type: 'application/json; charset=iso-8859-1' }),
  a201('the charset is UTF-16', ['media-type/charset'], { type: 'application/json; charset=utf-16' }),
  a401('a 401 is text', ['media-type/undocumented'], { type: 'text/plain' }),
  a201('the body is empty', ['json/empty'], { bytes: new Uint8Array() }),
  a201('the body is white space', ['json/empty'], { text: ' \r\n' }),
  a201('the body is cut short', ['json/syntax'], { text: JSON.stringify(event()).slice(0, -1) }),
  a201('the body has a comma too many', ['json/syntax'], {
    text: JSON.stringify(event()).replace('}}', ',}}'),
  }),
  a201('the body has single quotes', ['json/syntax'], { text: JSON.stringify(event()).replaceAll('"', "'") }),
  a201('the body has a comment', ['json/syntax'], { text: `/* ok */${JSON.stringify(event())}` }),
  a201('the body has NaN', ['json/syntax'], { text: JSON.stringify(event()).replace(/}$/, ',"n":NaN}') }),
  a201('the body has a raw control character', ['json/syntax'], {
    text: JSON.stringify(event()).replace('registration', 'regis\ttration'),
  }),
  a201('the body is JSONP', ['json/syntax'], { text: `callback(${JSON.stringify(event())})` }),
  a201('the body has a guard before it', ['json/syntax'], { text: `)]}',\n${JSON.stringify(event())}` }),
  a201('the body is YAML', ['json/syntax'], { text: 'event:\n  id: 1\n' }),
  a201('the body is HTML', ['json/syntax'], { text: '<html></html>' }),
  a201('the body is a form', ['json/syntax'], { text: 'event=1' }),
  a201('the body is compressed without saying so', ['json/encoding'], {
    bytes: new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0]),
  }),
  a201('the body has a second document', ['json/trailing'], { text: JSON.stringify(event()).repeat(2) }),
  a201('the body has a NUL behind it', ['json/trailing'], { text: `${JSON.stringify(event())}\0` }),
  a201('the body has a hard space behind it', ['json/trailing'], {
    text: `${JSON.stringify(event())}\u00a0`,
  }),
  a201('the body has PHP warnings behind it', ['json/trailing'], {
    text: `${JSON.stringify(event())}\nWarning: headers already sent`,
  }),
  a201('the body begins with a byte order mark', ['json/byte-order-mark'], {
    text: `\uFEFF${JSON.stringify(event())}`,
  }),
  a201('the body is UTF-16', ['json/encoding'], { bytes: utf16(JSON.stringify(event())) }),
  a201('the body is Latin 1', ['json/encoding'], {
    bytes: new Uint8Array(Buffer.from(JSON.stringify({ ...event(), note: 'é' }), 'latin1')),
  }),
  a201('a key comes twice', ['json/duplicate-key'], {
    text: JSON.stringify(event()).replace('{"event":{', `{"event":{"id":"${freshId()}",`),
  }),
  a201('a key comes twice, once escaped', ['json/duplicate-key'], {
    text: JSON.stringify(event()).replace('{"event":{', `{"event":{"\\u0069d":"${freshId()}",`),
  }),
  a400('a key of an error comes twice', ['json/duplicate-key'], {
    text: '{"errors":[{"code":"a","code":"invalid","detail":"no"}]}',
  }),
  a400('a text holds half a character', ['json/surrogate'], {
    text: '{"errors":[{"code":"invalid","detail":"\\ud83d"}]}',
  }),
  a400('a number is beyond all readers', ['json/number'], {
    text: '{"errors":[{"code":"invalid","detail":"no"}],"n":1e999}',
  }),
  a201('the body is nested without end', ['json/too-deep'], {
    text: `{"event":${'['.repeat(10_000)}${']'.repeat(10_000)}}`,
  }),
  a201('no answer comes in time', ['answer/timeout'], {
    failure: { kind: 'timeout', message: 'nothing within 10 s' },
  }),
  a201('the connection is reset', ['answer/reset'], {
    failure: { kind: 'reset', message: 'socket hang up' },
  }),
  a201('the answer is no HTTP', ['answer/protocol'], {
    failure: { kind: 'protocol', message: 'Parse Error' },
  }),
  a201('the answer has no end', ['answer/too-large'], {
    failure: { kind: 'too-large', message: 'more than 1 MiB' },
  }),
  a201('the compression is broken', ['answer/encoding'], {
    failure: { kind: 'encoding', message: 'incorrect header check' },
  }),
  a201('this machine answers only the second time', ['answer/unstable'], {
    failedTries: [{ kind: 'reset', message: 'socket hang up', reused: false }],
  }),
  a201('this machine asks for patience', ['answer/throttled'], {
    failedTries: [{ kind: 'throttled', message: '429', reused: false }],
  }),
  [
    'the target goes away',
    ['answer/refused'],
    [created(), created({ id: 'valid/b', failure: { kind: 'unreachable', message: 'ECONNREFUSED' } })],
  ],
  [
    'elsewhere two answers come only the second time',
    ['answer/unstable'],
    ['a', 'b'].map((id) =>
      created({
        id,
        url: REMOTE,
        failedTries: [{ kind: 'reset', message: 'socket hang up', reused: false }],
      }),
    ),
  ],
  a201('the answer takes its time', ['in-time/slow'], { ms: 5001 }),
  a401('a 401 takes its time', ['in-time/slow'], { ms: 9000 }),
];

const gateways: readonly Case[] = [
  a401(
    'Tyk answers a 401',
    ['error-shape/no-errors', 'example/missing', 'gateway/gateway-body', 'vacuous/empty'],
    { json: { error: 'Key not authorised' } },
  ),
  a401(
    'Kong answers a 401',
    ['error-shape/no-errors', 'example/missing', 'gateway/gateway-body', 'vacuous/empty'],
    { json: { message: 'No API key found in request' } },
  ),
  a400('Tyk answers a 400', ['error-shape/no-errors', 'gateway/gateway-body', 'vacuous/empty'], {
    json: { error: 'Bad request' },
    headers: [['X-Generator', 'tyk.io']],
  }),
  a401('nginx answers a 401', ['gateway/gateway-body', 'json/syntax', 'media-type/undocumented'], {
    text: '<html><center>nginx</center></html>',
    type: 'text/html',
    headers: [['Server', 'nginx']],
  }),
  a400('nginx answers a 400 and calls it JSON', ['gateway/gateway-body', 'json/syntax'], {
    text: '<!DOCTYPE html><html></html>',
  }),
  a201('a load balancer answers', ['status/undocumented'], {
    status: 502,
    text: '<html>Bad Gateway</html>',
    type: 'text/html',
  }),
];

const things = contractOf({
  200: {
    description: '',
    headers: { 'X-Page': { required: true, schema: { type: 'integer' } } },
    content: {
      'application/json': {
        schema: {
          type: 'object',
          properties: { name: { type: 'string', maxLength: 3 } },
          additionalProperties: false,
        },
      },
    },
  },
});
const names = contractOf({
  200: {
    description: '',
    content: { 'application/json': { schema: { properties: { name: { type: 'string' } } } } },
  },
});
const keepsSecrets = contractOf({
  200: {
    description: '',
    content: {
      'application/json': { schema: { properties: { secret: { type: 'string', writeOnly: true } } } },
    },
  },
});
const page = (text: string): Changes => ({ headers: [['X-Page', text]] });

const otherDocuments: readonly Case[] = [
  [
    'a header that is required is missing',
    ['response-header/missing'],
    [answered(200, { name: 'a' })],
    things,
  ],
  [
    'a header is of another type',
    ['response-header/value'],
    [answered(200, { name: 'a' }, page('one'))],
    things,
  ],
  ['a property is forbidden', ['schema/forbidden'], [answered(200, { name: 'a', x: 1 }, page('1'))], things],
  [
    'a body has another shape, and nothing is required',
    ['vacuous/empty'],
    [answered(200, { nom: 'a' })],
    names,
  ],
  ['a text is too long', ['schema/other'], [answered(200, { name: 'long' }, page('1'))], things],
];

/** Answers that are wrong, by what is wrong with them. */
export const wrong: readonly Case[] = [
  ...createdBodies,
  ...createdMeanings,
  ...statuses,
  ...errorBodies,
  ...wire,
  ...gateways,
  ...otherDocuments,
];

const harmlessly = (what: string, ...exchanges: Exchange[]): Case => [what, [], exchanges];
const time = (what: string, text: string): Case =>
  harmlessly(what, created({ edit: { '/event/created_at': text } }));

/** Answers that differ from the examples, and keep what document and contract promise. */
export const harmless: readonly Case[] = [
  harmlessly('everything is right', created(), badRequest(), unauthorized(), conflict(), gated()),
  harmlessly(
    'the keys come in another order',
    created({ json: { event: Object.fromEntries(Object.entries(event()['event'] ?? {}).reverse()) } }),
  ),
  harmlessly(
    'the id has eight characters of a credential by chance, which are taken out',
    created({ edit: { '/event/id': '241401f5-6096[redacted:QONTO_PARTNER_ID]3b-41107def1fd5' } }),
  ),
  harmlessly(
    'what is not documented of a 201 names a class and a path',
    created({ edit: { '/meta': { type: 'Webhooks::Event', self: '/home/events/1' } } }),
  ),
  harmlessly('an event has further fields', created({ edit: { '/event/version': 2, '/meta': { page: 1 } } })),
  harmlessly(
    'an error has further fields',
    unauthorized({ edit: { '/errors/0/title': 'Unauthorized', '/errors/0/id': 'x', '/errors/0/meta': {} } }),
  ),
  harmlessly(
    'an error repeats its status',
    unauthorized({ edit: { '/errors/0/status': '401', '/status': 401 } }),
  ),
  harmlessly(
    'an error has a trace_id',
    unauthorized({ edit: { '/trace_id': 'a1b2c3' }, headers: [['X-Tyk-Trace-Id', 'a1b2c3']] }),
  ),
  harmlessly('an error has a trace that is a text', badRequest({ edit: { '/trace': 'a1b2c3' } })),
  harmlessly('an error has an empty debug field', badRequest({ edit: { '/debug': null } })),
  harmlessly(
    'there is an error more than documented',
    unauthorized({ edit: { '/errors/1': { code: 'forbidden', detail: 'This too' } } }),
  ),
  harmlessly(
    'the documented errors come in another order',
    conflict({
      json: errorList(
        { code: 'conflict', detail: "ID do not match server's endpoint", pointer: '/data/id' },
        { code: 'conflict', detail: "Type do not match server's endpoint", pointer: '/data/type' },
      ),
    }),
  ),
  harmlessly(
    'a 400 has other words',
    badRequest({ json: errorList({ code: 'invalid', detail: 'Le type est inconnu' }) }),
  ),
  harmlessly(
    'a 400 has several errors',
    badRequest({
      json: errorList(
        { code: 'a', detail: 'x', pointer: '/resource_id' },
        { code: 'b', detail: 'y', pointer: '/event_type' },
      ),
    }),
  ),
  harmlessly('a 409 shows what is there already', conflict({ edit: { '/event': event()['event'] ?? null } })),
  harmlessly(
    'a 401 has an event of its own kind',
    unauthorized({ json: { ...unauthorizedBody, event: { id: freshId(), name: 'auth.failed' } } }),
  ),
  harmlessly(
    'a 400 points into a JSON:API document',
    badRequest({ edit: { '/errors/0/source/pointer': '/data/attributes/event_type' } }),
  ),
  harmlessly(
    'a 400 points with a fragment',
    badRequest({ edit: { '/errors/0/source/pointer': '#/event_type' } }),
  ),
  harmlessly('a 400 points at the whole', badRequest({ edit: { '/errors/0/source/pointer': '' } })),
  harmlessly('a 400 has no source', badRequest({ edit: { '/errors/0/source': undefined } })),
  harmlessly('a 400 has an empty source', badRequest({ edit: { '/errors/0/source': {} } })),
  harmlessly(
    'a 400 has a source with a parameter',
    badRequest({ edit: { '/errors/0/source': { parameter: 'event_type' } } }),
  ),
  harmlessly(
    'a detail quotes the allowed values',
    badRequest({ edit: { '/errors/0/detail': 'must be one of ["registrations.pending"], got "no.such"' } }),
  ),
  harmlessly(
    'a detail quotes a pattern',
    badRequest({ edit: { '/errors/0/detail': 'must match ^[0-9a-f]{8}-[0-9a-f]{4}$' } }),
  ),
  harmlessly(
    'a detail names a time',
    badRequest({ edit: { '/errors/0/detail': 'refused at noon 12:31:32, try again at 12:45:00' } }),
  ),
  harmlessly(
    'a detail is from a JSON parser',
    badRequest({ edit: { '/errors/0/detail': 'unexpected token } at position 12, line 1, column 13' } }),
  ),
  harmlessly('a code has dots', badRequest({ edit: { '/errors/0/code': 'errors.internal' } })),
  harmlessly(
    'an error links to its documentation',
    badRequest({ edit: { '/errors/0/links': { about: 'https://docs.qonto.com/errors#not_in_list' } } }),
  ),
  harmlessly(
    'a pointer looks like a path',
    badRequest({ edit: { '/errors/0/source/pointer': '/home/event_type' } }),
  ),
  time('the time is in another zone', '2026-03-01T12:00:00.004+02:00'),
  time('the time is west of Greenwich', '2026-03-01T05:30:00-04:30'),
  time('the time has no fraction', '2026-03-01T10:00:00Z'),
  time('the fraction has one digit', '2026-03-01T10:00:00.1Z'),
  time('the fraction has six digits', '2026-03-01T10:00:00.123456Z'),
  time('the fraction has nine digits', '2026-03-01T10:00:00.123456789Z'),
  time('the time has small letters', '2026-03-01t10:00:00.004z'),
  time('the offset is of an unknown zone', '2026-03-01T10:00:00-00:00'),
  time('the second is a leap second', '2026-03-01T23:59:60Z'),
  time('the clock is four minutes slow', at(-240_000)),
  time('the clock is four minutes fast', at(240_000)),
  harmlessly(
    "the server's whole clock is wrong",
    created({
      date: new Date(NOW - 86_400_000).toUTCString(),
      edit: { '/event/created_at': at(-86_400_000) },
    }),
  ),
  harmlessly('there is no Date', created({ date: null })),
  harmlessly('the Date has an old form', created({ date: 'Sunday, 01-Mar-26 10:00:00 GMT' })),
  harmlessly('the Date is none', created({ date: '2026-03-01' })),
  harmlessly('the id is in upper case', created({ edit: { '/event/id': freshId().toUpperCase() } })),
  harmlessly(
    'the id is of version 7',
    created({ edit: { '/event/id': '0190a2b4-0000-7000-8000-000000000000' } }),
  ),
  harmlessly(
    'the resource comes back in upper case',
    created({ edit: { '/event/resource_id': RESOURCE.toUpperCase() } }),
  ),
  harmlessly(
    'the resource comes back in lower case',
    created({ sends: { resource_id: RESOURCE.toUpperCase(), event_type: 'registrations.pending' } }),
  ),
  harmlessly('the JSON is indented', created({ text: JSON.stringify(event(), null, 2) })),
  harmlessly(
    'the JSON ends with a newline',
    unauthorized({ text: `${JSON.stringify(unauthorizedBody)}\r\n` }),
  ),
  harmlessly(
    'the JSON escapes what it need not',
    unauthorized({ text: JSON.stringify(unauthorizedBody).replace('u', '\\u0075') }),
  ),
  harmlessly(
    'the JSON escapes slashes',
    conflict({
      text: JSON.stringify(
        errorList(
          { code: 'conflict', detail: "Type do not match server's endpoint", pointer: '/data/type' },
          { code: 'conflict', detail: "ID do not match server's endpoint", pointer: '/data/id' },
        ),
      ).replaceAll('/', '\\/'),
    }),
  ),
  harmlessly('a further field has an emoji', created({ edit: { '/note': '🙂 é \u2028' } })),
  harmlessly(
    'a further field is called __proto__',
    created({ text: JSON.stringify(event()).replace('{', '{"__proto__":{"a":1},') }),
  ),
  harmlessly(
    'a further field is called constructor',
    created({ edit: { '/constructor': 'x', '/event/toString': 1 } }),
  ),
  ...[
    'application/json; charset=UTF-8',
    'application/json;charset=utf-8',
    'Application/JSON',
    'application/json; charset="utf-8"',
    'application/json; charset=utf8',
    'application/json ; profile="a;b"',
    'application/json;',
  ].map((type) => harmlessly(`the Content-Type is ${type}`, created({ type }))),
  harmlessly(
    'the charset is US-ASCII, and so is the body',
    unauthorized({ type: 'application/json; charset=us-ascii' }),
  ),
  harmlessly(
    'the Content-Type comes twice, alike',
    created({ headers: [['Content-Type', 'application/json']] }),
  ),
  harmlessly(
    'the body is compressed',
    created({
      headers: [
        ['Content-Encoding', 'gzip'],
        ['Vary', 'Accept-Encoding'],
      ],
    }),
  ),
  harmlessly('the body is chunked', created({ headers: [['Transfer-Encoding', 'chunked']] })),
  harmlessly(
    'there are the headers of every proxy',
    created({
      headers: [
        ['Server', 'cloudflare'],
        ['Via', '1.1 ip-10-0-0-7.eu-west-3.compute.internal'],
        ['CF-RAY', '8a'],
        ['Set-Cookie', 'a=b'],
        ['X-Powered-By', 'Express'],
        ['Strict-Transport-Security', 'max-age=1'],
        ['ETag', 'W/"1"'],
        ['X-Runtime', '0.01'],
      ],
    }),
  ),
  harmlessly(
    'a 401 passes a proxy with an address',
    unauthorized({
      headers: [
        ['Via', '1.1 10.0.0.7'],
        ['X-Served-By', '/var/www/app'],
      ],
    }),
  ),
  harmlessly(
    'a 401 says how to authenticate',
    unauthorized({ headers: [['WWW-Authenticate', 'Bearer realm="qonto"']] }),
  ),
  harmlessly(
    'the rate limit is told',
    created({
      headers: [
        ['X-RateLimit-Remaining', '12'],
        ['Retry-After', '1'],
      ],
    }),
  ),
  harmlessly(
    'elsewhere one answer comes only the second time',
    created({ url: REMOTE, failedTries: [{ kind: 'reset', message: 'socket hang up', reused: false }] }),
  ),
  harmlessly(
    'elsewhere we are asked for patience',
    created({ url: REMOTE, failedTries: [{ kind: 'throttled', message: '429', reused: false }] }),
  ),
  harmlessly(
    'elsewhere the patience has an end',
    created({ url: REMOTE, status: 429, json: {}, headers: [['Retry-After', '30']] }),
  ),
  harmlessly(
    'a connection that was used before is closed',
    created({ failedTries: [{ kind: 'reset', message: 'socket hang up', reused: true }] }),
  ),
  harmlessly('the run is ended', created({ failure: { kind: 'cancelled', message: 'ended' } })),
  harmlessly(
    'nothing can be reached',
    created({ failure: { kind: 'unreachable', message: 'ECONNREFUSED' } }),
  ),
  harmlessly('an answer takes all its time', created({ ms: 5000 })),
  harmlessly('we stood still while an answer came', created({ ms: 9000, stoodStillMs: 8900 })),
  harmlessly(
    'a wrong media type meets 415',
    badRequest({
      id: 'invalid/media-type/text',
      status: 415,
      expects: { statuses: ['400', '409'], tolerated: [415], provokes: undefined, broken: undefined },
    }),
  ),
  harmlessly(
    'a wrong media type meets 415 without a body',
    badRequest({
      status: 415,
      bytes: new Uint8Array(),
      type: null,
      expects: { statuses: ['400'], tolerated: [415] },
    }),
  ),
  harmlessly(
    'the gate sends us to log in',
    gated({
      status: 302,
      bytes: new Uint8Array(),
      type: null,
      headers: [['Location', 'https://qonto.onelogin.com/login']],
    }),
  ),
  harmlessly(
    'there is no gate, and a 401',
    gated({ status: 401, json: unauthorizedBody, type: 'application/json' }),
  ),
  harmlessly('there is no gate, and a 201', gated({ status: 201, json: event(), type: 'application/json' })),
  harmlessly('a way to a conflict gets a 201', conflict({ status: 201, json: event() })),
  harmlessly(
    'a way to a conflict gets a 400',
    conflict({ status: 400, json: errorList({ code: 'invalid', detail: 'no' }) }),
  ),
  ['the same request is answered alike', [], again(4, alike)],
  [
    'elsewhere one of several calls is put off',
    [],
    again(3, (index) => ({
      ...alike(index),
      url: REMOTE,
      ...(index === 1 ? { status: 429, json: {}, edit: {}, headers: [['Retry-After', '9']] } : {}),
    })),
  ],
  [
    'the same refusal has other words',
    [],
    again(3, (index) => ({ edit: { '/errors/0/detail': `no. ${index}` } }), badRequest),
  ],
  ['two answers in the same instant have the same time', [], again(2, () => ({ sentAt: NOW }))],
  [
    'the clock has seconds only',
    [],
    again(3, (index) => ({
      ...alike(index),
      sentAt: NOW + index * 300,
      edit: { '/event/created_at': '2026-03-01T10:00:01Z' },
    })),
  ],
  [
    'the clock is rounded to minutes',
    [],
    again(3, (index) => ({ ...alike(index), edit: { '/event/created_at': '2026-03-01T10:00:00.000Z' } })),
  ],
  [
    'unknown resources are all refused',
    [],
    ['a', 'b'].map((name) =>
      conflict({
        id: `valid/resource_id/${name}`,
        expects: { statuses: ['201', '400', '409'], sameAs: 'stranger', provokes: undefined, valid: true },
      }),
    ),
  ],
  ['a body holds nothing, and nothing is required', [], [answered(200, {}, page('1'))], things],
  ['a secret of the request comes back', [], [answered(200, { secret: 'x' })], keepsSecrets],
  harmlessly(
    'an answer that is not judged',
    created({ status: 500, text: 'no', notJudged: 'the gate answered' }),
  ),
  harmlessly(
    'the documented example of a 201',
    created({
      source: 'documented',
      expects: null,
      json: {
        event: {
          id: 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
          resource_type: 'registration',
          resource_id: RESOURCE,
          created_at: '2021-08-17T12:31:32.689Z',
          event_type: 'registrations.completed',
        },
      },
    }),
  ),
  harmlessly(
    'an interaction of a Pact',
    ...['a', 'b'].map((id) =>
      created({
        id,
        source: 'pact',
        expects: null,
        edit: {
          '/event/id': 'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
          '/event/created_at': '2021-08-17T12:31:32.689Z',
        },
      }),
    ),
  ),
  harmlessly(
    'a 500 without a body, recorded',
    created({ source: 'recording', expects: null, status: 500, bytes: new Uint8Array(), type: null }),
  ),
  harmlessly(
    'a 500 with an honest body, recorded',
    created({
      source: 'recording',
      expects: null,
      status: 500,
      json: errorList({ code: 'internal_error', detail: 'Please try again' }),
    }),
  ),
];

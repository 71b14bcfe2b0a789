import { isObject } from '../../json.ts';
import type { Answer } from '../answer.ts';
import type { Call } from '../call.ts';
import type { Fault, FaultRun } from '../fault.ts';
import { fault, type Kills, type Kind, withErrors, withHeader } from './make.ts';
import { NAMES } from './names.ts';

function leak(
  kills: Kills,
  name: string,
  title: string,
  kind: Kind,
  change: (answer: Answer, call: Call, run: FaultRun) => Answer,
): Fault {
  return fault(kills, 'error bodies', `leaks-${name}`, title, (run) => ({
    answer: (answer, call, decision) => (decision.kind === kind ? change(answer, call, run) : answer),
  }));
}

/** The text stands in an extra field, so that the documented values stay as they are. */
function beside(answer: Answer, key: string, value: string | string[]): Answer {
  return { ...answer, json: { ...(isObject(answer.json) ? answer.json : {}), [key]: value } };
}

function inDetail(answer: Answer, text: string): Answer {
  return {
    ...answer,
    json: withErrors(answer.json, (error) => ({ ...error, detail: `${String(error['detail'])}: ${text}` })),
  };
}

const received = (call: Call, name: string) =>
  call.headers.find(([key]) => key.toLowerCase() === name.toLowerCase())?.[1] ?? '';

const credential = (run: FaultRun, scheme: string) =>
  run.environment[run.contract.credentials[scheme] ?? ''] ?? '';

const NODE_TRACE = [
  "TypeError: Cannot read properties of undefined (reading 'id')",
  '    at EventsController.trigger (/app/src/controllers/events.js:42:17)',
  '    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)',
];

/** Answers that give away what should stay inside; everything that is documented about them is right. */
export const leaks: readonly Fault[] = [
  leak('leak', 'node-trace', 'The detail of a 400 holds a stack trace of Node.', 'invalid', (answer) =>
    inDetail(answer, NODE_TRACE.join('\n')),
  ),
  leak('leak', 'ruby-trace', 'A 400 has a backtrace of Ruby beside its errors.', 'invalid', (answer) =>
    beside(answer, 'backtrace', [
      "app/controllers/webhooks_controller.rb:17:in `trigger_event'",
      "/usr/local/bundle/gems/actionpack-7.0.4/lib/action_controller/metal.rb:188:in `dispatch'",
    ]),
  ),
  leak('leak', 'java-trace', 'A 400 has a stack trace of Java beside its errors.', 'invalid', (answer) =>
    beside(
      answer,
      'trace',
      'java.lang.IllegalArgumentException: bad value\n\tat com.acme.register.EventService.trigger(EventService.java:57)\n\tat java.base/java.lang.Thread.run(Thread.java:833)',
    ),
  ),
  leak(
    'leak',
    'python-trace',
    'A 401 has a traceback of Python beside its errors.',
    'unauthorized',
    (answer) =>
      beside(
        answer,
        'debug',
        'Traceback (most recent call last):\n  File "/srv/app/auth.py", line 31, in check\n    raise InvalidToken()\nInvalidToken',
      ),
  ),
  leak('leak', 'jackson', 'The detail of a 400 is what Jackson says of it.', 'invalid', (answer) =>
    inDetail(
      answer,
      'Cannot deserialize value of type `java.util.UUID` from String "x": not a valid representation\n at [Source: (PushbackInputStream); line: 1, column: 17]',
    ),
  ),
  leak('leak', 'dotnet', 'The detail of a 400 is what a parser of .NET says of it.', 'invalid', (answer) =>
    inDetail(
      answer,
      'The JSON value could not be converted to System.Guid. Path: $.resource_id | LineNumber: 0 | BytePositionInLine: 38.',
    ),
  ),
  leak('leak', 'go-json', 'The detail of a 400 is what the JSON package of Go says.', 'invalid', (answer) =>
    inDetail(
      answer,
      'json: cannot unmarshal number into Go struct field triggerRequest.event_type of type string',
    ),
  ),
  leak(
    'leak',
    'go-database',
    'A 409 has a message of a database driver of Go beside its errors.',
    'conflict',
    (answer) => beside(answer, 'reason', 'pq: could not serialize access due to concurrent update'),
  ),
  leak('leak', 'mongo', 'A 409 has a message of MongoDB beside its errors.', 'conflict', (answer) =>
    beside(
      answer,
      'reason',
      'E11000 duplicate key error collection: register.events index: resource_id_1 dup key: { resource_id: "x" }',
    ),
  ),
  leak('leak', 'sql', 'The detail of a 400 holds the error of a database.', 'invalid', (answer) =>
    inDetail(
      answer,
      'PG::InvalidTextRepresentation: ERROR: invalid input syntax for type uuid LINE 1: SELECT "registrations".* FROM "registrations" WHERE "registrations"."id" = $1',
    ),
  ),
  leak(
    'leak',
    'internal-host',
    'The detail of a 400 names a host and a port of the inside.',
    'invalid',
    (answer) =>
      inDetail(
        answer,
        'upstream http://register-api.prod.svc.cluster.local:8080 refused the value (10.42.7.13)',
      ),
  ),
  leak('leak', 'server-path', 'A 400 names a file of the server.', 'invalid', (answer) =>
    beside(answer, 'schema', '/var/www/register/releases/20240501/config/schemas/trigger_event.json'),
  ),
  leak('leak', 'class-name', 'A 409 names the class of an exception of the server.', 'conflict', (answer) =>
    beside(answer, 'exception', 'ActiveRecord::RecordNotUnique'),
  ),
  leak('leak', 'namespaced-exception', 'A 401 names an exception of a library.', 'unauthorized', (answer) =>
    beside(answer, 'reason', 'JWT::DecodeError: Signature verification raised'),
  ),
  leak('leak', 'cloud-key', 'The detail of a 400 holds the id of a key of a cloud.', 'invalid', (answer) =>
    inDetail(answer, 'the upload was denied for AKIAIOSFODNN7EXAMPLE'),
  ),
  leak(
    'leak',
    'token-in-401',
    'A 401 repeats the Authorization header beside its errors.',
    'unauthorized',
    (answer, call) => beside(answer, 'received', received(call, 'Authorization')),
  ),
  leak(
    'leak',
    'expected-token',
    'A 401 gives away the token that it expected.',
    'unauthorized',
    (answer, _, run) => beside(answer, 'expected', credential(run, NAMES.bearer)),
  ),
  leak(
    'leak',
    'webhook-secret',
    'A 201 tells the secret that webhooks are signed with.',
    'success',
    (answer) => beside(answer, 'webhook', ['https://partner.example/hook', 'whsec_9d8f7a6b5c4d3e2f1a0b']),
  ),
  leak('leak', 'trace-in-201', 'A 201 has a backtrace of a warning beside its event.', 'success', (answer) =>
    beside(answer, 'warnings', [
      "/app/vendor/bundle/gems/activerecord-7.0.4/lib/active_record/core.rb:284:in `find'",
    ]),
  ),
  leak('leak', 'exception-in-201', 'A 201 tells of an exception that was caught.', 'success', (answer) =>
    beside(answer, 'delivery', 'failed with java.net.SocketTimeoutException: Read timed out'),
  ),
  leak('leak', 'sql-in-201', 'A 201 holds the query that it was made with.', 'success', (answer) =>
    beside(answer, 'meta', ['SELECT "events".* FROM "events" WHERE "id" = $1']),
  ),
  leak('leak', 'token-in-201', 'A 201 repeats the token of the request.', 'success', (answer, call) =>
    beside(answer, 'authorization', received(call, 'Authorization')),
  ),
  leak(
    'leak',
    'token-in-base64',
    'A 201 repeats the token of the request in base64.',
    'success',
    (answer, _, run) =>
      beside(answer, 'session', Buffer.from(credential(run, NAMES.bearer)).toString('base64')),
  ),
  leak(
    'leak',
    'partner-id-in-400',
    'A 400 repeats the partner id of the request.',
    'invalid',
    (answer, call) => beside(answer, 'partner', received(call, NAMES.partnerHeader)),
  ),
  leak(
    'leak',
    'staging-token-in-409',
    'A 409 repeats the staging token of the request.',
    'conflict',
    (answer, _, run) => beside(answer, 'debug', credential(run, run.contract.gate?.header ?? '')),
  ),
  leak(
    'leak',
    'token-in-header',
    'A 201 repeats the Authorization header in a header of its own.',
    'success',
    (answer, call) => withHeader(answer, 'X-Debug-Authorization', received(call, 'Authorization')),
  ),
  leak(
    'leak',
    'token-in-cookie',
    'A 201 sets the token of the request as a cookie.',
    'success',
    (answer, _, run) =>
      withHeader(
        answer,
        'Set-Cookie',
        `auth=${encodeURIComponent(credential(run, NAMES.bearer))}; Path=/; HttpOnly`,
      ),
  ),
  leak('leak', 'request-dump', 'A 400 repeats all headers of the request.', 'invalid', (answer, call) =>
    beside(answer, 'request', JSON.stringify(call.headers)),
  ),
];

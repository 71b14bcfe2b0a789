import type { JsonObject } from '../../json.ts';
import type { Fault } from '../fault.ts';
import { each, pointerTo, whole } from './error-bodies.ts';
import { errorsOf, fault } from './make.ts';
import { NAMES } from './names.ts';

const OTHER: Record<string, string> = { '/event_type': '/resource_id', '/resource_id': '/event_type' };
const pointerOf = (error: JsonObject) =>
  String((error['source'] as JsonObject | undefined)?.['pointer'] ?? '');

/** Details that nobody has filled in. */
const unfilled: Fault[] = (
  [
    ['key', 'the key of a text', (field) => `errors.messages.${field}.invalid`],
    ['key-in-braces', 'the key of a text, in braces', (field) => `{validation.${field}.message}`],
    ['go-verbs', 'a format of Go without its value', (field) => `${field} %!s(<nil>) is not allowed`],
    ['attribute', 'a text of Laravel with its placeholder', () => 'The :attribute field is invalid.'],
  ] as const satisfies [string, string, (field: string) => string][]
).map(([name, what, detail]) =>
  each('error-shape', 'invalid', `detail-${name}`, `The detail of a 400 is ${what}.`, (error) => ({
    ...error,
    detail: detail(pointerOf(error).slice(1) || 'body'),
  })),
);

/** What goes wrong in a 400 alone, which has no documented example. */
export const invalidBodies: readonly Fault[] = [
  ...unfilled,
  each(
    'error-shape',
    'invalid',
    'pointer-to-other-field',
    'A 400 blames the field that is right.',
    (error) => (pointerOf(error) in OTHER ? pointerTo(error, OTHER[pointerOf(error)] ?? '') : error),
  ),
  each('error-shape', 'invalid', 'pointer-always-event-type', 'A 400 always blames event_type.', (error) =>
    pointerTo(error, `/${NAMES.type}`),
  ),
  each('error-shape', 'invalid', 'pointer-always-resource-id', 'A 400 always blames resource_id.', (error) =>
    pointerTo(error, `/${NAMES.resource}`),
  ),
  whole(
    'error-shape',
    'invalid',
    'pointer-to-both',
    'A 400 about a wrong resource_id blames the right event_type besides.',
    (json) => ({
      [NAMES.errors]: errorsOf(json).flatMap((error) =>
        pointerOf(error) === `/${NAMES.resource}` ? [error, pointerTo(error, `/${NAMES.type}`)] : [error],
      ),
    }),
  ),
  each(
    'error-shape',
    'invalid',
    'pointer-to-nothing',
    'A 400 points at a field that the request does not know.',
    (error) => pointerTo(error, '/data/attributes/state'),
  ),
  each(
    'error-shape',
    'invalid',
    'pointer-without-slash',
    'The pointers of a 400 have no slash before them.',
    (error) => (pointerOf(error) === '' ? error : pointerTo(error, pointerOf(error).slice(1))),
  ),
  each(
    'error-shape',
    'invalid',
    'pointer-as-path',
    'The pointers of a 400 are paths such as $.event_type.',
    (error) => (pointerOf(error) === '' ? error : pointerTo(error, `$.${pointerOf(error).slice(1)}`)),
  ),
  each('schema', 'invalid', 'source-null', 'The source of a 400 is null.', (error) => ({
    ...error,
    source: null,
  })),
  each('schema', 'invalid', 'source-list', 'The source of a 400 is a list of pointers.', (error) => ({
    ...error,
    source: [pointerOf(error)],
  })),
  whole('error-shape', 'invalid', 'has-body-of-401', 'A 400 has the body of a 401.', () => ({
    [NAMES.errors]: [{ code: 'unauthorized', detail: 'You must authenticate to perform API requests' }],
  })),
  fault('error-shape', 'error bodies', '400-has-body-of-409', 'A 400 has the body of a 409.', (run) => ({
    answer: (answer, _, decision) =>
      decision.kind === 'invalid'
        ? { ...answer, json: run.answer({ kind: 'conflict', status: '409' }).json }
        : answer,
  })),
  whole(
    ['gateway', 'vacuous', 'error-shape'],
    'invalid',
    'has-body-of-201',
    'A 400 has the body of a 201 beside an error that is null.',
    () => ({
      [NAMES.event]: null,
      error: 'invalid',
    }),
  ),
  whole(
    ['gateway', 'vacuous', 'error-shape'],
    'invalid',
    'as-framework',
    "The body of a 400 is the framework's own.",
    () => ({
      timestamp: '2024-05-01T10:00:00.000+00:00',
      status: 400,
      error: 'Bad Request',
      path: '/register/dev/trigger_event',
    }),
  ),
  whole(
    ['vacuous', 'error-shape'],
    'invalid',
    'as-validator',
    "The body of a 400 is the validator's own.",
    () => ({
      detail: [{ loc: ['body', 'event_type'], msg: 'field required', type: 'value_error.missing' }],
    }),
  ),
  whole(
    'schema',
    'invalid',
    'second-error-without-code',
    'Behind the errors of a 400 stands one without a code.',
    (json) => ({
      [NAMES.errors]: [...errorsOf(json), { detail: 'The request was refused' }],
    }),
  ),
];

import type { Json, JsonObject } from '../../json.ts';
import type { Fault } from '../fault.ts';
import {
  changing,
  errorsOf,
  fault,
  type Kills,
  type Kind,
  renamed,
  rewriting,
  rewritingErrors,
  without,
  withText,
} from './make.ts';
import { NAMES } from './names.ts';

const STATUS = { invalid: 400, unauthorized: 401, conflict: 409 } as const;
type ErrorKind = keyof typeof STATUS;

export function whole(
  kills: Kills,
  kind: ErrorKind,
  name: string,
  title: string,
  change: (json: Json) => Json | undefined,
): Fault {
  return fault(kills, 'error bodies', `${STATUS[kind]}-${name}`, title, rewriting([kind], change));
}

export function each(
  kills: Kills,
  kind: ErrorKind,
  name: string,
  title: string,
  change: (error: JsonObject, index: number) => Json | undefined,
): Fault {
  return fault(kills, 'error bodies', `${STATUS[kind]}-${name}`, title, rewritingErrors([kind], change));
}

function raw(kills: Kills, kind: ErrorKind, name: string, title: string, type: string, text: string): Fault {
  return fault(
    kills,
    'error bodies',
    `${STATUS[kind]}-${name}`,
    title,
    changing([kind as Kind], (answer) => withText(answer, type, text)),
  );
}

const first = (json: Json) => errorsOf(json)[0] ?? {};

/**
 * What of the common ways is left out where an example is documented: there they differ from it as their neighbours
 * do, and look the same from outside.
 */
const ALIKE = [
  'errors-null',
  'errors-texts',
  'errors-by-field',
  'errors-nested',
  'list',
  'message-only',
  'encoded-twice',
  'code-null',
  'code-renamed',
  'detail-renamed',
  'detail-null',
  'detail-list',
  'source-text',
  'pointer-number',
  'empty-error',
];

/** What goes wrong in the same way wherever errors are written. */
const common: Fault[] = (['invalid', 'unauthorized', 'conflict'] as const).flatMap((kind) => {
  const status = STATUS[kind];
  const of = `of a ${status}`;
  return [
    whole(['vacuous', 'error-shape'], kind, 'empty-object', `The body ${of} is an empty object.`, () => ({})),
    whole(['vacuous', 'error-shape'], kind, 'no-errors', `The list of errors ${of} is empty.`, () => ({
      [NAMES.errors]: [],
    })),
    whole(['schema', 'vacuous'], kind, 'errors-null', `The errors ${of} are null.`, () => ({
      [NAMES.errors]: null,
    })),
    whole('schema', kind, 'errors-object', `The errors ${of} are an object with one error.`, (json) => ({
      [NAMES.errors]: first(json),
    })),
    whole('schema', kind, 'errors-by-field', `The errors ${of} are an object of messages by field.`, () => ({
      [NAMES.errors]: { base: ['is invalid'] },
    })),
    whole('schema', kind, 'errors-texts', `The errors ${of} are texts.`, (json) => ({
      [NAMES.errors]: errorsOf(json).map((error) => error['detail'] ?? null),
    })),
    whole('schema', kind, 'errors-nested', `The errors ${of} are a list in a list.`, (json) => ({
      [NAMES.errors]: [errorsOf(json)],
    })),
    whole(
      ['vacuous', 'error-shape'],
      kind,
      'errors-renamed',
      `The errors ${of} stand under error.`,
      (json) => ({
        error: errorsOf(json),
      }),
    ),
    whole(['schema', 'error-shape'], kind, 'list', `The body ${of} is the list of errors itself.`, errorsOf),
    whole(['vacuous', 'error-shape'], kind, 'flat', `The body ${of} is a flat code and message.`, (json) => ({
      code: first(json)['code'] ?? '',
      message: first(json)['detail'] ?? '',
    })),
    whole(
      ['gateway', 'vacuous', 'error-shape'],
      kind,
      'message-only',
      `The body ${of} is a message alone.`,
      (json) => ({
        message: first(json)['detail'] ?? '',
      }),
    ),
    whole(
      ['schema', 'error-shape'],
      kind,
      'encoded-twice',
      `The body ${of} is a text that holds JSON.`,
      (json) => JSON.stringify(json),
    ),
    each('schema', kind, 'code-missing', `The errors ${of} have no code.`, (error) => without(error, 'code')),
    each('schema', kind, 'code-number', `The code ${of} is a number.`, (error) => ({
      ...error,
      code: status,
    })),
    each('schema', kind, 'code-null', `The code ${of} is null.`, (error) => ({ ...error, code: null })),
    each('error-shape', kind, 'code-blank', `The code ${of} is an empty text.`, (error) => ({
      ...error,
      code: '',
    })),
    each('schema', kind, 'code-renamed', `The code ${of} is called error_code.`, (error) =>
      renamed(error, 'code', 'error_code'),
    ),
    each('schema', kind, 'detail-missing', `The errors ${of} have no detail.`, (error) =>
      without(error, 'detail'),
    ),
    each('schema', kind, 'detail-renamed', `The detail ${of} is called message.`, (error) =>
      renamed(error, 'detail', 'message'),
    ),
    each('schema', kind, 'detail-null', `The detail ${of} is null.`, (error) => ({ ...error, detail: null })),
    each('error-shape', kind, 'detail-blank', `The detail ${of} is an empty text.`, (error) => ({
      ...error,
      detail: '',
    })),
    each('schema', kind, 'detail-list', `The detail ${of} is a list of texts.`, (error) => ({
      ...error,
      detail: [error['detail'] ?? ''],
    })),
    each('schema', kind, 'source-text', `The source ${of} is a text.`, (error) => ({
      ...error,
      source: '/event_type',
    })),
    each('schema', kind, 'pointer-number', `The pointer ${of} is a number.`, (error) => ({
      ...error,
      source: { pointer: 1 },
    })),
    whole(['schema', 'vacuous'], kind, 'empty-error', `The one error ${of} is an empty object.`, () => ({
      [NAMES.errors]: [{}],
    })),
    raw(
      ['media-type', 'vacuous', 'error-shape'],
      kind,
      'problem-json',
      `The body ${of} is a problem of RFC 9457.`,
      'application/problem+json',
      JSON.stringify({ type: 'about:blank', title: 'Refused', status, detail: 'The request was refused' }),
    ),
    raw(
      ['gateway', 'media-type', 'json'],
      kind,
      'html',
      `The body ${of} is a page in HTML.`,
      'text/html; charset=utf-8',
      `<!DOCTYPE html><html><body><h1>${status}</h1></body></html>`,
    ),
    raw(['media-type', 'json'], kind, 'plain-text', `The body ${of} is plain text.`, 'text/plain', 'Refused'),
    raw('json', kind, 'without-body', `A ${status} has no body.`, 'application/json', ''),
  ].filter(({ name }) => kind === 'invalid' || !ALIKE.includes(name.slice(4)));
});

const unauthorized: Fault[] = [
  ...(
    [
      ['unauthenticated', 'unauthenticated'],
      ['invalid-token', 'invalid_token'],
      ['capitalised', 'Unauthorized'],
      ['forbidden', 'forbidden'],
    ] as const
  ).map(([name, code]) =>
    each('example', 'unauthorized', `code-${name}`, `The code of a 401 is "${code}".`, (error) => ({
      ...error,
      code,
    })),
  ),
  each('example', 'unauthorized', 'detail-other', 'The detail of a 401 is another sentence.', (error) => ({
    ...error,
    detail: 'Invalid credentials',
  })),
  each(
    'example',
    'unauthorized',
    'detail-with-full-stop',
    'The detail of a 401 ends with a full stop.',
    (error) => ({
      ...error,
      detail: `${String(error['detail'])}.`,
    }),
  ),
  each(
    'example',
    'unauthorized',
    'detail-in-lower-case',
    'The detail of a 401 is in lower case.',
    (error) => ({
      ...error,
      detail: String(error['detail']).toLowerCase(),
    }),
  ),
  each('example', 'unauthorized', 'detail-is-code', 'The detail of a 401 repeats its code.', (error) => ({
    ...error,
    detail: error['code'],
  })),
  each(
    'example',
    'unauthorized',
    'code-and-detail-swapped',
    'The code and the detail of a 401 have changed places.',
    (error) => ({
      code: error['detail'],
      detail: error['code'],
    }),
  ),
  whole('example', 'unauthorized', 'has-body-of-400', 'A 401 has the body of a 400.', () => ({
    [NAMES.errors]: [
      { code: 'required', detail: 'event_type is required', source: { pointer: '/event_type' } },
    ],
  })),
  fault('example', 'error bodies', '401-has-body-of-409', 'A 401 has the body of a 409.', (run) => ({
    answer: (answer, _, decision) =>
      decision.kind === 'unauthorized'
        ? { ...answer, json: run.answer({ kind: 'conflict', status: '409' }).json }
        : answer,
  })),
];

export const pointerTo = (error: JsonObject, pointer: string): JsonObject => ({
  ...error,
  source: { pointer },
});
const pointers = ['/data/type', '/data/id'] as const;

const conflict: Fault[] = [
  each(
    'example',
    'conflict',
    'first-error-missing',
    'The first of the two errors of a 409 is missing.',
    (error, index) => (index === 0 ? undefined : error),
  ),
  each(
    'example',
    'conflict',
    'second-error-missing',
    'The second of the two errors of a 409 is missing.',
    (error, index) => (index === 1 ? undefined : error),
  ),
  whole('example', 'conflict', 'first-error-twice', 'Both errors of a 409 are the first.', (json) => ({
    [NAMES.errors]: [first(json), first(json)],
  })),
  each('example', 'conflict', 'source-missing', 'The errors of a 409 have no source.', (error) =>
    without(error, 'source'),
  ),
  each('example', 'conflict', 'pointer-missing', 'The source of an error of a 409 is empty.', (error) => ({
    ...error,
    source: {},
  })),
  each(['schema', 'example'], 'conflict', 'pointer-null', 'The pointers of a 409 are null.', (error) => ({
    ...error,
    source: { pointer: null },
  })),
  each(
    'example',
    'conflict',
    'pointers-swapped',
    'The pointers of a 409 have changed places.',
    (error, index) => pointerTo(error, pointers[1 - index] ?? ''),
  ),
  each(
    ['example', 'error-shape'],
    'conflict',
    'pointer-without-slash',
    'The pointers of a 409 have no slash before them.',
    (error, index) => pointerTo(error, pointers[index]?.slice(1) ?? ''),
  ),
  each(
    'example',
    'conflict',
    'second-pointer-to-resource',
    'The second pointer of a 409 is that of the request.',
    (error, index) => (index === 1 ? pointerTo(error, `/${NAMES.resource}`) : error),
  ),
  each('example', 'conflict', 'code-other', 'The code of a 409 is already_exists.', (error) => ({
    ...error,
    code: 'already_exists',
  })),
  each(
    'example',
    'conflict',
    'second-code-other',
    'The second code of a 409 is another one.',
    (error, index) => (index === 1 ? { ...error, code: 'not_found' } : error),
  ),
  each(
    'example',
    'conflict',
    'detail-corrected',
    'The detail of a 409 has its grammar put right.',
    (error) => ({
      ...error,
      detail: String(error['detail']).replace('do not', 'does not'),
    }),
  ),
  each(
    'example',
    'conflict',
    'details-swapped',
    'The details of a 409 have changed places.',
    (error, index) => ({
      ...error,
      detail: index === 0 ? "ID do not match server's endpoint" : "Type do not match server's endpoint",
    }),
  ),
  whole('example', 'conflict', 'has-body-of-401', 'A 409 has the body of a 401.', () => ({
    [NAMES.errors]: [{ code: 'unauthorized', detail: 'You must authenticate to perform API requests' }],
  })),
  whole('example', 'conflict', 'errors-joined', 'A 409 joins its two errors in one.', (json) => ({
    [NAMES.errors]: [
      {
        code: 'conflict',
        detail: errorsOf(json)
          .map((error) => String(error['detail']))
          .join(', '),
        source: { pointer: '/data' },
      },
    ],
  })),
];

export const errorBodies: readonly Fault[] = [...common, ...unauthorized, ...conflict];

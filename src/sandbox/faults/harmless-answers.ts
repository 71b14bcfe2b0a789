import { isObject, type Json, type JsonObject } from '../../json.ts';
import { parseJson } from '../body.ts';
import type { Fault } from '../fault.ts';
import {
  changing,
  errorsOf,
  eventOf,
  harmless,
  KINDS,
  type Kind,
  rewriting,
  rewritingErrors,
  rewritingEvent,
  withErrors,
  without,
} from './make.ts';
import { NAMES } from './names.ts';

const ERRORS: readonly Kind[] = ['invalid', 'unauthorized', 'conflict'];

function reversed(value: Json): Json {
  if (Array.isArray(value)) return value.map(reversed);
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, item === undefined ? item : reversed(item)]),
  );
}

const bodies: Fault[] = [
  harmless(
    'created body',
    'key-order',
    'The keys of every answer come in another order.',
    rewriting(KINDS, reversed),
  ),
  harmless(
    'created body',
    'extra-in-event',
    'The event has properties more.',
    rewritingEvent((event) => ({
      ...event,
      legal_flow: 'existing_company',
      attempts: 1,
      delivered_at: null,
      links: { self: '/register/events/1' },
    })),
  ),
  harmless(
    'created body',
    'extra-texts',
    'A 201 has texts beside the event that come close to a class, a trace and a query.',
    rewriting(['success'], (json) => ({
      ...(isObject(json) ? json : {}),
      type: 'Webhooks::Event',
      notes: ['Sent at 12:30:10 from version 2.0.1', 'Select a plan from the list', '/home/events/1'],
    })),
  ),
  harmless(
    'created body',
    'extra-at-top',
    'A 201 has properties beside the event.',
    rewriting(['success'], (json) => ({
      trace_id: '5f0c7a3a1b9e4d62',
      ...(isObject(json) ? json : {}),
      meta: { version: 2 },
    })),
  ),
  harmless(
    'created body',
    'errors-none',
    'A 201 has an empty list of errors beside the event.',
    rewriting(['success'], (json) => ({ ...(isObject(json) ? json : {}), [NAMES.errors]: [], error: null })),
  ),
  harmless(
    'created body',
    'extra-proto-key',
    'The event has a property called __proto__.',
    changing(['success'], (answer) => ({
      ...answer,
      bytes: Buffer.from(
        JSON.stringify(answer.json).replace(
          `{"${NAMES.event}":{`,
          `{"${NAMES.event}":{"__proto__":{"admin":true},`,
        ),
      ),
    })),
  ),
];

const dates: Fault[] = (
  [
    ['offset-plus-two', 'an offset of two hours', (at) => shifted(at, 120, '+02:00')],
    [
      'offset-minus-half-past',
      'an offset of minus three and a half hours',
      (at) => shifted(at, -210, '-03:30'),
    ],
    ['offset-zero', 'an offset of zero in place of Z', (at) => at.replace('Z', '+00:00')],
    ['without-fraction', 'no fraction', (at) => at.replace(/\.\d+/, '')],
    ['microseconds', 'six digits of a fraction', (at) => at.replace('Z', '123Z')],
    ['nanoseconds', 'nine digits of a fraction', (at) => at.replace('Z', '123456Z')],
    ['one-digit-fraction', 'one digit of a fraction', (at) => at.replace(/(\.\d)\d+/, '$1')],
    ['full-minute', 'no more than minutes', (at) => at.replace(/:[\d.]+Z/, ':00Z')],
    ['lower-case', 't and z in lower case', (at) => at.toLowerCase()],
    [
      'seconds-behind',
      'a clock twenty seconds behind',
      (at) => new Date(Date.parse(at) - 20_000).toISOString(),
    ],
    [
      'seconds-ahead',
      'a clock twenty seconds ahead',
      (at) => new Date(Date.parse(at) + 20_000).toISOString(),
    ],
  ] as const satisfies [string, string, (at: string) => string][]
).map(([name, what, change]) =>
  harmless(
    'created meaning',
    `created-at-${name}`,
    `created_at has ${what}.`,
    rewritingEvent((event) => ({
      ...event,
      created_at: change(String(event['created_at'])),
    })),
  ),
);

function shifted(at: string, minutes: number, offset: string): string {
  return new Date(Date.parse(at) + minutes * 60_000).toISOString().replace('Z', offset);
}

const identifiers: Fault[] = [
  harmless(
    'created meaning',
    'resource-id-lower-case',
    'The resource_id comes back in lower case.',
    rewritingEvent((event) => ({
      ...event,
      resource_id: String(event['resource_id']).toLowerCase(),
    })),
  ),
  harmless(
    'created meaning',
    'id-upper-case',
    'The id of the event is in capitals.',
    rewritingEvent((event) => ({
      ...event,
      id: String(event['id']).toUpperCase(),
    })),
  ),
  harmless(
    'created meaning',
    'id-version-7',
    'The id of the event is a UUID of version 7.',
    rewritingEvent((event) => ({
      ...event,
      id: `0190a5b0-${String(event['id']).slice(9, 14)}7${String(event['id']).slice(15)}`,
    })),
  ),
  harmless('created meaning', 'id-sequential', 'The ids of events are UUIDs in sequence.', () => {
    let count = 0;
    return rewritingEvent((event) => ({
      ...event,
      id: `00000000-0000-4000-8000-${(++count).toString(16).padStart(12, '0')}`,
    }))();
  }),
];

const errors: Fault[] = [
  harmless(
    'error bodies',
    '400-other-words',
    'The details of a 400 are other words.',
    rewritingErrors(['invalid'], (error) => ({
      ...error,
      detail: 'Veuillez vérifier ce champ ✓',
    })),
  ),
  harmless(
    'error bodies',
    '400-details-of-values',
    'The details of a 400 name the values that are allowed, as they are and in braces, and a field by its path.',
    rewriting(['invalid'], (json) => ({
      [NAMES.errors]: [
        ...errorsOf(json),
        { code: 'validation.enum', detail: NAMES.pending },
        { code: 'validation.enum', detail: `one of {${NAMES.pending}}, 100%! or none: event.${NAMES.type}` },
      ],
    })),
  ),
  harmless(
    'error bodies',
    '400-doubts-the-resource',
    'A 400 about a wrong event_type says besides that it does not know the resource.',
    rewriting(['invalid'], (json) => ({
      [NAMES.errors]: errorsOf(json).flatMap((error) =>
        (error['source'] as JsonObject | undefined)?.['pointer'] === `/${NAMES.type}`
          ? [
              error,
              { code: 'invalid', detail: 'no such registration', source: { pointer: `/${NAMES.resource}` } },
            ]
          : [error],
      ),
    })),
  ),
  harmless(
    'error bodies',
    '400-speaks-of-json',
    'The details of a 400 say what is wrong with the JSON.',
    rewritingErrors(['invalid'], (error) => ({
      ...error,
      detail: 'Unexpected token } in JSON at position 12: it could not be converted to a UUID [source: body]',
    })),
  ),
  harmless(
    'error bodies',
    '400-other-codes',
    'The codes of a 400 are other words.',
    rewritingErrors(['invalid'], (error) => ({
      ...error,
      code: `validation.${String(error['code'])}`,
    })),
  ),
  harmless(
    'error bodies',
    '400-without-source',
    'The errors of a 400 have no source.',
    rewritingErrors(['invalid'], (error) => without(error, 'source')),
  ),
  harmless(
    'error bodies',
    '400-first-error-only',
    'A 400 tells the first of several errors alone.',
    rewritingErrors(['invalid'], (error, index) => (index === 0 ? error : undefined)),
  ),
  harmless(
    'error bodies',
    '400-general-error-too',
    'A 400 ends with a general error without a source.',
    rewriting(['invalid'], (json) => ({
      [NAMES.errors]: [...errorsOf(json), { code: 'invalid', detail: 'The request is not valid' }],
    })),
  ),
  harmless(
    'error bodies',
    '400-json-api-extras',
    'The errors of a 400 have an id, a status and a title.',
    rewritingErrors(['invalid'], (error) => ({
      id: 'e1',
      status: '400',
      title: 'Bad Request',
      ...error,
      meta: {},
    })),
  ),
  harmless(
    'error bodies',
    'errors-with-extras',
    'Every error has a link and every error answer a trace id.',
    changing(ERRORS, (answer) => ({
      ...answer,
      json: {
        ...(withErrors(answer.json, (error) => ({
          ...error,
          links: { about: 'https://example.com/errors' },
        })) as JsonObject),
        trace_id: '5f0c7a3a1b9e4d62',
      },
    })),
  ),
  harmless(
    'error bodies',
    '401-extra-error',
    'A 401 has one error more than is documented.',
    rewriting(['unauthorized'], (json) => ({
      [NAMES.errors]: [...errorsOf(json), { code: 'invalid_partner', detail: 'Check the partner id' }],
    })),
  ),
  harmless(
    'error bodies',
    '409-other-order',
    'The errors of a 409 come in another order.',
    rewriting(['conflict'], (json) => ({
      [NAMES.errors]: [...errorsOf(json)].reverse(),
    })),
  ),
  harmless(
    'error bodies',
    '409-extra-error',
    'A 409 begins with an error that is not documented.',
    rewriting(['conflict'], (json) => ({
      [NAMES.errors]: [{ code: 'conflict', detail: 'The resource is in another state' }, ...errorsOf(json)],
    })),
  ),
  harmless(
    'error bodies',
    '409-shows-what-is-there',
    'A 409 holds the event that is there already.',
    (run) => ({
      answer(answer, call, decision) {
        const { input } = parseJson(call.body);
        if (decision.kind !== 'conflict' || !isObject(answer.json) || input === undefined) return answer;
        const { json } = run.answer({ kind: 'success', input });
        return { ...answer, json: { ...answer.json, [NAMES.event]: eventOf(json) } };
      },
    }),
  ),
  harmless('status', 'conflict-before-validation', 'A conflict is found before what is missing.', {
    decision: (decision, call) => {
      const { input } = parseJson(call.body);
      return decision.kind === 'invalid' && isObject(input) && 'data' in input
        ? { kind: 'conflict', status: '409' }
        : decision;
    },
  }),
  harmless('status', '415-for-media-types', 'A wrong media type gets a 415.', {
    answer: (answer, _, decision) =>
      decision.kind === 'invalid' && decision.objections.some(({ keyword }) => keyword === 'media')
        ? { ...answer, status: 415 }
        : answer,
  }),
];

export const harmlessAnswers: readonly Fault[] = [...bodies, ...dates, ...identifiers, ...errors];

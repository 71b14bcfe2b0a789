import type { Json, JsonObject } from '../../json.ts';
import type { Fault } from '../fault.ts';
import {
  camel,
  changing,
  eventOf,
  fault,
  jsonAnswer,
  type Kills,
  renamed,
  rewriting,
  rewritingEvent,
  without,
} from './make.ts';
import { EXAMPLES, NAMES } from './names.ts';

const kebab = (name: string) => name.replaceAll('_', '-');

/** The whole body of a 201. */
function body(kills: Kills, name: string, title: string, change: (json: Json) => Json | undefined): Fault {
  return fault(kills, 'created body', name, title, rewriting(['success'], change));
}

/** One property of the event. */
function field(
  kills: Kills,
  key: (typeof NAMES.fields)[number],
  name: string,
  title: string,
  change: (value: string, event: JsonObject) => Json,
): Fault {
  return fault(
    kills,
    'created body',
    `${kebab(key)}-${name}`,
    title,
    rewritingEvent((event) => ({ ...event, [key]: change(String(event[key]), event) })),
  );
}

const eachField: Fault[] = NAMES.fields.flatMap((key) => [
  fault(
    'schema',
    'created body',
    `${kebab(key)}-missing`,
    `The event of a 201 has no ${key}.`,
    rewritingEvent((event) => without(event, key)),
  ),
  fault(
    'schema',
    'created body',
    `${kebab(key)}-renamed`,
    key === 'id' ? 'The id of the event is called event_id.' : `The event spells ${key} as ${camel(key)}.`,
    rewritingEvent((event) => renamed(event, key, key === 'id' ? 'event_id' : camel(key))),
  ),
  field('schema', key, 'null', `The ${key} of the event is null.`, () => null),
  // The document gives event_type no format: an empty one is a text like any other.
  field(
    key === 'event_type' ? 'echo' : 'schema',
    key,
    'empty',
    `The ${key} of the event is an empty text.`,
    () => '',
  ),
]);

const retyped: Fault[] = [
  field('schema', 'id', 'is-a-number', 'The id of the event is a number.', () => 184467),
  field('schema', 'resource_id', 'is-a-number', 'The resource_id of the event is a number.', () => 48124),
  field(
    'schema',
    'resource_id',
    'is-an-object',
    'The resource_id of the event is an object with an id.',
    (id) => ({
      id,
    }),
  ),
  field('schema', 'resource_type', 'is-a-number', 'The resource_type of the event is a number.', () => 1),
  field('schema', 'event_type', 'is-a-number', 'The event_type of the event is a number.', () => 3),
  field('schema', 'event_type', 'in-a-list', 'The event_type of the event is a list of one.', (type) => [
    type,
  ]),
  field('schema', 'created_at', 'epoch-seconds', 'created_at is a number of seconds since 1970.', (at) =>
    Math.floor(Date.parse(at) / 1000),
  ),
  field(
    'schema',
    'created_at',
    'is-an-object',
    'created_at is an object with seconds and nanoseconds.',
    (at) => ({
      seconds: Math.floor(Date.parse(at) / 1000),
      nanos: 0,
    }),
  ),
];

const identifiers: Fault[] = (['id', 'resource_id'] as const).flatMap((key) => [
  field('schema', key, 'without-dashes', `The ${key} is a UUID without dashes.`, (id) =>
    id.replaceAll('-', ''),
  ),
  field('schema', key, 'in-braces', `The ${key} is a UUID in braces.`, (id) => `{${id}}`),
  field('schema', key, 'as-urn', `The ${key} is a UUID with urn:uuid: before it.`, (id) => `urn:uuid:${id}`),
  field('schema', key, 'too-short', `The ${key} is a UUID without its last digit.`, (id) => id.slice(0, -1)),
]);

const otherIdentifiers: Fault[] = [
  field('schema', 'id', 'too-long', 'The id is a UUID with a digit too many.', (id) => `${id}0`),
  field(
    'schema',
    'id',
    'not-hexadecimal',
    'The id is shaped like a UUID and has a letter that is no digit.',
    (id) => `g${id.slice(1)}`,
  ),
  field('schema', 'id', 'with-newline', 'The id ends with a newline.', (id) => `${id}\n`),
  field(
    'schema',
    'id',
    'is-a-ulid',
    'The id of the event is a ULID.',
    (id) =>
      `01H${id
        .replace(/[^0-9a-f]/g, '')
        .slice(0, 23)
        .toUpperCase()}`,
  ),
  field('schema', 'id', 'has-a-prefix', 'The id of the event is a UUID behind evt_.', (id) => `evt_${id}`),
  field('schema', 'id', 'is-base64', 'The id of the event is a UUID in base64.', (id) =>
    Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'),
  ),
];

const types: Fault[] = [
  field('schema', 'resource_type', 'plural', 'resource_type is in the plural.', (type) => `${type}s`),
  field('schema', 'resource_type', 'upper-case', 'resource_type is in capitals.', (type) =>
    type.toUpperCase(),
  ),
  field('schema', 'resource_type', 'other', 'resource_type is organization.', () => 'organization'),
  field('schema', 'resource_type', 'with-space', 'resource_type ends with a space.', (type) => `${type} `),
];

const dates: Fault[] = (
  [
    ['without-zone', 'no time zone', (at) => at.replace('Z', '')],
    ['with-a-space', 'a space in place of the T', (at) => at.replace('T', ' ')],
    ['without-colon-in-offset', 'an offset without a colon', (at) => at.replace('Z', '+0000')],
    ['with-hours-only-offset', 'an offset of hours alone', (at) => at.replace('Z', '+00')],
    ['with-two-zones', 'both an offset and a Z', (at) => at.replace('Z', '+00:00Z')],
    ['date-only', 'a date alone', (at) => at.slice(0, 10)],
    ['without-seconds', 'no seconds', (at) => `${at.slice(0, 16)}Z`],
    ['basic-format', 'the basic format of ISO 8601', (at) => at.replace(/[-:]/g, '')],
    [
      'impossible-date',
      'a day that the calendar does not have',
      (at) => `${at.slice(0, 4)}-02-30${at.slice(10)}`,
    ],
    ['hour-24', 'the hour 24', (at) => `${at.slice(0, 11)}24:00:00.000Z`],
    ['impossible-offset', 'an offset of 25 hours', (at) => at.replace('Z', '+25:00')],
    ['comma-fraction', 'a comma before the fraction', (at) => at.replace('.', ',')],
    ['empty-fraction', 'a full stop and no fraction', (at) => at.replace(/\.\d+/, '.')],
    ['two-digit-year', 'a year of two digits', (at) => at.slice(2)],
    [
      'day-first',
      'its day first',
      (at) => `${at.slice(8, 10)}-${at.slice(5, 7)}-${at.slice(0, 4)}${at.slice(10)}`,
    ],
    ['http-date', 'the form of an HTTP date', (at) => new Date(at).toUTCString()],
    ['epoch-text', 'seconds since 1970 as text', (at) => String(Math.floor(Date.parse(at) / 1000))],
    ['with-newline', 'a newline at its end', (at) => `${at}\n`],
    ['invalid-date', 'the words of a date that could not be made', () => 'Invalid Date'],
  ] as const satisfies [string, string, (at: string) => string][]
).map(([name, what, change]) => field('schema', 'created_at', name, `created_at has ${what}.`, change));

const shapes: Fault[] = [
  body('vacuous', 'created-empty-object', 'The body of a 201 is an empty object.', () => ({})),
  body(['schema', 'vacuous'], 'created-event-null', 'The event of a 201 is null.', () => ({
    [NAMES.event]: null,
  })),
  fault(
    ['schema', 'vacuous'],
    'created body',
    'created-fields-under-proto',
    'The fields of the event stand under __proto__, where careless code still finds them.',
    changing(['success'], (answer) => ({
      ...answer,
      bytes: Buffer.from(`{"${NAMES.event}":{"__proto__":${JSON.stringify(eventOf(answer.json))}}}`),
    })),
  ),
  body(['schema', 'vacuous'], 'created-event-empty', 'The event of a 201 is an empty object.', () => ({
    [NAMES.event]: {},
  })),
  body('schema', 'created-event-in-a-list', 'The event of a 201 is a list of one.', (json) => ({
    [NAMES.event]: [eventOf(json)],
  })),
  body('schema', 'created-event-as-text', 'The event of a 201 is JSON inside a text.', (json) => ({
    [NAMES.event]: JSON.stringify(eventOf(json)),
  })),
  body(
    'vacuous',
    'created-without-wrapper',
    'The fields of the event stand at the top of the body.',
    (json) => eventOf(json),
  ),
  body('vacuous', 'created-wrapped-in-data', 'The event stands under data.', (json) => ({
    data: eventOf(json),
  })),
  body(
    'vacuous',
    'created-in-envelope',
    'The documented body stands inside an envelope with a status.',
    (json) => ({
      status: 'success',
      data: json,
    }),
  ),
  body(['schema', 'vacuous'], 'created-nested-twice', 'The event holds another event.', (json) => ({
    [NAMES.event]: json,
  })),
  body('vacuous', 'created-as-json-api', 'The body of a 201 is a JSON:API document.', (json) => {
    const { id = null, ...attributes } = eventOf(json);
    return { data: { id, type: 'event', attributes } };
  }),
  body('schema', 'created-all-camel-case', 'All properties of the event are in camel case.', (json) => ({
    [NAMES.event]: Object.fromEntries(
      Object.entries(eventOf(json)).map(([key, value]) => [camel(key), value]),
    ),
  })),
  body('schema', 'created-in-a-list', 'The body of a 201 is a list of one.', (json) => [json]),
  body('schema', 'created-encoded-twice', 'The body of a 201 is a text that holds JSON.', (json) =>
    JSON.stringify(json),
  ),
  body('schema', 'created-null', 'The body of a 201 is null.', () => null),
  body('vacuous', 'created-ok', 'The body of a 201 is {"status":"ok"}.', () => ({ status: 'ok' })),
  fault(
    'vacuous',
    'created body',
    'created-repeats-request',
    'The body of a 201 is the body of the request.',
    changing(['success'], (answer, _, decision) => ({
      ...answer,
      json: decision.kind === 'success' ? decision.input : answer.json,
    })),
  ),
  fault(
    ['vacuous', 'error-shape'],
    'created body',
    'created-holds-errors',
    'A 201 has the body of an error.',
    changing(['success'], (answer) => ({
      ...answer,
      json: jsonAnswer(201, { [NAMES.errors]: [{ code: 'unknown', detail: 'Something went wrong' }] }).json,
    })),
  ),
  body('vacuous', 'created-flattened', 'The whole event is flattened into keys with dots.', (json) =>
    Object.fromEntries(Object.entries(eventOf(json)).map(([key, value]) => [`${NAMES.event}.${key}`, value])),
  ),
  body(['echo', 'unique', 'fresh'], 'created-is-the-example', 'Every 201 is the documented example.', () => ({
    [NAMES.event]: {
      id: EXAMPLES.id,
      resource_type: 'registration',
      resource_id: EXAMPLES.resource,
      created_at: EXAMPLES.createdAt,
      event_type: EXAMPLES.eventType,
    },
  })),
];

export const createdBody: readonly Fault[] = [
  ...eachField,
  ...retyped,
  ...identifiers,
  ...otherIdentifiers,
  ...types,
  ...dates,
  ...shapes,
];

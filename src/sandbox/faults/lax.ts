import { valueAt } from '../../document/pointer.ts';
import { isObject, type Json } from '../../json.ts';
import type { Fault } from '../fault.ts';
import { UUID } from '../formats.ts';
import { fault, type Kills } from './make.ts';
import { NAMES } from './names.ts';

/** Objections to one property are dropped for some values; `undefined` is a property that is missing. */
function forgives(
  kills: Kills,
  key: string,
  name: string,
  title: string,
  forgive: (value: Json | undefined) => boolean,
): Fault {
  const pointer = `/${key}`;
  return fault(kills, 'validation too lax', name, title, {
    rules: (rules) => ({
      objects: (call, input) =>
        rules
          .objects(call, input)
          .filter((each) => each.pointer !== pointer || !forgive(valueAt(input, pointer))),
    }),
  });
}

const { resource, type } = NAMES;
const PENDING = NAMES.pending;

const eachProperty: Fault[] = (
  [
    ['resource-id', resource],
    ['event-type', type],
  ] as const
).flatMap(([short, key]) => {
  const make = (kills: Kills, name: string, title: string, forgive: (value: Json | undefined) => boolean) =>
    forgives(kills, key, `accepts-${short}-${name}`, title, forgive);
  return [
    make('status', 'missing', `A request without ${key} is accepted.`, (value) => value === undefined),
    make('status', 'null', `Null is accepted as ${key}.`, (value) => value === null),
    make('status', 'empty', `An empty text is accepted as ${key}.`, (value) => value === ''),
    make('status', 'a-number', `A number is accepted as ${key}.`, (value) => typeof value === 'number'),
    make('status', 'a-boolean', `A boolean is accepted as ${key}.`, (value) => typeof value === 'boolean'),
    make('status', 'zero', `The number 0 is accepted as ${key}.`, (value) => value === 0),
    make('status', 'false', `The value false is accepted as ${key}.`, (value) => value === false),
    make('status', 'an-object', `An object is accepted as ${key}.`, isObject),
    make(
      'status',
      'any-text',
      `Any text is accepted as ${key}.`,
      (value) => typeof value === 'string' && value !== '',
    ),
  ];
});

/** A text is accepted when, put right by `mend`, it is one that the document allows. */
function mends(
  kills: Kills,
  key: string,
  name: string,
  title: string,
  allowed: (text: string) => boolean,
  mend: (text: string) => string,
): Fault {
  return forgives(kills, key, name, title, (value) => typeof value === 'string' && allowed(mend(value)));
}

const isUuid = (text: string) => UUID.test(text);
const dashed = (text: string) => text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');

const identifiers: Fault[] = [
  mends(
    [],
    resource,
    'accepts-resource-id-as-urn',
    'A UUID with urn:uuid: before it is accepted as resource_id.',
    isUuid,
    (id) => id.replace(/^urn:uuid:/i, ''),
  ),
  ...(
    [
      ['without-dashes', 'A UUID without dashes is accepted as resource_id.', dashed],
      ['in-braces', 'A UUID in braces is accepted as resource_id.', (id) => id.replace(/^\{(.*)\}$/, '$1')],
      [
        'up-to-nul',
        'Whatever follows a NUL character in the resource_id is not looked at.',
        (id) => id.split('\0')[0] ?? '',
      ],
      ['with-newline', 'A line break behind the resource_id is accepted.', (id) => id.replace(/\n$/, '')],
      ['trimmed', 'Spaces around the resource_id are accepted.', (id) => id.replace(/^ +| +$/g, '')],
      ['with-any-ending', 'Whatever follows a UUID is not looked at.', (id) => id.slice(0, 36)],
      ['with-any-beginning', 'Whatever stands before a UUID is not looked at.', (id) => id.slice(-36)],
      ['one-digit-short', 'A UUID that lacks a digit is accepted as resource_id.', (id) => `${id}0`],
      [
        'with-misplaced-dashes',
        'Dashes in the wrong places of a resource_id are accepted.',
        (id) => dashed(id.replaceAll('-', '')),
      ],
      [
        'not-hexadecimal',
        'Letters that are no digits are accepted in a resource_id.',
        (id) => id.replace(/[g-z]/gi, '0'),
      ],
      [
        'with-any-digit',
        'Digits of other scripts are accepted in a resource_id.',
        (id) => id.replace(/\p{Nd}/gu, '0'),
      ],
    ] as const satisfies [string, string, (id: string) => string][]
  ).map(([name, title, mend]) =>
    mends('status', resource, `accepts-resource-id-${name}`, title, isUuid, mend),
  ),
];

const isPending = (text: string) => text === PENDING;
const types: Fault[] = [
  ...(
    [
      ['without-case', 'An event_type in capitals is accepted.', (text) => text.toLowerCase()],
      [
        'normalised',
        'An event_type is normalised (NFKC) before it is looked up.',
        (text) => text.normalize('NFKC'),
      ],
      ['trimmed', 'White space around the event_type is accepted.', (text) => text.trim()],
      [
        'up-to-nul',
        'Whatever follows a NUL character in the event_type is not looked at.',
        (text) => text.split('\0')[0] ?? '',
      ],
      [
        'with-any-ending',
        'Whatever follows a listed event_type is not looked at.',
        (text) => text.slice(0, PENDING.length),
      ],
      ['one-letter-short', 'An event_type that lacks its last letter is accepted.', (text) => `${text}g`],
      [
        'underscored',
        'Signs between the words of an event_type are taken as full stops.',
        (text) => text.replace(/[_\-:/ ]/g, '.'),
      ],
      [
        'singular',
        'An event_type in the singular is accepted.',
        (text) => text.replace(/^registration\./, 'registrations.'),
      ],
      [
        'without-namespace',
        'An event_type without its namespace is accepted.',
        (text) => `registrations.${text}`,
      ],
    ] as const satisfies [string, string, (text: string) => string][]
  ).map(([name, title, mend]) => mends('status', type, `accepts-event-type-${name}`, title, isPending, mend)),
  forgives(
    'status',
    type,
    'accepts-event-type-other-events',
    'Events that exist and may not be triggered are accepted.',
    (value) => NAMES.otherEvents.some((event) => event === value),
  ),
  forgives(
    'status',
    type,
    'accepts-event-type-by-number',
    'The place of an event_type in the list of them is accepted for it, as a text.',
    (value) => value === '0',
  ),
  forgives(
    'status',
    type,
    'accepts-event-type-same-namespace',
    'Any event_type of the namespace is accepted.',
    (value) => typeof value === 'string' && /^registrations\.\w+$/.test(value),
  ),
  forgives(
    'status',
    type,
    'accepts-event-type-of-every-object',
    'An event_type is looked up in an object, where every name that all objects have is found.',
    (value) => typeof value === 'string' && value in {},
  ),
];

/** What the keys of tables often are is accepted beside UUIDs. */
const numbers: Fault[] = [
  forgives(
    'status',
    resource,
    'accepts-resource-id-a-short-number',
    'A short number, as a text, is accepted as resource_id.',
    (value) => typeof value === 'string' && /^\d{1,18}$/.test(value),
  ),
  forgives(
    'status',
    resource,
    'accepts-resource-id-of-digits',
    'A resource_id of 32 digits is accepted without dashes.',
    (value) => typeof value === 'string' && /^\d{32}$/.test(value),
  ),
];

/** The value inside a list of one, or an object, is taken for the value. */
const unwrapped: Fault[] = [
  forgives(
    'status',
    type,
    'accepts-event-type-in-a-list',
    'A list of one listed event_type is accepted.',
    (value) => Array.isArray(value) && value.length === 1 && value[0] === PENDING,
  ),
  forgives(
    'status',
    resource,
    'accepts-resource-id-in-a-list',
    'A list of one UUID is accepted as resource_id.',
    (value) => Array.isArray(value) && value.length === 1 && isUuid(String(value[0])),
  ),
];

/** What is too long for the place where it goes is not looked at. */
const huge: Fault[] = [resource, type].map((key) =>
  forgives(
    'status',
    key,
    `accepts-huge-${key.replace('_', '-')}`,
    `A text of more than 255 letters is accepted as ${key}.`,
    (value) => typeof value === 'string' && value.length > 255,
  ),
);

export const lax: readonly Fault[] = [
  ...huge,
  ...eachProperty,
  ...identifiers,
  ...numbers,
  ...types,
  ...unwrapped,
];

import {
  type Candidate,
  CREATED,
  candidatesOf,
  EVENT,
  LIST,
  NEW,
  put,
  SCHEMAS,
  TRIGGER_BODY,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const ID = `${TRIGGER_BODY}/properties/resource_id`;
const LEGAL_NUMBER = `${LIST}/parameters/5/schema`;

/** Values that two rules of different kinds tell of: formats and lengths, texts and lists, and what nothing can be. */
export const fourthValues: readonly Candidate[] = [
  trigger.compatible(
    'other-ids-of-36-characters',
    'A UUID has 36 characters, and is accepted as before.',
    (d) => put(d, ID, { type: 'string', maxLength: 36 }),
  ),
  trigger.compatible('other-ids-that-are-not-empty', 'No UUID is empty.', (d) =>
    put(d, ID, { type: 'string', minLength: 1, maxLength: 64 }),
  ),
  trigger.breaking(
    'ids-of-35-characters',
    'A UUID has one character more.',
    (d) => put(d, ID, { type: 'string', maxLength: 35 }),
    { places: [ID] },
  ),
  registrations.compatible('one-number-or-several', 'One number is written as it was.', (d) =>
    put(d, LEGAL_NUMBER, {
      anyOf: [
        { type: 'string', pattern: '^[0-9]{9}$' },
        { type: 'array', items: { type: 'string', pattern: '^[0-9]{9}$' } },
      ],
    }),
  ),
  registrations.breaking(
    'states-or-one-state-by-commas',
    'Several states were written one by one.',
    (d) => {
      put(d, `${LIST}/parameters/2/explode`, false);
      put(d, `${LIST}/parameters/2/schema`, {
        anyOf: [
          { $ref: '#/components/schemas/Status' },
          { type: 'array', items: { $ref: '#/components/schemas/Status' } },
        ],
      });
    },
    { places: [`${LIST}/parameters/2`] },
  ),
  trigger.breaking(
    'a-property-that-nothing-can-be',
    'It was free, and is forbidden: not a field that may be sent.',
    (d) => put(d, `${TRIGGER_BODY}/properties/source`, { not: {} }),
    { places: [TRIGGER_BODY], parts: 1 },
  ),
  trigger.breaking(
    'event-of-two-closed-halves',
    'Each half forbids what the other asks for, so that no event can come.',
    (d) =>
      put(d, `${CREATED}/properties/event`, {
        allOf: [
          { $ref: '#/components/schemas/event' },
          { type: 'object', properties: { legal_flow: { type: 'string' } }, additionalProperties: false },
        ],
      }),
    { places: [`${CREATED}/properties/event`] },
  ),
  trigger.breaking(
    'event-of-another-resource-type-than-its-own',
    'The two lists share no value, so that no event can come.',
    (d) =>
      put(d, `${CREATED}/properties/event`, {
        allOf: [
          { $ref: '#/components/schemas/event' },
          { properties: { resource_type: { enum: ['organization'] } } },
        ],
      }),
    { places: [`${CREATED}/properties/event`, `${EVENT}/resource_type`] },
  ),
  subscriptions.identical(
    'nothing-said-of-entries-that-are-left',
    '`items` has looked at each of them.',
    (d) => {
      put(d, `${NEW}/events/unevaluatedItems`, false);
      put(d, `${NEW}/window/unevaluatedItems`, {});
    },
  ),
  subscriptions.breaking(
    'a-filter-has-at-least-two-properties',
    'What asks for "all" may hold nothing else.',
    (d) => put(d, `${SCHEMAS}/Filter/oneOf/0/minProperties`, 2),
    { places: [`${SCHEMAS}/Filter`] },
  ),
  subscriptions.identical('required-by-count', 'Of two properties that may be there two have to be.', (d) => {
    put(d, `${SCHEMAS}/Filter/oneOf/1/required`, ['field']);
    put(d, `${SCHEMAS}/Filter/oneOf/1/minProperties`, 2);
  }),
];

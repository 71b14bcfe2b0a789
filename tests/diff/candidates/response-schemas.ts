import {
  add,
  at,
  type Candidate,
  CREATED,
  candidatesOf,
  DELIVERIES,
  drop,
  ERROR,
  EVENT,
  extend,
  LIST,
  move,
  put,
  SCHEMAS,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const EVENT_SCHEMA = `${SCHEMAS}/event`;
const REGISTRATION = `${SCHEMAS}/Registration`;
const DELIVERY = `${SCHEMAS}/Delivery`;

/** What may stand in the body of an answer. */
export const responseSchemas: readonly Candidate[] = [
  trigger.breaking(
    'event-no-longer-required-id',
    'An event without its id may come.',
    (d) => without(d, `${EVENT_SCHEMA}/required`, 'id'),
    { places: [EVENT_SCHEMA] },
  ),
  trigger.breaking(
    'event-property-removed',
    'created_at is gone.',
    (d) => {
      drop(d, `${EVENT}/created_at`);
      without(d, `${EVENT_SCHEMA}/required`, 'created_at');
    },
    { places: [EVENT_SCHEMA] },
  ),
  trigger.breaking(
    'event-wrapper-renamed',
    'event was documented, though never required, and whoever reads it finds nothing.',
    (d) => move(d, `${CREATED}/properties/event`, `${CREATED}/properties/webhook_event`),
    { places: [CREATED] },
  ),
  trigger.breaking(
    'event-unwrapped',
    'The fields of the event stand at the top.',
    (d) => put(d, CREATED, { $ref: '#/components/schemas/event' }),
    { places: [CREATED] },
  ),
  trigger.breaking(
    'event-becomes-a-list',
    'A list of events may come, where one was promised.',
    (d) =>
      put(d, `${CREATED}/properties/event`, { type: 'array', items: { $ref: '#/components/schemas/event' } }),
    { places: [`${CREATED}/properties/event`] },
  ),
  trigger.breaking(
    'event-id-loses-its-format',
    'The format uuid is documented, so the policy on identifiers does not cover it.',
    (d) => {
      drop(d, `${EVENT}/id/format`);
    },
    { places: [`${EVENT}/id`] },
  ),
  trigger.breaking(
    'event-id-becomes-integer',
    'A number may come, where a uuid was promised.',
    (d) => put(d, `${EVENT}/id`, { type: 'integer', readOnly: true }),
    { places: [`${EVENT}/id`] },
  ),
  trigger.breaking(
    'event-id-becomes-nullable',
    'null may come.',
    (d) => put(d, `${EVENT}/id/nullable`, true),
    { places: [`${EVENT}/id`] },
  ),
  trigger.breaking(
    'event-created-at-to-date',
    'A date without a time may come.',
    (d) => put(d, `${EVENT}/created_at/format`, 'date'),
    { places: [`${EVENT}/created_at`] },
  ),
  trigger.breaking(
    'event-created-at-to-number',
    'Seconds may come, where a text was promised.',
    (d) => put(d, `${EVENT}/created_at`, { type: 'integer', readOnly: true }),
    { places: [`${EVENT}/created_at`] },
  ),
  trigger.breaking(
    'event-renamed-in-camel-case',
    'resource_id is gone.',
    (d) => {
      move(d, `${EVENT}/resource_id`, `${EVENT}/resourceId`);
      put(d, `${EVENT_SCHEMA}/required`, ['id', 'resource_type', 'resourceId', 'created_at', 'event_type']);
    },
    { places: [EVENT_SCHEMA] },
  ),
  trigger.announced('event-resource-type-grows', 'A new enum value.', (d) =>
    add(d, `${EVENT}/resource_type/enum`, 'organization'),
  ),
  trigger.announced('event-gains-a-field', 'A new response field.', (d) =>
    put(d, `${EVENT}/sequence`, { type: 'integer' }),
  ),
  trigger.announced(
    'event-gains-a-required-field',
    'A new response field, and one that always comes.',
    (d) => {
      put(d, `${EVENT}/sequence`, { type: 'integer' });
      add(d, `${EVENT_SCHEMA}/required`, 'sequence');
    },
  ),
  trigger.announced('errors-gain-a-nested-field', 'A new response field, at a deeper level.', (d) =>
    put(d, `${ERROR}/properties/source/properties/parameter`, { type: 'string' }),
  ),
  trigger.announced('errors-gain-a-trace-id', 'A new response field beside the list.', (d) =>
    put(d, `${SCHEMAS}/errors/properties/trace_id`, { type: 'string' }),
  ),
  trigger.compatible('event-becomes-required', 'It comes more often than before.', (d) =>
    put(d, `${CREATED}/required`, ['event']),
  ),
  trigger.compatible('errors-become-required', 'They come more often than before.', (d) =>
    put(d, `${SCHEMAS}/errors/required`, ['errors']),
  ),
  trigger.compatible('event-type-gets-an-enum', 'Fewer values may come.', (d) =>
    put(d, `${EVENT}/event_type/enum`, ['registrations.pending', 'registrations.completed']),
  ),
  trigger.compatible('event-type-gets-a-pattern', 'Fewer values may come.', (d) =>
    put(d, `${EVENT}/event_type/pattern`, '^[a-z_]+\\.[a-z_]+$'),
  ),
  trigger.compatible('response-closed', 'Fewer answers may come.', (d) =>
    put(d, `${EVENT_SCHEMA}/additionalProperties`, false),
  ),
  trigger.breaking(
    'error-code-no-longer-required',
    'An error without its code may come.',
    (d) => without(d, `${ERROR}/required`, 'code'),
    { places: [ERROR], parts: 1 },
  ),
  trigger.breaking(
    'error-code-becomes-a-number',
    'Another type than a text may come.',
    (d) => put(d, `${ERROR}/properties/code/type`, 'integer'),
    { places: [`${ERROR}/properties/code`] },
  ),
  trigger.breaking(
    'error-source-removed',
    'The documented pointer is gone, though it was never required.',
    (d) => {
      drop(d, `${ERROR}/properties/source`);
    },
    { places: [ERROR] },
  ),
  trigger.breaking(
    'error-pointer-renamed',
    'The documented pointer is gone, though it was never required.',
    (d) =>
      move(d, `${ERROR}/properties/source/properties/pointer`, `${ERROR}/properties/source/properties/path`),
    { places: [`${ERROR}/properties/source`] },
  ),
  trigger.breaking(
    'errors-list-to-one-object',
    'One error may come, where a list was promised.',
    (d) => put(d, `${SCHEMAS}/errors/properties/errors`, structuredClone(at(d, ERROR))),
    { places: [`${SCHEMAS}/errors`] },
  ),
  trigger.breaking(
    'errors-flat',
    'code and detail stand at the top, and errors is gone.',
    (d) => put(d, `${SCHEMAS}/errors`, structuredClone(at(d, ERROR))),
    { places: [`${SCHEMAS}/errors`] },
  ),
  trigger.breaking(
    'one-response-gets-another-error-shape',
    'The 409 has no errors, but a message.',
    (d) =>
      put(d, '/components/responses/409-conflict/content/application~1json', {
        schema: { type: 'object', required: ['message'], properties: { message: { type: 'string' } } },
      }),
    { places: ['/components/responses/409-conflict'] },
  ),
  trigger.breaking(
    'event-write-only-field',
    'A property that is writeOnly is never in an answer.',
    (d) => {
      put(d, `${EVENT}/resource_id/writeOnly`, true);
    },
    { places: [`${EVENT}/resource_id`] },
  ),
  trigger.breaking(
    'event-any-type',
    'Without a type anything may come.',
    (d) => {
      drop(d, `${EVENT}/event_type/type`);
    },
    { places: [`${EVENT}/event_type`] },
  ),
  trigger.breaking(
    'event-composition-admits-other-objects',
    'A second branch takes objects that have nothing of an event.',
    (d) =>
      put(d, `${CREATED}/properties/event`, {
        anyOf: [
          { $ref: '#/components/schemas/event' },
          { type: 'object', properties: { queued: { type: 'boolean' } } },
        ],
      }),
    { places: [CREATED] },
  ),
  registrations.breaking(
    'registration-link-nullable',
    'null may come as the link of a registration.',
    (d) => put(d, `${REGISTRATION}/properties/redirection_link/nullable`, true),
    { places: [`${REGISTRATION}/properties/redirection_link`], parts: 1 },
  ),
  registrations.compatible('registration-no-longer-nullable', 'Fewer values may come.', (d) => {
    drop(d, `${SCHEMAS}/Meta/properties/next_page/nullable`);
  }),
  registrations.breaking(
    'registration-property-optional',
    'A registration without completed_at may come, where null was promised.',
    (d) => without(d, `${REGISTRATION}/required`, 'completed_at'),
    { places: [REGISTRATION], parts: 1 },
  ),
  registrations.breaking(
    'registration-maximum-raised',
    'A progress above 100 may come.',
    (d) => put(d, `${REGISTRATION}/properties/progress/maximum`, 1000),
    { places: [`${REGISTRATION}/properties/progress`] },
  ),
  registrations.compatible('registration-maximum-lowered', 'Fewer values may come.', (d) =>
    put(d, `${REGISTRATION}/properties/progress/maximum`, 99),
  ),
  registrations.breaking(
    'registration-minimum-dropped',
    'A progress below 0 may come.',
    (d) => {
      drop(d, `${REGISTRATION}/properties/progress/minimum`);
    },
    { places: [`${REGISTRATION}/properties/progress`] },
  ),
  registrations.breaking(
    'registration-integer-to-number',
    'A progress of 12.5 may come.',
    (d) => put(d, `${REGISTRATION}/properties/progress/type`, 'number'),
    { places: [`${REGISTRATION}/properties/progress`] },
  ),
  registrations.compatible('rate-number-to-integer', 'Fewer values may come.', (d) =>
    put(d, `${SCHEMAS}/Organization/properties/vat_rate/type`, 'integer'),
  ),
  registrations.breaking(
    'page-grows',
    'More than a hundred registrations a page may come.',
    (d) => {
      drop(d, `${LIST}/responses/200/content/application~1json/schema/properties/registrations/maxItems`);
    },
    { places: [`${LIST}/responses/200`] },
  ),
  registrations.breaking(
    'page-list-removed',
    'The registrations are gone from their list.',
    (d) => {
      move(
        d,
        `${LIST}/responses/200/content/application~1json/schema/properties/registrations`,
        `${LIST}/responses/200/content/application~1json/schema/properties/items`,
      );
      put(d, `${LIST}/responses/200/content/application~1json/schema/required`, ['items', 'meta']);
    },
    { places: [`${LIST}/responses/200`] },
  ),
  registrations.announced('shared-status-grows', 'A new enum value wherever a status comes.', (d) =>
    add(d, `${SCHEMAS}/Status/enum`, 'withdrawn'),
  ),
  registrations.breaking(
    'shared-status-shrinks',
    'The list took accepted as a filter; that answers name it no more is of no matter.',
    (d) => without(d, `${SCHEMAS}/Status/enum`, 'accepted'),
    { places: [`${SCHEMAS}/Status`], parts: 1 },
  ),
  registrations.compatible('legal-flow-of-answers-shrinks', 'Fewer values may come.', (d) =>
    without(d, `${REGISTRATION}/properties/legal_flow/enum`, 'freelancer'),
  ),
  registrations.breaking(
    'status-becomes-an-object',
    'An object may come, where a text was promised.',
    (d) =>
      put(d, `${REGISTRATION}/properties/status`, {
        type: 'object',
        properties: { name: { $ref: '#/components/schemas/Status' } },
      }),
    { places: [`${REGISTRATION}/properties/status`] },
  ),
  registrations.breaking(
    'metadata-of-answers-longer',
    'Values above 200 characters may come.',
    (d) => {
      drop(d, `${REGISTRATION}/properties/metadata/additionalProperties/maxLength`);
    },
    { places: [`${REGISTRATION}/properties/metadata`] },
  ),
  registrations.breaking(
    'metadata-of-answers-any-type',
    'Values that are no texts may come.',
    (d) => put(d, `${REGISTRATION}/properties/metadata/additionalProperties`, {}),
    { places: [`${REGISTRATION}/properties/metadata`] },
  ),
  registrations.compatible('metadata-of-answers-shorter', 'Fewer values may come.', (d) =>
    put(d, `${REGISTRATION}/properties/metadata/additionalProperties/maxLength`, 100),
  ),
  registrations.breaking(
    'countries-values-nullable',
    'null may come as the name of a country.',
    (d) =>
      put(
        d,
        '/paths/~1countries/get/responses/200/content/application~1json/schema/additionalProperties/nullable',
        true,
      ),
    { places: ['/paths/~1countries/get/responses/200'] },
  ),
  registrations.breaking(
    'countries-map-to-list',
    'A list may come, where a map was promised.',
    (d) =>
      put(d, '/paths/~1countries/get/responses/200/content/application~1json/schema', {
        type: 'array',
        items: { type: 'string' },
      }),
    { places: ['/paths/~1countries/get/responses/200'] },
  ),
  registrations.compatible('countries-names-get-a-limit', 'Fewer values may come.', (d) =>
    put(
      d,
      '/paths/~1countries/get/responses/200/content/application~1json/schema/additionalProperties/maxLength',
      60,
    ),
  ),
  registrations.breaking(
    'owner-may-be-a-text',
    'A text may come, where an object of one of two kinds was promised.',
    (d) =>
      put(d, `${REGISTRATION}/properties/owner`, {
        oneOf: [
          { $ref: '#/components/schemas/PersonOwner' },
          { $ref: '#/components/schemas/CompanyOwner' },
          { type: 'string' },
        ],
      }),
    { places: [`${REGISTRATION}/properties/owner`] },
  ),
  registrations.breaking(
    'display-name-longer',
    'A text of forty characters at most may be longer.',
    (d) => put(d, `${REGISTRATION}/properties/display_name/maxLength`, 200),
    { places: [`${REGISTRATION}/properties/display_name`] },
  ),
  registrations.breaking(
    'display-name-may-be-empty',
    'An empty text may come.',
    (d) => {
      drop(d, `${REGISTRATION}/properties/display_name/minLength`);
    },
    { places: [`${REGISTRATION}/properties/display_name`] },
  ),
  registrations.breaking(
    'owner-branch-loses-its-requirement',
    'A person without a name may come.',
    (d) => without(d, `${SCHEMAS}/PersonOwner/required`, 'full_name'),
    { places: [`${SCHEMAS}/PersonOwner`] },
  ),
  registrations.breaking(
    'owner-branch-property-removed',
    'The documented legal number of a company that owns is gone.',
    (d) => {
      drop(d, `${SCHEMAS}/CompanyOwner/properties/legal_number`);
      without(d, `${SCHEMAS}/CompanyOwner/required`, 'legal_number');
    },
    { places: [`${SCHEMAS}/CompanyOwner`] },
  ),
  registrations.breaking(
    'owner-pattern-widens',
    'A legal number of fourteen digits may come.',
    (d) => put(d, `${SCHEMAS}/CompanyOwner/properties/legal_number/pattern`, '^[0-9]{9,14}$'),
    { places: [`${SCHEMAS}/CompanyOwner`] },
  ),
  registrations.compatible('checksum-pattern-narrows', 'Fewer values may come.', (d) =>
    put(d, `${SCHEMAS}/File/properties/checksum/pattern`, '^0[0-9a-f]{63}$'),
  ),
  registrations.breaking(
    'checksum-pattern-widens',
    'Capitals may come.',
    (d) => put(d, `${SCHEMAS}/File/properties/checksum/pattern`, '^[0-9a-fA-F]{64}$'),
    { places: [`${SCHEMAS}/File`] },
  ),
  registrations.announced(
    'organization-id-longer',
    'The length of an identifier, with no format documented.',
    (d) => put(d, `${SCHEMAS}/Organization/properties/id/maxLength`, 40),
  ),
  registrations.breaking(
    'recursive-parent-loses-name',
    'An organization without its name may come, at any depth.',
    (d) => without(d, `${SCHEMAS}/Organization/required`, 'name'),
    { places: [`${SCHEMAS}/Organization`], parts: 1 },
  ),
  registrations.breaking(
    'recursive-list-removed',
    'The documented subsidiaries are gone.',
    (d) => {
      drop(d, `${SCHEMAS}/Organization/properties/subsidiaries`);
    },
    { places: [`${SCHEMAS}/Organization`], parts: 1 },
  ),
  registrations.announced('recursive-gains-a-field', 'A new response field, at every depth.', (d) =>
    put(d, `${SCHEMAS}/Organization/properties/legal_number`, { type: 'string' }),
  ),
  registrations.compatible('recursive-list-limited', 'Fewer answers may come.', (d) =>
    put(d, `${SCHEMAS}/Organization/properties/subsidiaries/maxItems`, 100),
  ),
  registrations.breaking(
    'shared-money-maximum-raised',
    'Answers may name an amount above a million; that requests may too is more accepted.',
    (d) => put(d, `${SCHEMAS}/Money/properties/amount/maximum`, 10000000),
    { places: [`${SCHEMAS}/Money`], parts: 1 },
  ),
  registrations.breaking(
    'shared-money-minimum-inclusive',
    'Answers may name an amount of zero.',
    (d) => {
      drop(d, `${SCHEMAS}/Money/properties/amount/exclusiveMinimum`);
    },
    { places: [`${SCHEMAS}/Money`], parts: 1 },
  ),
  registrations.breaking(
    'shared-person-name-shorter',
    'Requests with a name of 80 characters are refused; that answers are shorter does no harm.',
    (d) => put(d, `${SCHEMAS}/Person/properties/last_name/maxLength`, 40),
    { places: [`${SCHEMAS}/Person`], parts: 1 },
  ),
  registrations.breaking(
    'shared-person-email-optional',
    'Answers may come without an e-mail address; that requests may too is more accepted.',
    (d) => without(d, `${SCHEMAS}/Person/required`, 'email'),
    { places: [`${SCHEMAS}/Person`], parts: 1 },
  ),
  registrations.breaking(
    'shared-person-first-name-required',
    'Requests without a first name are refused; that answers always have one does no harm.',
    (d) => add(d, `${SCHEMAS}/Person/required`, 'first_name'),
    { places: [`${SCHEMAS}/Person`], parts: 1 },
  ),
  registrations.announced(
    'shared-money-currency-grows',
    'A new enum value, in requests and in answers.',
    (d) => add(d, `${SCHEMAS}/Money/properties/currency/enum`, 'GBP'),
  ),
  registrations.identical(
    'write-only-property-of-answers-changes',
    'It is never in an answer, and no request has this schema.',
    (d) => extend(d, `${REGISTRATION}/properties/secret`, { minLength: 16 }),
    { tolerated: 'compatible' },
  ),
  subscriptions.breaking(
    'delivery-nullable-by-type-list',
    'null may come as the number of the attempt.',
    (d) => put(d, `${DELIVERY}/properties/attempt/type`, ['integer', 'null']),
    { places: [`${DELIVERY}/properties/attempt`], parts: 1 },
  ),
  subscriptions.breaking(
    'cursor-becomes-optional',
    'A page without its cursor may come.',
    (d) =>
      put(d, '/paths/~1subscriptions/get/responses/200/content/application~1json/schema/required', ['data']),
    { places: ['/paths/~1subscriptions/get/responses/200'] },
  ),
  subscriptions.compatible('cursor-no-longer-null', 'Fewer values may come.', (d) =>
    put(
      d,
      '/paths/~1subscriptions/get/responses/200/content/application~1json/schema/properties/cursor/type',
      'string',
    ),
  ),
  subscriptions.breaking(
    'const-of-answers-changes',
    'Version 2 may come, where 1 was promised.',
    (d) => put(d, `${DELIVERY}/properties/version`, { const: 2 }),
    { places: [`${DELIVERY}/properties/version`] },
  ),
  subscriptions.compatible('outcome-no-longer-null', 'Fewer values may come.', (d) =>
    without(d, `${DELIVERY}/properties/outcome/enum`, null),
  ),
  subscriptions.announced('outcome-grows', 'A new enum value.', (d) =>
    add(d, `${DELIVERY}/properties/outcome/enum`, 'skipped'),
  ),
  subscriptions.breaking(
    'durations-below-zero',
    'Numbers below zero may come.',
    (d) => {
      drop(d, `${DELIVERY}/properties/durations/items/minimum`);
    },
    { places: [`${DELIVERY}/properties/durations`] },
  ),
  subscriptions.breaking(
    'durations-of-mixed-types',
    'Texts may come among the numbers.',
    (d) =>
      put(d, `${DELIVERY}/properties/durations/items`, {
        anyOf: [{ type: 'number', minimum: 0 }, { type: 'string' }],
      }),
    { places: [`${DELIVERY}/properties/durations`] },
  ),
  subscriptions.breaking(
    'skipped-list-removed',
    'The documented list is gone, though it was never required.',
    (d) => {
      drop(d, `${DELIVERIES}/post/responses/202/content/application~1json/schema/properties/skipped`);
    },
    { places: [`${DELIVERIES}/post/responses/202`] },
  ),
  subscriptions.breaking(
    'note-anyof-branch-added',
    'An object may come as a note.',
    (d) => add(d, `${SCHEMAS}/Subscription/properties/note/anyOf`, { type: 'object' }),
    { places: [`${SCHEMAS}/Subscription/properties/note`] },
  ),
  subscriptions.breaking(
    'code-pattern-loses-its-anchors',
    'Anything that holds such a code may come.',
    (d) => put(d, `${DELIVERY}/properties/code/pattern`, '[A-Z]{3}[0-9]{2}'),
    { places: [`${DELIVERY}/properties/code`] },
  ),
  subscriptions.compatible('code-gets-an-enum', 'Fewer values may come.', (d) =>
    put(d, `${DELIVERY}/properties/code/enum`, ['ABC01', 'ABC02']),
  ),
  subscriptions.breaking(
    'problem-code-optional',
    'A problem without its code may come.',
    (d) => {
      drop(d, `${SCHEMAS}/Problem/required`);
    },
    { places: [`${SCHEMAS}/Problem`], parts: 1 },
  ),
  subscriptions.announced('payload-documented', 'New response fields in an open object.', (d) =>
    put(d, `${DELIVERY}/properties/payload/properties`, { resource_id: { type: 'string' } }),
  ),
];

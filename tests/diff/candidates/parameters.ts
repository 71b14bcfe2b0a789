import {
  add,
  at,
  type Candidate,
  CREATE,
  candidatesOf,
  drop,
  extend,
  LIST,
  NEW,
  ONE,
  put,
  SUBSCRIPTION,
  SUBSCRIPTIONS,
  TRIGGER,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const STAGING = '/components/parameters/X-Qonto-Staging-Token';
/** The parameters of `listRegistrations`, by name. */
const listed = (name: string) =>
  `${LIST}/parameters/${['page', 'per_page', 'status', 'created_after', 'sort_by', 'legal_number', 'filter'].indexOf(name)}`;
/** The parameters of `listSubscriptions`, by name. */
const asked = (name: string) =>
  `${SUBSCRIPTIONS}/get/parameters/${['cursor', 'limit', 'events', 'enabled', 'session'].indexOf(name)}`;

/** Parameters in path, query, header and cookie. */
export const parameters: readonly Candidate[] = [
  trigger.breaking(
    'staging-token-becomes-required',
    'Production calls are made without this header.',
    (d) => put(d, `${STAGING}/required`, true),
    { places: [STAGING] },
  ),
  trigger.breaking(
    'new-required-header',
    'Nobody sends the new header today.',
    (d) =>
      add(d, `${TRIGGER}/parameters`, {
        name: 'X-Qonto-Idempotency-Key',
        in: 'header',
        required: true,
        schema: { type: 'string', format: 'uuid' },
      }),
    { places: [`${TRIGGER}/parameters`] },
  ),
  trigger.compatible('new-optional-header', 'Nobody has to send it.', (d) =>
    add(d, `${TRIGGER}/parameters`, { name: 'X-Trace', in: 'header', schema: { type: 'string' } }),
  ),
  trigger.compatible('new-optional-query-parameter', 'Nobody has to send it.', (d) =>
    add(d, `${TRIGGER}/parameters`, { name: 'dry_run', in: 'query', schema: { type: 'boolean' } }),
  ),
  trigger.breaking(
    'new-required-query-parameter',
    'Nobody sends it today.',
    (d) =>
      add(d, `${TRIGGER}/parameters`, {
        name: 'environment',
        in: 'query',
        required: true,
        schema: { type: 'string' },
      }),
    { places: [`${TRIGGER}/parameters`] },
  ),
  trigger.breaking(
    'new-required-path-level-parameter',
    'A parameter of the path counts for each operation on it.',
    (d) =>
      put(d, '/paths/~1register~1dev~1trigger_event/parameters', [
        { name: 'X-Tenant', in: 'header', required: true, schema: { type: 'string' } },
      ]),
    { places: ['/paths/~1register~1dev~1trigger_event'] },
  ),
  trigger.breaking(
    'staging-token-gets-a-pattern',
    'Tokens of another form were accepted.',
    (d) => put(d, `${STAGING}/schema/pattern`, '^stg_[a-z0-9]+$'),
    { places: [STAGING] },
  ),
  trigger.breaking(
    'staging-token-gets-a-limit',
    'Longer tokens were accepted.',
    (d) => put(d, `${STAGING}/schema/maxLength`, 32),
    { places: [STAGING] },
  ),
  trigger.compatible('staging-token-deprecated', 'It is still accepted.', (d) =>
    put(d, `${STAGING}/deprecated`, true),
  ),
  registrations.breaking(
    'query-parameter-becomes-required',
    'A list without a page number was accepted.',
    (d) => put(d, `${listed('page')}/required`, true),
    { places: [listed('page')] },
  ),
  registrations.compatible('header-becomes-optional', 'More is accepted.', (d) => {
    drop(d, `${CREATE}/parameters/0/required`);
  }),
  registrations.breaking(
    'query-maximum-lowered',
    'A hundred a page were accepted.',
    (d) => put(d, `${listed('per_page')}/schema/maximum`, 50),
    { places: [listed('per_page')] },
  ),
  registrations.compatible('query-maximum-raised', 'More is accepted.', (d) =>
    put(d, `${listed('per_page')}/schema/maximum`, 500),
  ),
  registrations.breaking(
    'query-minimum-raised',
    'Page 1 was accepted.',
    (d) => put(d, `${listed('page')}/schema/minimum`, 2),
    { places: [listed('page')] },
  ),
  registrations.compatible('query-page-counts-from-zero-too', 'More is accepted.', (d) =>
    put(d, `${listed('page')}/schema/minimum`, 0),
  ),
  registrations.breaking(
    'query-enum-shrinks',
    'Sorting by updated_at was accepted.',
    (d) => without(d, `${listed('sort_by')}/schema/enum`, 'updated_at'),
    { places: [listed('sort_by')] },
  ),
  registrations.compatible('query-enum-grows', 'More is accepted.', (d) =>
    add(d, `${listed('sort_by')}/schema/enum`, 'status'),
  ),
  registrations.breaking(
    'query-type-changes',
    'A date and time is no number.',
    (d) => put(d, `${listed('created_after')}/schema`, { type: 'integer' }),
    { places: [listed('created_after')] },
  ),
  registrations.breaking(
    'query-date-time-to-date',
    'A time was accepted behind the date.',
    (d) => put(d, `${listed('created_after')}/schema/format`, 'date'),
    { places: [listed('created_after')] },
  ),
  registrations.breaking(
    'query-list-to-single',
    'Several states at once were accepted.',
    (d) => put(d, `${listed('status')}/schema`, { $ref: '#/components/schemas/Status' }),
    { places: [listed('status')] },
  ),
  registrations.breaking(
    'query-list-limit-lowered',
    'Four states at once were accepted.',
    (d) => put(d, `${listed('status')}/schema/maxItems`, 2),
    { places: [listed('status')] },
  ),
  registrations.breaking(
    'query-list-explode-off',
    'status=a&status=b is now to be sent as status=a,b.',
    (d) => put(d, `${listed('status')}/explode`, false),
    { places: [listed('status')] },
  ),
  registrations.breaking(
    'query-list-pipe-delimited',
    'The values are to be joined by another sign.',
    (d) => extend(d, listed('status'), { style: 'pipeDelimited', explode: false }),
    { places: [listed('status')] },
  ),
  registrations.breaking(
    'query-deep-object-to-form',
    'filter[city]=x is now to be sent as city=x.',
    (d) => put(d, `${listed('filter')}/style`, 'form'),
    { places: [listed('filter')] },
  ),
  registrations.compatible('deep-object-gains-a-field', 'One more filter.', (d) =>
    put(d, `${listed('filter')}/schema/properties/postcode`, { type: 'string' }),
  ),
  registrations.breaking(
    'deep-object-field-becomes-required',
    'A filter by city alone was accepted.',
    (d) => put(d, `${listed('filter')}/schema/required`, ['country']),
    { places: [listed('filter')] },
  ),
  registrations.breaking(
    'path-parameter-type-narrows',
    'A uuid was accepted in the path.',
    (d) => put(d, `${ONE}/parameters/0/schema`, { type: 'integer' }),
    { places: [`${ONE}/parameters/0`], parts: 1 },
  ),
  registrations.breaking(
    'path-parameter-gets-a-format',
    'Identifiers of any form were accepted.',
    (d) => put(d, '/paths/~1organizations~1{organization_id}/get/parameters/0/schema/format', 'uuid'),
    { places: ['/paths/~1organizations~1{organization_id}/get/parameters/0'] },
  ),
  registrations.breaking(
    'path-parameter-label-style',
    'The value is to be sent with a dot in front.',
    (d) => put(d, `${ONE}/parameters/0/style`, 'label'),
    { places: [`${ONE}/parameters/0`] },
  ),
  registrations.breaking(
    'header-renamed',
    'The new header is required, and nobody sends it today.',
    (d) => put(d, `${CREATE}/parameters/0/name`, 'X-Request-Key'),
    { places: [`${CREATE}/parameters/0`] },
  ),
  registrations.breaking(
    'shared-header-becomes-required',
    'One component, and four operations that refuse calls without it.',
    (d) => put(d, '/components/parameters/request-id/required', true),
    { places: ['/components/parameters/request-id'], parts: 1 },
  ),
  registrations.breaking(
    'shared-header-shorter',
    'Identifiers of 64 characters were accepted.',
    (d) => put(d, '/components/parameters/request-id/schema/maxLength', 36),
    { places: ['/components/parameters/request-id'], parts: 1 },
  ),
  registrations.compatible('shared-header-longer', 'More is accepted.', (d) =>
    put(d, '/components/parameters/request-id/schema/maxLength', 128),
  ),
  registrations.breaking(
    'operation-overrides-path-level-parameter',
    'For this one operation the header is required, whatever its path says.',
    (d) =>
      put(d, `${LIST}/parameters/-`, {
        name: 'X-Request-Id',
        in: 'header',
        required: true,
        schema: { type: 'string', maxLength: 64 },
      }),
    { places: [`${LIST}/parameters`] },
  ),
  registrations.compatible('operation-loosens-path-level-parameter', 'More is accepted.', (d) =>
    put(d, `${LIST}/parameters/-`, { name: 'X-Request-Id', in: 'header', schema: { type: 'string' } }),
  ),
  registrations.breaking(
    'query-pattern-narrows',
    'Legal numbers that begin with 0 were accepted.',
    (d) => put(d, `${listed('legal_number')}/schema/pattern`, '^[1-9][0-9]{8}$'),
    { places: [listed('legal_number')] },
  ),
  registrations.compatible('query-pattern-widens', 'More is accepted.', (d) =>
    put(d, `${listed('legal_number')}/schema/pattern`, '^[0-9]{9,14}$'),
  ),
  registrations.compatible('query-pattern-with-a-length', 'More is accepted: digits among others.', (d) =>
    extend(d, `${listed('legal_number')}/schema`, { pattern: '[0-9]+', maxLength: 500 }),
  ),
  registrations.identical('query-length-that-the-pattern-keeps', 'Nine digits are no more than 400.', (d) =>
    put(d, `${listed('legal_number')}/schema/maxLength`, 400),
  ),
  registrations.breaking(
    'query-text-as-json',
    'The text is to be sent in quotes, as JSON.',
    (d) => {
      const schema = drop(d, `${listed('legal_number')}/schema`);
      put(d, `${listed('legal_number')}/content`, { 'application/json': { schema } });
    },
    { places: [listed('legal_number')] },
  ),
  registrations.breaking(
    'query-parameter-moves-to-header',
    'The new header is required, and the query parameter is read no more.',
    (d) => extend(d, listed('legal_number'), { in: 'header', name: 'X-Legal-Number', required: true }),
    { places: [listed('legal_number')] },
  ),
  registrations.compatible('query-enum-dropped', 'More is accepted: any text.', (d) => {
    drop(d, `${listed('sort_by')}/schema/enum`);
  }),
  subscriptions.breaking(
    'exclusive-minimum-raised',
    'A limit of 1 was accepted.',
    (d) => put(d, `${asked('limit')}/schema/exclusiveMinimum`, 1),
    { places: [asked('limit')] },
  ),
  subscriptions.compatible('exclusive-minimum-lowered', 'More is accepted: a limit of 0.', (d) =>
    put(d, `${asked('limit')}/schema/exclusiveMinimum`, -1),
  ),
  subscriptions.breaking(
    'query-list-explode-on',
    'events=a,b is now to be sent as events=a&events=b.',
    (d) => put(d, `${asked('events')}/explode`, true),
    { places: [asked('events')] },
  ),
  subscriptions.breaking(
    'query-list-explode-left-to-its-default',
    'With style form the default of explode is true.',
    (d) => {
      drop(d, `${asked('events')}/explode`);
    },
    { places: [asked('events')] },
  ),
  subscriptions.breaking(
    'query-boolean-to-enum-of-texts',
    'enabled=true was accepted, and yes or no is asked for.',
    (d) => put(d, `${asked('enabled')}/schema`, { type: 'string', enum: ['yes', 'no'] }),
    { places: [asked('enabled')] },
  ),
  subscriptions.compatible('query-boolean-to-text', 'true and false are texts as well on the wire.', (d) =>
    put(d, `${asked('enabled')}/schema`, { type: 'string' }),
  ),
  subscriptions.breaking(
    'cookie-becomes-required',
    'Calls without the cookie were accepted.',
    (d) => put(d, `${asked('session')}/required`, true),
    { places: [asked('session')] },
  ),
  subscriptions.compatible('path-integer-to-text', 'A number is a text as well on the wire.', (d) =>
    put(d, `${SUBSCRIPTION}/parameters/0/schema`, { type: 'string' }),
  ),
  subscriptions.compatible('query-integer-with-wider-type-list', 'More is accepted.', (d) =>
    put(d, `${asked('limit')}/schema`, {
      anyOf: [at(d, `${asked('limit')}/schema`), { type: 'string', const: 'all' }],
    }),
  ),
  subscriptions.breaking(
    'webhook-secret-minimum-raised',
    'Secrets of 20 characters were accepted.',
    (d) => put(d, `${NEW}/secret/minLength`, 32),
    { places: [`${NEW}/secret`] },
  ),
];

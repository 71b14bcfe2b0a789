import type { JsonObject } from '../../../src/json.ts';
import {
  add,
  at,
  type Candidate,
  CREATED,
  candidatesOf,
  clone,
  drop,
  ERROR,
  EVENT,
  extend,
  IMPORTS,
  listAt,
  move,
  NEW,
  objectAt,
  PAYOUT,
  PAYOUT_ANSWER,
  PAYOUT_REQUEST,
  PAYOUTS,
  put,
  QUOTES,
  replaceTexts,
  SCHEMAS,
  SEARCH,
  SUBSCRIPTIONS,
  TRIGGER,
  TRIGGER_BODY,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const RESOURCE = `${TRIGGER_BODY}/properties/resource_id`;
const CHANGE = `${SCHEMAS}/RegistrationChange/properties`;
const ORDER = `${SCHEMAS}/PayoutRequest`;
const UUID = '^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$';

/** Everything that the lists of one schema hold anyway, said aloud. */
function saidAloud(schema: JsonObject, version: '3.0' | '3.1'): void {
  if (version === '3.0') Object.assign(schema, { nullable: false, readOnly: schema.readOnly ?? false });
  Object.assign(schema, { deprecated: false });
  if (schema.type === 'string') Object.assign(schema, { minLength: schema.minLength ?? 0 });
  if (schema.type === 'array') Object.assign(schema, { uniqueItems: schema.uniqueItems ?? false });
}

/** The same meaning in other words, written without a look at the comparison. */
export const secondRefactors: readonly Candidate[] = [
  trigger.identical('uuid-has-thirty-six-characters', 'Every uuid has.', (d) => {
    extend(d, RESOURCE, { minLength: 36, maxLength: 36 });
  }),
  trigger.identical(
    'uuid-has-this-pattern',
    'The pattern says what the format says.',
    (d) => put(d, RESOURCE, { type: 'string', format: 'uuid', pattern: UUID }),
    { tolerated: 'compatible' },
  ),
  trigger.identical('uuid-of-hex-and-dashes', 'Every uuid is.', (d) =>
    put(d, `${RESOURCE}/pattern`, '^[0-9a-fA-F-]+$'),
  ),
  trigger.identical('event-type-as-pattern', 'One text matches.', (d) =>
    put(d, `${TRIGGER_BODY}/properties/event_type`, {
      type: 'string',
      pattern: '^registrations\\.pending$',
    }),
  ),
  trigger.identical('event-type-twice-in-its-list', 'A set is a set.', (d) =>
    add(d, `${TRIGGER_BODY}/properties/event_type/enum`, 'registrations.pending'),
  ),
  trigger.identical('body-of-two-fields-at-least', 'Two are required anyway.', (d) =>
    put(d, `${TRIGGER_BODY}/minProperties`, 2),
  ),
  trigger.identical('body-required-in-another-order', 'A set is a set.', (d) =>
    listAt(d, `${TRIGGER_BODY}/required`).reverse(),
  ),
  trigger.identical('body-required-one-by-one', 'Both have to be there.', (d) => {
    drop(d, `${TRIGGER_BODY}/required`);
    put(d, `${TRIGGER_BODY}/allOf`, [{ required: ['resource_id'] }, { required: ['event_type'] }]);
  }),
  trigger.identical('defaults-of-schemas-said-aloud', 'They hold anyway.', (d) => {
    for (const schema of Object.values(objectAt(d, EVENT))) saidAloud(schema as JsonObject, '3.0');
    extend(d, TRIGGER_BODY, { nullable: false, minProperties: 0 });
    extend(d, TRIGGER, { deprecated: false });
    extend(d, `${TRIGGER}/requestBody`, { required: false });
  }),
  trigger.identical('staging-token-defaults-said-aloud', 'They hold anyway.', (d) =>
    extend(d, '/components/parameters/X-Qonto-Staging-Token', {
      required: false,
      deprecated: false,
      style: 'simple',
      explode: false,
    }),
  ),
  trigger.identical(
    'headers-that-count-for-nothing',
    'Parameters called Accept, Content-Type and Authorization are to be ignored.',
    (d) => {
      for (const name of ['Accept', 'content-type', 'Authorization']) {
        add(d, `${TRIGGER}/parameters`, { name, in: 'header', required: true, schema: { type: 'string' } });
      }
    },
    { tolerated: 'compatible' },
  ),
  trigger.identical(
    'response-content-type-counts-for-nothing',
    'A response header called Content-Type is to be ignored.',
    (d) =>
      put(d, `${TRIGGER}/responses/201/headers`, {
        'Content-Type': { required: true, schema: { type: 'string', enum: ['application/json'] } },
      }),
    { tolerated: 'compatible' },
  ),
  trigger.identical('errors-by-percent-encoded-references', 'The same places.', (d) => {
    replaceTexts(d, '#/components/schemas/errors', '#/components/schemas/%65rrors');
  }),
  trigger.identical('event-item-through-the-document', 'A reference may go anywhere.', (d) => {
    put(d, `${ERROR}/properties/detail`, {
      $ref: '#/components/schemas/errors/properties/errors/items/properties/code',
    });
  }),
  trigger.identical(
    'read-only-flags-gone-from-responses',
    'They say something of requests alone.',
    (d) => {
      for (const name of ['code', 'detail', 'source']) drop(d, `${ERROR}/properties/${name}/readOnly`);
    },
    { tolerated: 'compatible' },
  ),
  trigger.identical('event-in-three-parts', 'Together they ask for the same.', (d) => {
    const { properties, required, ...rest } = objectAt(d, `${SCHEMAS}/event`);
    const { id, ...others } = properties as JsonObject;
    put(d, `${SCHEMAS}/event`, {
      ...rest,
      allOf: [
        { properties: { id: id as JsonObject } },
        { properties: others },
        { required: required as string[] },
      ],
    });
  }),
  trigger.identical(
    'created-at-long-enough',
    'Every moment has twenty characters or more.',
    (d) => put(d, `${EVENT}/created_at/minLength`, 20),
    { tolerated: 'compatible' },
  ),
  trigger.identical('responses-in-another-order', 'The order says nothing.', (d) => {
    const responses = objectAt(d, `${TRIGGER}/responses`);
    put(d, `${TRIGGER}/responses`, Object.fromEntries(Object.entries(responses).reverse()));
  }),
  trigger.identical('resource-id-shared-by-request-and-response', 'The same schema at both places.', (d) => {
    const schema = clone(at(d, RESOURCE));
    put(d, `${SCHEMAS}/ResourceId`, schema);
    put(d, RESOURCE, { $ref: '#/components/schemas/ResourceId' });
    put(d, `${EVENT}/resource_id`, { allOf: [{ $ref: '#/components/schemas/ResourceId' }] });
  }),
  trigger.identical('created-body-closed-by-nothing', 'Anything goes besides, as before.', (d) =>
    extend(d, CREATED, { additionalProperties: true, minProperties: 0 }),
  ),
  trigger.identical('unauthorized-example-through-another', 'The same value.', (d) => {
    const example = drop(d, '/components/examples/unauthorized');
    put(d, '/components/responses/401-unauthorized/content/application~1json/examples', {
      'Wrong token': example,
    });
  }),
  {
    ...trigger.text('statuses-without-quotes', 'A number as a key is its text.', (base) =>
      base.replaceAll(/^( +)'(\d{3})':/gm, '$1$2:'),
    ),
  },
  {
    ...trigger.text('texts-in-blocks', 'Another way to write a text.', (base) =>
      base.replace('summary: Trigger a webhook event', 'summary: |-\n        Trigger a webhook event'),
    ),
  },
  registrations.identical('nickname-by-lookahead', 'Every text but two.', (d) =>
    put(d, `${CHANGE}/nickname`, { type: 'string', pattern: '^(?!(admin|root)$)' }),
  ),
  registrations.identical('amount-above-zero-by-not', 'What is not zero or less is more.', (d) => {
    const amount = `${SCHEMAS}/Money/properties/amount`;
    drop(d, `${amount}/minimum`);
    drop(d, `${amount}/exclusiveMinimum`);
    put(d, `${amount}/not`, { maximum: 0 });
  }),
  registrations.identical(
    'capital-nullable-by-a-wrapper-that-is-not',
    'The schema inside still takes no null.',
    (d) =>
      put(d, `${SCHEMAS}/CompanyRegistration/allOf/1/properties/capital`, {
        type: 'object',
        nullable: true,
        allOf: [{ $ref: '#/components/schemas/Money' }],
      }),
    { tolerated: 'compatible' },
  ),
  registrations.identical('page-as-whole-number', 'A whole number is a multiple of one.', (d) =>
    extend(d, '/paths/~1registrations/get/parameters/0/schema', { type: 'number', multipleOf: 1 }),
  ),
  registrations.identical('shared-header-repeated-on-operations', 'The same parameter, said again.', (d) => {
    for (const method of ['get', 'patch', 'delete']) {
      const operation = objectAt(d, `/paths/~1registrations~1{registration_id}/${method}`);
      operation.parameters = [{ $ref: '#/components/parameters/request-id' }];
    }
  }),
  registrations.identical(
    'day-of-ten-characters',
    'Every day has.',
    (d) => put(d, `${SCHEMAS}/FreelancerRegistration/allOf/1/properties/started_on/maxLength`, 10),
    { tolerated: 'compatible' },
  ),
  registrations.identical('priority-as-list', 'The ten numbers that there were.', (d) =>
    put(d, `${CHANGE}/priority`, { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] }),
  ),
  registrations.identical(
    'request-secret-no-longer-write-only',
    'It stands in requests alone.',
    (d) => drop(d, `${SCHEMAS}/RegistrationBase/properties/secret/writeOnly`),
    { tolerated: 'compatible' },
  ),
  registrations.identical(
    'tags-reordered',
    'The order says nothing.',
    (d) => {
      put(d, '/tags', [
        { name: 'Organizations' },
        { name: 'Registrations', description: 'Everything about registrations.' },
      ]);
    },
    { tolerated: 'compatible' },
  ),
  subscriptions.identical('secret-by-alternatives', 'A text of twenty or null, as before.', (d) =>
    put(d, `${NEW}/secret`, { oneOf: [{ type: 'null' }, { type: 'string', minLength: 20 }] }),
  ),
  subscriptions.identical('retries-as-list', 'The eleven numbers that there were.', (d) =>
    put(d, `${NEW}/retries`, { enum: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] }),
  ),
  subscriptions.identical('proxy-by-condition', 'A port asks for a host.', (d) => {
    drop(d, `${NEW}/proxy/dependentRequired`);
    put(d, `${NEW}/proxy/if`, { required: ['port'] });
    put(d, `${NEW}/proxy/then`, { required: ['host'] });
  }),
  subscriptions.identical('labels-by-pattern-properties', 'The same names, the same values.', (d) =>
    put(d, `${NEW}/labels`, {
      type: 'object',
      patternProperties: { '^[a-z]+$': { type: 'string' } },
      additionalProperties: false,
    }),
  ),
  subscriptions.identical('header-names-in-a-group', 'The same names.', (d) =>
    put(d, `${NEW}/headers/patternProperties`, { '^(?:X-)': { type: 'string', maxLength: 100 } }),
  ),
  subscriptions.identical('enabled-as-list', 'true and false are all that there are.', (d) =>
    put(d, `${SUBSCRIPTIONS}/get/parameters/3/schema`, { type: 'boolean', enum: [false, true] }),
  ),
  subscriptions.identical('payload-open-anyway', 'It holds anyway.', (d) =>
    drop(d, `${SCHEMAS}/Delivery/properties/payload/additionalProperties`),
  ),
  subscriptions.identical('kind-by-alternatives', 'basic asks for a user, none for nothing.', (d) =>
    put(d, `${NEW}/authentication`, {
      type: 'object',
      required: ['kind'],
      properties: { user: { type: 'string' }, password: { type: 'string' } },
      oneOf: [
        { properties: { kind: { const: 'none' } } },
        { properties: { kind: { const: 'basic' } }, required: ['user'] },
      ],
    }),
  ),
  payouts.identical('path-item-in-its-place', 'A reference and what it names are one.', (d) => {
    put(d, '/paths/~1accounts~1{account}~1payouts', drop(d, PAYOUTS));
    drop(d, '/components/pathItems');
  }),
  payouts.identical('cancelled-payout-by-reference-into-a-path', 'The same schema, braces encoded.', (d) =>
    put(d, `${PAYOUT}/delete/responses/200/content/application~1json/schema`, {
      $ref: '#/paths/~1accounts~1%7Baccount%7D~1payouts~1%7Bpayout%7D/get/responses/200/content/application~1json/schema',
    }),
  ),
  payouts.identical('account-renamed', 'The name in a path is never sent.', (d) => {
    put(d, '/components/parameters/account/name', 'account_id');
    move(d, '/paths/~1accounts~1{account}~1payouts', '/paths/~1accounts~1{account_id}~1payouts');
    move(
      d,
      '/paths/~1accounts~1{account}~1payouts~1{payout}',
      '/paths/~1accounts~1{account_id}~1payouts~1{payout}',
    );
  }),
  payouts.identical('definitions-become-components', 'Another place for the same.', (d) => {
    for (const name of ['Reference', 'Day']) {
      put(d, `${SCHEMAS}/${name}`, drop(d, `${ORDER}/$defs/${name}`));
      replaceTexts(d, `#/components/schemas/PayoutRequest/$defs/${name}`, `#/components/schemas/${name}`);
    }
    drop(d, `${ORDER}/$defs`);
  }),
  payouts.identical('definitions-by-percent-encoded-reference', 'The same place.', (d) =>
    replaceTexts(
      d,
      '#/components/schemas/PayoutRequest/$defs/Day',
      '#/components/schemas/PayoutRequest/%24defs/Day',
    ),
  ),
  payouts.identical('dialect-said-aloud', 'It is the default.', (d) =>
    put(d, '/jsonSchemaDialect', 'https://spec.openapis.org/oas/3.1/dialect/base'),
  ),
  payouts.identical('payout-body-closed-by-name', 'The same names are known.', (d) => {
    drop(d, `${ORDER}/unevaluatedProperties`);
    drop(d, `${ORDER}/allOf`);
    extend(d, PAYOUT_REQUEST, objectAt(clone(d), `${SCHEMAS}/Base/properties`));
    put(d, `${ORDER}/required`, ['amount', 'beneficiary', 'speed']);
    extend(d, ORDER, { type: 'object', additionalProperties: false });
  }),
  payouts.identical('condition-without-the-required', 'The speed is required beside it.', (d) =>
    drop(d, `${ORDER}/if/required`),
  ),
  payouts.identical('condition-as-two-alternatives', 'One of two speeds, each with its rule.', (d) => {
    const [then, otherwise] = [drop(d, `${ORDER}/then`), drop(d, `${ORDER}/else`)];
    drop(d, `${ORDER}/if`);
    add(d, `${ORDER}/allOf`, {
      anyOf: [
        { allOf: [{ properties: { speed: { const: 'instant' } } }, then] },
        { allOf: [{ properties: { speed: { const: 'standard' } } }, otherwise] },
      ],
    });
  }),
  payouts.identical('amount-required-of-the-order', 'It is required, here or there.', (d) => {
    without(d, `${SCHEMAS}/Base/required`, 'amount');
    add(d, `${ORDER}/required`, 'amount');
  }),
  payouts.identical('amount-pattern-otherwise', 'The same texts.', (d) =>
    put(d, `${SCHEMAS}/Amount/properties/value/pattern`, '^\\d+[.]\\d\\d$'),
  ),
  payouts.identical('reference-pattern-otherwise', 'The same texts.', (d) =>
    put(d, `${ORDER}/$defs/Reference/pattern`, '^[\\x20a-zA-Z\\d](?:[A-Z a-z0-9]){0,34}$'),
  ),
  payouts.identical('reference-with-its-length', 'The pattern says it already.', (d) =>
    extend(d, `${ORDER}/$defs/Reference`, { minLength: 1, maxLength: 35 }),
  ),
  payouts.identical('locale-pattern-as-alternatives', 'The same texts.', (d) =>
    put(d, `${SEARCH}/parameters/6/schema/pattern`, '^[a-z]{2}$|^[a-z][a-z]-[A-Z][A-Z]$'),
  ),
  payouts.identical('mandate-by-lookahead', 'Every text that does not begin with TEST.', (d) =>
    put(d, `${PAYOUT_REQUEST}/mandate`, { type: 'string', pattern: '^(?!TEST)' }),
  ),
  payouts.identical('approval-by-dependent-required', 'A level asks for an approver.', (d) => {
    drop(d, `${PAYOUT_REQUEST}/approval/dependentSchemas`);
    put(d, `${PAYOUT_REQUEST}/approval/dependentRequired`, { level: ['by'] });
  }),
  payouts.identical('labels-contain-one-at-least', 'It is the default.', (d) =>
    put(d, `${PAYOUT_REQUEST}/labels/minContains`, 1),
  ),
  payouts.identical('split-closed-by-its-length', 'Two shares at most, as before.', (d) => {
    drop(d, `${PAYOUT_REQUEST}/split/items`);
    put(d, `${PAYOUT_REQUEST}/split/maxItems`, 2);
  }),
  payouts.identical('retry-by-alternatives', 'A number or one of two truths.', (d) =>
    put(d, `${PAYOUT_REQUEST}/retry`, { anyOf: [{ type: 'integer' }, { enum: [true, false] }] }),
  ),
  payouts.identical('fee-below-the-next', 'Whole numbers below 501 end at 500.', (d) => {
    drop(d, `${PAYOUT_REQUEST}/fee/maximum`);
    put(d, `${PAYOUT_REQUEST}/fee/exclusiveMaximum`, 501);
    drop(d, `${PAYOUT_REQUEST}/fee/minimum`);
    put(d, `${PAYOUT_REQUEST}/fee/exclusiveMinimum`, -1);
  }),
  payouts.identical('day-by-type-list', 'A day or null, as before.', (d) =>
    put(d, `${PAYOUT_REQUEST}/on`, { type: ['null', 'string'], format: 'date' }),
  ),
  payouts.identical('side-by-its-list-alone', 'The list says it already.', (d) =>
    drop(d, `${SCHEMAS}/QuoteRequest/properties/side/type`),
  ),
  payouts.identical('beneficiary-by-anyof', 'No value is of two kinds.', (d) =>
    move(d, `${SCHEMAS}/Beneficiary/oneOf`, `${SCHEMAS}/Beneficiary/anyOf`),
  ),
  payouts.identical(
    'beneficiary-without-a-discriminator',
    'The constants decide.',
    (d) => drop(d, `${SCHEMAS}/Beneficiary/discriminator`),
    { tolerated: 'compatible' },
  ),
  payouts.identical('quote-open-anyway', 'It holds anyway.', (d) =>
    drop(d, `${SCHEMAS}/Quote/unevaluatedProperties`),
  ),
  payouts.identical('quote-or-text-by-anyof', 'No text is a quote.', (d) =>
    move(d, `${PAYOUT_ANSWER}/quote/oneOf`, `${PAYOUT_ANSWER}/quote/anyOf`),
  ),
  payouts.identical('failed-asks-for-failure-by-alternatives', 'Failed says why, as before.', (d) => {
    const payout = objectAt(d, `${SCHEMAS}/Payout`);
    const { if: _, then: __, ...rest } = payout;
    put(d, `${SCHEMAS}/Payout`, {
      ...rest,
      anyOf: [{ properties: { status: { not: { const: 'failed' } } } }, { required: ['failure'] }],
    });
  }),
  payouts.identical('form-encoding-left-to-its-default', 'It is the default.', (d) =>
    drop(d, `${QUOTES}/requestBody/content/application~1x-www-form-urlencoded/encoding`),
  ),
  payouts.identical('octets-without-a-schema', 'Nothing is said either way.', (d) =>
    drop(d, `${IMPORTS}/requestBody/content/application~1octet-stream/schema`),
  ),
  payouts.identical('order-style-said-aloud', 'It is the default.', (d) =>
    extend(d, `${SEARCH}/parameters/2`, { style: 'form', explode: true }),
  ),
  payouts.identical('header-parameters-in-other-case', 'Names of headers do not tell capitals.', (d) => {
    put(d, `${SEARCH}/parameters/5/name`, 'accept-version');
    put(d, `${PAYOUT}/get/parameters/0/name`, 'if-none-match');
  }),
  payouts.identical('everything-in-small-components', 'Another place for the same.', (d) => {
    for (const [index, name] of ['where', 'expand', 'order', 'q'].entries()) {
      put(d, `/components/parameters/${name}`, at(d, `${SEARCH}/parameters/${index}`));
      put(d, `${SEARCH}/parameters/${index}`, { $ref: `#/components/parameters/${name}` });
    }
    put(d, '/components/requestBodies/quote', drop(d, `${QUOTES}/requestBody`));
    put(d, `${QUOTES}/requestBody`, { $ref: '#/components/requestBodies/quote' });
    put(d, '/components/responses/quote', at(d, `${QUOTES}/responses/200`));
    put(d, `${QUOTES}/responses/200`, { $ref: '#/components/responses/quote' });
  }),
  payouts.identical('patch-version-of-openapi', 'No change of meaning.', (d) => put(d, '/openapi', '3.1.1')),
  payouts.identical('single-alternatives-everywhere', 'One of one is that one.', (d) => {
    for (const name of ['PayoutStatus', 'Currency', 'Quote', 'Change']) {
      move(d, `${SCHEMAS}/${name}`, `${SCHEMAS}/${name}Base`);
      put(d, `${SCHEMAS}/${name}`, {
        [name.length % 2 === 0 ? 'anyOf' : 'oneOf']: [{ $ref: `#/components/schemas/${name}Base` }],
      });
    }
  }),
];

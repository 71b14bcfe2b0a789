import {
  add,
  type Candidate,
  candidatesOf,
  drop,
  dropAll,
  extend,
  IMPORTS,
  NEW,
  PAYOUT_REQUEST,
  PAYOUTS,
  put,
  QUOTES,
  SCHEMAS,
  TRIGGER,
  TRIGGER_BODY,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const ORDER = `${SCHEMAS}/PayoutRequest`;
const ASKED = `${SCHEMAS}/QuoteRequest`;
const CHANGE = `${SCHEMAS}/RegistrationChange/properties`;
const FORM = `${QUOTES}/requestBody/content/application~1x-www-form-urlencoded`;

/** Request bodies, written without a look at the comparison: bounds, patterns, conditions, what is left over. */
export const secondRequests: readonly Candidate[] = [
  trigger.breaking(
    'trigger-body-closed',
    'Other fields were accepted.',
    (d) => put(d, `${TRIGGER_BODY}/additionalProperties`, false),
    { places: [TRIGGER_BODY] },
  ),
  trigger.breaking(
    'trigger-body-of-two-fields-at-most',
    'A third field was accepted.',
    (d) => put(d, `${TRIGGER_BODY}/maxProperties`, 2),
    { places: [TRIGGER_BODY] },
  ),
  trigger.breaking(
    'trigger-resource-in-small-letters',
    'A uuid in capitals was accepted.',
    (d) => put(d, `${TRIGGER_BODY}/properties/resource_id/pattern`, '^[0-9a-f-]+$'),
    { places: [`${TRIGGER_BODY}/properties/resource_id`] },
  ),
  trigger.breaking(
    'trigger-event-type-becomes-a-list',
    'One text was accepted, now a list is asked for.',
    (d) =>
      put(d, `${TRIGGER_BODY}/properties/event_type`, {
        type: 'array',
        items: { type: 'string', enum: ['registrations.pending'] },
      }),
    { places: [`${TRIGGER_BODY}/properties/event_type`] },
  ),
  trigger.compatible('trigger-resource-or-external-id', 'Either will do, where one was asked for.', (d) => {
    without(d, `${TRIGGER_BODY}/required`, 'resource_id');
    put(d, `${TRIGGER_BODY}/anyOf`, [{ required: ['resource_id'] }, { required: ['external_id'] }]);
  }),
  trigger.compatible('trigger-resource-may-be-null', 'More is accepted.', (d) =>
    put(d, `${TRIGGER_BODY}/properties/resource_id/nullable`, true),
  ),
  trigger.breaking(
    'trigger-resource-not-nil',
    'The nil uuid was accepted.',
    (d) => {
      put(d, `${TRIGGER_BODY}/properties/resource_id/not`, {
        enum: ['00000000-0000-0000-0000-000000000000'],
      });
    },
    { places: [`${TRIGGER_BODY}/properties/resource_id`] },
  ),
  registrations.breaking(
    'tags-unique-no-longer-but-fewer',
    'Six tags were accepted, though equal ones are now too.',
    (d) => {
      drop(d, `${CHANGE}/tags/uniqueItems`);
      put(d, `${CHANGE}/tags/maxItems`, 5);
    },
    { places: [`${CHANGE}/tags`] },
  ),
  registrations.breaking(
    'start-day-becomes-a-moment',
    'A day without a time was accepted.',
    (d) => put(d, `${SCHEMAS}/FreelancerRegistration/allOf/1/properties/started_on/format`, 'date-time'),
    { places: [`${SCHEMAS}/FreelancerRegistration`] },
  ),
  registrations.compatible('metadata-of-requests-nullable', 'More is accepted.', (d) =>
    put(d, `${SCHEMAS}/RegistrationBase/properties/metadata/nullable`, true),
  ),
  registrations.compatible('priority-half-steps', 'Every whole number is still taken.', (d) => {
    put(d, `${CHANGE}/priority/type`, 'number');
    put(d, `${CHANGE}/priority/multipleOf`, 0.5);
  }),
  registrations.breaking(
    'priority-in-steps-of-three',
    'Priority 1 was accepted.',
    (d) => put(d, `${CHANGE}/priority/multipleOf`, 3),
    { places: [`${CHANGE}/priority`] },
  ),
  registrations.breaking(
    'nickname-of-letters-only',
    'A nickname with a digit was accepted.',
    (d) => put(d, `${CHANGE}/nickname/pattern`, '^[A-Za-z]*$'),
    { places: [`${CHANGE}/nickname`] },
  ),
  registrations.breaking(
    'legal-number-of-nine-or-fourteen-without-zero',
    'A legal number that begins with zero was accepted.',
    (d) =>
      put(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number/pattern`, '^([1-9][0-9]{8}|[0-9]{14})$'),
    { places: [`${SCHEMAS}/OrganizationRequest`] },
  ),
  registrations.compatible('legal-number-of-nine-or-fourteen', 'Longer numbers are taken too.', (d) =>
    put(d, `${SCHEMAS}/OrganizationRequest/properties/legal_number/pattern`, '^([0-9]{9}|[0-9]{14})$'),
  ),
  registrations.breaking(
    'locale-of-change-gets-a-list',
    'Any text was accepted.',
    (d) => put(d, `${CHANGE}/locale/enum`, ['en', 'fr', 'it', 'de']),
    { places: [`${CHANGE}/locale`] },
  ),
  registrations.compatible('owner-by-an-object-too', 'A third form is taken.', (d) =>
    add(d, `${CHANGE}/owner/anyOf`, { type: 'object', required: ['id'] }),
  ),
  subscriptions.breaking(
    'filter-lists-have-a-limit',
    'A list of twenty filters was accepted.',
    (d) => put(d, `${SCHEMAS}/Filter/oneOf/0/properties/all/maxItems`, 10),
    { places: [`${SCHEMAS}/Filter`] },
  ),
  subscriptions.compatible('filter-equals-null', 'More is accepted.', (d) =>
    add(d, `${SCHEMAS}/Filter/oneOf/1/properties/equals/type`, 'null'),
  ),
  subscriptions.breaking(
    'proxy-user-needs-a-host',
    'A user without a host was accepted.',
    (d) => put(d, `${NEW}/proxy/dependentRequired/user`, ['host']),
    { places: [`${NEW}/proxy`] },
  ),
  subscriptions.breaking(
    'replay-ids-not-empty',
    'An empty list was accepted.',
    (d) => put(d, `${SCHEMAS}/Replay/properties/ids/minItems`, 1),
    { places: [`${SCHEMAS}/Replay`] },
  ),
  subscriptions.breaking(
    'header-names-with-something-behind-the-dash',
    'A header called X- was accepted.',
    (d) => {
      put(d, `${NEW}/headers/patternProperties`, { '^X-.+': { type: 'string', maxLength: 100 } });
    },
    { places: [`${NEW}/headers`] },
  ),
  subscriptions.compatible('header-names-in-either-case', 'More names are accepted.', (d) =>
    put(d, `${NEW}/headers/patternProperties`, { '^[Xx]-': { type: 'string', maxLength: 100 } }),
  ),
  subscriptions.compatible('window-may-have-a-third-number', 'Pairs are still taken.', (d) => {
    add(d, `${NEW}/window/prefixItems`, { type: 'integer' });
    put(d, `${NEW}/window/maxItems`, 3);
  }),
  subscriptions.compatible('authentication-by-token-too', 'A new value and a new field are taken.', (d) => {
    add(d, `${NEW}/authentication/properties/kind/enum`, 'token');
    put(d, `${NEW}/authentication/properties/token`, {});
  }),
  subscriptions.breaking(
    'label-names-have-a-limit',
    'Longer names were accepted.',
    (d) => put(d, `${NEW}/labels/propertyNames/maxLength`, 20),
    { places: [`${NEW}/labels`] },
  ),
  subscriptions.compatible('label-names-with-digits', 'More names are accepted.', (d) =>
    put(d, `${NEW}/labels/propertyNames/pattern`, '^[a-z0-9]+$'),
  ),
  subscriptions.breaking(
    'timeout-a-little-shorter',
    '59.95 seconds were accepted.',
    (d) => {
      drop(d, `${NEW}/timeout/exclusiveMaximum`);
      put(d, `${NEW}/timeout/maximum`, 59.9);
    },
    { places: [`${NEW}/timeout`] },
  ),
  payouts.breaking(
    'payout-speed-shrinks',
    'Instant payouts were accepted.',
    (d) => without(d, `${PAYOUT_REQUEST}/speed/enum`, 'instant'),
    { places: [`${PAYOUT_REQUEST}/speed`, ORDER] },
  ),
  payouts.breaking(
    'split-must-be-complete',
    'A split of one share was accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/split/minItems`, 2),
    { places: [`${PAYOUT_REQUEST}/split`] },
  ),
  payouts.compatible('split-of-three-shares', 'A third share is taken.', (d) =>
    add(d, `${PAYOUT_REQUEST}/split/prefixItems`, { type: 'integer' }),
  ),
  payouts.compatible('labels-without-a-primary', 'Lists without a primary label are taken.', (d) =>
    put(d, `${PAYOUT_REQUEST}/labels/minContains`, 0),
  ),
  payouts.compatible('labels-with-several-primaries', 'More than one may be primary.', (d) =>
    drop(d, `${PAYOUT_REQUEST}/labels/maxContains`),
  ),
  payouts.breaking(
    'labels-need-another-primary',
    'A list with primary alone was accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/labels/contains/const`, 'main'),
    { places: [`${PAYOUT_REQUEST}/labels`] },
  ),
  payouts.breaking(
    'payout-field-removed-from-closed-body',
    'A mandate was accepted, and what is not listed is refused.',
    (d) => drop(d, `${PAYOUT_REQUEST}/mandate`),
    { places: [ORDER] },
  ),
  payouts.compatible('payout-field-added-to-closed-body', 'Nobody has to send it.', (d) =>
    put(d, `${PAYOUT_REQUEST}/memo`, { type: 'string' }),
  ),
  payouts.breaking(
    'payout-field-added-and-required',
    'Nobody sends it today.',
    (d) => {
      put(d, `${PAYOUT_REQUEST}/memo`, { type: 'string' });
      add(d, `${ORDER}/required`, 'memo');
    },
    { places: [ORDER] },
  ),
  payouts.compatible('payout-body-opened', 'Other fields are taken.', (d) =>
    drop(d, `${ORDER}/unevaluatedProperties`),
  ),
  payouts.breaking(
    'instant-fee-raised',
    'An instant payout with a fee of 10 was accepted.',
    (d) => put(d, `${ORDER}/then/properties/fee/minimum`, 20),
    { places: [ORDER] },
  ),
  payouts.compatible('standard-payout-without-a-day', 'The day is no longer asked for.', (d) =>
    drop(d, `${ORDER}/else`),
  ),
  payouts.breaking(
    'instant-payout-needs-a-day-too',
    'An instant payout without a day was accepted.',
    (d) => put(d, `${ORDER}/then/required`, ['on']),
    { places: [ORDER] },
  ),
  payouts.breaking(
    'approval-level-needs-a-moment',
    'A level with an approver alone was accepted.',
    (d) => add(d, `${PAYOUT_REQUEST}/approval/dependentSchemas/level/required`, 'at'),
    { places: [`${PAYOUT_REQUEST}/approval`] },
  ),
  payouts.compatible('approval-level-alone', 'A level alone is taken.', (d) =>
    drop(d, `${PAYOUT_REQUEST}/approval/dependentSchemas`),
  ),
  payouts.breaking(
    'approval-with-texts-only-besides',
    'Another field that holds a list was accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/approval/unevaluatedProperties`, { type: 'string' }),
    { places: [`${PAYOUT_REQUEST}/approval`] },
  ),
  payouts.breaking(
    'notes-names-shorter',
    'Longer names were accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/notes/propertyNames/maxLength`, 10),
    { places: [`${PAYOUT_REQUEST}/notes`] },
  ),
  payouts.breaking(
    'mandate-forbids-more',
    'A mandate that begins with DEMO was accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/mandate/not/pattern`, '^(TEST|DEMO)'),
    { places: [`${PAYOUT_REQUEST}/mandate`] },
  ),
  payouts.compatible('mandate-forbids-less', 'TESTER is taken.', (d) =>
    put(d, `${PAYOUT_REQUEST}/mandate/not/pattern`, '^TEST_'),
  ),
  payouts.breaking(
    'amount-with-nine-digits-at-most',
    'Longer amounts were accepted.',
    (d) => put(d, `${SCHEMAS}/Amount/properties/value/pattern`, '^[0-9]{1,9}\\.[0-9]{2}$'),
    { places: [`${SCHEMAS}/Amount`] },
  ),
  payouts.breaking(
    'currency-in-capitals',
    'eur was accepted.',
    (d) => put(d, `${SCHEMAS}/Currency/pattern`, '^[A-Z]{3}$'),
    { places: [`${SCHEMAS}/Currency`] },
  ),
  payouts.compatible('reference-loses-its-end', 'More texts match.', (d) =>
    put(d, `${ORDER}/$defs/Reference/pattern`, '^[A-Za-z0-9 ]{1,35}'),
  ),
  payouts.breaking(
    'reference-shorter',
    'References of 35 characters were accepted.',
    (d) => put(d, `${ORDER}/$defs/Reference/pattern`, '^[A-Za-z0-9 ]{1,18}$'),
    { places: [`${ORDER}/$defs/Reference`] },
  ),
  payouts.breaking(
    'wallet-no-longer-taken',
    'Wallets were accepted.',
    (d) => {
      drop(d, `${SCHEMAS}/Beneficiary/oneOf/2`);
      drop(d, `${SCHEMAS}/Beneficiary/discriminator/mapping/wallet`);
    },
    { places: [`${SCHEMAS}/Beneficiary`] },
  ),
  payouts.breaking(
    'retry-counts-only',
    'true was accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/retry/type`, 'integer'),
    { places: [`${PAYOUT_REQUEST}/retry`] },
  ),
  payouts.breaking(
    'fee-below-its-limit',
    'A fee of 500 was accepted.',
    (d) => {
      drop(d, `${PAYOUT_REQUEST}/fee/maximum`);
      put(d, `${PAYOUT_REQUEST}/fee/exclusiveMaximum`, 500);
    },
    { places: [`${PAYOUT_REQUEST}/fee`] },
  ),
  payouts.breaking(
    'day-no-longer-null',
    'null was accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/on`, { $ref: '#/components/schemas/PayoutRequest/$defs/Day' }),
    { places: [`${PAYOUT_REQUEST}/on`] },
  ),
  payouts.compatible('notify-by-any-reference', 'Every address is also a reference.', (d) =>
    put(d, `${PAYOUT_REQUEST}/notify/format`, 'uri-reference'),
  ),
  payouts.breaking(
    'notify-over-tls-only',
    'http addresses were accepted.',
    (d) => put(d, `${PAYOUT_REQUEST}/notify/pattern`, '^https:'),
    { places: [`${PAYOUT_REQUEST}/notify`] },
  ),
  payouts.compatible('quote-amount-in-thousandths', 'Every cent is ten thousandths.', (d) =>
    put(d, `${ASKED}/properties/amount/multipleOf`, 0.001),
  ),
  payouts.breaking(
    'quote-amount-in-twentieths',
    '0.01 was accepted.',
    (d) => put(d, `${ASKED}/properties/amount/multipleOf`, 0.05),
    { places: [`${ASKED}/properties/amount`] },
  ),
  payouts.breaking(
    'quote-side-no-longer-null-by-type',
    'null was accepted; it stays in the list, but is no text.',
    (d) => put(d, `${ASKED}/properties/side/type`, 'string'),
    { places: [`${ASKED}/properties/side`] },
  ),
  payouts.breaking(
    'quote-fields-fewer',
    'Four fields were accepted.',
    (d) => put(d, `${ASKED}/maxProperties`, 3),
    { places: [ASKED] },
  ),
  payouts.breaking(
    'quote-fields-closed-in-place-of-counted',
    'A field besides the documented ones was accepted.',
    (d) => {
      drop(d, `${ASKED}/maxProperties`);
      put(d, `${ASKED}/additionalProperties`, false);
    },
    { places: [ASKED] },
  ),
  payouts.breaking(
    'form-corridors-in-one-pair',
    'corridors=a&corridors=b was accepted.',
    (d) => put(d, `${FORM}/encoding/corridors/explode`, false),
    { places: [FORM] },
  ),
  payouts.breaking(
    'form-needs-a-side',
    'Nobody sends it today.',
    (d) => {
      put(d, `${FORM}/schema/properties/side`, { type: 'string' });
      add(d, `${FORM}/schema/required`, 'side');
    },
    { places: [FORM] },
  ),
  payouts.breaking('form-no-longer-taken', 'A form was accepted.', (d) => drop(d, FORM), {
    places: [`${QUOTES}/requestBody`],
  }),
  payouts.breaking(
    'imports-of-one-text-type',
    'text/plain was accepted.',
    (d) => {
      const range = drop(d, `${IMPORTS}/requestBody/content/text~1*`);
      put(d, `${IMPORTS}/requestBody/content/text~1csv`, range);
    },
    { places: [`${IMPORTS}/requestBody`] },
  ),
  payouts.compatible('imports-of-every-type', 'More is taken.', (d) =>
    extend(d, `${IMPORTS}/requestBody/content`, { '*/*': {} }),
  ),
  payouts.compatible('imports-of-one-more-text-type', 'A JSON body is taken too.', (d) =>
    extend(d, `${IMPORTS}/requestBody/content`, { 'application/json': { schema: { type: 'object' } } }),
  ),
  payouts.breaking(
    'imports-of-one-text-type-differ',
    'Any text was accepted as CSV, and the more exact entry counts.',
    (d) =>
      extend(d, `${IMPORTS}/requestBody/content`, {
        'text/csv': { schema: { type: 'string', minLength: 1 } },
      }),
    { places: [`${IMPORTS}/requestBody`] },
  ),
  payouts.compatible('payout-body-in-cbor-too', 'Another form is taken.', (d) =>
    put(d, '/components/requestBodies/payout/content/application~1cbor', {
      schema: { $ref: '#/components/schemas/PayoutRequest' },
    }),
  ),
  payouts.compatible('payout-body-optional', 'A request without a body is taken.', (d) =>
    drop(d, '/components/requestBodies/payout/required'),
  ),
  payouts.breaking(
    'idempotency-key-of-a-payout-required',
    'A request without it was accepted.',
    (d) => put(d, `${PAYOUTS}/post/parameters/0/required`, true),
    { places: [`${PAYOUTS}/post/parameters/0`] },
  ),
  trigger.compatible('trigger-body-may-be-a-form', 'JSON is still taken.', (d) =>
    put(d, `${TRIGGER}/requestBody/content/application~1x-www-form-urlencoded`, {
      schema: { type: 'object', required: ['resource_id'], properties: { resource_id: { type: 'string' } } },
    }),
  ),
  subscriptions.compatible('replay-body-asks-for-nothing', 'An empty object is taken.', (d) => {
    dropAll(d, `${SCHEMAS}/Replay/anyOf`);
  }),
];

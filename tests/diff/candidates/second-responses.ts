import {
  add,
  CALLBACK,
  type Candidate,
  CREATED,
  candidatesOf,
  DELIVERIES,
  drop,
  ERROR,
  EVENT,
  IMPORTS,
  LIST,
  move,
  PAYOUT,
  PAYOUT_ANSWER,
  PAYOUTS,
  put,
  QUOTES,
  SCHEMAS,
  SEARCH,
  SUBSCRIPTIONS,
  TRIGGER,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const RESPONSES = '/components/responses';
const FOUND = `${SEARCH}/responses/200`;
const FOUND_BODY = `${FOUND}/content/application~1json/schema/properties`;
const QUOTE = `${SCHEMAS}/Quote`;
const HOOK = '/webhooks/payoutChanged/post';
const REFUSED = `${RESPONSES}/refused/content/application~1json/examples`;

/** What comes back, written without a look at the comparison: statuses, headers, bodies, documented errors. */
export const secondResponses: readonly Candidate[] = [
  trigger.breaking(
    'trigger-event-may-be-null',
    'null could not come.',
    (d) => put(d, `${SCHEMAS}/event/nullable`, true),
    { places: [`${SCHEMAS}/event`] },
  ),
  trigger.breaking(
    'trigger-event-in-data',
    'The event is no longer where it was.',
    (d) => {
      const inner = drop(d, CREATED);
      put(d, CREATED, { type: 'object', properties: { data: inner } });
    },
    { places: [CREATED] },
  ),
  trigger.breaking(
    'event-resource-nullable',
    'null could not come.',
    (d) => put(d, `${EVENT}/resource_id/nullable`, true),
    { places: [`${EVENT}/resource_id`] },
  ),
  trigger.breaking(
    'event-moment-as-text-or-number',
    'A number could not come.',
    (d) =>
      put(d, `${EVENT}/created_at`, {
        oneOf: [{ type: 'string', format: 'date-time' }, { type: 'integer' }],
      }),
    { places: [`${EVENT}/created_at`] },
  ),
  trigger.breaking(
    'event-moment-without-a-format',
    'Any text may come.',
    (d) => drop(d, `${EVENT}/created_at/format`),
    { places: [`${EVENT}/created_at`] },
  ),
  trigger.compatible('event-moment-in-utc', 'Every such moment could come before.', (d) =>
    put(d, `${EVENT}/created_at/pattern`, 'Z$'),
  ),
  trigger.compatible('event-closed', 'Nothing comes that could not come before.', (d) =>
    put(d, `${SCHEMAS}/event/additionalProperties`, false),
  ),
  trigger.breaking(
    'error-detail-not-always',
    'The detail may be missing.',
    (d) => without(d, `${ERROR}/required`, 'detail'),
    { places: [ERROR] },
  ),
  trigger.breaking(
    'error-detail-nullable',
    'null could not come.',
    (d) => put(d, `${ERROR}/properties/detail/nullable`, true),
    {
      places: [`${ERROR}/properties/detail`],
    },
  ),
  trigger.breaking(
    'error-detail-in-languages',
    'The detail was a text.',
    (d) => put(d, `${ERROR}/properties/detail`, { type: 'object', additionalProperties: { type: 'string' } }),
    { places: [`${ERROR}/properties/detail`] },
  ),
  trigger.breaking(
    'error-source-nullable',
    'null could not come.',
    (d) => put(d, `${ERROR}/properties/source/nullable`, true),
    { places: [`${ERROR}/properties/source`] },
  ),
  trigger.breaking(
    'error-pointer-as-a-list',
    'The pointer was a text.',
    (d) =>
      put(d, `${ERROR}/properties/source/properties/pointer`, { type: 'array', items: { type: 'string' } }),
    { places: [`${ERROR}/properties/source`] },
  ),
  trigger.compatible('error-source-always', 'Nothing comes that could not come before.', (d) =>
    add(d, `${ERROR}/required`, 'source'),
  ),
  trigger.compatible('error-code-of-a-list', 'Each of them could come before.', (d) =>
    put(d, `${ERROR}/properties/code/enum`, ['unauthorized', 'conflict', 'bad_request']),
  ),
  trigger.compatible('errors-at-least-one', 'Nothing comes that could not come before.', (d) =>
    put(d, `${SCHEMAS}/errors/properties/errors/minItems`, 1),
  ),
  trigger.announced('error-source-names-a-parameter', 'A new field in a response.', (d) =>
    put(d, `${ERROR}/properties/source/properties/parameter`, { type: 'string' }),
  ),
  trigger.announced('error-gets-an-object', 'A new field in a response.', (d) =>
    put(d, `${ERROR}/properties/meta`, {
      type: 'object',
      required: ['request'],
      properties: { request: { type: 'string' } },
    }),
  ),
  trigger.compatible('trigger-error-status-added', 'Errors may come at any time.', (d) =>
    put(d, `${TRIGGER}/responses/422`, { $ref: '#/components/responses/400-bad-request' }),
  ),
  trigger.compatible('server-error-gets-a-body', 'Where nothing was promised, something is.', (d) =>
    put(d, `${RESPONSES}/500-internal-servor-error/content`, {
      'application/json': { schema: { $ref: '#/components/schemas/errors' } },
    }),
  ),
  trigger.compatible('unauthorized-with-a-challenge', 'A new header in a response.', (d) =>
    put(d, `${RESPONSES}/401-unauthorized/headers`, { 'WWW-Authenticate': { schema: { type: 'string' } } }),
  ),
  trigger.breaking(
    'unauthorized-loses-its-body',
    'Who reads its code finds nothing.',
    (d) => drop(d, `${RESPONSES}/401-unauthorized/content`),
    { places: [`${RESPONSES}/401-unauthorized`] },
  ),
  trigger.breaking(
    'unauthorized-no-longer-documented',
    'Its documented code is gone.',
    (d) => drop(d, `${TRIGGER}/responses/401`),
    { places: [`${TRIGGER}/responses`, `${RESPONSES}/401-unauthorized`] },
  ),
  trigger.breaking(
    'created-answers-in-html',
    'The event may come as text only.',
    (d) => {
      const content = drop(d, `${TRIGGER}/responses/201/content/application~1json`);
      put(d, `${TRIGGER}/responses/201/content/text~1html`, content);
    },
    { places: [`${TRIGGER}/responses/201`] },
  ),
  registrations.breaking(
    'next-page-header-as-text',
    'The number of the page was a number.',
    (d) => put(d, `${LIST}/responses/200/headers/X-Next-Page/schema`, { type: 'string' }),
    {
      places: [`${LIST}/responses/200`],
    },
  ),
  registrations.compatible('next-page-header-always', 'Nothing comes that could not come before.', (d) =>
    put(d, `${LIST}/responses/200/headers/X-Next-Page/required`, true),
  ),
  registrations.breaking(
    'callback-gone',
    'Nobody is told any more.',
    (d) => drop(d, '/paths/~1registrations/post/callbacks'),
    { places: ['/paths/~1registrations/post'] },
  ),
  registrations.breaking(
    'callback-number-without-a-format',
    'Any text may come.',
    (d) =>
      drop(d, `${CALLBACK}/requestBody/content/application~1json/schema/properties/registration_id/format`),
    { places: [CALLBACK] },
  ),
  registrations.breaking(
    'missing-code-of-another-name',
    'The documented code of the 404 is gone.',
    (d) =>
      put(
        d,
        `${RESPONSES}/not-found/content/application~1json/examples/missing/value/errors/0/code`,
        'registration_not_found',
      ),
    { places: [`${RESPONSES}/not-found`] },
  ),
  subscriptions.breaking(
    'deliveries-in-an-object',
    'The list was the whole body.',
    (d) => {
      const list = drop(d, `${DELIVERIES}/get/responses/200/content/application~1json/schema`);
      put(d, `${DELIVERIES}/get/responses/200/content/application~1json/schema`, {
        type: 'object',
        required: ['data'],
        properties: { data: list },
      });
    },
    { places: [`${DELIVERIES}/get/responses/200`] },
  ),
  subscriptions.breaking(
    'queued-as-text',
    'It was a number.',
    (d) =>
      put(
        d,
        `${DELIVERIES}/post/responses/202/content/application~1json/schema/properties/queued/type`,
        'string',
      ),
    { places: [`${DELIVERIES}/post/responses/202`] },
  ),
  subscriptions.breaking(
    'replay-done-at-once',
    'A new success status.',
    (d) => move(d, `${DELIVERIES}/post/responses/202`, `${DELIVERIES}/post/responses/200`),
    { places: [`${DELIVERIES}/post/responses`] },
  ),
  subscriptions.breaking(
    'problem-errors-removed',
    'Who reads the pointers finds none.',
    (d) => drop(d, `${SCHEMAS}/Problem/properties/errors`),
    {
      places: [`${SCHEMAS}/Problem`],
    },
  ),
  subscriptions.compatible('problem-title-always', 'Nothing comes that could not come before.', (d) =>
    add(d, `${SCHEMAS}/Problem/required`, 'title'),
  ),
  subscriptions.breaking(
    'attempts-up-to-fifteen',
    'Eleven could not come.',
    (d) => put(d, `${SCHEMAS}/Delivery/properties/attempt/maximum`, 15),
    {
      places: [`${SCHEMAS}/Delivery`],
    },
  ),
  subscriptions.breaking(
    'durations-without-a-limit',
    'Eleven durations could not come.',
    (d) => drop(d, `${SCHEMAS}/Delivery/properties/durations/maxItems`),
    {
      places: [`${SCHEMAS}/Delivery`],
    },
  ),
  subscriptions.announced('outcome-skipped', 'A new value in a response.', (d) =>
    add(d, `${SCHEMAS}/Delivery/properties/outcome/enum`, 'skipped'),
  ),
  subscriptions.compatible('subscription-always-dated', 'Nothing comes that could not come before.', (d) =>
    add(d, `${SCHEMAS}/Subscription/required`, 'created_at'),
  ),
  subscriptions.breaking(
    'problem-of-get-becomes-plain-json',
    'Another media type comes.',
    (d) => {
      const problem = drop(d, `${RESPONSES}/problem/content/application~1problem+json`);
      put(d, `${RESPONSES}/problem/content/application~1json`, problem);
    },
    { places: [`${RESPONSES}/problem`, SUBSCRIPTIONS] },
  ),
  payouts.breaking(
    'etag-not-always',
    'It may be missing.',
    (d) => drop(d, `${PAYOUT}/get/responses/200/headers/ETag/required`),
    {
      places: [`${PAYOUT}/get/responses/200`],
    },
  ),
  payouts.announced('cost-of-ten', 'A new value in a response.', (d) =>
    add(d, `${FOUND}/headers/X-Cost/schema/enum`, 10),
  ),
  payouts.compatible('cost-never-five', 'Nothing comes that could not come before.', (d) =>
    without(d, `${FOUND}/headers/X-Cost/schema/enum`, 5),
  ),
  payouts.breaking(
    'cost-no-longer-said',
    'A header that always came is gone.',
    (d) => drop(d, `${FOUND}/headers/X-Cost`),
    { places: [FOUND] },
  ),
  payouts.breaking(
    'location-may-be-relative',
    'A relative reference could not come.',
    (d) => put(d, '/components/headers/Location/schema/format', 'uri-reference'),
    {
      places: ['/components/headers/Location'],
    },
  ),
  payouts.breaking(
    'retry-after-may-be-a-date',
    'A date could not come.',
    (d) =>
      put(d, `${RESPONSES}/failure/headers/Retry-After/schema`, {
        anyOf: [{ type: 'integer' }, { type: 'string' }],
      }),
    { places: [`${RESPONSES}/failure`] },
  ),
  payouts.compatible('retry-after-always', 'Nothing comes that could not come before.', (d) =>
    put(d, `${RESPONSES}/failure/headers/Retry-After/required`, true),
  ),
  payouts.breaking(
    'funds-code-renamed',
    'The documented code is gone.',
    (d) => put(d, '/components/examples/funds/value/error/code', 'balance_too_low'),
    {
      places: ['/components/examples/funds'],
    },
  ),
  payouts.breaking(
    'frozen-no-longer-documented',
    'A documented code is gone.',
    (d) => drop(d, `${REFUSED}/frozen`),
    {
      places: [`${RESPONSES}/refused`],
    },
  ),
  payouts.compatible('third-refusal-documented', 'One more documented code.', (d) =>
    put(d, `${REFUSED}/limits`, { value: { error: { code: 'limit_reached', detail: 'Too much today.' } } }),
  ),
  payouts.breaking(
    'locked-becomes-423',
    'The 409 no longer says locked.',
    (d) => {
      const content = `${PAYOUT}/delete/responses/409/content/application~1json`;
      const example = drop(d, `${content}/examples/locked`);
      put(d, `${PAYOUT}/delete/responses/423`, {
        description: 'It is locked.',
        content: {
          'application/json': {
            schema: { $ref: '#/components/schemas/Failure' },
            examples: { locked: example },
          },
        },
      });
    },
    { places: [`${PAYOUT}/delete/responses`] },
  ),
  payouts.identical(
    'details-reworded',
    'Wording alone.',
    (d) => {
      put(d, '/components/examples/funds/value/error/detail', 'There is too little money.');
      put(d, `${REFUSED}/frozen/value/error/detail`, 'This account cannot pay.');
    },
    { tolerated: 'compatible' },
  ),
  payouts.breaking(
    'quote-no-longer-in-xml',
    'Who asks for XML gets none.',
    (d) => drop(d, `${QUOTES}/responses/200/content/application~1xml`),
    {
      places: [`${QUOTES}/responses/200`],
    },
  ),
  payouts.breaking(
    'imports-done-at-once',
    'A new success status.',
    (d) => put(d, `${IMPORTS}/responses/200`, { description: 'It was read.' }),
    {
      places: [`${IMPORTS}/responses`],
    },
  ),
  payouts.announced('steps-returned', 'A new value in a response.', (d) =>
    add(d, `${PAYOUT_ANSWER}/steps/items/enum`, 'returned'),
  ),
  payouts.breaking(
    'steps-begin-with-a-number',
    'The first was always a text.',
    (d) => put(d, `${PAYOUT_ANSWER}/steps/prefixItems/0`, { type: 'integer' }),
    {
      places: [`${PAYOUT_ANSWER}/steps`],
    },
  ),
  payouts.breaking(
    'steps-may-be-empty',
    'An empty list could not come.',
    (d) => drop(d, `${PAYOUT_ANSWER}/steps/minItems`),
    {
      places: [`${PAYOUT_ANSWER}/steps`],
    },
  ),
  payouts.breaking(
    'failed-without-a-failure',
    'A failed payout always said why.',
    (d) => drop(d, `${SCHEMAS}/Payout/then`),
    {
      places: [`${SCHEMAS}/Payout`],
    },
  ),
  payouts.breaking(
    'risk-in-percent',
    '50 could not come.',
    (d) => put(d, `${PAYOUT_ANSWER}/risk/maximum`, 100),
    {
      places: [`${PAYOUT_ANSWER}/risk`],
    },
  ),
  payouts.breaking(
    'expiry-with-a-time',
    'A moment could not come.',
    (d) => put(d, `${PAYOUT_ANSWER}/expires/format`, 'date-time'),
    {
      places: [`${PAYOUT_ANSWER}/expires`],
    },
  ),
  payouts.compatible('paid-at-never-null', 'Nothing comes that could not come before.', (d) =>
    put(d, `${PAYOUT_ANSWER}/paid_at/type`, 'string'),
  ),
  payouts.compatible('quote-always-whole', 'Nothing comes that could not come before.', (d) =>
    put(d, `${PAYOUT_ANSWER}/quote`, { $ref: '#/components/schemas/Quote' }),
  ),
  payouts.breaking(
    'quote-may-be-a-number',
    'A number could not come.',
    (d) => add(d, `${PAYOUT_ANSWER}/quote/oneOf`, { type: 'integer' }),
    {
      places: [`${PAYOUT_ANSWER}/quote`],
    },
  ),
  payouts.announced('facets-by-speed', 'A new field in a response.', (d) =>
    add(d, `${FOUND_BODY}/facets/propertyNames/enum`, 'speed'),
  ),
  payouts.breaking(
    'facets-in-parts',
    'A half could not come.',
    (d) => put(d, `${FOUND_BODY}/facets/additionalProperties/type`, 'number'),
    {
      places: [`${FOUND_BODY}/facets`],
    },
  ),
  payouts.breaking('facets-removed', 'Who reads them finds none.', (d) => drop(d, `${FOUND_BODY}/facets`), {
    places: [FOUND],
  }),
  payouts.breaking(
    'links-may-be-null',
    'null could not come.',
    (d) => put(d, `${PAYOUT_ANSWER}/links/additionalProperties/type`, ['string', 'null']),
    {
      places: [`${PAYOUT_ANSWER}/links`],
    },
  ),
  payouts.announced('payout-of-two-versions', 'A new value in a response.', (d) =>
    put(d, `${PAYOUT_ANSWER}/version`, { enum: [2, 3] }),
  ),
  payouts.breaking(
    'failure-without-a-reason',
    'It may be missing.',
    (d) => drop(d, `${PAYOUT_ANSWER}/failure/required`),
    {
      places: [`${PAYOUT_ANSWER}/failure`],
    },
  ),
  payouts.breaking(
    'failure-loses-retryable',
    'Who reads it finds nothing.',
    (d) => drop(d, `${PAYOUT_ANSWER}/failure/properties/retryable`),
    {
      places: [`${PAYOUT_ANSWER}/failure`],
    },
  ),
  payouts.announced('failure-gains-a-moment', 'A new field in a response.', (d) =>
    put(d, `${PAYOUT_ANSWER}/failure/properties/at`, { type: 'string', format: 'date-time' }),
  ),
  payouts.breaking(
    'a-hundred-payouts-a-page',
    'More than fifty could not come.',
    (d) => put(d, `${PAYOUTS}/get/responses/200/content/application~1json/schema/maxItems`, 100),
    { places: [`${PAYOUTS}/get/responses/200`] },
  ),
  payouts.announced('status-maintenance', 'A new value in a response.', (d) =>
    add(d, '/paths/~1status/get/responses/200/content/text~1plain/schema/enum', 'maintenance'),
  ),
  payouts.breaking(
    'quote-parts-may-repeat',
    'Equal parts could not come.',
    (d) => drop(d, `${QUOTE}/properties/parts/uniqueItems`),
    {
      places: [`${QUOTE}/properties/parts`],
    },
  ),
  payouts.breaking(
    'quote-valid-longer',
    'Two hours could not come.',
    (d) => put(d, `${QUOTE}/properties/valid_for/maximum`, 7200),
    {
      places: [`${QUOTE}/properties/valid_for`],
    },
  ),
  payouts.breaking(
    'quote-rate-may-be-zero',
    'Zero could not come.',
    (d) => {
      drop(d, `${QUOTE}/properties/rate/exclusiveMinimum`);
      put(d, `${QUOTE}/properties/rate/minimum`, 0);
    },
    { places: [`${QUOTE}/properties/rate`] },
  ),
  payouts.announced('quote-has-fees', 'A new field in a response.', (d) =>
    put(d, `${QUOTE}/properties/fees`, { type: 'number' }),
  ),
  payouts.announced('change-returned', 'A new value in what is sent to us.', (d) =>
    add(d, `${SCHEMAS}/Change/properties/kind/enum`, 'returned'),
  ),
  payouts.breaking(
    'change-without-a-payout',
    'It may be missing.',
    (d) => without(d, `${SCHEMAS}/Change/required`, 'payout'),
    {
      places: [`${SCHEMAS}/Change`],
    },
  ),
  payouts.breaking(
    'delivery-number-zero',
    'Zero could not come.',
    (d) => put(d, `${HOOK}/parameters/0/schema/minimum`, 0),
    {
      places: [`${HOOK}/parameters/0`],
    },
  ),
  payouts.breaking(
    'hook-takes-no-stop',
    'A 410 was taken for a stop.',
    (d) => drop(d, `${HOOK}/responses/410`),
    {
      places: [`${HOOK}/responses`],
    },
  ),
  payouts.compatible('hook-takes-a-delay', 'One more answer is taken.', (d) =>
    put(d, `${HOOK}/responses/429`, { description: 'Send it later.' }),
  ),
  payouts.breaking('hook-gone', 'Nobody is told any more.', (d) => drop(d, '/webhooks/payoutChanged'), {
    places: ['/webhooks'],
  }),
  payouts.compatible('hook-for-quotes', 'A new thing to be told.', (d) =>
    put(d, '/webhooks/quoteExpired', { post: { responses: { 204: { description: 'Received.' } } } }),
  ),
];

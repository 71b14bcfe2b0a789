import {
  add,
  at,
  type Candidate,
  CREATE,
  candidatesOf,
  drop,
  extend,
  LIST,
  PAYOUT,
  PAYOUTS,
  put,
  SEARCH,
  SUBSCRIPTION,
  SUBSCRIPTIONS,
  TRIGGER,
  TRIGGER_PATH,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const STAGING = '/components/parameters/X-Qonto-Staging-Token';
const PAGE_SIZE = '/components/parameters/page-size';
/** The parameters of `search`, by name. */
const searched = (name: string) =>
  `${SEARCH}/parameters/${['where', 'expand', 'order', 'q', 'trace', 'Accept-Version', 'locale'].indexOf(name)}`;

/** Parameters, written without a look at the comparison: styles, content, places, names. */
export const secondParameters: readonly Candidate[] = [
  trigger.breaking(
    'staging-token-moves-to-query',
    'The sandbox no longer reads the header.',
    (d) => put(d, `${STAGING}/in`, 'query'),
    { places: [STAGING] },
  ),
  trigger.breaking(
    'staging-token-renamed',
    'The sandbox no longer reads the old header.',
    (d) => put(d, `${STAGING}/name`, 'X-Qonto-Sandbox-Token'),
    { places: [STAGING] },
  ),
  trigger.compatible('staging-token-removed', 'Who sends it is not refused.', (d) => {
    drop(d, `${TRIGGER}/parameters`);
    drop(d, '/components/parameters');
  }),
  trigger.breaking(
    'staging-token-of-lower-hex',
    'Other tokens were accepted.',
    (d) => put(d, `${STAGING}/schema/pattern`, '^[0-9a-f]*$'),
    { places: [STAGING] },
  ),
  trigger.breaking(
    'staging-token-of-listed-values',
    'Other tokens were accepted.',
    (d) => put(d, `${STAGING}/schema/enum`, ['team-a', 'team-b']),
    { places: [STAGING] },
  ),
  trigger.compatible('optional-path-level-header', 'Nobody has to send it.', (d) =>
    put(d, `${TRIGGER_PATH}/parameters`, [
      { name: 'X-Qonto-Correlation', in: 'header', schema: { type: 'string', maxLength: 8 } },
    ]),
  ),
  trigger.compatible('optional-cookie', 'Nobody has to send it.', (d) =>
    add(d, `${TRIGGER}/parameters`, { name: 'locale', in: 'cookie', schema: { type: 'string' } }),
  ),
  trigger.breaking(
    'required-cookie',
    'Nobody sends it today.',
    (d) =>
      add(d, `${TRIGGER}/parameters`, {
        name: 'locale',
        in: 'cookie',
        required: true,
        schema: { type: 'string' },
      }),
    { places: [`${TRIGGER}/parameters`] },
  ),
  trigger.breaking(
    'required-query-parameter-as-json',
    'Nobody sends it today.',
    (d) =>
      add(d, `${TRIGGER}/parameters`, {
        name: 'options',
        in: 'query',
        required: true,
        content: { 'application/json': { schema: { type: 'object' } } },
      }),
    { places: [`${TRIGGER}/parameters`] },
  ),
  registrations.breaking(
    'idempotency-key-to-path-level',
    'A list could be asked for without the key.',
    (d) => add(d, '/paths/~1registrations/parameters', drop(d, `${CREATE}/parameters/0`)),
    { places: ['/paths/~1registrations/parameters', LIST] },
  ),
  registrations.breaking(
    'idempotency-key-renamed',
    'Nobody sends the new name today.',
    (d) => put(d, `${CREATE}/parameters/0/name`, 'Idempotency-Key'),
    { places: [`${CREATE}/parameters/0`] },
  ),
  registrations.compatible('idempotency-key-of-any-form', 'More is accepted.', (d) =>
    drop(d, `${CREATE}/parameters/0/schema/format`),
  ),
  registrations.breaking(
    'filter-closed',
    'A filter by another field was accepted.',
    (d) => put(d, `${LIST}/parameters/6/schema/additionalProperties`, false),
    { places: [`${LIST}/parameters/6`] },
  ),
  registrations.breaking(
    'filter-renamed',
    'filter[country] was accepted.',
    (d) => put(d, `${LIST}/parameters/6/name`, 'where'),
    { places: [`${LIST}/parameters/6`] },
  ),
  registrations.breaking(
    'status-list-without-repeats',
    'The same status twice was accepted.',
    (d) => put(d, `${LIST}/parameters/2/schema/uniqueItems`, true),
    { places: [`${LIST}/parameters/2`] },
  ),
  registrations.compatible('created-after-by-day-too', 'A day is taken as well.', (d) =>
    put(d, `${LIST}/parameters/3/schema`, {
      oneOf: [
        { type: 'string', format: 'date-time' },
        { type: 'string', format: 'date' },
      ],
    }),
  ),
  registrations.breaking(
    'page-becomes-an-opaque-cursor',
    'Page 1 was accepted.',
    (d) => put(d, `${LIST}/parameters/0/schema`, { type: 'string', minLength: 12 }),
    { places: [`${LIST}/parameters/0`] },
  ),
  registrations.compatible('page-becomes-any-text', 'Digits are text too.', (d) =>
    put(d, `${LIST}/parameters/0/schema`, { type: 'string' }),
  ),
  subscriptions.breaking(
    'session-moves-to-query',
    'The cookie is no longer read.',
    (d) => put(d, `${SUBSCRIPTIONS}/get/parameters/4/in`, 'query'),
    { places: [`${SUBSCRIPTIONS}/get/parameters/4`] },
  ),
  subscriptions.breaking(
    'subscription-number-has-an-upper-end',
    'Greater numbers were accepted.',
    (d) => put(d, `${SUBSCRIPTION}/parameters/0/schema/maximum`, 2_147_483_647),
    { places: [`${SUBSCRIPTION}/parameters/0`] },
  ),
  subscriptions.identical('events-of-known-names-or-any', 'Any text is taken, as before.', (d) =>
    put(d, `${SUBSCRIPTIONS}/get/parameters/2/schema/items`, {
      anyOf: [{ enum: ['registrations.pending'] }, { type: 'string' }],
    }),
  ),
  subscriptions.breaking(
    'events-of-known-names',
    'Other names were accepted.',
    (d) =>
      put(d, `${SUBSCRIPTIONS}/get/parameters/2/schema/items`, {
        $ref: '#/components/schemas/EventName',
      }),
    { places: [`${SUBSCRIPTIONS}/get/parameters/2`] },
  ),
  payouts.breaking(
    'where-asks-for-two-conditions',
    'One condition was accepted.',
    (d) => put(d, `${searched('where')}/content/application~1json/schema/minProperties`, 2),
    { places: [searched('where')] },
  ),
  payouts.compatible('where-above-may-be-negative', 'More is accepted.', (d) =>
    drop(d, `${searched('where')}/content/application~1json/schema/properties/above/minimum`),
  ),
  payouts.breaking(
    'where-as-plain-pairs',
    'JSON in the query was accepted.',
    (d) => {
      const content = drop(d, `${searched('where')}/content/application~1json/schema`);
      drop(d, `${searched('where')}/content`);
      extend(d, searched('where'), { style: 'deepObject', explode: true, schema: content });
    },
    { places: [searched('where')] },
  ),
  payouts.compatible('where-may-be-left-out', 'More is accepted.', (d) =>
    drop(d, `${searched('where')}/required`),
  ),
  payouts.breaking(
    'expand-by-pipes',
    'Names apart by spaces were accepted.',
    (d) => put(d, `${searched('expand')}/style`, 'pipeDelimited'),
    { places: [searched('expand')] },
  ),
  payouts.compatible('expand-knows-one-more', 'More is accepted.', (d) =>
    add(d, `${searched('expand')}/schema/items/enum`, 'steps'),
  ),
  payouts.breaking(
    'expand-knows-one-less',
    'quote was accepted.',
    (d) => without(d, `${searched('expand')}/schema/items/enum`, 'quote'),
    { places: [searched('expand')] },
  ),
  payouts.breaking(
    'order-as-deep-object',
    'by=amount was accepted, order[by]=amount is asked for.',
    (d) => put(d, `${searched('order')}/style`, 'deepObject'),
    { places: [searched('order')] },
  ),
  payouts.breaking(
    'order-in-one-pair',
    'by=amount was accepted, order=by,amount is asked for.',
    (d) => put(d, `${searched('order')}/explode`, false),
    { places: [searched('order')] },
  ),
  payouts.breaking(
    'search-text-shorter',
    'Longer texts were accepted.',
    (d) => put(d, `${searched('q')}/schema/maxLength`, 50),
    { places: [searched('q')] },
  ),
  payouts.compatible('search-text-without-a-limit', 'More is accepted.', (d) =>
    drop(d, `${searched('q')}/schema/maxLength`),
  ),
  payouts.breaking(
    'version-header-moves-on',
    'The old day was accepted.',
    (d) => put(d, `${searched('Accept-Version')}/schema/const`, '2026-06-01'),
    { places: [searched('Accept-Version')] },
  ),
  payouts.compatible('version-header-knows-two', 'More is accepted.', (d) =>
    put(d, `${searched('Accept-Version')}/schema`, { enum: ['2026-03-01', '2026-06-01'] }),
  ),
  payouts.breaking(
    'locale-with-a-region',
    'fr alone was accepted.',
    (d) => put(d, `${searched('locale')}/schema/pattern`, '^[a-z]{2}-[A-Z]{2}$'),
    { places: [searched('locale')] },
  ),
  payouts.breaking(
    'locale-moves-to-header',
    'The cookie is no longer read.',
    (d) => put(d, `${searched('locale')}/in`, 'header'),
    { places: [searched('locale')] },
  ),
  payouts.compatible('locale-cookie-removed', 'It is ignored.', (d) => drop(d, searched('locale'))),
  payouts.compatible('page-size-of-a-hundred', 'More is accepted.', (d) =>
    add(d, `${PAGE_SIZE}/schema/enum`, 100),
  ),
  payouts.compatible('page-size-of-any-number', 'More is accepted.', (d) =>
    put(d, `${PAGE_SIZE}/schema`, { type: 'integer', minimum: 1, maximum: 50, default: 20 }),
  ),
  payouts.breaking(
    'page-size-loses-fifty',
    'Fifty were accepted.',
    (d) => without(d, `${PAGE_SIZE}/schema/enum`, 50),
    { places: [PAGE_SIZE] },
  ),
  payouts.breaking(
    'account-of-five-at-least',
    'Four characters were accepted.',
    (d) => put(d, '/components/parameters/account/schema/minLength', 5),
    { places: ['/components/parameters/account'] },
  ),
  payouts.breaking(
    'payout-number-in-hex',
    'Other letters were accepted.',
    (d) => put(d, `${PAYOUT}/parameters/1/schema/pattern`, '^po_[a-f0-9]{10}$'),
    { places: [`${PAYOUT}/parameters/1`] },
  ),
  payouts.compatible('payout-number-may-be-longer', 'More is accepted.', (d) =>
    put(d, `${PAYOUT}/parameters/1/schema/pattern`, '^po_[a-z0-9]{10,}$'),
  ),
  payouts.breaking(
    'reason-renamed',
    'The reason is no longer read under its name.',
    (d) => put(d, `${PAYOUT}/delete/parameters/0/name`, 'why'),
    { places: [`${PAYOUT}/delete/parameters/0`] },
  ),
  payouts.breaking(
    'reason-required',
    'Cancelling without a reason was accepted.',
    (d) => put(d, `${PAYOUT}/delete/parameters/0/required`, true),
    { places: [`${PAYOUT}/delete/parameters/0`] },
  ),
  payouts.breaking(
    'reason-in-a-header',
    'The query is no longer read.',
    (d) => put(d, `${PAYOUT}/delete/parameters/0/in`, 'header'),
    { places: [`${PAYOUT}/delete/parameters/0`] },
  ),
  payouts.compatible('reason-of-any-text', 'More is accepted.', (d) =>
    put(d, `${PAYOUT}/delete/parameters/0/schema`, { type: 'string' }),
  ),
  payouts.breaking(
    'statuses-in-pairs',
    'At least one status was asked for, now two.',
    (d) => put(d, `${PAYOUTS}/get/parameters/1/schema/minItems`, 2),
    { places: [`${PAYOUTS}/get/parameters/1`] },
  ),
  payouts.breaking(
    'statuses-by-commas',
    'Names apart by pipes were accepted.',
    (d) => put(d, `${PAYOUTS}/get/parameters/1/style`, 'form'),
    { places: [`${PAYOUTS}/get/parameters/1`] },
  ),
  payouts.compatible('if-none-match-removed', 'It is ignored, the whole payout comes.', (d) => {
    at(d, `${PAYOUT}/get/parameters/0/name`);
    drop(d, `${PAYOUT}/get/parameters`);
  }),
];

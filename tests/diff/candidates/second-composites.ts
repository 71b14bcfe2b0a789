import { convertTo31 } from '../refactor.ts';
import {
  add,
  type Candidate,
  CREATE,
  CREATED,
  candidatesOf,
  drop,
  ERROR,
  EVENT,
  extend,
  LIST,
  move,
  NEW,
  PAYOUT,
  PAYOUT_ANSWER,
  PAYOUT_REQUEST,
  PAYOUTS,
  put,
  QUOTES,
  replaceTexts,
  SCHEMAS,
  SEARCH,
  SUBSCRIPTION,
  TRIGGER,
  TRIGGER_BODY,
  TRIGGER_PATH,
  WEBHOOK,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const STAGING = '/components/parameters/X-Qonto-Staging-Token';
const SCHEMES = '/components/securitySchemes';
const CODES = '/components/examples';

/** Several changes at once, written without a look at the comparison. */
export const secondComposites: readonly Candidate[] = [
  trigger.breaking(
    'second-request-and-response-each',
    'Uuids in capitals are refused, and the moment may be any text.',
    (d) => {
      put(d, `${TRIGGER_BODY}/properties/resource_id/pattern`, '^[0-9a-f-]+$');
      drop(d, `${EVENT}/created_at/format`);
    },
    { parts: 2, places: [TRIGGER_BODY, `${EVENT}/created_at`] },
  ),
  trigger.breaking(
    'second-renamed-event-with-one-required-header',
    'Everything moves, one header becomes required, new fields come.',
    (d) => {
      move(d, `${SCHEMAS}/event`, `${SCHEMAS}/TriggeredEvent`);
      replaceTexts(d, '#/components/schemas/event', '#/components/schemas/TriggeredEvent');
      put(d, `${SCHEMAS}/TriggeredEvent/properties/attempts`, { type: 'integer' });
      put(d, `${STAGING}/required`, true);
      convertTo31(d);
    },
    { parts: 1, places: [STAGING, TRIGGER] },
  ),
  trigger.breaking(
    'second-codes-of-two-statuses',
    'The documented codes of the 401 and the 409 are others.',
    (d) => {
      put(d, `${CODES}/unauthorized/value/errors/0/code`, 'invalid_token');
      put(d, `${CODES}/conflict/value/errors/0/code`, 'mismatch');
      put(d, `${CODES}/conflict/value/errors/1/code`, 'mismatch');
    },
    { parts: 2, places: [CODES] },
  ),
  trigger.breaking(
    'second-path-and-other-names',
    'Another path; the names of components and the order of things count for nothing.',
    (d) => {
      move(d, TRIGGER_PATH, '/paths/~1v2~1webhooks~1trigger');
      move(d, '/components/responses/400-bad-request', '/components/responses/BadRequest');
      replaceTexts(d, '#/components/responses/400-bad-request', '#/components/responses/BadRequest');
    },
    { parts: 1, places: [TRIGGER_PATH] },
  ),
  trigger.breaking(
    'second-security-header-error-and-host',
    'The partner id goes in another header, the detail may be missing, production moves.',
    (d) => {
      put(d, `${SCHEMES}/qontoPartnerId/name`, 'X-Partner-Id');
      without(d, `${ERROR}/required`, 'detail');
      put(d, '/servers/1/url', 'https://partners.qonto.com');
    },
    { parts: 3, places: [`${SCHEMES}/qontoPartnerId`, ERROR, '/servers'] },
  ),
  trigger.compatible('second-everything-opens', 'More is taken, more comes, as announced.', (d) => {
    add(d, `${TRIGGER_BODY}/properties/event_type/enum`, 'registrations.completed', 'registrations.refused');
    put(d, `${TRIGGER_BODY}/properties/dry_run`, { type: 'boolean' });
    put(d, `${EVENT}/data`, { type: 'object' });
    put(d, `${CREATED}/properties/meta`, { type: 'object' });
    put(d, `${TRIGGER}/responses/429`, { description: 'Slow down.' });
    add(d, '/servers', { url: 'https://thirdparty.qonto.com' });
  }),
  registrations.breaking(
    'second-three-parameters',
    'The list loses a filter value, a header is asked for, a page may hold less.',
    (d) => {
      without(d, `${LIST}/parameters/4/schema/enum`, 'created_at');
      put(d, `${LIST}/parameters/1/schema/maximum`, 50);
      put(d, `${CREATE}/parameters/0/name`, 'Idempotency-Key');
    },
    { parts: 3, places: [LIST, CREATE] },
  ),
  registrations.breaking(
    'second-shared-address-and-file',
    'A postcode is asked for, and the checksum is another one.',
    (d) => {
      add(d, `${SCHEMAS}/Address/required`, 'postcode');
      put(d, `${SCHEMAS}/File/properties/checksum/pattern`, '^[0-9a-f]{40}$');
    },
    { parts: 2, places: [`${SCHEMAS}/Address`, `${SCHEMAS}/File`] },
  ),
  registrations.identical('second-upgrade-and-moves', 'The same meaning in 3.1.', (d) => {
    convertTo31(d);
    move(d, `${SCHEMAS}/Registration`, `${SCHEMAS}/RegistrationRead`);
    replaceTexts(d, '#/components/schemas/Registration', '#/components/schemas/RegistrationRead');
    put(d, `${SCHEMAS}/RegistrationRead/properties/id/minLength`, 36);
  }),
  subscriptions.breaking(
    'second-webhook-and-list',
    'The signature is longer, and a subscription may lack its address.',
    (d) => {
      put(d, `${WEBHOOK}/parameters/0/schema/pattern`, '^[0-9a-f]{128}$');
      without(d, `${SCHEMAS}/Subscription/required`, 'url');
      add(d, `${SCHEMAS}/EventName/enum`, 'files.refused');
    },
    { parts: 2, places: [WEBHOOK, `${SCHEMAS}/Subscription`] },
  ),
  subscriptions.breaking(
    'second-bounds-shift',
    'Zero retries are refused, though twenty are taken; a subscription that is not there has another code.',
    (d) => {
      extend(d, `${NEW}/retries`, { minimum: 1, maximum: 20 });
      put(d, `${SUBSCRIPTION}/get/responses/404/content/application~1problem+json/example/code`, 'unknown');
    },
    { parts: 2, places: [`${NEW}/retries`, SUBSCRIPTION] },
  ),
  payouts.breaking(
    'second-order-and-answer',
    'A fee has a lower limit, a payout may lack its moment, and quotes come in JSON only.',
    (d) => {
      put(d, `${PAYOUT_REQUEST}/fee/maximum`, 100);
      without(d, `${SCHEMAS}/Payout/required`, 'created_at');
      drop(d, `${QUOTES}/responses/200/content/application~1xml`);
    },
    { parts: 3, places: [`${PAYOUT_REQUEST}/fee`, `${SCHEMAS}/PayoutRequest`, `${SCHEMAS}/Payout`, QUOTES] },
  ),
  payouts.breaking(
    'second-inlined-and-narrowed',
    'The path item moves into its place, and its key becomes required.',
    (d) => {
      put(d, `${PAYOUTS}/post/parameters/0/required`, true);
      put(d, '/paths/~1accounts~1{account}~1payouts', drop(d, PAYOUTS));
      drop(d, '/components/pathItems');
      put(d, `${SEARCH}/parameters/3/schema/maxLength`, 200);
    },
    { parts: 1, places: ['/paths/~1accounts~1{account}~1payouts', PAYOUTS] },
  ),
  payouts.breaking(
    'second-scope-and-style',
    'A scope more, and statuses apart by commas.',
    (d) => {
      put(d, `${PAYOUT}/delete/security/0/idp`, ['payouts', 'payouts.cancel', 'admin']);
      put(d, `${PAYOUTS}/get/parameters/1/style`, 'form');
    },
    { parts: 2, places: [`${PAYOUT}/delete`, `${PAYOUTS}/get`] },
  ),
  payouts.compatible('second-all-narrower-answers', 'Less comes, more is taken.', (d) => {
    put(d, `${PAYOUT_ANSWER}/risk/maximum`, 0.5);
    put(d, `${PAYOUT_ANSWER}/paid_at/type`, 'string');
    put(d, `${PAYOUT_REQUEST}/fee/maximum`, 1000);
    drop(d, `${SEARCH}/parameters/0/required`);
    put(d, `${SCHEMAS}/Payout/additionalProperties`, false);
  }),
];

import {
  add,
  at,
  CALLBACK,
  type Candidate,
  CREATE,
  candidatesOf,
  DELIVERIES,
  drop,
  extend,
  FILES,
  LIST,
  move,
  ONE,
  put,
  SUBSCRIPTION,
  SUBSCRIPTIONS,
  TRIGGER,
  WEBHOOK,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const RESPONSES = '/components/responses';

/** Statuses, media types and headers of answers; callbacks and webhooks, where the provider is the caller. */
export const responses: readonly Candidate[] = [
  trigger.breaking(
    'status-201-becomes-200',
    'Who waits for 201 takes a 200 for a failure.',
    (d) => move(d, `${TRIGGER}/responses/201`, `${TRIGGER}/responses/200`),
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.breaking(
    'status-201-becomes-204',
    'The event that was triggered is no longer told.',
    (d) => {
      drop(d, `${TRIGGER}/responses/201`);
      put(d, `${TRIGGER}/responses/204`, { description: 'The event was triggered.' });
    },
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.breaking(
    'status-201-becomes-202',
    'The event may still have to happen, and the status is another one.',
    (d) => move(d, `${TRIGGER}/responses/201`, `${TRIGGER}/responses/202`),
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.breaking(
    'success-status-added',
    'A success without the event in it may come.',
    (d) => put(d, `${TRIGGER}/responses/202`, { description: 'The event will be triggered later.' }),
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.breaking(
    'success-body-dropped',
    'The event that was triggered is no longer told.',
    (d) => {
      drop(d, `${TRIGGER}/responses/201/content`);
    },
    { places: [`${TRIGGER}/responses/201`] },
  ),
  trigger.breaking(
    'conflict-response-dropped',
    'The documented code "conflict" is gone, and who branches on it never gets there.',
    (d) => {
      drop(d, `${TRIGGER}/responses/409`);
    },
    { places: [`${TRIGGER}/responses`, `${RESPONSES}/409-conflict`] },
  ),
  trigger.breaking(
    'conflict-becomes-422',
    'What was a 409 is a 422.',
    (d) => move(d, `${TRIGGER}/responses/409`, `${TRIGGER}/responses/422`),
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.breaking(
    'unauthorized-becomes-403',
    'What was a 401 is a 403.',
    (d) => move(d, `${TRIGGER}/responses/401`, `${TRIGGER}/responses/403`),
    { places: [`${TRIGGER}/responses`] },
  ),
  trigger.compatible(
    'server-error-no-longer-documented',
    'Nothing was promised about it: it had no body.',
    (d) => {
      drop(d, `${TRIGGER}/responses/500`);
    },
  ),
  trigger.breaking(
    'response-media-type-to-xml',
    'Who parses JSON cannot read XML.',
    (d) =>
      move(
        d,
        `${TRIGGER}/responses/201/content/application~1json`,
        `${TRIGGER}/responses/201/content/application~1xml`,
      ),
    { places: [`${TRIGGER}/responses/201`] },
  ),
  trigger.breaking(
    'error-media-type-to-problem',
    'The errors come as another media type.',
    (d) =>
      move(
        d,
        `${RESPONSES}/409-conflict/content/application~1json`,
        `${RESPONSES}/409-conflict/content/application~1problem+json`,
      ),
    { places: [`${RESPONSES}/409-conflict`] },
  ),
  trigger.breaking(
    'response-media-type-to-range',
    'Anything below application/ may come.',
    (d) =>
      move(
        d,
        `${TRIGGER}/responses/201/content/application~1json`,
        `${TRIGGER}/responses/201/content/application~1*`,
      ),
    { places: [`${TRIGGER}/responses/201`] },
  ),
  trigger.compatible('response-header-added', 'Headers that nobody reads do no harm.', (d) =>
    put(d, `${TRIGGER}/responses/201/headers`, { 'X-Trace-Id': { schema: { type: 'string' } } }),
  ),
  registrations.breaking(
    'response-required-header-removed',
    'The total was always there to be read.',
    (d) => {
      drop(d, `${LIST}/responses/200/headers/X-Total-Count`);
    },
    { places: [`${LIST}/responses/200`] },
  ),
  registrations.breaking(
    'response-header-becomes-optional',
    'An answer without the total may come.',
    (d) => {
      drop(d, `${LIST}/responses/200/headers/X-Total-Count/required`);
    },
    { places: [`${LIST}/responses/200/headers/X-Total-Count`] },
  ),
  registrations.compatible('response-header-becomes-required', 'It comes more often than before.', (d) =>
    put(d, `${LIST}/responses/200/headers/X-Next-Page/required`, true),
  ),
  registrations.breaking(
    'response-header-type-changes',
    'Another form than a number may come.',
    (d) => put(d, `${LIST}/responses/200/headers/X-Total-Count/schema`, { type: 'string' }),
    { places: [`${LIST}/responses/200/headers/X-Total-Count`] },
  ),
  registrations.breaking(
    'response-header-bound-dropped',
    'A total below zero may come.',
    (d) => {
      drop(d, `${LIST}/responses/200/headers/X-Total-Count/schema/minimum`);
    },
    { places: [`${LIST}/responses/200/headers/X-Total-Count`] },
  ),
  registrations.compatible('response-header-bound-added', 'Fewer values may come.', (d) =>
    put(d, `${LIST}/responses/200/headers/X-Next-Page/schema/minimum`, 1),
  ),
  registrations.breaking(
    'response-header-renamed',
    'The documented header is gone.',
    (d) => move(d, `${LIST}/responses/200/headers/X-Total-Count`, `${LIST}/responses/200/headers/X-Total`),
    { places: [`${LIST}/responses/200`] },
  ),
  registrations.breaking(
    'location-header-format-dropped',
    'A Location that is no absolute URI may come.',
    (d) => {
      drop(d, `${CREATE}/responses/201/headers/Location/schema/format`);
    },
    { places: [`${CREATE}/responses/201/headers/Location`] },
  ),
  registrations.breaking(
    'accepted-becomes-created',
    'Who waits for 202 takes a 201 for something else.',
    (d) => move(d, `${FILES}/responses/202`, `${FILES}/responses/201`),
    { places: [`${FILES}/responses`] },
  ),
  registrations.breaking(
    'delete-answers-with-200',
    'Who waits for 204 takes a 200 for something else.',
    (d) => move(d, `${ONE}/delete/responses/204`, `${ONE}/delete/responses/200`),
    { places: [`${ONE}/delete/responses`] },
  ),
  registrations.breaking(
    'default-response-replaced-by-none',
    'The documented code "not_in_list" is gone with the default response.',
    (d) => {
      drop(d, '/paths/~1organizations~1{organization_id}/get/responses/default');
    },
    { places: ['/paths/~1organizations~1{organization_id}/get/responses'] },
  ),
  registrations.compatible(
    'explicit-status-that-default-covered',
    'The default said the same of a 400.',
    (d) =>
      put(d, '/paths/~1organizations~1{organization_id}/get/responses/400', {
        $ref: '#/components/responses/bad-request',
      }),
    { tolerated: 'identical' },
  ),
  registrations.breaking(
    'shared-response-loses-its-body',
    'Four operations answer a 401 without errors to read.',
    (d) => {
      drop(d, `${RESPONSES}/unauthorized/content`);
    },
    { places: [`${RESPONSES}/unauthorized`], parts: 1 },
  ),
  registrations.breaking(
    'not-found-becomes-410',
    'What was a 404 is a 410.',
    (d) => move(d, `${ONE}/get/responses/404`, `${ONE}/get/responses/410`),
    { places: [`${ONE}/get/responses`] },
  ),
  registrations.breaking(
    'range-stands-in-without-the-example',
    '4XX takes the place of 409, and the documented codes are gone.',
    (d) => {
      drop(d, `${CREATE}/responses/409`);
      put(d, `${CREATE}/responses/4XX`, {
        description: 'Something is wrong.',
        content: { 'application/json': { schema: { $ref: '#/components/schemas/Errors' } } },
      });
    },
    { places: [`${CREATE}/responses`] },
  ),
  registrations.breaking(
    'callback-removed',
    'Changes of the status are no longer told.',
    (d) => {
      drop(d, `${CREATE}/callbacks`);
    },
    { places: [CREATE] },
  ),
  registrations.breaking(
    'callback-field-becomes-optional',
    'A callback without its status may come.',
    (d) => put(d, `${CALLBACK}/requestBody/content/application~1json/schema/required`, ['registration_id']),
    { places: [`${CALLBACK}/requestBody`] },
  ),
  registrations.breaking(
    'callback-field-removed',
    'The documented reason is gone.',
    (d) => {
      drop(d, `${CALLBACK}/requestBody/content/application~1json/schema/properties/reason`);
    },
    { places: [`${CALLBACK}/requestBody`] },
  ),
  registrations.announced('callback-field-added', 'A new field in what is sent to us.', (d) =>
    put(d, `${CALLBACK}/requestBody/content/application~1json/schema/properties/changed_at`, {
      type: 'string',
      format: 'date-time',
    }),
  ),
  registrations.compatible('callback-field-becomes-required', 'It comes more often than before.', (d) =>
    add(d, `${CALLBACK}/requestBody/content/application~1json/schema/required`, 'reason'),
  ),
  registrations.breaking(
    'callback-answer-changes',
    'We answer 200, and 204 is asked for.',
    (d) => move(d, `${CALLBACK}/responses/200`, `${CALLBACK}/responses/204`),
    { places: [`${CALLBACK}/responses`] },
  ),
  registrations.breaking(
    'callback-method-changes',
    'We listen for POST.',
    (d) => {
      const parent = CALLBACK.slice(0, -'/post'.length);
      move(d, CALLBACK, `${parent}/put`);
    },
    { places: [CALLBACK.slice(0, -'/post'.length)] },
  ),
  subscriptions.breaking(
    'csv-export-removed',
    'Who asks for CSV gets none.',
    (d) => {
      drop(d, `${DELIVERIES}/get/responses/200/content/text~1csv`);
    },
    { places: [`${DELIVERIES}/get/responses/200`] },
  ),
  subscriptions.compatible(
    'explicit-404-beside-4xx',
    'The range said the same of a 404.',
    (d) => put(d, `${SUBSCRIPTIONS}/get/responses/404`, { $ref: '#/components/responses/problem' }),
    { tolerated: 'identical' },
  ),
  subscriptions.breaking(
    'explicit-404-beside-4xx-with-another-body',
    'A 404 was a problem with a code, and is a text.',
    (d) =>
      put(d, `${SUBSCRIPTIONS}/get/responses/404`, {
        description: 'There is none.',
        content: { 'text/plain': { schema: { type: 'string' } } },
      }),
    { places: [`${SUBSCRIPTIONS}/get/responses`] },
  ),
  subscriptions.breaking(
    'put-loses-its-4xx',
    'The documented codes "invalid" and "forbidden" are gone.',
    (d) => {
      drop(d, `${SUBSCRIPTION}/put/responses/4XX`);
    },
    { places: [`${SUBSCRIPTION}/put/responses`] },
  ),
  subscriptions.breaking(
    'rate-limit-header-becomes-text',
    'Another form than a number may come.',
    (d) =>
      put(d, `${SUBSCRIPTIONS}/get/responses/200/headers/X-Rate-Limit-Remaining/schema/type`, [
        'integer',
        'string',
      ]),
    { places: [`${SUBSCRIPTIONS}/get/responses/200/headers/X-Rate-Limit-Remaining`] },
  ),
  subscriptions.breaking(
    'webhook-removed',
    'Deliveries are no longer told.',
    (d) => {
      drop(d, '/webhooks/delivery');
    },
    { places: ['/webhooks', '/webhooks/delivery'] },
  ),
  subscriptions.breaking(
    'webhook-signature-becomes-optional',
    'A delivery without its signature may come.',
    (d) => {
      drop(d, `${WEBHOOK}/parameters/0/required`);
    },
    { places: [`${WEBHOOK}/parameters/0`] },
  ),
  subscriptions.breaking(
    'webhook-signature-form-opened',
    'A signature of any form may come.',
    (d) => {
      drop(d, `${WEBHOOK}/parameters/0/schema/pattern`);
    },
    { places: [`${WEBHOOK}/parameters/0`] },
  ),
  subscriptions.breaking(
    'webhook-answer-narrows',
    'We may answer with any 2XX, and only 204 counts from now on.',
    (d) => move(d, `${WEBHOOK}/responses/2XX`, `${WEBHOOK}/responses/204`),
    { places: [`${WEBHOOK}/responses`] },
  ),
  subscriptions.compatible('webhook-header-added', 'A header more in what is sent to us.', (d) =>
    add(d, `${WEBHOOK}/parameters`, {
      name: 'X-Attempt',
      in: 'header',
      required: true,
      schema: { type: 'integer' },
    }),
  ),
  subscriptions.compatible('webhook-more-answers-taken', 'Every answer of today is still taken.', (d) =>
    put(d, `${WEBHOOK}/responses/410`, { description: 'We want no more deliveries.' }),
  ),
  subscriptions.compatible('response-header-type-narrows', 'Fewer values may come.', (d) =>
    extend(d, `${SUBSCRIPTIONS}/get/responses/200/headers/X-Rate-Limit-Remaining/schema`, {
      minimum: 0,
      maximum: 1000,
    }),
  ),
  subscriptions.identical('status-range-in-other-order', 'The order of statuses has no meaning.', (d) => {
    const responses = at(d, `${SUBSCRIPTIONS}/get/responses`) as Record<string, never>;
    put(d, `${SUBSCRIPTIONS}/get/responses`, Object.fromEntries(Object.entries(responses).reverse()));
  }),
];

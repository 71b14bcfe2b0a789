import { convertTo31 } from '../refactor.ts';
import {
  add,
  at,
  CALLBACK,
  type Candidate,
  CREATE,
  CREATED,
  candidatesOf,
  drop,
  EVENT,
  LIST,
  listAt,
  move,
  NEW,
  ONE,
  put,
  replaceTexts,
  SCHEMAS,
  SUBSCRIPTIONS,
  TRIGGER,
  TRIGGER_BODY,
  TRIGGER_PATH,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const STAGING = '/components/parameters/X-Qonto-Staging-Token';
const UNAUTHORIZED = '/components/examples/unauthorized/value/errors/0';
const SCHEMES = '/components/securitySchemes';
const CHANGE = `${SCHEMAS}/RegistrationChange/properties`;

/** Several changes at once, as a new version of a page has them. */
export const composites: readonly Candidate[] = [
  trigger.breaking(
    'composite-body-and-code',
    'The body becomes required, and the documented code of the 401 is another one.',
    (d) => {
      put(d, `${TRIGGER}/requestBody/required`, true);
      put(d, `${UNAUTHORIZED}/code`, 'invalid_token');
    },
    { parts: 2, places: [`${TRIGGER}/requestBody`, '/components/examples/unauthorized'] },
  ),
  trigger.breaking(
    'composite-one-break-among-docs',
    'Among much wording, the staging token becomes required.',
    (d) => {
      put(d, '/info/version', '1.1');
      put(d, `${TRIGGER}/summary`, 'Trigger an event');
      put(d, `${EVENT}/event_type/description`, 'One of the supported events.');
      put(d, `${STAGING}/required`, true);
    },
    { parts: 1, places: [STAGING] },
  ),
  trigger.breaking(
    'composite-one-break-among-refactors',
    'The event moves, everything gets another name and version, and its id is no longer required.',
    (d) => {
      move(d, `${SCHEMAS}/event`, `${SCHEMAS}/WebhookEvent`);
      replaceTexts(d, '#/components/schemas/event', '#/components/schemas/WebhookEvent');
      without(d, `${SCHEMAS}/WebhookEvent/required`, 'id');
      put(d, `${TRIGGER_PATH}/parameters`, drop(d, `${TRIGGER}/parameters`));
      convertTo31(d);
    },
    { parts: 1, places: [`${SCHEMAS}/WebhookEvent`, `${SCHEMAS}/event`] },
  ),
  trigger.breaking(
    'composite-security-server-and-status',
    'Another header for the partner id, no more production host, and 200 in place of 201.',
    (d) => {
      put(d, `${SCHEMES}/qontoPartnerId/name`, 'X-Partner');
      drop(d, '/servers/1');
      move(d, `${TRIGGER}/responses/201`, `${TRIGGER}/responses/200`);
    },
    { parts: 3, places: [`${SCHEMES}/qontoPartnerId`, '/servers', `${TRIGGER}/responses`] },
  ),
  trigger.breaking(
    'composite-announced-hides-a-break',
    'Three announced additions, and a field that is gone.',
    (d) => {
      put(d, `${EVENT}/sequence`, { type: 'integer' });
      put(d, `${TRIGGER_BODY}/properties/delay`, { type: 'integer' });
      add(d, `${EVENT}/resource_type/enum`, 'organization');
      drop(d, `${EVENT}/created_at`);
      without(d, `${SCHEMAS}/event/required`, 'created_at');
    },
    { parts: 1, places: [`${SCHEMAS}/event`] },
  ),
  trigger.breaking(
    'composite-request-narrower-response-wider',
    'resource_id has a limit below its length in requests, and any form in answers.',
    (d) => {
      put(d, `${TRIGGER_BODY}/properties/resource_id/maxLength`, 32);
      drop(d, `${EVENT}/resource_id/format`);
    },
    { parts: 2, places: [TRIGGER_BODY, `${EVENT}/resource_id`] },
  ),
  trigger.breaking(
    'composite-four-at-once',
    'A new required field, a new header, another code and another wrapper.',
    (d) => {
      put(d, `${TRIGGER_BODY}/properties/reason`, { type: 'string' });
      add(d, `${TRIGGER_BODY}/required`, 'reason');
      add(d, `${TRIGGER}/parameters`, {
        name: 'X-Request-Id',
        in: 'header',
        required: true,
        schema: { type: 'string' },
      });
      put(d, `${UNAUTHORIZED}/code`, 'forbidden');
      move(d, `${CREATED}/properties/event`, `${CREATED}/properties/data`);
    },
    {
      parts: 4,
      places: [TRIGGER_BODY, `${TRIGGER}/parameters`, '/components/examples/unauthorized', CREATED],
    },
  ),
  trigger.breaking(
    'composite-prefix-moves-and-changes',
    'The prefix moves to the servers, and is another one for production.',
    (d) => {
      put(d, '/servers/0/url', `${String(at(d, '/servers/0/url'))}/register`);
      put(d, '/servers/1/url', `${String(at(d, '/servers/1/url'))}/registration`);
      move(d, TRIGGER_PATH, '/paths/~1dev~1trigger_event');
    },
    { parts: 1, places: ['/servers/1', '/paths'] },
  ),
  trigger.breaking(
    'composite-renamed-scheme-with-other-header',
    'The scheme has another name, which is nothing, and asks for another header.',
    (d) => {
      move(d, `${SCHEMES}/qontoPartnerId`, `${SCHEMES}/partner`);
      put(d, `${SCHEMES}/partner/name`, 'X-Partner-Id');
      put(d, '/security', [{ apiKey: [], partner: [] }]);
      put(d, `${TRIGGER}/security`, [{ apiKey: [], partner: [] }]);
    },
    { parts: 1, places: [`${SCHEMES}/partner`, `${SCHEMES}/qontoPartnerId`, `${TRIGGER}/security`] },
  ),
  trigger.breaking(
    'composite-scheme-to-header-with-pattern',
    'The partner id becomes a header parameter, which is nothing, of sixteen digits, which refuses others.',
    (d) => {
      drop(d, `${SCHEMES}/qontoPartnerId`);
      put(d, '/security', [{ apiKey: [] }]);
      put(d, `${TRIGGER}/security`, [{ apiKey: [] }]);
      add(d, `${TRIGGER}/parameters`, {
        name: 'Qonto-Partner-Id',
        in: 'header',
        required: true,
        schema: { type: 'string', pattern: '^[0-9]{16}$' },
      });
    },
    { parts: 1, places: [`${TRIGGER}/parameters`] },
  ),
  trigger.compatible('composite-all-loosened', 'Requests may be more, answers come fuller.', (d) => {
    without(d, `${TRIGGER_BODY}/required`, 'event_type');
    add(d, `${TRIGGER_BODY}/properties/event_type/enum`, 'registrations.completed');
    put(d, `${CREATED}/required`, ['event']);
    put(d, `${SCHEMAS}/errors/required`, ['errors']);
    add(d, `${TRIGGER}/security`, {});
  }),
  trigger.compatible('composite-a-year-of-announced-changes', 'Each of them may come at any time.', (d) => {
    put(d, `${EVENT}/organization_id`, { type: 'string', format: 'uuid' });
    add(d, `${EVENT}/resource_type/enum`, 'organization', 'capital_deposit');
    put(d, `${TRIGGER_BODY}/properties/locale`, { type: 'string' });
    put(d, '/paths/~1register~1webhooks', {
      get: { operationId: 'webhooks/list', responses: { '200': { description: 'The webhooks.' } } },
    });
  }),
  trigger.compatible('composite-addition-in-new-clothes', 'A refactor, and an announced field.', (d) => {
    put(d, `${EVENT}/sequence`, { type: 'integer', nullable: true });
    put(d, `${CREATED}/properties/event`, { allOf: [drop(d, `${SCHEMAS}/event`)] });
    convertTo31(d);
  }),
  trigger.identical(
    'composite-every-refactor-at-once',
    'Nothing of it changes what the document means.',
    (d) => {
      put(d, `${CREATED}/properties/event`, { allOf: [drop(d, `${SCHEMAS}/event`)] });
      move(d, `${TRIGGER}/parameters`, `${TRIGGER_PATH}/parameters`);
      drop(d, `${TRIGGER}/security`);
      put(d, `${TRIGGER_PATH}/servers`, drop(d, '/servers'));
      put(d, '/info/description', 'All new.');
      move(d, `${SCHEMAS}/errors`, `${SCHEMAS}/Problems`);
      replaceTexts(d, '#/components/schemas/errors', '#/components/schemas/Problems');
      convertTo31(d);
    },
  ),
  registrations.breaking(
    'composite-shared-person-both-ways',
    'Names may be empty in answers, and e-mail addresses must be short in requests: two causes in one component.',
    (d) => {
      drop(d, `${SCHEMAS}/Person/properties/last_name/minLength`);
      put(d, `${SCHEMAS}/Person/properties/email/maxLength`, 40);
    },
    { parts: 2, places: [`${SCHEMAS}/Person/properties/last_name`, `${SCHEMAS}/Person/properties/email`] },
  ),
  registrations.breaking(
    'composite-enum-value-replaced',
    'A new value is announced, and the old one is refused in the filter of the list.',
    (d) => put(d, `${SCHEMAS}/Status/enum`, ['pending', 'submitted', 'accepted', 'rejected']),
    { parts: 1, places: [`${SCHEMAS}/Status`] },
  ),
  registrations.breaking(
    'composite-pagination-rewritten',
    'Pages are replaced by a cursor: the total is gone, and so is next_page.',
    (d) => {
      drop(d, `${LIST}/responses/200/headers/X-Total-Count`);
      drop(d, `${SCHEMAS}/Meta/properties/next_page`);
      put(d, `${SCHEMAS}/Meta/properties/cursor`, { type: 'string' });
    },
    { parts: 2, places: [`${LIST}/responses/200/headers`, `${SCHEMAS}/Meta`] },
  ),
  registrations.breaking(
    'composite-oneof-rewritten-and-narrowed',
    'The branches are reordered, and one of them asks for the date of the start.',
    (d) => {
      listAt(d, `${SCHEMAS}/RegistrationRequest/oneOf`).reverse();
      add(d, `${SCHEMAS}/FreelancerRegistration/allOf`, { required: ['started_on'] });
    },
    { parts: 1, places: [`${SCHEMAS}/FreelancerRegistration`] },
  ),
  registrations.breaking(
    'composite-security-and-scope',
    'Creating asks for the partner id besides OAuth, and withdrawing for another scope.',
    (d) => {
      put(d, `${CREATE}/security/1/partnerId`, []);
      put(d, `${SCHEMES}/oauth/flows/clientCredentials/scopes/admin`, 'Everything.');
      put(d, `${ONE}/delete/security/0/oauth`, ['admin']);
    },
    { parts: 2, places: [`${CREATE}/security`, `${ONE}/delete/security`] },
  ),
  registrations.breaking(
    'composite-callback-and-request',
    'A callback may come without its status, and a registration needs a callback URL.',
    (d) => {
      put(d, `${CALLBACK}/requestBody/content/application~1json/schema/required`, ['registration_id']);
      add(d, `${SCHEMAS}/RegistrationBase/required`, 'callback_url');
    },
    { parts: 2, places: [`${CALLBACK}/requestBody`, `${SCHEMAS}/RegistrationBase`] },
  ),
  registrations.breaking(
    'composite-parameters',
    'At most 50 a page, no more sorting by updated_at, and several states joined by commas.',
    (d) => {
      put(d, `${LIST}/parameters/1/schema/maximum`, 50);
      without(d, `${LIST}/parameters/4/schema/enum`, 'updated_at');
      put(d, `${LIST}/parameters/2/explode`, false);
    },
    { parts: 3, places: [`${LIST}/parameters/1`, `${LIST}/parameters/4`, `${LIST}/parameters/2`] },
  ),
  registrations.compatible('composite-parameters-loosened', 'More is accepted, in three places.', (d) => {
    put(d, `${LIST}/parameters/1/schema/maximum`, 500);
    add(d, `${LIST}/parameters/4/schema/enum`, 'status');
    drop(d, `${CREATE}/parameters/0/required`);
  }),
  registrations.breaking(
    'composite-bound-moves-from-one-to-another',
    'The bounds of priority are spelt otherwise, and one of them is lower.',
    (d) =>
      put(d, `${CHANGE}/priority`, {
        allOf: [{ type: 'number', multipleOf: 1 }, { minimum: 0 }, { maximum: 5 }],
      }),
    { parts: 1, places: [`${CHANGE}/priority`] },
  ),
  registrations.identical(
    'composite-31-and-renames',
    'Nothing of it changes what the document means.',
    (d) => {
      move(d, `${SCHEMAS}/Registration`, `${SCHEMAS}/PartnerRegistration`);
      replaceTexts(d, '#/components/schemas/Registration', '#/components/schemas/PartnerRegistration');
      listAt(d, `${LIST}/parameters`).reverse();
      put(d, '/info/version', '3.0');
      convertTo31(d);
    },
  ),
  subscriptions.breaking(
    'composite-webhook-and-code',
    'A delivery may come without its signature, and a documented code is another one.',
    (d) => {
      drop(d, '/webhooks/delivery/post/parameters/0/required');
      put(
        d,
        '/components/responses/problem/content/application~1problem+json/examples/invalid/value/code',
        'bad_request',
      );
    },
    { parts: 2, places: ['/webhooks/delivery/post/parameters/0', '/components/responses/problem'] },
  ),
  subscriptions.breaking(
    'composite-condition-rewritten-and-tightened',
    'The condition is spelt as anyOf, and asks for a password besides.',
    (d) => {
      drop(d, `${NEW}/authentication/if`);
      drop(d, `${NEW}/authentication/then`);
      put(d, `${NEW}/authentication/anyOf`, [
        { not: { properties: { kind: { const: 'basic' } } } },
        { required: ['user', 'password'] },
      ]);
    },
    { parts: 1, places: [`${NEW}/authentication`] },
  ),
  subscriptions.breaking(
    'composite-null-swapped',
    'secret takes no null any more, and attempt may be null.',
    (d) => {
      put(d, `${NEW}/secret/type`, 'string');
      put(d, `${SCHEMAS}/Delivery/properties/attempt/type`, ['integer', 'null']);
    },
    { parts: 2, places: [`${NEW}/secret`, `${SCHEMAS}/Delivery/properties/attempt`] },
  ),
  subscriptions.breaking(
    'composite-version-prefix-and-fields',
    'New URLs, beside fields that are announced.',
    (d) => {
      put(d, '/servers/0/url', 'https://api.onboarding.example.com/v2');
      put(d, '/servers/1/url', 'https://sandbox.onboarding.example.com/v2');
      put(d, `${SCHEMAS}/Delivery/properties/region`, { type: 'string' });
      put(d, `${SCHEMAS}/Problem/properties/trace`, { type: 'string' });
    },
    { places: ['/servers'] },
  ),
  subscriptions.compatible('composite-narrower-answers-wider-requests', 'Both go the harmless way.', (d) => {
    put(d, `${SUBSCRIPTIONS}/get/responses/200/headers/X-Rate-Limit-Remaining/schema/minimum`, 0);
    put(d, `${NEW}/retries/maximum`, 20);
    put(d, `${SCHEMAS}/Delivery/properties/attempt/maximum`, 5);
    drop(d, `${NEW}/url/pattern`);
  }),
];

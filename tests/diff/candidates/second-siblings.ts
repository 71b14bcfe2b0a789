import {
  add,
  at,
  CALLBACK,
  type Candidate,
  CREATE,
  candidatesOf,
  DELIVERIES,
  drop,
  EVENT,
  extend,
  LIST,
  move,
  NEW,
  objectAt,
  PAYOUT,
  PAYOUT_ANSWER,
  PAYOUT_REQUEST,
  put,
  SCHEMAS,
  SEARCH,
  SUBSCRIPTIONS,
  TRIGGER,
  TRIGGER_BODY,
  WEBHOOK,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const RESOURCE = `${TRIGGER_BODY}/properties/resource_id`;
const SCHEMES = '/components/securitySchemes';
const ORDER = `${SCHEMAS}/PayoutRequest`;
const CHANGE = `${SCHEMAS}/RegistrationChange/properties`;

/** Near what the second body of candidates found: what else goes wrong where one thing did. */
export const secondSiblings: readonly Candidate[] = [
  trigger.identical('uuid-pattern-in-groups', 'It says what the format says.', (d) =>
    put(d, `${RESOURCE}/pattern`, '^[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}$'),
  ),
  trigger.identical(
    'uuid-by-pattern-alone',
    'The pattern takes the place of the format.',
    (d) => {
      drop(d, `${RESOURCE}/format`);
      put(d, `${RESOURCE}/pattern`, '^[\\da-fA-F]{8}(?:-[\\da-fA-F]{4}){3}-[\\da-fA-F]{12}$');
    },
    { tolerated: 'compatible' },
  ),
  trigger.breaking(
    'uuid-by-pattern-of-version-four',
    'Other versions were accepted.',
    (d) => {
      drop(d, `${RESOURCE}/format`);
      put(
        d,
        `${RESOURCE}/pattern`,
        '^[\\da-fA-F]{8}-[\\da-fA-F]{4}-4[\\da-fA-F]{3}-[89abAB][\\da-fA-F]{3}-[\\da-fA-F]{12}$',
      );
    },
    { places: [RESOURCE] },
  ),
  trigger.compatible('event-id-by-pattern-of-version-four', 'Each of them is a uuid.', (d) => {
    drop(d, `${EVENT}/id/format`);
    put(d, `${EVENT}/id/pattern`, '^[\\da-f]{8}-[\\da-f]{4}-4[\\da-f]{3}-[89ab][\\da-f]{3}-[\\da-f]{12}$');
  }),
  trigger.breaking(
    'event-id-by-loose-pattern',
    'What is no uuid may come, and the format was documented.',
    (d) => {
      drop(d, `${EVENT}/id/format`);
      put(d, `${EVENT}/id/pattern`, '^[0-9a-f-]{36}$');
    },
    { places: [`${EVENT}/id`] },
  ),
  trigger.identical('created-at-begins-with-a-year', 'Every moment does.', (d) =>
    put(d, `${EVENT}/created_at/pattern`, '^\\d{4}-\\d{2}'),
  ),
  trigger.compatible('created-at-this-century', 'Every such moment could come before.', (d) =>
    put(d, `${EVENT}/created_at/pattern`, '^20'),
  ),
  trigger.compatible('event-type-pattern-takes-more', 'Other events of registrations are taken.', (d) =>
    put(d, `${TRIGGER_BODY}/properties/event_type`, {
      type: 'string',
      pattern: '^registrations\\.[a-z]+$',
    }),
  ),
  trigger.identical('event-type-with-its-length', 'The listed value has it.', (d) =>
    extend(d, `${TRIGGER_BODY}/properties/event_type`, { minLength: 21, maxLength: 21 }),
  ),
  trigger.breaking(
    'event-type-list-with-a-rule-against-it',
    'The listed value has 21 characters, of which 20 are allowed.',
    (d) => {
      add(d, `${TRIGGER_BODY}/properties/event_type/enum`, 'registrations.done');
      put(d, `${TRIGGER_BODY}/properties/event_type/maxLength`, 20);
    },
    { places: [`${TRIGGER_BODY}/properties/event_type`] },
  ),
  trigger.compatible('another-header-in-place-of-the-token', 'Neither is asked for.', (d) =>
    put(d, '/components/parameters/X-Qonto-Staging-Token', {
      name: 'X-Trace',
      in: 'header',
      schema: { type: 'string' },
    }),
  ),
  trigger.breaking(
    'body-forbids-a-field-by-name',
    'A field of that name was accepted.',
    (d) => put(d, `${TRIGGER_BODY}/not`, { required: ['dry_run'] }),
    { places: [TRIGGER_BODY] },
  ),
  registrations.breaking(
    'legal-number-parameter-renamed',
    'Nobody sends the new name today.',
    (d) => put(d, `${LIST}/parameters/5/name`, 'siren'),
    { places: [`${LIST}/parameters/5`] },
  ),
  registrations.compatible('created-after-gives-way-to-a-cursor', 'Both can be left out.', (d) => {
    put(d, `${LIST}/parameters/3`, { name: 'cursor', in: 'query', schema: { type: 'string' } });
  }),
  registrations.breaking(
    'created-after-without-fractions',
    'A moment with a fraction and an offset was accepted.',
    (d) => put(d, `${LIST}/parameters/3/schema/maxLength`, 25),
    { places: [`${LIST}/parameters/3`] },
  ),
  registrations.identical('created-after-long-enough', 'Every moment has twenty characters.', (d) =>
    put(d, `${LIST}/parameters/3/schema/minLength`, 20),
  ),
  registrations.identical('status-as-pattern', 'The four texts that there were.', (d) =>
    put(d, `${LIST}/parameters/4/schema`, { type: 'string', pattern: '^(created|updated)_at$' }),
  ),
  registrations.compatible('status-as-wider-pattern', 'A third text is taken.', (d) =>
    put(d, `${LIST}/parameters/4/schema`, { type: 'string', pattern: '^(created|updated|deleted)_at$' }),
  ),
  registrations.identical('page-above-zero', 'Whole numbers above zero begin at one.', (d) =>
    extend(d, `${LIST}/parameters/0/schema`, { minimum: 0, exclusiveMinimum: true }),
  ),
  registrations.identical('priority-between-the-numbers', 'The same ten whole numbers.', (d) =>
    put(d, `${CHANGE}/priority`, { type: 'number', multipleOf: 1, minimum: -0.5, maximum: 9.5 }),
  ),
  registrations.breaking(
    'token-address-moves',
    'Tokens were had at the old address.',
    (d) =>
      put(d, `${SCHEMES}/oauth/flows/clientCredentials/tokenUrl`, 'https://id.onboarding.example.com/token'),
    { places: [`${SCHEMES}/oauth`, CREATE, LIST, '/security'] },
  ),
  registrations.identical(
    'refresh-address-said',
    'Nobody who has a token sees a difference.',
    (d) =>
      put(
        d,
        `${SCHEMES}/oauth/flows/clientCredentials/refreshUrl`,
        'https://auth.onboarding.example.com/token',
      ),
    { tolerated: 'compatible' },
  ),
  registrations.breaking(
    'callback-in-xml',
    'JSON came, XML comes.',
    (d) => {
      const content = drop(d, `${CALLBACK}/requestBody/content/application~1json`);
      put(d, `${CALLBACK}/requestBody/content/application~1xml`, content);
    },
    { places: [CALLBACK] },
  ),
  registrations.identical('owner-kind-said-beside-its-alternatives', 'Each of them says it anyway.', (d) => {
    const owner = objectAt(d, `${SCHEMAS}/Registration/properties/owner`);
    Object.assign(owner, {
      type: 'object',
      required: ['kind'],
      properties: { kind: { type: 'string', enum: ['person', 'company'] } },
    });
  }),
  registrations.breaking(
    'owner-in-one-object',
    'A person may come without a name.',
    (d) =>
      put(d, `${SCHEMAS}/Registration/properties/owner`, {
        type: 'object',
        required: ['kind'],
        properties: {
          kind: { type: 'string', enum: ['person', 'company'] },
          full_name: { type: 'string' },
          legal_number: { type: 'string', pattern: '^[0-9]{9}$' },
        },
      }),
    {
      places: [
        `${SCHEMAS}/Registration/properties/owner`,
        `${SCHEMAS}/PersonOwner`,
        `${SCHEMAS}/CompanyOwner`,
      ],
    },
  ),
  subscriptions.breaking(
    'timeout-in-tenths',
    '0.25 seconds were accepted.',
    (d) => put(d, `${NEW}/timeout/multipleOf`, 0.1),
    { places: [`${NEW}/timeout`] },
  ),
  subscriptions.compatible('ratio-in-quarters', 'Every half is two quarters.', (d) =>
    put(d, `${NEW}/ratio/multipleOf`, 0.25),
  ),
  subscriptions.breaking(
    'window-of-three',
    'A pair was accepted.',
    (d) => {
      add(d, `${NEW}/window/prefixItems`, { type: 'integer' });
      extend(d, `${NEW}/window`, { minItems: 3, maxItems: 3 });
    },
    { places: [`${NEW}/window`] },
  ),
  subscriptions.breaking(
    'labels-of-two-names',
    'Other names were accepted.',
    (d) => put(d, `${NEW}/labels/propertyNames`, { enum: ['team', 'env'] }),
    { places: [`${NEW}/labels`] },
  ),
  subscriptions.breaking(
    'replay-in-xml-with-rules',
    'Any XML was accepted as one of the range.',
    (d) =>
      put(d, `${DELIVERIES}/post/requestBody/content/application~1xml`, {
        schema: { type: 'object', required: ['ids'] },
      }),
    { places: [`${DELIVERIES}/post/requestBody`] },
  ),
  subscriptions.identical('replay-in-xml-as-in-the-range', 'The range took it, by the same schema.', (d) =>
    put(d, `${DELIVERIES}/post/requestBody/content/application~1xml`, { schema: { type: 'object' } }),
  ),
  subscriptions.identical('filters-closed-by-unevaluated', 'Nothing else has a say there.', (d) => {
    for (const index of [0, 1]) {
      drop(d, `${SCHEMAS}/Filter/oneOf/${index}/additionalProperties`);
      put(d, `${SCHEMAS}/Filter/oneOf/${index}/unevaluatedProperties`, false);
    }
  }),
  subscriptions.identical(
    'filters-closed-from-outside',
    'What neither alternative knows is refused, as before.',
    (d) => {
      for (const index of [0, 1]) drop(d, `${SCHEMAS}/Filter/oneOf/${index}/additionalProperties`);
      put(d, `${SCHEMAS}/Filter/unevaluatedProperties`, false);
    },
  ),
  subscriptions.breaking(
    'user-needed-in-either-kind',
    'No authentication without a user was accepted.',
    (d) => put(d, `${NEW}/authentication/if/properties/kind`, { enum: ['basic', 'none'] }),
    { places: [`${NEW}/authentication`] },
  ),
  subscriptions.identical('authentication-turned-round', 'What is not none is basic.', (d) => {
    const then = drop(d, `${NEW}/authentication/then`);
    put(d, `${NEW}/authentication/if/properties/kind`, { const: 'none' });
    put(d, `${NEW}/authentication/else`, then);
  }),
  subscriptions.compatible('authentication-asks-for-nothing', 'More is accepted.', (d) =>
    drop(d, `${NEW}/authentication/then`),
  ),
  subscriptions.identical('proxy-by-dependent-schema', 'A port asks for a host.', (d) => {
    drop(d, `${NEW}/proxy/dependentRequired`);
    put(d, `${NEW}/proxy/dependentSchemas`, { port: { required: ['host'] } });
  }),
  subscriptions.identical('proxy-by-alternatives', 'No port, or a host.', (d) => {
    drop(d, `${NEW}/proxy/dependentRequired`);
    put(d, `${NEW}/proxy/anyOf`, [{ not: { required: ['port'] } }, { required: ['host'] }]);
  }),
  subscriptions.identical('proxy-by-alternatives-apart', 'No port, or both.', (d) => {
    drop(d, `${NEW}/proxy/dependentRequired`);
    put(d, `${NEW}/proxy/oneOf`, [{ not: { required: ['port'] } }, { required: ['host', 'port'] }]);
  }),
  subscriptions.breaking(
    'proxy-asks-for-a-user-too',
    'A port with a host alone was accepted.',
    (d) => add(d, `${NEW}/proxy/dependentRequired/port`, 'user'),
    { places: [`${NEW}/proxy`] },
  ),
  subscriptions.breaking(
    'delivery-as-put',
    'It came as POST.',
    (d) => move(d, WEBHOOK, '/webhooks/delivery/put'),
    { places: ['/webhooks/delivery', '/webhooks'] },
  ),
  subscriptions.breaking(
    'delivery-with-a-body-or-not',
    'It always came with a body.',
    (d) => drop(d, `${WEBHOOK}/requestBody/required`),
    { places: [`${WEBHOOK}/requestBody`] },
  ),
  subscriptions.compatible('delivery-says-when', 'One more header comes.', (d) =>
    add(d, `${WEBHOOK}/parameters`, {
      name: 'X-Sent-At',
      in: 'header',
      required: true,
      schema: { type: 'string', format: 'date-time' },
    }),
  ),
  payouts.breaking(
    'payout-body-closed-without-its-base',
    'additionalProperties does not know what the other schema knows: an amount is refused.',
    (d) => {
      drop(d, `${ORDER}/unevaluatedProperties`);
      put(d, `${ORDER}/additionalProperties`, false);
    },
    { places: [ORDER] },
  ),
  payouts.compatible('split-of-any-length', 'More shares are taken.', (d) =>
    put(d, `${PAYOUT_REQUEST}/split/items`, { type: 'integer', minimum: 1, maximum: 99 }),
  ),
  payouts.breaking(
    'labels-with-two-primaries',
    'One was enough.',
    (d) => extend(d, `${PAYOUT_REQUEST}/labels`, { minContains: 2, maxContains: 3 }),
    { places: [`${PAYOUT_REQUEST}/labels`] },
  ),
  payouts.compatible('labels-with-up-to-three-primaries', 'More is accepted.', (d) =>
    put(d, `${PAYOUT_REQUEST}/labels/maxContains`, 3),
  ),
  payouts.identical('mandate-by-two-negations', 'The same texts.', (d) =>
    put(d, `${PAYOUT_REQUEST}/mandate`, { type: 'string', allOf: [{ not: { pattern: '^TEST' } }] }),
  ),
  payouts.identical('notes-names-by-pattern', 'Twenty characters at most, as before.', (d) =>
    put(d, `${PAYOUT_REQUEST}/notes/propertyNames`, { pattern: '^[^]{0,20}$' }),
  ),
  payouts.identical('fee-not-beyond-its-limit', 'What is not more than 500 is 500 or less.', (d) => {
    drop(d, `${PAYOUT_REQUEST}/fee/maximum`);
    put(d, `${PAYOUT_REQUEST}/fee/not`, { exclusiveMinimum: 500 });
  }),
  payouts.identical('account-not-too-short', 'The same lengths.', (d) =>
    put(d, '/components/parameters/account/schema', {
      type: 'string',
      not: { anyOf: [{ maxLength: 3 }, { minLength: 13 }] },
    }),
  ),
  payouts.breaking(
    'discovery-moves',
    'Tokens were had by the old address.',
    (d) => put(d, `${SCHEMES}/idp/openIdConnectUrl`, 'https://login.payouts.example.com/'),
    { places: [`${SCHEMES}/idp`, '/security', '/paths', '/components/pathItems/payouts'] },
  ),
  payouts.compatible('failed-says-when-too', 'Nothing comes that could not come before.', (d) =>
    add(d, `${SCHEMAS}/Payout/then/required`, 'paid_at'),
  ),
  payouts.breaking(
    'failed-says-why-when-it-is-known',
    'A failed payout that never was paid may come without a reason.',
    (d) => put(d, `${SCHEMAS}/Payout/if/required`, ['paid_at']),
    { places: [`${SCHEMAS}/Payout`] },
  ),
  payouts.identical('steps-first-by-list', 'One value is a list of one.', (d) =>
    put(d, `${PAYOUT_ANSWER}/steps/prefixItems/0`, { enum: ['created'] }),
  ),
  payouts.identical('search-in-other-words', 'The same names, the same values.', (d) => {
    put(d, `${SEARCH}/parameters/1/schema/items`, { oneOf: [{ const: 'beneficiary' }, { const: 'quote' }] });
    put(d, `${SEARCH}/parameters/5/schema`, { type: 'string', pattern: '^2026-03-01$' });
  }),
  payouts.breaking(
    'reason-by-a-pattern-without-fraud',
    'Cancelling by fraud was accepted.',
    (d) => put(d, `${PAYOUT}/delete/parameters/0/schema`, { type: 'string', pattern: '^(duplicate|req.*)$' }),
    { places: [`${PAYOUT}/delete/parameters/0`] },
  ),
  subscriptions.identical('limit-by-not', 'The same numbers.', (d) => {
    at(d, `${SUBSCRIPTIONS}/get/parameters/1/schema/exclusiveMinimum`);
    put(d, `${SUBSCRIPTIONS}/get/parameters/1/schema`, {
      type: 'integer',
      not: { anyOf: [{ maximum: 0 }, { exclusiveMinimum: 200 }] },
    });
  }),
  registrations.breaking(
    'callback-address-renamed',
    'The callback address is no longer heard by its name.',
    (d) => {
      move(
        d,
        `${SCHEMAS}/RegistrationBase/properties/callback_url`,
        `${SCHEMAS}/RegistrationBase/properties/webhook_url`,
      );
    },
    { places: [`${SCHEMAS}/RegistrationBase`] },
  ),
  trigger.identical('encoding-of-nothing', 'Nothing is said in it.', (d) =>
    put(d, `${TRIGGER}/requestBody/content/application~1json/encoding`, {}),
  ),
  registrations.identical('change-of-one-field-by-name', 'Only documented fields can be the one.', (d) => {
    const change = objectAt(d, `${SCHEMAS}/RegistrationChange`);
    drop(d, `${SCHEMAS}/RegistrationChange/minProperties`);
    change['anyOf'] = Object.keys(objectAt(d, CHANGE)).map((name) => ({ required: [name] }));
  }),
  registrations.breaking(
    'first-name-renamed',
    'Who reads the first name finds none, and what is sent by that name is not heard.',
    (d) => move(d, `${SCHEMAS}/Person/properties/first_name`, `${SCHEMAS}/Person/properties/given_name`),
    { places: [`${SCHEMAS}/Person`], parts: 2 },
  ),
  registrations.identical('postcode-by-digits-and-length', 'Five digits, as before.', (d) =>
    put(d, `${SCHEMAS}/Address/properties/postcode`, {
      type: 'string',
      pattern: '^[0-9]*$',
      minLength: 5,
      maxLength: 5,
    }),
  ),
  registrations.breaking(
    'address-without-a-postcode',
    'A postcode was accepted.',
    (d) => put(d, `${SCHEMAS}/Address/not`, { required: ['postcode'] }),
    { places: [`${SCHEMAS}/Address`] },
  ),
  payouts.breaking(
    'base-of-the-order-closed',
    'What the order says beside its base is refused by the base.',
    (d) => put(d, `${SCHEMAS}/Base/additionalProperties`, false),
    { places: [`${SCHEMAS}/Base`, ORDER] },
  ),
];

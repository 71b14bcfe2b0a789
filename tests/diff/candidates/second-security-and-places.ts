import {
  add,
  type Candidate,
  CREATE,
  candidatesOf,
  drop,
  FILES,
  LIST,
  listAt,
  move,
  PAYOUT,
  put,
  QUOTES,
  TRIGGER,
  TRIGGER_PATH,
  without,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');
const payouts = candidatesOf('payouts');

const SCHEMES = '/components/securitySchemes';
const VARIABLES = '/servers/0/variables';

/** Who may call, where, and at which path, written without a look at the comparison. */
export const secondSecurityAndPlaces: readonly Candidate[] = [
  trigger.breaking(
    'partner-id-becomes-a-password',
    'The header with the partner id is no longer read.',
    (d) => put(d, `${SCHEMES}/qontoPartnerId`, { type: 'http', scheme: 'basic' }),
    { places: [`${SCHEMES}/qontoPartnerId`, TRIGGER] },
  ),
  trigger.breaking(
    'bearer-becomes-openid',
    'Tokens come from elsewhere, with a scope.',
    (d) => {
      put(d, `${SCHEMES}/apiKey`, {
        type: 'oauth2',
        flows: {
          clientCredentials: { tokenUrl: 'https://oauth.qonto.com/token', scopes: { webhooks: 'Webhooks.' } },
        },
      });
      put(d, `${TRIGGER}/security/0/apiKey`, ['webhooks']);
      put(d, '/security/0/apiKey', ['webhooks']);
    },
    { places: [`${SCHEMES}/apiKey`, `${TRIGGER}/security`] },
  ),
  trigger.compatible('partner-id-alone-too', 'A second way in.', (d) =>
    add(d, `${TRIGGER}/security`, { qontoPartnerId: [] }),
  ),
  trigger.breaking(
    'either-token-or-partner-id-and-new-key',
    'Both together were enough; each alternative now needs a third key.',
    (d) => {
      put(d, `${SCHEMES}/appKey`, { type: 'apiKey', in: 'header', name: 'X-App-Key' });
      put(d, `${TRIGGER}/security`, [
        { apiKey: [], appKey: [] },
        { qontoPartnerId: [], appKey: [] },
      ]);
    },
    { places: [`${TRIGGER}/security`] },
  ),
  trigger.identical('root-security-dropped-under-override', 'The only operation says it for itself.', (d) =>
    drop(d, '/security'),
  ),
  trigger.identical('root-security-emptied-under-override', 'The only operation says it for itself.', (d) =>
    put(d, '/security', []),
  ),
  trigger.breaking(
    'production-behind-a-version',
    'Production was called without it.',
    (d) => put(d, '/servers/1/url', 'https://onboarding-partners.qonto.com/v2'),
    { places: ['/servers/1', '/servers', TRIGGER] },
  ),
  trigger.compatible('third-server-added', 'One more place answers.', (d) =>
    add(d, '/servers', { url: 'https://thirdparty.qonto.com' }),
  ),
  trigger.breaking(
    'operation-on-a-host-of-its-own',
    'The common hosts no longer take it.',
    (d) => put(d, `${TRIGGER}/servers`, [{ url: 'https://webhooks.staging.qonto.co' }]),
    { places: [TRIGGER, '/servers'] },
  ),
  trigger.breaking(
    'path-with-a-dash',
    'The old path is gone.',
    (d) => move(d, TRIGGER_PATH, '/paths/~1register~1dev~1trigger-event'),
    { places: [TRIGGER_PATH] },
  ),
  trigger.compatible('path-with-a-dash-besides', 'The old path stays.', (d) =>
    put(d, '/paths/~1register~1dev~1trigger-event', {
      post: { operationId: 'webhooks/dev-trigger-2', responses: { 204: { description: 'Done.' } } },
    }),
  ),
  trigger.compatible('get-beside-the-post', 'A new operation.', (d) =>
    put(d, `${TRIGGER_PATH}/get`, { responses: { 200: { description: 'The events that there are.' } } }),
  ),
  trigger.breaking(
    'event-named-in-the-path',
    'The path without an event type is gone.',
    (d) => {
      move(d, TRIGGER_PATH, '/paths/~1register~1dev~1trigger_event~1{event_type}');
      put(d, '/paths/~1register~1dev~1trigger_event~1{event_type}/parameters', [
        { name: 'event_type', in: 'path', required: true, schema: { type: 'string' } },
      ]);
    },
    { places: [TRIGGER_PATH] },
  ),
  registrations.breaking(
    'files-by-partner-token-alone',
    'OAuth was accepted.',
    (d) => put(d, `${FILES}/security`, [{ partnerToken: [] }]),
    { places: [FILES] },
  ),
  registrations.compatible('list-without-a-scope-of-its-own', 'Each token that was taken still is.', (d) =>
    put(d, `${LIST}/security`, [{ partnerToken: [] }, { oauth: [] }]),
  ),
  registrations.breaking(
    'oauth-by-browser-only',
    'A machine with its own credentials could get a token.',
    (d) =>
      put(d, `${SCHEMES}/oauth/flows`, {
        authorizationCode: {
          authorizationUrl: 'https://auth.onboarding.example.com/authorize',
          tokenUrl: 'https://auth.onboarding.example.com/token',
          scopes: { 'registrations.read': 'Read.', 'registrations.write': 'Write.' },
        },
      }),
    { places: [`${SCHEMES}/oauth`, CREATE, LIST] },
  ),
  registrations.compatible('oauth-by-browser-too', 'A second flow.', (d) =>
    put(d, `${SCHEMES}/oauth/flows/authorizationCode`, {
      authorizationUrl: 'https://auth.onboarding.example.com/authorize',
      tokenUrl: 'https://auth.onboarding.example.com/token',
      scopes: { 'registrations.read': 'Read.', 'registrations.write': 'Write.' },
    }),
  ),
  registrations.compatible(
    'environment-defaults-to-live',
    'Both environments are where they were.',
    (d) => put(d, `${VARIABLES}/environment/default`, 'live'),
    { tolerated: 'identical' },
  ),
  registrations.breaking(
    'organizations-under-partners',
    'The old path is gone.',
    (d) =>
      move(
        d,
        '/paths/~1organizations~1{organization_id}',
        '/paths/~1partners~1organizations~1{organization_id}',
      ),
    { places: ['/paths/~1organizations~1{organization_id}'] },
  ),
  registrations.breaking(
    'change-behind-the-root-security-alone',
    'A write token without the right to read was accepted.',
    (d) => drop(d, '/paths/~1registrations~1{registration_id}/patch/security'),
    { places: ['/paths/~1registrations~1{registration_id}/patch', '/security'] },
  ),
  subscriptions.breaking(
    'servers-dropped',
    'Without servers the API is said to stand beside its document.',
    (d) => drop(d, '/servers'),
    { places: ['/servers', '/paths'] },
  ),
  subscriptions.breaking(
    'replace-becomes-patch',
    'PUT was accepted.',
    (d) => move(d, '/paths/~1subscriptions~1{id}/put', '/paths/~1subscriptions~1{id}/patch'),
    { places: ['/paths/~1subscriptions~1{id}/put'] },
  ),
  payouts.breaking('session-no-longer-lets-in', 'The cookie was enough.', (d) => drop(d, '/security/2'), {
    places: ['/security', '/paths', '/components/pathItems/payouts'],
  }),
  payouts.compatible('certificate-or-key', 'Each alone is enough now.', (d) =>
    put(d, '/security', [{ certificate: [] }, { accountKey: [] }, { idp: ['payouts'] }, { session: [] }]),
  ),
  payouts.compatible('key-without-a-certificate', 'Less is asked for.', (d) =>
    drop(d, '/security/0/certificate'),
  ),
  payouts.breaking(
    'idp-with-two-scopes',
    'A token with one scope was accepted.',
    (d) => put(d, '/security/1/idp', ['payouts', 'payouts.read']),
    { places: ['/security', '/paths', '/components/pathItems/payouts'] },
  ),
  payouts.breaking(
    'account-key-in-another-header',
    'The old header is no longer read.',
    (d) => put(d, `${SCHEMES}/accountKey/name`, 'X-Payouts-Key'),
    { places: [`${SCHEMES}/accountKey`, '/paths', '/security', '/components/pathItems/payouts'] },
  ),
  payouts.breaking(
    'session-cookie-in-small-letters',
    'Names of cookies tell capitals from small letters.',
    (d) => put(d, `${SCHEMES}/session/name`, 'sid'),
    { places: [`${SCHEMES}/session`, '/paths', '/security', '/components/pathItems/payouts'] },
  ),
  payouts.breaking(
    'session-in-a-header',
    'The cookie is no longer read.',
    (d) => put(d, `${SCHEMES}/session/in`, 'header'),
    { places: [`${SCHEMES}/session`, '/paths', '/security', '/components/pathItems/payouts'] },
  ),
  payouts.breaking(
    'status-for-the-known-only',
    'Anybody could ask.',
    (d) => drop(d, '/paths/~1status/get/security/0'),
    { places: ['/paths/~1status/get'] },
  ),
  payouts.breaking(
    'status-as-everything-else',
    'Anybody could ask.',
    (d) => drop(d, '/paths/~1status/get/security'),
    { places: ['/paths/~1status/get', '/security'] },
  ),
  payouts.compatible('cancel-without-its-scope', 'Less is asked for.', (d) =>
    without(d, `${PAYOUT}/delete/security/0/idp`, 'payouts.cancel'),
  ),
  payouts.compatible('cancel-as-everything-else', 'What was enough still is, and more besides.', (d) =>
    drop(d, `${PAYOUT}/delete/security`),
  ),
  payouts.breaking(
    'other-port-closed',
    'Port 8443 answered.',
    (d) => without(d, `${VARIABLES}/port/enum`, '8443'),
    { places: ['/servers', '/paths', '/components/pathItems/payouts'] },
  ),
  payouts.breaking(
    'region-closed',
    'The host in the US answered.',
    (d) => without(d, `${VARIABLES}/region/enum`, 'us'),
    { places: ['/servers', '/paths', '/components/pathItems/payouts'] },
  ),
  payouts.compatible('region-opened', 'One more host answers.', (d) =>
    add(d, `${VARIABLES}/region/enum`, 'ap'),
  ),
  payouts.breaking(
    'quotes-as-everything-else',
    'Quotes were asked for below /v3.',
    (d) => drop(d, `${QUOTES}/servers`),
    { places: [QUOTES, '/servers'] },
  ),
  payouts.breaking(
    'quotes-move-on',
    'Quotes were asked for below /v3.',
    (d) => put(d, `${QUOTES}/servers/0/url`, '/v4'),
    { places: [`${QUOTES}/servers`] },
  ),
  payouts.breaking(
    'search-in-capitals',
    'Paths tell capitals from small letters.',
    (d) => move(d, '/paths/~1search', '/paths/~1Search'),
    { places: ['/paths/~1search'] },
  ),
  payouts.compatible('payouts-latest', 'No payout has that name.', (d) =>
    put(d, '/paths/~1accounts~1{account}~1payouts~1latest', {
      parameters: [{ $ref: '#/components/parameters/account' }],
      get: { responses: { 200: { description: 'The latest.' } } },
    }),
  ),
  payouts.breaking(
    'payouts-no-longer-listed',
    'They could be listed.',
    (d) => drop(d, '/components/pathItems/payouts/get'),
    { places: ['/components/pathItems/payouts', '/paths/~1accounts~1{account}~1payouts'] },
  ),
  payouts.identical('status-alternatives-turned-round', 'Either lets in, in any order.', (d) =>
    listAt(d, '/paths/~1status/get/security').reverse(),
  ),
  payouts.identical('servers-spelt-out', 'The same four addresses.', (d) => {
    const version = { default: 'v2' };
    put(
      d,
      '/servers',
      ['eu', 'us'].flatMap((region) =>
        ['', ':8443'].map((port) => ({
          url: `https://${region}.payouts.example.com${port}/{version}`,
          variables: { version },
        })),
      ),
    );
  }),
  payouts.identical('root-servers-repeated-on-one-operation', 'They count there anyway.', (d) =>
    put(d, '/paths/~1status/get/servers', structuredClone(listAt(d, '/servers'))),
  ),
];

import {
  add,
  at,
  type Candidate,
  CREATE,
  candidatesOf,
  drop,
  extend,
  LIST,
  move,
  ONE,
  put,
  SUBSCRIPTIONS,
  TRIGGER,
} from './candidate.ts';

const trigger = candidatesOf('trigger-event');
const registrations = candidatesOf('registrations');
const subscriptions = candidatesOf('subscriptions');

const SCHEMES = '/components/securitySchemes';

/** What a caller has to show, and in which combinations. */
export const security: readonly Candidate[] = [
  trigger.breaking(
    'security-third-scheme-required',
    'A signature is asked for besides token and partner id.',
    (d) => {
      put(d, `${SCHEMES}/signature`, { type: 'apiKey', in: 'header', name: 'X-Signature' });
      put(d, `${TRIGGER}/security/0/signature`, []);
    },
    { places: [`${TRIGGER}/security`] },
  ),
  trigger.compatible(
    'security-partner-id-no-longer-needed',
    'Who sends more than the token is still let in.',
    (d) => {
      drop(d, `${TRIGGER}/security/0/qontoPartnerId`);
    },
  ),
  trigger.compatible('security-either-of-both', 'Who sends both is still let in.', (d) =>
    put(d, `${TRIGGER}/security`, [{ apiKey: [] }, { qontoPartnerId: [] }]),
  ),
  trigger.compatible('security-alternative-added', 'The way of today stays.', (d) => {
    put(d, `${SCHEMES}/oauth`, {
      type: 'oauth2',
      flows: { clientCredentials: { tokenUrl: 'https://oauth.qonto.com/token', scopes: {} } },
    });
    add(d, `${TRIGGER}/security`, { oauth: [] });
  }),
  trigger.breaking(
    'security-replaced-by-oauth',
    'The partner token is not among the ways any more.',
    (d) => {
      put(d, `${SCHEMES}/oauth`, {
        type: 'oauth2',
        flows: { clientCredentials: { tokenUrl: 'https://oauth.qonto.com/token', scopes: {} } },
      });
      put(d, `${TRIGGER}/security`, [{ oauth: [] }]);
    },
    { places: [`${TRIGGER}/security`] },
  ),
  trigger.compatible('security-becomes-optional', 'The empty alternative asks for nothing.', (d) =>
    add(d, `${TRIGGER}/security`, {}),
  ),
  trigger.compatible('security-dropped-altogether', 'Nothing is asked for any more.', (d) =>
    put(d, `${TRIGGER}/security`, []),
  ),
  trigger.breaking(
    'security-bearer-to-basic',
    'A bearer token is no basic authentication.',
    (d) => {
      put(d, `${SCHEMES}/apiKey/scheme`, 'basic');
      drop(d, `${SCHEMES}/apiKey/bearerFormat`);
    },
    { places: [`${SCHEMES}/apiKey`], parts: 1 },
  ),
  trigger.breaking(
    'security-header-renamed',
    'The partner id is asked for in another header.',
    (d) => put(d, `${SCHEMES}/qontoPartnerId/name`, 'X-Qonto-Partner-Id'),
    { places: [`${SCHEMES}/qontoPartnerId`], parts: 1 },
  ),
  trigger.breaking(
    'security-key-moves-to-query',
    'The partner id is asked for in the query.',
    (d) => extend(d, `${SCHEMES}/qontoPartnerId`, { in: 'query', name: 'partner_id' }),
    { places: [`${SCHEMES}/qontoPartnerId`] },
  ),
  trigger.breaking(
    'security-key-moves-to-cookie',
    'The partner id is asked for in a cookie.',
    (d) => put(d, `${SCHEMES}/qontoPartnerId/in`, 'cookie'),
    { places: [`${SCHEMES}/qontoPartnerId`] },
  ),
  trigger.breaking(
    'security-bearer-becomes-a-key-header',
    'The token is asked for in a header of its own, without "Bearer".',
    (d) => put(d, `${SCHEMES}/apiKey`, { type: 'apiKey', in: 'header', name: 'X-Qonto-Token' }),
    { places: [`${SCHEMES}/apiKey`] },
  ),
  trigger.breaking(
    'security-override-dropped-under-stricter-root',
    'Without its own security the operation takes that of the root, which asks for a client certificate too.',
    (d) => {
      put(d, `${SCHEMES}/signature`, { type: 'apiKey', in: 'header', name: 'X-Client-Certificate' });
      put(d, '/security/0/signature', []);
      drop(d, `${TRIGGER}/security`);
    },
    { places: ['/security', `${TRIGGER}/security`] },
  ),
  trigger.identical(
    'security-root-changes-under-override',
    'The one operation says for itself what it asks for.',
    (d) => {
      put(d, '/security', [{ apiKey: [] }]);
    },
  ),
  trigger.identical('security-bearer-format-is-a-hint', 'bearerFormat is documentation.', (d) =>
    put(d, `${SCHEMES}/apiKey/bearerFormat`, 'opaque'),
  ),
  trigger.identical('security-scheme-description', 'Wording is no promise.', (d) =>
    put(d, `${SCHEMES}/apiKey/description`, 'Send your token as a bearer token.'),
  ),
  registrations.breaking(
    'security-root-alternative-removed',
    'OAuth was a way to list and to read registrations.',
    (d) => {
      drop(d, '/security/1');
    },
    { places: ['/security'], parts: 1 },
  ),
  registrations.breaking(
    'security-scope-added',
    'A token with registrations.write alone is refused.',
    (d) => add(d, `${ONE}/delete/security/0/oauth`, 'registrations.read'),
    { places: [`${ONE}/delete/security`] },
  ),
  registrations.compatible(
    'security-scope-no-longer-needed',
    'Tokens with the scope are still let in.',
    (d) => put(d, `${ONE}/delete/security/0/oauth`, []),
  ),
  registrations.breaking(
    'security-scope-replaced',
    'The scope of today is not enough.',
    (d) => {
      put(
        d,
        `${SCHEMES}/oauth/flows/clientCredentials/scopes/registrations.delete`,
        'Withdraw registrations.',
      );
      put(d, `${ONE}/delete/security/0/oauth`, ['registrations.delete']);
    },
    { places: [`${ONE}/delete/security`] },
  ),
  registrations.breaking(
    'security-alternatives-joined',
    'Token and OAuth are both asked for, where either was enough.',
    (d) =>
      put(d, `${CREATE}/security`, [{ partnerToken: [], partnerId: [], oauth: ['registrations.write'] }]),
    { places: [`${CREATE}/security`] },
  ),
  registrations.breaking(
    'security-on-a-public-operation',
    'The list of countries was for everybody.',
    (d) => {
      drop(d, '/paths/~1countries/get/security');
    },
    { places: ['/paths/~1countries/get', '/security'] },
  ),
  registrations.breaking(
    'security-optional-becomes-needed',
    'Every alternative now asks for something, on an operation that was public.',
    (d) => put(d, '/paths/~1countries/get/security', [{ partnerId: [] }]),
    { places: ['/paths/~1countries/get/security'] },
  ),
  registrations.compatible(
    'security-weaker-alternative-on-one-operation',
    'Both ways of today are still let in.',
    (d) => put(d, `${LIST}/security`, [{ partnerToken: [] }, { oauth: ['registrations.read'] }]),
  ),
  registrations.breaking(
    'security-stricter-than-root-on-one-operation',
    'The operation overrides the root and drops OAuth.',
    (d) => put(d, `${LIST}/security`, [{ partnerToken: [], partnerId: [] }]),
    { places: [`${LIST}/security`, '/security'] },
  ),
  registrations.breaking(
    'security-alternative-gets-stricter',
    'OAuth alone was enough to create, and the partner id is asked for besides.',
    (d) => put(d, `${CREATE}/security/1/partnerId`, []),
    { places: [`${CREATE}/security`] },
  ),
  registrations.identical('security-alternatives-in-another-order', 'Order has no meaning.', (d) => {
    put(d, `${CREATE}/security`, [...(at(d, `${CREATE}/security`) as never[])].reverse());
  }),
  registrations.identical(
    'security-redundant-alternative',
    'Who can show token, id and OAuth was let in before: the new alternative asks for more than an old one.',
    (d) => add(d, `${CREATE}/security`, { partnerToken: [], partnerId: [], oauth: ['registrations.write'] }),
    { tolerated: 'compatible' },
  ),
  registrations.identical('security-repeated-on-the-operation', 'The root says the same.', (d) =>
    put(d, `${LIST}/security`, structuredClone(at(d, '/security'))),
  ),
  registrations.identical(
    'security-empty-alternative-for-none',
    'No requirement, and an empty one, are the same.',
    (d) => put(d, '/paths/~1countries/get/security', [{}]),
  ),
  registrations.identical('security-scope-described-otherwise', 'Wording is no promise.', (d) =>
    put(d, `${SCHEMES}/oauth/flows/clientCredentials/scopes/registrations.read`, 'See registrations.'),
  ),
  registrations.identical('security-unused-scope-added', 'No operation asks for the new scope.', (d) =>
    put(d, `${SCHEMES}/oauth/flows/clientCredentials/scopes/files.read`, 'Read files.'),
  ),
  registrations.identical('security-scheme-unused-added', 'No operation asks for it.', (d) =>
    put(d, `${SCHEMES}/session`, { type: 'apiKey', in: 'cookie', name: 'session' }),
  ),
  registrations.identical('security-scheme-renamed-with-scopes', 'Names of components mean nothing.', (d) => {
    move(d, `${SCHEMES}/oauth`, `${SCHEMES}/oauth2`);
    put(d, '/security/1', { oauth2: ['registrations.read'] });
    put(d, `${CREATE}/security/1`, { oauth2: ['registrations.write'] });
    for (const method of ['patch', 'delete']) {
      put(d, `${ONE}/${method}/security/0`, { oauth2: ['registrations.write'] });
    }
  }),
  subscriptions.breaking(
    'security-bearer-moves-to-query',
    'The token is asked for in the query.',
    (d) => put(d, `${SCHEMES}/token`, { type: 'apiKey', in: 'query', name: 'access_token' }),
    { places: [`${SCHEMES}/token`] },
  ),
  subscriptions.breaking(
    'security-mutual-tls-added',
    'A client certificate is asked for besides the token.',
    (d) => {
      put(d, `${SCHEMES}/certificate`, { type: 'mutualTLS' });
      put(d, '/security/0/certificate', []);
    },
    { places: ['/security'] },
  ),
  subscriptions.compatible('security-none-for-one-operation', 'Nothing is asked for there any more.', (d) =>
    put(d, `${SUBSCRIPTIONS}/get/security`, []),
  ),
  subscriptions.identical(
    'security-scheme-name-in-capitals',
    'Schemes of HTTP are compared without case.',
    (d) => put(d, `${SCHEMES}/token/scheme`, 'Bearer'),
  ),
];

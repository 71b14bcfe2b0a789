import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const oauth = (flows: JsonObject): JsonObject => ({ type: 'oauth2', flows });
const renewedAt = (refreshUrl: string): JsonObject =>
  oauth({ clientCredentials: { tokenUrl: 'https://a/token', refreshUrl, scopes: {} } });
const onDevice = (deviceAuthorizationUrl: string): JsonObject =>
  oauth({ deviceAuthorization: { deviceAuthorizationUrl, tokenUrl: 'https://a/token', scopes: {} } });
const SCHEMES: JsonObject = {
  key: { type: 'apiKey', in: 'header', name: 'X-Key' },
  key2: { type: 'apiKey', in: 'header', name: 'x-key' },
  query: { type: 'apiKey', in: 'query', name: 'Key' },
  otherCase: { type: 'apiKey', in: 'query', name: 'key' },
  bearer: { type: 'http', scheme: 'Bearer' },
  basic: { type: 'http', scheme: 'basic' },
  tls: { type: 'mutualTLS' },
  oauth: oauth({ clientCredentials: { tokenUrl: 'https://a/token', scopes: {} } }),
  oauthMore: oauth({
    clientCredentials: { tokenUrl: 'https://a/token', scopes: {} },
    authorizationCode: { authorizationUrl: 'https://a/ask', tokenUrl: 'https://a/token', scopes: {} },
  }),
  oauthRenewed: renewedAt('https://a/renew'),
  oauthRenewedElsewhere: renewedAt('https://b/renew'),
  oauthRenewedThere: renewedAt('https://a/token'),
  implicit: oauth({ implicit: { authorizationUrl: 'https://a/ask', scopes: {} } }),
  device: onDevice('https://a/device'),
  deviceElsewhere: onDevice('https://b/device'),
  every: oauth({
    implicit: { authorizationUrl: 'https://a/ask', scopes: {} },
    password: { tokenUrl: 'https://a/token', scopes: {} },
    clientCredentials: { tokenUrl: 'https://a/token', scopes: {} },
  }),
  openId: { type: 'openIdConnect', openIdConnectUrl: 'https://a/.well-known' },
  openId2: { type: 'openIdConnect', openIdConnectUrl: 'https://b/.well-known' },
};

interface Asked {
  /** Of the operation; of the document where there is none. */
  own?: Json;
  root?: Json;
  parameters?: Json[];
  schemes?: JsonObject;
}

function documentOf({ own, root, parameters, schemes = {} }: Asked): string {
  return JSON.stringify({
    openapi: '3.1.0',
    info: { title: 'T', version: '1' },
    ...(root === undefined ? {} : { security: root }),
    paths: {
      '/a': {
        get: {
          ...(own === undefined ? {} : { security: own }),
          ...(parameters === undefined ? {} : { parameters }),
          responses: { 200: { description: '' } },
        },
      },
    },
    components: { securitySchemes: { ...SCHEMES, ...schemes } },
  });
}

async function changesOf(before: Asked, after: Asked) {
  const { changes } = await diffDocuments(
    readDocument(documentOf(before), 'base.json'),
    readDocument(documentOf(after), 'candidate.json'),
  );
  return changes;
}

const header = (name: string, required: boolean): Json => ({
  name,
  in: 'header',
  required,
  schema: { type: 'string' },
});
const ways = (...own: JsonObject[]): Asked => ({ own });

test.each<[what: string, before: Asked, after: Asked, told: string[]]>([
  ['another name of a scheme', ways({ key: [] }), ways({ key2: [] }), []],
  ['the requirement of the document', ways({ key: [] }), { root: [{ key: [] }] }, []],
  ['an operation that asks for nothing', { own: [], root: [{ key: [] }] }, {}, []],
  ['the order of the ways', ways({ key: [] }, { bearer: [] }), ways({ bearer: [] }, { key: [] }), []],
  ['the order of the credentials', ways({ key: [], bearer: [] }), ways({ bearer: [], key: [] }), []],
  ['the order of scopes', ways({ oauth: ['a', 'b'] }), ways({ oauth: ['b', 'a'] }), []],
  ['scopes of what has none', ways({ key: ['a'] }), ways({ key: [] }), []],
  [
    'the case of a scheme',
    ways({ bearer: [] }),
    { ...ways({ own: [] }), schemes: { own: { type: 'http', scheme: 'BEARER' } } },
    [],
  ],
  ['a required header, and a credential', ways({ key: [] }), { parameters: [header('X-Key', true)] }, []],
  [
    'the name of a query in another case',
    ways({ query: [] }),
    ways({ otherCase: [] }),
    ['breaks security-scheme-changed: the credentials: query key is asked for, before query Key'],
  ],
  [
    'a way that another way is a part of',
    ways({ key: [], tls: [] }, { key: [] }),
    ways({ key: [] }, { bearer: [] }),
    ['safe security-alternative-added: the credentials: header Authorization (bearer) now suffices as well'],
  ],
  [
    'a scope more of one of two ways',
    ways({ key: [] }, { oauth: ['a'] }),
    ways({ key: [] }, { oauth: ['a', 'b'] }),
    [
      'breaks security-scope-added: the credentials: header Authorization (oauth2) now has to have the scope b',
    ],
  ],
  [
    'a way that is gone, and one that asks for less',
    ways({ key: [] }, { tls: [], bearer: [] }),
    ways({ tls: [] }),
    [
      'breaks security-alternative-removed: the credentials: header X-Key no longer suffices',
      'safe security-credential-dropped: the credentials: a client certificate now suffices, before a client certificate with header Authorization (bearer)',
    ],
  ],
  [
    'two that go, and one that comes',
    ways({ key: [], query: [] }),
    ways({ tls: [] }),
    ['breaks security-credential-added: the credentials: a client certificate is now asked for as well'],
  ],
  [
    'of two that come, a token is the other credential of the same header',
    ways({ bearer: [] }),
    ways({ tls: [], oauth: [] }),
    [
      'breaks security-credential-added: the credentials: a client certificate is now asked for as well',
      'breaks security-scheme-changed: the credentials: header Authorization (oauth2) is asked for, before header Authorization (bearer)',
    ],
  ],
  [
    'two more ways to get a token',
    ways({ oauth: [] }),
    ways({ every: [] }),
    [
      'safe security-token-source-added: the credentials: a token can be had by implicit https://a/ask, password https://a/token as well',
    ],
  ],
  [
    'another place to grant it on another device',
    ways({ device: [] }),
    ways({ deviceElsewhere: [] }),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by deviceAuthorization https://a/device https://a/token',
    ],
  ],
  [
    'two ways less to get a token',
    ways({ every: [] }),
    ways({ implicit: [] }),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by password https://a/token, clientCredentials https://a/token',
    ],
  ],
  [
    'a credential where there was none',
    {},
    ways({ key: [] }),
    ['breaks security-credential-added: the credentials: header X-Key is now asked for as well'],
  ],
  [
    'a second credential',
    ways({ key: [] }),
    ways({ key: [], tls: [] }),
    ['breaks security-credential-added: the credentials: a client certificate is now asked for as well'],
  ],
  [
    'two credentials more',
    {},
    ways({ key: [], tls: [] }),
    [
      'breaks security-credential-added: the credentials: header X-Key is now asked for as well',
      'breaks security-credential-added: the credentials: a client certificate is now asked for as well',
    ],
  ],
  [
    'no credential any more',
    ways({ key: [] }),
    {},
    ['safe security-credential-dropped: the credentials: no credential now suffices, before header X-Key'],
  ],
  [
    'one credential less',
    ways({ key: [], tls: [] }),
    ways({ tls: [] }),
    [
      'safe security-credential-dropped: the credentials: a client certificate now suffices, before header X-Key with a client certificate',
    ],
  ],
  [
    'one more way',
    ways({ key: [] }),
    ways({ key: [] }, { bearer: [] }),
    ['safe security-alternative-added: the credentials: header Authorization (bearer) now suffices as well'],
  ],
  [
    'one way less',
    ways({ key: [] }, { bearer: [] }),
    ways({ bearer: [] }),
    ['breaks security-alternative-removed: the credentials: header X-Key no longer suffices'],
  ],
  [
    'no way without a credential any more',
    ways({}, { key: [] }),
    ways({ key: [] }),
    ['breaks security-alternative-removed: the credentials: no credential no longer suffices'],
  ],
  [
    'another scheme of the same header',
    ways({ bearer: [] }),
    ways({ basic: [] }),
    [
      'breaks security-scheme-changed: the credentials: header Authorization (basic) is asked for, before header Authorization (bearer)',
    ],
  ],
  [
    'another header of the same name',
    ways({ key: [] }),
    { ...ways({ key: [] }), schemes: { key: { type: 'apiKey', in: 'header', name: 'X-Other' } } },
    ['breaks security-scheme-changed: the credentials: header X-Other is asked for, before header X-Key'],
  ],
  [
    'two that change, each by its name',
    ways({ key: [], query: [] }),
    {
      ...ways({ key: [], query: [] }),
      schemes: {
        key: { type: 'apiKey', in: 'header', name: 'X-New' },
        query: { type: 'apiKey', in: 'query', name: 'new' },
      },
    },
    [
      'breaks security-scheme-changed: the credentials: header X-New is asked for, before header X-Key',
      'breaks security-scheme-changed: the credentials: query new is asked for, before query Key',
    ],
  ],
  [
    'two that change under other names: which is which cannot be told',
    ways({ key: [], query: [] }),
    ways({ bearer: [], tls: [] }),
    [
      'breaks security-credential-added: the credentials: header Authorization (bearer) is now asked for as well',
      'breaks security-credential-added: the credentials: a client certificate is now asked for as well',
    ],
  ],
  [
    'one that takes the place of the only one that goes',
    ways({ key: [] }),
    ways({ tls: [] }),
    [
      'breaks security-scheme-changed: the credentials: a client certificate is asked for, before header X-Key',
    ],
  ],
  [
    'one that goes, and two that come',
    ways({ key: [] }),
    ways({ bearer: [], tls: [] }),
    [
      'breaks security-credential-added: the credentials: header Authorization (bearer) is now asked for as well',
      'breaks security-credential-added: the credentials: a client certificate is now asked for as well',
    ],
  ],
  [
    'of two that come, the one of the same header is the other one',
    ways({ bearer: [] }),
    ways({ tls: [], basic: [] }),
    [
      'breaks security-credential-added: the credentials: a client certificate is now asked for as well',
      'breaks security-scheme-changed: the credentials: header Authorization (basic) is asked for, before header Authorization (bearer)',
    ],
  ],
  [
    'a scope more',
    ways({ oauth: ['read'] }),
    ways({ oauth: ['read', 'write', 'all'] }),
    [
      'breaks security-scope-added: the credentials: header Authorization (oauth2) now has to have the scope write, all',
    ],
  ],
  [
    'a scope less',
    ways({ oauth: ['read', 'write'] }),
    ways({ oauth: ['read'] }),
    [
      'safe security-scope-removed: the credentials: header Authorization (oauth2) need no longer have the scope write',
    ],
  ],
  [
    'one more way to get a token',
    ways({ oauth: [] }),
    ways({ oauthMore: [] }),
    [
      'safe security-token-source-added: the credentials: a token can be had by authorizationCode https://a/ask https://a/token as well',
    ],
  ],
  [
    'one way less to get a token',
    ways({ oauthMore: [] }),
    ways({ oauth: [] }),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by authorizationCode https://a/ask https://a/token',
    ],
  ],
  [
    'a place where tokens are renewed',
    ways({ oauth: [] }),
    ways({ oauthRenewed: [] }),
    [
      'safe security-token-source-added: the credentials: a token can be had by clientCredentials renewed at https://a/renew as well',
    ],
  ],
  [
    'another place where tokens are renewed',
    ways({ oauthRenewed: [] }),
    ways({ oauthRenewedElsewhere: [] }),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by clientCredentials renewed at https://a/renew',
    ],
  ],
  ['tokens are renewed where they are had', ways({ oauth: [] }), ways({ oauthRenewedThere: [] }), []],
  [
    'another place where tokens are found',
    ways({ openId: [] }),
    ways({ openId2: [] }),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (openIdConnect) can no longer be had by https://a/.well-known',
    ],
  ],
  [
    'the nearest of several ways is the one that is compared',
    ways({ key: [], tls: [] }),
    ways({ bearer: [], basic: [], query: [] }, { key: [], tls: [], query: [] }),
    ['breaks security-credential-added: the credentials: query Key is now asked for as well'],
  ],
  [
    'a header that is required beside a credential, which it is elsewhere',
    { own: [{ bearer: [] }], parameters: [header('X-Key', true)] },
    ways({ bearer: [], key: [] }),
    [],
  ],
])('%s', async (_, before, after, told) => {
  const found = (await changesOf(before, after)).map(
    ({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`,
  );
  expect(found).toEqual(told);
});

test('a header that is not required is no credential', async () => {
  const kinds = (await changesOf({ parameters: [header('X-Key', false)] }, ways({ key: [] }))).map(
    ({ kind }) => kind,
  );
  expect(kinds).toContain('security-credential-added');
});

test.each<[what: string, before: Asked, after: Asked, told: JsonObject]>([
  [
    'a credential that is added stands in the nearest way',
    ways({ key: [] }),
    ways({ key: [], oauth: ['a', 'b'] }),
    {
      base: '/paths/~1a/get/security/0',
      candidate: '/paths/~1a/get/security/0',
      before: ['header X-Key'],
      after: ['header X-Key', 'header Authorization (oauth2) (a, b)'],
      why: 'callers who do not send it are refused',
    },
  ],
  [
    'a scheme that changed stands where each document declares it',
    ways({ key: [] }),
    ways({ tls: [] }),
    {
      base: '/components/securitySchemes/key',
      candidate: '/components/securitySchemes/tls',
      before: ['header X-Key'],
      after: ['a client certificate'],
      why: 'callers who send what was asked for before are refused',
    },
  ],
  [
    'a way that is gone has all that are left beside it',
    ways({ bearer: [] }, { key: [] }),
    ways({ bearer: [] }),
    {
      base: '/paths/~1a/get/security/1',
      candidate: '/paths/~1a/get/security/0',
      before: ['header X-Key'],
      after: [['header Authorization (bearer)']],
      why: 'callers who prove themselves in that way are refused',
    },
  ],
  [
    'a way that is new has all that there were beside it',
    { root: [{ key: [] }] },
    ways({ key: [] }, { tls: [] }),
    {
      base: '/security/0',
      candidate: '/paths/~1a/get/security/1',
      before: [['header X-Key']],
      after: ['a client certificate'],
      why: 'whoever was let in still is',
    },
  ],
  [
    'a credential that is no longer asked for stands in the way that was easier',
    ways({ tls: [] }, { bearer: [], key: [] }),
    ways({ tls: [] }, { bearer: [], key: [] }, { key: [] }),
    {
      base: '/paths/~1a/get/security/1',
      candidate: '/paths/~1a/get/security/2',
      before: [['a client certificate'], ['header Authorization (bearer)', 'header X-Key']],
      after: ['header X-Key'],
    },
  ],
  [
    'a credential that is declared as a parameter besides is one',
    { own: [{ key: [] }], parameters: [header('X-Key', true)] },
    ways({ tls: [] }),
    { base: '/components/securitySchemes/key', before: ['header X-Key'] },
  ],
  [
    'where nothing was asked for, the operation is the place',
    {},
    ways({ key: [] }),
    { base: '/paths/~1a/get', candidate: '/paths/~1a/get/security/0', before: [], after: ['header X-Key'] },
  ],
  [
    'where nothing is asked for any more, the empty list is',
    ways({ key: [] }),
    { own: [] },
    { base: '/paths/~1a/get/security/0', candidate: '/paths/~1a/get/security' },
  ],
  [
    'a scope that is added stands where it is asked for',
    { root: [{ oauth: [] }] },
    ways({ oauth: ['a'] }),
    {
      base: '/security/0',
      candidate: '/paths/~1a/get/security/0',
      before: ['header Authorization (oauth2)'],
      after: ['header Authorization (oauth2) (a)'],
      why: 'credentials without that scope are refused',
    },
  ],
  [
    'a source of tokens stands with all that there were and are',
    ways({ oauthMore: [] }),
    ways({ oauth: [] }),
    {
      base: '/components/securitySchemes/oauthMore',
      candidate: '/components/securitySchemes/oauth',
      before: ['clientCredentials https://a/token', 'authorizationCode https://a/ask https://a/token'],
      after: ['clientCredentials https://a/token'],
      why: 'callers who get their tokens there get none',
    },
  ],
  [
    'a source of tokens that is new does as well',
    ways({ oauth: [] }),
    ways({ oauthMore: [] }),
    {
      before: ['clientCredentials https://a/token'],
      after: ['clientCredentials https://a/token', 'authorizationCode https://a/ask https://a/token'],
    },
  ],
  [
    'a required header that is asked for as a credential elsewhere has its own place',
    ways({ bearer: [] }, { key: [] }),
    { own: [{ bearer: [] }], parameters: [header('X-Key', true)] },
    { after: ['header Authorization (bearer)', 'header X-Key'] },
  ],
])('%s', async (_, before, after, told) => {
  const [change] = await changesOf(before, after);
  const { base, candidate, ...rest } = change ?? {};
  expect({ ...rest, base: base?.pointer, candidate: candidate?.pointer }).toMatchObject({
    ...told,
    side: 'request',
    part: 'security',
    operations: ['GET /a'],
  });
});

test('a scheme that is not declared is a fault of the document', async () => {
  await expect(changesOf(ways({ nobody: [] }), ways({ key: [] }))).rejects.toThrow(
    'the security scheme "nobody" is not declared',
  );
});

const CODE = { authorizationUrl: 'https://a/ask', tokenUrl: 'https://a/code' };
/** Asks for scopes of a scheme whose flows have some. */
const scoped = (asked: string[], ofClient: string[], ofCode?: string[]): Asked => {
  const named = (scopes: string[]) => Object.fromEntries(scopes.map((scope) => [scope, '']));
  const clientCredentials = { tokenUrl: 'https://a/token', scopes: named(ofClient) };
  const code = ofCode === undefined ? {} : { authorizationCode: { ...CODE, scopes: named(ofCode) } };
  return { ...ways({ own: asked }), schemes: { own: oauth({ clientCredentials, ...code }) } };
};

test('a way that is gone is told with what its scheme asks for now, and where', async () => {
  const own = [{ key: [] }, { query: [] }];
  const renamed = { query: { type: 'apiKey', in: 'query', name: 'new' } };
  expect(await changesOf({ own }, { own, schemes: renamed })).toMatchObject([
    {
      message: 'the credentials: query Key no longer suffices, query new does',
      base: { pointer: '/paths/~1a/get/security/1' },
      candidate: { pointer: '/paths/~1a/get/security/1' },
    },
  ]);
});

test.each<[what: string, before: Asked, after: Asked, told: string[]]>([
  [
    'leaves the only flow',
    scoped(['admin'], ['read', 'admin']),
    scoped(['admin'], ['read']),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by clientCredentials https://a/token with the scope admin',
    ],
  ],
  [
    'is of another flow',
    scoped(['admin'], ['admin'], []),
    scoped(['admin'], [], ['admin']),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by clientCredentials https://a/token with the scope admin',
    ],
  ],
  [
    'is of one more flow',
    scoped(['admin'], ['admin'], []),
    scoped(['admin'], ['admin'], ['admin']),
    [
      'safe security-token-source-added: the credentials: a token can be had by authorizationCode https://a/ask https://a/code with the scope admin as well',
    ],
  ],
  [
    'leaves with its flow, which is told of alone',
    scoped(['admin'], ['admin'], ['admin']),
    scoped(['admin'], ['admin']),
    [
      'breaks security-token-source-removed: the credentials: header Authorization (oauth2) can no longer be had by authorizationCode https://a/ask https://a/code',
    ],
  ],
  [
    'is asked for no more, and leaves the flow',
    scoped(['read', 'admin'], ['read', 'admin']),
    scoped(['read'], ['read']),
    [
      'safe security-scope-removed: the credentials: header Authorization (oauth2) need no longer have the scope admin',
    ],
  ],
  ['that nobody asks for leaves', scoped(['read'], ['read', 'admin']), scoped(['read'], ['read']), []],
  ['is of no flow on either side', scoped(['read'], []), scoped(['read'], []), []],
])('a scope that %s', async (_, before, after, told) => {
  const changes = await changesOf(before, after);
  expect(
    changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`),
  ).toEqual(told);
});

test('the scope that no token can have any more is shown, or the one that a token can have', async () => {
  const [gone] = await changesOf(scoped(['admin'], ['admin']), scoped(['admin'], []));
  expect([gone?.before, gone?.after]).toEqual([
    ['clientCredentials https://a/token with the scope admin'],
    [],
  ]);
  const [come] = await changesOf(scoped(['admin'], []), scoped(['admin'], ['admin']));
  expect([come?.before, come?.after]).toEqual([
    [],
    ['clientCredentials https://a/token with the scope admin'],
  ]);
});

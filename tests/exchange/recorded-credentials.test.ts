import { expect, it } from 'vitest';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import { credentialFields } from '../../src/exchange/credential-fields.ts';
import type { Exchange, HeaderLines } from '../../src/exchange/exchange.ts';
import { recordedCredentials, withoutCredentialFields } from '../../src/exchange/recorded-credentials.ts';

const OPERATION = findOperation(
  readDocument(
    JSON.stringify({
      openapi: '3.0.3',
      info: { title: 'a', version: '1' },
      paths: { '/a': { get: { security: [{ key: [], query: [] }], responses: {} } } },
      components: {
        securitySchemes: {
          key: { type: 'apiKey', in: 'header', name: 'X-Api-Key' },
          query: { type: 'apiKey', in: 'query', name: 'key' },
        },
      },
    }),
    'a.json',
  ),
);
const FIELDS = credentialFields({
  operation: OPERATION,
  credentials: { 'X-Staging-Token': 'STAGING_TOKEN' },
});
const exchange = (headers: HeaderLines, url = 'https://example.com/a') =>
  ({ request: { method: 'GET', url, headers, body: undefined } }) as unknown as Exchange;

it('names the credentials of requests by where they stood', () => {
  const found = recordedCredentials(
    [
      exchange([
        ['authorization', 'Bearer first-token'],
        ['X-API-KEY', 'the-key-of-it'],
        ['Accept', 'application/json'],
        ['Cookie', 'short=1; session=a-long-session'],
      ]),
      exchange(
        [['Authorization', 'Bearer second-token']],
        'https://example.com/a?key=query%20key%20it&a=not-a-secret',
      ),
      exchange([['Authorization', 'Bearer first-token']]),
    ],
    FIELDS,
  );
  expect(found).toEqual({
    AUTHORIZATION: 'first-token',
    X_API_KEY: 'the-key-of-it',
    COOKIE: 'a-long-session',
    AUTHORIZATION_2: 'second-token',
    KEY: 'query key it',
  });
});

it('leaves variables and marks alone', () => {
  const lines: HeaderLines = [
    ['Authorization', 'Bearer ${QONTO_TOKEN}'],
    ['X-Api-Key', '[redacted:QONTO_PARTNER_ID]'],
  ];
  expect(recordedCredentials([exchange(lines)], FIELDS)).toEqual({});
});

it('names those of headers that the contract has a variable for, and of headers and parameters that always hold one', () => {
  const found = recordedCredentials(
    [
      exchange(
        [
          ['X-STAGING-TOKEN', 'the-staging-token'],
          ['Api-Key', 'the-plain-api-key'],
        ],
        'https://example.com/a?access_token=the-access-token',
      ),
    ],
    FIELDS,
  );
  expect(found).toEqual({
    X_STAGING_TOKEN: 'the-staging-token',
    API_KEY: 'the-plain-api-key',
    ACCESS_TOKEN: 'the-access-token',
  });
});

it('leaves nothing in fields of credentials, nor in those whose names say that they may hold one', () => {
  const { request } = withoutCredentialFields(
    exchange(
      [
        ['X-Csrf-Token', 'the-csrf-token'],
        ['X-Staging-Token', 'the-staging-token'],
        ['Cookie', 'session=[redacted:COOKIE]; other=a-long-session; a=1'],
        ['Authorization', 'Bearer ${QONTO_TOKEN}'],
        ['X-Request-Id', 'not-a-secret-at-all'],
      ],
      'https://me:my-password@example.com/a?client%5Fsecret=the-client-secret&q=not-a-secret&access_token=the-access-token#a',
    ),
    FIELDS,
  );
  expect(request.headers).toEqual([
    ['X-Csrf-Token', '[redacted:X_CSRF_TOKEN]'],
    ['X-Staging-Token', '[redacted:X_STAGING_TOKEN]'],
    ['Cookie', 'session=[redacted:COOKIE];[redacted:COOKIE]; a=1'],
    ['Authorization', 'Bearer ${QONTO_TOKEN}'],
    ['X-Request-Id', 'not-a-secret-at-all'],
  ]);
  expect(request.url).toBe(
    'https://me:[redacted:PASSWORD]@example.com/a?client%5Fsecret=[redacted:CLIENT_SECRET]&q=not-a-secret&access_token=[redacted:ACCESS_TOKEN]#a',
  );
});

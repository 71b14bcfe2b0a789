import { expect, it } from 'vitest';
import { readDocument } from '../../src/document/load.ts';
import { findOperation } from '../../src/document/operation.ts';
import type { Exchange, HeaderLines } from '../../src/exchange/exchange.ts';
import { recordedCredentials } from '../../src/exchange/recorded-credentials.ts';

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
    OPERATION,
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
  expect(recordedCredentials([exchange(lines)], OPERATION)).toEqual({});
});

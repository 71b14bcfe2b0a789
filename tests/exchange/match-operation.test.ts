import { describe, expect, it } from 'vitest';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { matchesOperation } from '../../src/exchange/har.ts';

const ok = { responses: { 200: { description: 'ok' } } };
const DOCUMENT = readDocument(
  JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'a', version: '1' },
    servers: [
      { url: 'https://api.example.com/v2/' },
      { url: 'https://{host}/{base}', variables: { host: { default: 'h' }, base: { default: 'v3' } } },
      { url: '/relative' },
    ],
    paths: {
      '/a.b/do it': { post: ok },
      '/pets/{id}': { get: ok },
      '/pets/mine': { get: ok, post: ok },
      '/pets/{id}/photo-{size}.png': { get: ok },
    },
  }),
  'a.json',
);

const matches = (operation: string, call: string, source: Exchange['source'] = 'recording') => {
  const [method = '', url = ''] = call.split(' ');
  const exchange = { source, request: { method, url, headers: [], body: undefined } } as unknown as Exchange;
  return matchesOperation(exchange, findOperation(DOCUMENT, operation));
};

describe('whether an exchange is one of an operation', () => {
  it.each([
    ['POST /a.b/do it', 'POST https://else.example.com/a.b/do%20it?x=1', true],
    ['POST /a.b/do it', 'post http://127.0.0.1:1/a.b/do%20it', true],
    ['POST /a.b/do it', 'GET https://api.example.com/a.b/do%20it', false],
    ['POST /a.b/do it', 'POST https://api.example.com/aXb/do%20it', false],
    ['POST /a.b/do it', 'POST https://api.example.com/a.b/do%20it/', false],
    ['POST /a.b/do it', 'POST https://api.example.com/v2/a.b/do%20it', true],
    ['POST /a.b/do it', 'POST https://api.example.com/v3/a.b/do%20it', true],
    ['POST /a.b/do it', 'POST /relative/a.b/do%20it', true],
    ['POST /a.b/do it', 'POST https://api.example.com/v9/a.b/do%20it', false],
    ['GET /pets/{id}', 'GET https://api.example.com/pets/7', true],
    ['GET /pets/{id}', 'GET https://api.example.com/pets/', false],
    ['GET /pets/{id}', 'GET https://api.example.com/pets/7/8', false],
    ['GET /pets/{id}', 'GET https://api.example.com/v2/pets/%zz', true],
    ['GET /pets/{id}', 'GET https://api.example.com/pets/mine', false],
    ['GET /pets/mine', 'GET https://api.example.com/pets/mine', true],
    ['GET /pets/{id}/photo-{size}.png', 'GET https://api.example.com/pets/7/photo-big.png', true],
    ['GET /pets/{id}/photo-{size}.png', 'GET https://api.example.com/pets/7/photo-bigXpng', false],
    ['GET /pets/{id}', 'GET :::', false],
  ])('%s, %s: %s', (operation, call, expected) => {
    expect(matches(operation, call)).toBe(expected);
  });

  it('takes any path in front of what we sent ourselves', () => {
    expect(matches('GET /pets/{id}', 'GET http://localhost/mock/9/pets/7', 'probe')).toBe(true);
    expect(matches('GET /pets/{id}', 'GET http://localhost/mock/9/pets/7')).toBe(false);
  });
});

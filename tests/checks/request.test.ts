import { expect, test } from 'vitest';
import { createRequestJudge } from '../../src/checks/request.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Exchange, ExchangeRequest } from '../../src/exchange/exchange.ts';

const DOCUMENT = `openapi: 3.0.3
info: {title: t, version: '1'}
servers: [{url: 'https://api.example.com/v2'}]
security: [{key: [], id: []}, {cookie: []}]
paths:
  /orders/{number}:
    post:
      parameters:
        - {name: number, in: path, required: true, schema: {type: integer, minimum: 1}}
        - {name: kind, in: query, required: true, schema: {type: string, enum: [a, b]}}
        - {name: tags, in: query, schema: {type: array, items: {type: string, maxLength: 2}}}
        - {name: X-Trace, in: header, schema: {type: string, format: uuid}}
        - {name: session, in: cookie, schema: {type: boolean}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [id, secret]
              properties:
                id: {type: string, format: uuid, readOnly: true}
                secret: {type: string, writeOnly: true}
                at: {type: string, format: date-time}
                size: {oneOf: [{type: integer}, {type: string, maxLength: 1}]}
          text/plain: {schema: {type: string, maxLength: 1}}
      responses: {'200': {description: d}}
  /free:
    get:
      security: [{key: []}, {}]
      responses: {'200': {description: d}}
    put:
      security: []
      responses: {'200': {description: d}}
components:
  securitySchemes:
    key: {type: http, scheme: basic}
    id: {type: apiKey, in: query, name: id}
    cookie: {type: apiKey, in: cookie, name: login}
`;

const document = readDocument(DOCUMENT, 'orders.yaml');
const judges = new Map<string, ReturnType<typeof createRequestJudge>>();

const EXCHANGE: Exchange = {
  id: 'x',
  source: 'pact',
  title: 'x',
  request: { method: 'POST', url: '/', headers: [], body: undefined },
  response: undefined,
  failure: undefined,
  failedTries: [],
  echoedSecrets: [],
  expectation: undefined,
  sentAt: 0,
  ms: 0,
  pointer: undefined,
  notJudged: undefined,
};

function judged(
  request: Partial<Omit<ExchangeRequest, 'body'>> & { body?: string },
  operation = 'POST /orders/{number}',
) {
  const judge = judges.get(operation) ?? createRequestJudge(findOperation(document, operation));
  judges.set(operation, judge);
  const { body = '{"secret":"s"}', ...others } = request;
  return judge({
    ...EXCHANGE,
    request: {
      method: 'POST',
      url: '/orders/1?kind=a&id=me',
      headers: [
        ['Authorization', 'Basic abc'],
        ['Content-Type', 'application/json'],
      ],
      ...others,
      body: new TextEncoder().encode(body),
    },
  });
}
const kinds = (...args: Parameters<typeof judged>) =>
  judged(...args).map(({ kind, pointer, forbidden }) =>
    `${forbidden ? '' : 'open '}${kind} ${pointer}`.trim(),
  );
const JSON_TYPE = ['Content-Type', 'application/json'] as const;
const BASIC = ['Authorization', 'basic abc'] as const;

test('a right request is right, below the path of a server too', () => {
  expect(kinds({})).toEqual([]);
  expect(kinds({ url: '/v2/orders/12?kind=b&id=me&tags=a,b' })).toEqual([]);
  expect(kinds({ url: 'https://api.example.com/v2/orders/12?kind=b&id=me&tags=a&tags=b' })).toEqual([]);
});

test('another method or path is the only thing that is said', () => {
  expect(kinds({ method: 'GET' })).toEqual(['operation']);
  expect(kinds({ url: '/orders' })).toEqual(['operation']);
  expect(judged({ method: 'get', url: '/orders?id=me' })).toEqual([
    expect.objectContaining({
      message: 'the document has no GET /orders',
      expected: 'POST /orders/{number}',
      actual: 'GET /orders',
    }),
  ]);
});

test('every scheme of one alternative has to be there, or all of another', () => {
  expect(kinds({ url: '/orders/1?kind=a' })).toEqual(['security-missing query id']);
  expect(kinds({ headers: [JSON_TYPE] })).toEqual(['security-missing header Authorization']);
  expect(kinds({ headers: [JSON_TYPE], url: '/orders/1?kind=a' })).toEqual(['security-missing cookie login']);
  expect(kinds({ headers: [JSON_TYPE, ['Cookie', 'a=b; login=x']], url: '/orders/1?kind=a' })).toEqual([]);
  expect(kinds({ headers: [JSON_TYPE, ['Authorization', 'Bearer abc']] })).toEqual([
    'security-scheme header Authorization',
  ]);
  expect(kinds({ headers: [JSON_TYPE, ['Authorization', ' Basic  abc ']] })).toEqual([]);
});

test('what is said of a credential never repeats it', () => {
  const found = judged({ headers: [JSON_TYPE, ['Authorization', 'Bearer very-secret']] });
  expect(found[0]?.message).toContain('together with id');
  expect(found[0]?.expected).toBe('basic credentials');
  expect(judged({ url: '/orders/1?kind=a' })[0]?.expected).toBe('query id');
  expect(JSON.stringify(found)).not.toContain('very-secret');
});

test('no credential is asked for where an alternative is empty, or there is none', () => {
  expect(kinds({ method: 'GET', url: '/free', headers: [], body: '' }, 'GET /free')).toEqual([]);
  expect(kinds({ method: 'PUT', url: '/free', headers: [], body: '' }, 'PUT /free')).toEqual([]);
});

test('parameters are looked for and held to their schemas, wherever they are', () => {
  expect(kinds({ url: '/orders/0?kind=a&id=me' })).toEqual(['parameter-value path number']);
  expect(kinds({ url: '/orders/x?kind=a&id=me' })).toEqual(['parameter-value path number']);
  expect(kinds({ url: '/orders/1?id=me' })).toEqual(['parameter-missing query kind']);
  expect(kinds({ url: '/orders/1?kind=c&id=me' })).toEqual(['parameter-value query kind']);
  expect(kinds({ url: '/orders/1?kind=a&id=me&tags=abc' })).toEqual(['parameter-value query tags']);
  expect(kinds({ url: '/orders/1?kind=a&id=me&other=1' })).toEqual(['open parameter-unknown query other']);
  expect(kinds({ url: '/orders/1?kind=a&id=me&login=x' })).toEqual(['open parameter-unknown query login']);
  expect(kinds({ url: '/orders/1?kind=a&id=me&X-Trace=1' })).toEqual([
    'open parameter-unknown query X-Trace',
  ]);
  expect(kinds({ headers: [BASIC, JSON_TYPE, ['x-trace', '1']] })).toEqual([
    'parameter-value header X-Trace',
  ]);
  expect(kinds({ headers: [BASIC, JSON_TYPE, ['Cookie', 'session=1']] })).toEqual([
    'parameter-value cookie session',
  ]);
  expect(kinds({ headers: [BASIC, JSON_TYPE, ['Cookie', 'session=truthy']] })).toEqual([
    'parameter-value cookie session',
  ]);
  expect(kinds({ headers: [BASIC, JSON_TYPE, ['Cookie', 'session=true']] })).toEqual([]);
});

test('what is wrong with a parameter is said of it, not of a place in it', () => {
  const said = (url: string) => judged({ url }).map(({ message }) => message);
  expect(said('/orders/1?kind=c&id=me')).toEqual([
    'the query parameter kind is "c", where the schema allows ["a","b"]',
  ]);
  expect(said('/orders/1?kind=a&id=me&tags=a,abc')).toEqual([
    'the query parameter tags is "abc": it must NOT have more than 2 characters',
  ]);
  expect(said('/orders/1?kind=a&id=me&other=1')).toEqual([
    'the document does not know the query parameter "other"',
  ]);
});

test('a body is held to its schema as a request: readOnly is not asked for, formats are strict', () => {
  expect(kinds({ body: '{}' })).toEqual(['body-value /secret']);
  expect(kinds({ body: '{"secret":1}' })).toEqual(['body-value /secret']);
  expect(kinds({ body: '{"secret":"s","id":"urn:uuid:481248f5-346a-4711-b8a8-18a0348de10f"}' })).toEqual([
    'body-value /id',
  ]);
  expect(kinds({ body: '{"secret":"s","at":"2021-08-17 12:31:32Z"}' })).toEqual(['body-value /at']);
  expect(kinds({ body: '{"secret":"s","size":"ab"}' })).toEqual(['body-value /size']);
  expect(kinds({ body: '{"secret":' })).toEqual(['body-syntax']);
  expect(kinds({ body: '' })).toEqual(['body-missing']);
  const [fault] = judged({ body: '{}' });
  expect(fault?.promise).toBe(
    '/paths/~1orders~1{number}/post/requestBody/content/application~1json/schema/required/1',
  );
});

test('the media type has to be a documented one; without one the document leaves it open', () => {
  expect(kinds({ headers: [BASIC, ['Content-Type', 'application/xml']] })).toEqual([
    'media-type Content-Type',
  ]);
  expect(kinds({ headers: [BASIC, ['Content-Type', 'json']] })).toEqual(['media-type Content-Type']);
  expect(kinds({ headers: [BASIC, ['Content-Type', 'text/plain']], body: 'long text' })).toEqual([]);
  expect(kinds({ headers: [BASIC] })).toEqual(['open media-type-missing Content-Type']);
  expect(kinds({ method: 'PUT', url: '/free', headers: [] }, 'PUT /free')).toEqual(['open body-unknown']);
});

test.each<[what: string, request: Parameters<typeof judged>[0], message: string]>([
  [
    'a parameter that is not there',
    { url: '/orders/1?id=me' },
    'the query parameter kind is missing, though the document requires it',
  ],
  [
    'a value out of an enum',
    { url: '/orders/1?kind=c&id=me' },
    'the query parameter kind is "c", where the schema allows ["a","b"]',
  ],
  [
    'an item of a list',
    { url: '/orders/1?kind=a&id=me&tags=b,abc' },
    'the query parameter tags is "abc": it must NOT have more than 2 characters',
  ],
  [
    'a text where the document says integer',
    { url: '/orders/x?kind=a&id=me' },
    'the path parameter number is "x" (string), where the schema says integer',
  ],
  [
    'an unknown query',
    { url: '/orders/1?kind=a&id=me&x=1' },
    'the document does not know the query parameter "x"',
  ],
  ['no body', { body: '' }, 'the request has no body, though the document requires one'],
  [
    'a property that is not there',
    { body: '{}' },
    'the request: /secret is missing, though the schema requires it',
  ],
  [
    'a property of another type',
    { body: '{"secret":1}' },
    'the request: /secret is 1 (integer), where the schema says string',
  ],
  [
    'another media type',
    { headers: [BASIC, ['Content-Type', 'application/xml']] },
    'the Content-Type of the request is application/xml; the document says application/json or text/plain',
  ],
  [
    'no media type',
    { headers: [BASIC] },
    'the request has a body and no Content-Type; the document says application/json or text/plain',
  ],
  [
    'a credential without a word',
    { headers: [JSON_TYPE, ['Authorization', 'abc def']] },
    'header Authorization does not begin with the word "basic": the document asks for key (header Authorization), together with id',
  ],
  [
    'a credential that is asked for alone',
    { headers: [JSON_TYPE], url: '/orders/1?kind=a' },
    'cookie login is missing: the document asks for cookie (cookie login)',
  ],
  [
    'a word without a credential',
    { headers: [JSON_TYPE, ['Authorization', 'Basic ']] },
    'header Authorization holds no credential: the document asks for key (header Authorization), together with id',
  ],
])('what is said of %s', (_, request, message) => {
  expect(judged(request).map((each) => each.message)).toEqual([message]);
});

test.each<[part: string, request: Parameters<typeof judged>[0]]>([
  ['operation', { method: 'GET' }],
  ['credentials', { headers: [JSON_TYPE] }],
  ['parameters', { url: '/orders/1?id=me' }],
  ['parameters', { url: '/orders/1?kind=c&id=me' }],
  ['media type', { headers: [BASIC, ['Content-Type', 'application/xml']] }],
  ['media type', { headers: [BASIC] }],
  ['body', { body: '' }],
  ['body', { body: '{' }],
  ['body', { body: '{}' }],
])('a finding names the part of the request that it is about: %s', (part, request) => {
  expect(judged(request).map((each) => each.part)).toEqual([part]);
});

test('a body is no JSON for the reason that a parser gives, and one that nobody describes is told', () => {
  expect(judged({ body: '{"secret":' }).map(({ message }) => message)).toEqual([
    expect.stringMatching(/^the request: the body is no JSON: ./),
  ]);
  expect(judged({ body: '{} {}' }).map(({ message }) => message)).toEqual([
    'the request: the body goes on behind the end of its JSON, with "{}"',
  ]);
  const put = judged({ method: 'PUT', url: '/free', headers: [] }, 'PUT /free');
  expect(put.map(({ message }) => message)).toEqual([
    'the request has a body, and the document describes none',
  ]);
});

test('a parameter that may be a text is held to what is said of texts, though it looks like a number', () => {
  const document31 = readDocument(
    `openapi: 3.1.0
info: {title: t, version: '1'}
paths:
  /orders:
    get:
      parameters:
        - {name: number, in: query, schema: {type: [string, integer], maxLength: 3}}
      responses: {'200': {description: d}}
`,
    'orders.yaml',
  );
  const judge = createRequestJudge(findOperation(document31, 'GET /orders'));
  const asking = (number: string) =>
    judge({ ...EXCHANGE, request: { ...EXCHANGE.request, method: 'GET', url: `/orders?number=${number}` } });
  expect(asking('123')).toEqual([]);
  expect(asking('12345').map(({ kind }) => kind)).toEqual(['parameter-value']);
});

test.each<[url: string, expected: string[]]>([
  // Items that are texts: what looks like a number is a text too, alone and among others.
  ['tags=12', []],
  ['tags=1,2', []],
  ['tags=a,22&tags=3', []],
  ['tags=1,222', ['query tags']],
  // A comma is a part of the text, or parts two.
  ['words=red,blue', []],
  ['words=red', ['query words']],
  // Whatever a schema without a type lists is compared as what it may be.
  ['size=1', []],
  ['size=3', ['query size']],
  ['agreed=true', []],
  ['agreed=false', ['query agreed']],
  ['agreed=yes', ['query agreed']],
  ['known=false', []],
  ['known=falsehood', ['query known']],
])('a value is right where one of the ways to read it is: %s', (query, expected) => {
  const shop = readDocument(
    `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /shop:
    get:
      parameters:
        - {name: tags, in: query, schema: {type: array, items: {type: string, maxLength: 2}}}
        - {name: words, in: query, schema: {type: array, items: {type: string, minLength: 5}}}
        - {name: size, in: query, schema: {enum: ['1', '2']}}
        - {name: agreed, in: query, schema: {type: boolean, enum: [true]}}
        - {name: known, in: query, schema: {type: boolean}}
      responses: {'200': {description: d}}
`,
    'shop.yaml',
  );
  const found = createRequestJudge(findOperation(shop, 'GET /shop'))({
    ...EXCHANGE,
    request: { method: 'GET', url: `/shop?${query}`, headers: [], body: undefined },
  });
  expect(found.map(({ pointer }) => pointer)).toEqual(expected);
});

test('a finding holds what was sent and what the schema says, all values of a list', () => {
  const [one] = judged({ url: '/orders/1?kind=c&id=me' });
  expect(one).toMatchObject({ expected: ['a', 'b'], actual: 'c' });
  const [several] = judged({ url: '/orders/1?kind=a&id=me&tags=b&tags=abc' });
  expect(several).toMatchObject({ actual: ['b', 'abc'] });
});

test('of a path with several parameters each has its own part, percent-escapes undone', () => {
  const two = readDocument(
    `openapi: 3.0.3
info: {title: t, version: '1'}
paths:
  /shops/{shop}/orders/{number}.json:
    get:
      parameters:
        - {name: shop, in: path, required: true, schema: {type: string, enum: [é]}}
        - {name: number, in: path, required: true, schema: {type: integer}}
        - {name: filter, in: query, schema: {type: object}}
        - {name: sizes, in: query, schema: {type: array, items: {type: number}}}
      responses: {'200': {description: d}}
    put:
      requestBody:
        content:
          application/json: {schema: {type: object, required: [a], properties: {a: {}}}}
          application/merge-patch+json: {schema: {type: object}}
      responses: {'200': {description: d}}
    post:
      requestBody:
        content: {application/json: {schema: {type: object, required: [a], properties: {a: {}}}}}
      responses: {'200': {description: d}}
    patch:
      security: [{one: [], two: [], three: []}]
      requestBody: {content: {}}
      responses: {'200': {description: d}}
components:
  securitySchemes:
    one: {type: apiKey, in: header, name: X-One}
    two: {type: apiKey, in: header, name: X-Two}
    three: {type: apiKey, in: header, name: X-Three}
`,
    'shops.yaml',
  );
  const said = (method: string, url: string) =>
    createRequestJudge(findOperation(two, `${method} /shops/{shop}/orders/{number}.json`))({
      ...EXCHANGE,
      request: { method, url, headers: [], body: undefined },
    }).map(({ kind, forbidden, pointer, message }) => (forbidden ? `${kind} ${pointer}` : message));
  expect(said('GET', '/shops/%C3%A9/orders/1.json')).toEqual([]);
  expect(said('GET', '/shops/e/orders/1.json')).toEqual(['parameter-value path shop']);
  expect(said('GET', '/shops/%C3%A9/orders/one.json')).toEqual(['parameter-value path number']);
  expect(said('GET', '/shops/%C3/orders/1.json')).toEqual(['parameter-value path shop']);
  expect(said('GET', '/shops/%C3%A9/orders/1.json?filter[a]=1&sizes[]=1&sizes[]=2.5')).toEqual([]);
  expect(said('GET', '/shops/%C3%A9/orders/1.json?sizes=1e5,-0.5,1E-2,1e%2B2')).toEqual([]);
  for (const wrong of ['sizes=1,x', 'sizes[]=x', 'sizes=1e', 'sizes=01', 'sizes=.5', 'sizes=%2B1'])
    expect(said('GET', `/shops/%C3%A9/orders/1.json?${wrong}`), wrong).toEqual([
      'parameter-value query sizes',
    ]);
  // One of the two bodies may be empty; of the other a schema asks for something.
  expect(said('PUT', '/shops/s/orders/1.json')).toEqual([]);
  expect(said('PATCH', '/shops/s/orders/1.json')).toHaveLength(3); // a credential each, and nothing of a body
  expect(said('POST', '/shops/s/orders/1.json')).toEqual([
    'the request has no body; the document does not mark it as required, and its schema requires properties',
  ]);
});

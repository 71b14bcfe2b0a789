import { expect, test } from 'vitest';
import { findOperation, listOperations } from '../../src/document/find-operation.ts';
import { loadDocument, readDocument } from '../../src/document/load.ts';
import { responseFor } from '../../src/document/operation.ts';
import type { JsonObject } from '../../src/json.ts';
import { documentOf, operationOf, PAGE, PINNED, problemOf } from './support.ts';

const OK = { responses: { 200: { description: 'Fine.' } } };

test('the pinned operation is read with every reference followed', async () => {
  const operation = findOperation(await loadDocument(PINNED), 'webhooks/dev-trigger');
  expect(operation).toMatchObject({
    method: 'POST',
    path: '/register/dev/trigger_event',
    id: 'webhooks/dev-trigger',
  });
  expect(operation.servers.map(({ description }) => description)).toEqual(['Sandbox', 'Production']);
  expect(operation.parameters).toMatchObject([
    { name: 'X-Qonto-Staging-Token', in: 'header', required: false, example: undefined },
  ]);
  expect(operation.body).toMatchObject({
    required: false,
    content: [{ type: 'application/json', examples: [] }],
  });
  expect(operation.responses.map(({ status, content }) => [status, content.length])).toEqual([
    ['201', 1],
    ['400', 1],
    ['401', 1],
    ['409', 1],
    ['500', 0],
  ]);
  expect(operation.security).toMatchObject([
    {
      schemes: [
        { name: 'apiKey', kind: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
        { name: 'qontoPartnerId', kind: 'apiKey', in: 'header', parameter: 'Qonto-Partner-Id' },
      ],
    },
  ]);
  const [example] = responseFor(operation, 401)?.content[0]?.examples ?? [];
  expect(example).toMatchObject({ name: 'Example', pointer: '/components/examples/unauthorized/value' });
});

test.each([
  'webhooks/dev-trigger',
  'POST /register/dev/trigger_event',
  'post /register/dev/trigger_event',
  ' Post   /register/dev/trigger_event ',
  undefined,
])('an operation is found by its id, by method and path, or as the only one: %j', async (name) => {
  expect(findOperation(await loadDocument(PINNED), name).id).toBe('webhooks/dev-trigger');
});

const SEVERAL = {
  paths: {
    '/a': { get: { ...OK, operationId: 'one' }, delete: OK },
    '/b': { summary: 'x', 'x-get': {}, get: { ...OK, operationId: 'two' } },
    'x-c': { get: OK },
  },
};

test('operations are listed in the order of the document, extensions left out', () => {
  expect(listOperations(documentOf(SEVERAL)).map(({ id }) => id)).toEqual(['one', 'DELETE /a', 'two']);
});

test('an operation that is not there is a Problem that names those that are', () => {
  const problem = problemOf(() => findOperation(documentOf(SEVERAL), 'three'));
  expect(problem.line()).toBe(
    'api.json:7:3: the document has no operation "three"; it has "one", "DELETE /a", "two"',
  );
});

test('the Problem stands where the operation was named, when that is known', () => {
  const place = { file: 'c.yaml', line: 7 };
  expect(problemOf(() => findOperation(documentOf(SEVERAL), 'three', place)).place).toEqual(place);
});

test('of many operations some are named', () => {
  const paths = Object.fromEntries(Array.from({ length: 9 }, (_, turn) => [`/${turn}`, { get: OK }]));
  expect(problemOf(() => findOperation(documentOf({ paths }), 'x')).hint).toBe(
    'for example "GET /0", "GET /1", "GET /2", "GET /3", "GET /4", "GET /5"',
  );
});

test('without a name the only operation is taken, and several are a Problem', () => {
  expect(problemOf(() => findOperation(documentOf(SEVERAL))).line()).toBe(
    'api.json:7:3: the document has more than one operation; name one with --operation; it has "one", "DELETE /a", "two"',
  );
});

test('an id that two operations have is a Problem that says how to tell them apart', () => {
  const twice = {
    paths: { '/a': { get: { ...OK, operationId: 'x' } }, '/b': { put: { ...OK, operationId: 'x' } } },
  };
  const problem = problemOf(() => findOperation(documentOf(twice), 'x'));
  expect(problem.message).toBe('the document has more than one operation "x"');
  expect(problem.hint).toBe('name one with --operation; it has "GET /a", "PUT /b"');
  expect(findOperation(documentOf(twice), 'PUT /b').method).toBe('PUT');
});

test('a document without an operation is a Problem', () => {
  expect(problemOf(() => findOperation(documentOf({}), 'x')).line()).toBe(
    'api.json:7:3: the document has no operation',
  );
});

test('of a page with several operations the one that the fence names is taken', async () => {
  const { fence, text } = await loadDocument(PAGE);
  const more = text.replace(
    'paths:\n',
    'paths:\n  /other:\n    get:\n      responses:\n        "200": {description: x}\n',
  );
  const document = readDocument(`# P\n\n\`\`\`yaml ${fence}\n${more}\`\`\`\n`, 'p.md');
  expect(listOperations(document)).toHaveLength(2);
  expect(findOperation(document).id).toBe('webhooks/dev-trigger');
});

test('references are followed in every part of an operation', () => {
  const ref = (name: string) => ({ $ref: `#/components/${name}` });
  const document = documentOf({
    paths: { '/a': ref('pathItems/a') },
    components: {
      pathItems: {
        a: {
          parameters: [ref('parameters/p')],
          post: {
            requestBody: ref('requestBodies/b'),
            responses: { 200: ref('responses/r') },
            security: [{ s: [] }],
          },
        },
      },
      parameters: {
        p: { name: 'q', in: 'query', examples: { x: ref('examples/e') }, schema: ref('schemas/s') },
      },
      requestBodies: { b: { required: true, content: { 'application/json': { schema: ref('schemas/s') } } } },
      responses: {
        r: {
          description: 'R',
          headers: { 'x-limit': ref('headers/h') },
          content: { 'application/json': { schema: ref('schemas/s'), examples: { x: ref('examples/e') } } },
        },
      },
      headers: { h: { required: true, schema: ref('schemas/s') } },
      examples: { e: { value: 42 } },
      schemas: { s: ref('schemas/t'), t: { type: 'integer' } },
      securitySchemes: { s: ref('securitySchemes/t'), t: { type: 'http', scheme: 'Basic' } },
    },
  });
  const operation = findOperation(document, 'POST /a');
  const schema = { pointer: '/components/schemas/t' };
  expect(operation).toMatchObject({
    pointer: '/components/pathItems/a/post',
    parameters: [{ name: 'q', example: 42, schema, pointer: '/components/parameters/p' }],
    body: { required: true, content: [{ schema }], pointer: '/components/requestBodies/b' },
    responses: [
      {
        status: '200',
        description: 'R',
        headers: [{ name: 'x-limit', required: true, schema }],
        content: [{ schema, examples: [{ name: 'x', value: 42, pointer: '/components/examples/e/value' }] }],
      },
    ],
    security: [{ schemes: [{ name: 's', kind: 'http', scheme: 'basic' }] }],
  });
});

test("an operation's parameter takes the place of the path's of the same name and place", () => {
  const parameter = (name: string, where: string, description: string) => ({
    name,
    in: where,
    description,
    schema: {},
  });
  const document = documentOf({
    paths: {
      '/a/{id}': {
        parameters: [
          parameter('id', 'path', '1'),
          parameter('X-A', 'header', '2'),
          parameter('q', 'query', '3'),
        ],
        get: {
          ...OK,
          parameters: [
            parameter('x-a', 'header', '4'),
            parameter('Q', 'query', '5'),
            parameter('q', 'cookie', '6'),
          ],
        },
      },
    },
  });
  const { parameters } = findOperation(document);
  expect(parameters.map(({ in: where, name, required }) => [where, name, required])).toEqual([
    ['path', 'id', true],
    ['header', 'x-a', false],
    ['query', 'q', false],
    ['query', 'Q', false],
    ['cookie', 'q', false],
  ]);
});

test.each(['Authorization', 'accept', 'Content-Type'])('a header parameter called %s is ignored', (name) => {
  const parameters = [
    { name, in: 'header', schema: {} },
    { name, in: 'query', schema: {} },
  ];
  expect(findOperation(operationOf({ parameters })).parameters).toMatchObject([{ name, in: 'query' }]);
});

test('a parameter may have its schema and its example in a media type', () => {
  const parameters = [
    { name: 'q', in: 'query', content: { 'application/json': { schema: { type: 'array' }, example: [1] } } },
  ];
  expect(findOperation(operationOf({ parameters })).parameters).toMatchObject([
    { example: [1], schema: { value: { type: 'array' } } },
  ]);
});

test('an example is data, whatever it holds', () => {
  const content = {
    'application/json': {
      example: { $ref: '#/nowhere' },
      examples: { n: { value: null }, r: { value: { $ref: '#/nowhere' } }, x: {} },
    },
  };
  const { body } = findOperation(operationOf({ requestBody: { content } }));
  expect(body?.content[0]?.examples.map(({ name, value }) => [name, value])).toEqual([
    ['example', { $ref: '#/nowhere' }],
    ['n', null],
    ['r', { $ref: '#/nowhere' }],
  ]);
});

test('a response header called Content-Type is ignored', () => {
  const headers = { 'content-type': { schema: {} }, 'Retry-After': { schema: {} } };
  const operation = findOperation(operationOf({ responses: { 200: { description: '', headers } } }));
  expect(operation.responses[0]?.headers.map(({ name }) => name)).toEqual(['Retry-After']);
});

test.each([
  ['its own', { servers: [{ url: 'https://own' }] }, { servers: [{ url: 'https://path' }] }, 'https://own'],
  ["its path's", {}, { servers: [{ url: 'https://path' }] }, 'https://path'],
  [
    "its path's, its own list being empty",
    { servers: [] },
    { servers: [{ url: 'https://path' }] },
    'https://path',
  ],
  ["the document's", {}, {}, 'https://root'],
])('an operation has %s servers', (_, own: JsonObject, path: JsonObject, expected) => {
  const document = documentOf({
    servers: [{ url: 'https://root' }],
    paths: { '/a': { get: { ...OK, ...own }, ...path } },
  });
  expect(findOperation(document).servers.map(({ url }) => url)).toEqual([expected]);
});

test('variables of a server stand for their defaults', () => {
  const variables = { region: { default: 'eu' }, port: { default: '8443', enum: ['443', '8443'] } };
  const servers = [{ url: 'https://{region}.example.com:{port}/{unknown}', variables, description: 'S' }];
  expect(findOperation(operationOf({}, { servers })).servers).toMatchObject([
    { url: 'https://eu.example.com:8443/{unknown}', description: 'S' },
  ]);
});

const KEY = { type: 'apiKey', in: 'header', name: 'K' };
const components = {
  securitySchemes: { a: KEY, 'x-b': { ...KEY, in: 'query' }, c: { ...KEY, in: 'cookie' } },
};

test.each([
  ['inherited from the document', {}, [['a']]],
  ['emptied', { security: [] }, []],
  ['optional', { security: [{}, { 'x-b': [] }] }, [[], ['x-b']]],
  ['of several schemes together', { security: [{ a: [], c: [] }, { 'x-b': [] }] }, [['a', 'c'], ['x-b']]],
])('security is %s', (_, own: JsonObject, expected) => {
  const { security } = findOperation(operationOf(own, { components, security: [{ a: [] }] }));
  expect(security.map(({ schemes }) => schemes.map(({ name }) => name))).toEqual(expected);
});

test.each([
  [
    { type: 'http', scheme: 'Bearer', bearerFormat: 'JWT' },
    { kind: 'http', scheme: 'bearer', bearerFormat: 'JWT' },
  ],
  [
    { type: 'http', scheme: 'basic' },
    { kind: 'http', scheme: 'basic', bearerFormat: undefined },
  ],
  [
    { type: 'apiKey', in: 'query', name: 'key' },
    { kind: 'apiKey', in: 'query', parameter: 'key' },
  ],
  [
    { type: 'oauth2', flows: {} },
    { kind: 'http', scheme: 'bearer' },
  ],
  [
    { type: 'openIdConnect', openIdConnectUrl: 'x' },
    { kind: 'http', scheme: 'bearer' },
  ],
  [{ type: 'mutualTLS' }, { kind: 'other', type: 'mutualTLS' }],
])('a security scheme is read: %j', (scheme, expected) => {
  const parts = { components: { securitySchemes: { s: scheme } } };
  const { security } = findOperation(operationOf({ security: [{ s: [] }] }, parts));
  expect(security[0]?.schemes[0]).toMatchObject({
    ...expected,
    name: 's',
    pointer: '/components/securitySchemes/s',
  });
});

test('a security scheme that is not declared is a Problem', () => {
  const problem = problemOf(() => findOperation(operationOf({ security: [{ nope: [] }] })));
  expect(problem.line()).toMatch(
    /^api\.json:\d+:\d+: the security scheme "nope" is not declared; declare it under/,
  );
});

test('a response is chosen by its status, then its class, then default', () => {
  const description = '';
  const responses = {
    200: { description },
    '4xx': { description },
    404: { description },
    default: { description },
  };
  const operation = findOperation(operationOf({ responses }));
  const chosen = [200, 404, 403, 500].map((status) => responseFor(operation, status)?.status);
  expect(chosen).toEqual(['200', '404', '4XX', 'default']);
  expect(responseFor(findOperation(operationOf({})), 404)).toBeUndefined();
});

test('extensions among the responses are no responses', () => {
  const responses = { 200: { description: '' }, 'x-note': 'y' };
  expect(findOperation(operationOf({ responses })).responses.map(({ status }) => status)).toEqual(['200']);
});

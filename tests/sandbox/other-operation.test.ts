import { describe, expect, test } from 'vitest';
import { deriveContract } from '../../src/contract/derive.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import { startSandbox } from '../../src/sandbox/server.ts';
import { type Ask, ask, headerOf, json, using } from './support.ts';

/** Serves an operation with a contract that nobody wrote, and asks it some things. */
async function serve(text: string, asks: (environment: Record<string, string>) => Partial<Ask>[]) {
  const contract = deriveContract(findOperation(readDocument(text, 'test.yaml')));
  const sandbox = await startSandbox({ contract });
  return using(sandbox, async (pool) => {
    const replies = [];
    for (const each of asks(sandbox.environment)) {
      replies.push(await ask(pool, {}, { name: 'own', kind: 'valid', ...each }));
    }
    return replies;
  });
}

const PETS = `
openapi: 3.1.0
info: { title: Pets, version: '1' }
paths:
  /owners/{owner}/pets:
    parameters:
      - { name: owner, in: path, required: true, schema: { type: integer, minimum: 1 } }
    get:
      security: [{ key: [] }, { basic: [] }]
      parameters:
        - { name: kind, in: query, required: true, schema: { enum: [cat, dog] } }
        - { name: tags, in: query, schema: { type: array, items: { type: string, maxLength: 3 } } }
      responses:
        '200':
          description: The pets.
          headers:
            X-Total: { required: true, schema: { type: integer, minimum: 7 } }
            X-Pages: { required: true, schema: { type: array, items: { enum: [7] }, minItems: 2 } }
            X-Next: { required: true, schema: { $ref: '#/components/schemas/next' } }
            X-Last: { required: true, explode: true, schema: { $ref: '#/components/schemas/next' } }
            X-More: { required: true, content: { application/json: { schema: { $ref: '#/components/schemas/next' } } } }
          content:
            application/json:
              schema:
                type: array
                minItems: 2
                items: { $ref: '#/components/schemas/pet' }
        '401': { description: Who are you? }
        '422':
          description: Refused.
          content:
            application/json:
              schema:
                type: object
                required: [message]
                properties: { message: { type: string, minLength: 1 } }
components:
  schemas:
    next: { type: object, required: [page, size], properties: { page: { enum: [2] }, size: { enum: [7] } } }
    pet:
      type: object
      required: [name, tag, born, parent]
      properties:
        name: { type: string, pattern: '^[A-Z]{2}\\d+$', minLength: 6 }
        tag: { type: [string, 'null'], format: ipv4 }
        born: { type: string, format: date }
        weight: { type: number, exclusiveMinimum: 0, maximum: 1 }
        secret: { type: string, writeOnly: true }
        parent:
          anyOf: [{ type: 'null' }, { $ref: '#/components/schemas/pet' }]
  securitySchemes:
    key: { type: apiKey, in: query, name: key }
    basic: { type: http, scheme: basic }
`;

describe('an operation with parameters and two ways to be known', () => {
  test('is served by its document alone', async () => {
    const path = '/owners/12/pets?kind=cat';
    const get = { method: 'GET', headers: { Authorization: undefined } };
    const replies = await serve(PETS, (environment) => {
      const key = `&key=${environment['PLUMBLINE_KEY']}`;
      const pair = Buffer.from(environment['PLUMBLINE_BASIC'] ?? '').toString('base64');
      return [
        { ...get, path: path + key },
        { ...get, path, headers: { Authorization: `Basic ${pair}` } },
        { ...get, path },
        { ...get, path: `/owners/0/pets?kind=cat${key}` },
        { ...get, path: `/owners/12/pets?kind=cow${key}` },
        { ...get, path: `/owners/12/pets?${key}` },
        { ...get, path: `${path}&tags=a&tags=long${key}` },
        { ...get, path: `${path}&tags=a,b${key}` },
        { ...get, path: `/owners/12${key}` },
        { path: path + key },
      ];
    });
    expect(replies.map(({ status }) => status)).toEqual([200, 200, 401, 422, 422, 422, 422, 200, 404, 405]);
    const [first, , unknown, refused] = replies;
    if (first === undefined || unknown === undefined || refused === undefined) throw new Error('too few');
    expect(headerOf(first, 'X-Total')).toBe('7');
    expect(headerOf(first, 'X-Pages')).toBe('7,7');
    expect(headerOf(first, 'X-Next')).toBe('page,2,size,7');
    expect(headerOf(first, 'X-Last')).toBe('page=2,size=7');
    expect(headerOf(first, 'X-More')).toBe('{"page":2,"size":7}');
    const pet = { name: 'AA1111', tag: '192.0.2.1', born: '2021-08-17', weight: 0.5, parent: null };
    expect(json(first)).toEqual([pet, pet]);
    expect(unknown.body).toHaveLength(0);
    expect(json(refused)).toEqual({ message: expect.any(String) });
  });
});

test('an operation without content answers without a body', async () => {
  const [reply] = await serve(
    "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {/a: {delete: {responses: {'204': {description: Gone}}}}}",
    () => [{ method: 'DELETE', path: '/a' }],
  );
  expect(reply).toMatchObject({ status: 204, body: Buffer.alloc(0) });
});

test('an operation whose only success is a redirect answers with it', async () => {
  const [reply] = await serve(
    "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {/a: {post: {responses: {'400': {description: No}, '303': {description: Thanks, headers: {Location: {required: true, schema: {type: string, enum: [/thanks]}}}}}}}}",
    () => [{ path: '/a' }],
  );
  if (reply === undefined) throw new Error('no answer');
  expect([reply.status, headerOf(reply, 'Location')]).toEqual([303, '/thanks']);
});

test('an answer that is no JSON is text', async () => {
  const [reply] = await serve(
    "openapi: 3.0.3\ninfo: {title: a, version: '1'}\npaths: {/a: {get: {responses: {default: {description: Text, content: {text/csv: {example: 'a,b'}}}}}}}",
    () => [{ method: 'GET', path: '/a' }],
  );
  expect(reply).toMatchObject({ status: 200, body: Buffer.from('a,b') });
});

test('a body may be left out where nothing asks for it, and a form is read', async () => {
  const document = `
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    post:
      requestBody:
        content:
          application/json: { schema: { type: object, properties: { n: { type: integer, minimum: 1, exclusiveMinimum: true } } } }
          application/x-www-form-urlencoded: { schema: { type: object } }
      responses: { '201': { description: Made }, '400': { description: Refused } }
`;
  const replies = await serve(document, () => [
    { path: '/a' },
    { path: '/a', body: '{"n":2}' },
    { path: '/a', body: '{"n":1}' },
    { path: '/a', body: 'n=1', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } },
    { path: '/a', body: 'n: 1', headers: { 'Content-Type': 'application/yaml' } },
  ]);
  expect(replies.map(({ status }) => status)).toEqual([201, 201, 400, 201, 400]);
});

describe('a form', () => {
  const document = (type: string, version: string) => `
openapi: ${version}
info: { title: a, version: '1' }
paths:
  /a:
    post:
      requestBody:
        required: true
        content:
          ${type}:
            schema:
              type: object
              required: [n]
              properties:
                n: { type: integer, minimum: 1 }
                list: { type: array, maxItems: 2, items: { type: string, enum: [a, b] } }
                joined: { type: array, maxItems: 2, items: { type: integer } }
                deep: { type: object, required: [city], properties: { city: { type: string }, floor: { type: integer } } }
                rows: { type: object, required: [x], properties: { x: { type: integer } } }
                file: { type: string, format: binary, maxLength: 4 }
            encoding:
              joined: { explode: false }
              deep: { style: deepObject }
              file: { contentType: 'image/*, text/csv', headers: { X-Sum: { required: true, schema: { type: string } } } }
      responses: { '201': { description: Made }, '400': { description: Refused } }
`;

  test('for URLs is held against its schema, field by field', async () => {
    const type = 'application/x-www-form-urlencoded';
    const cases: [body: string, status: number][] = [
      ['n=1', 201],
      ['n=0', 400],
      ['n=one', 400],
      ['list=a', 400],
      ['n=1&n=2', 400],
      ['n=1&list=a&list=b', 201],
      ['n=1&list=c', 400],
      ['n=1&list=a&list=b&list=a', 400],
      ['n=1&joined=1,2', 201],
      ['n=1&joined=1,2,3', 400],
      ['n=1&deep[city]=x&deep%5Bfloor%5D=2', 201],
      ['n=1&deep[floor]=2', 400],
      ['n=1&rows={"x":1}', 201],
      ['n=1&rows={"x":"1"}', 400],
      ['n=1&rows=x', 400],
      ['n=1&__proto__=x', 201],
    ];
    const replies = await serve(document(type, '3.0.3'), () =>
      cases.map(([body]) => ({ path: '/a', body, headers: { 'Content-Type': type } })),
    );
    expect(replies.map(({ status }, index) => [cases[index]?.[0], status])).toEqual(cases);
  });

  test('data is read part by part, and each part has its media type and its headers', async () => {
    const part = (name: string, value: string, headers = '') =>
      `--x\r\nContent-Disposition: form-data; name="${name}"\r\n${headers}\r\n${value}\r\n`;
    const n = part('n', '1');
    const png = 'Content-Type: image/png\r\nX-Sum: 1\r\n';
    const cases: [body: string, status: number][] = [
      [`${n}--x--`, 201],
      [n, 400],
      ['--x--', 400],
      [`${part('n', '0')}--x--`, 400],
      [`${n}${part('rows', '{"x":1}', 'Content-Type: application/json\r\n')}--x--`, 201],
      [`${n}${part('rows', '{"x":null}', 'Content-Type: application/json\r\n')}--x--`, 400],
      [`${n}${part('file', 'ab\r\n', png)}--x--`, 201],
      [`${n}${part('file', 'ab\r\n-', png)}--x--`, 400],
      [`${n}${part('file', 'ab', 'Content-Type: image/png\r\n')}--x--`, 400],
      [`${n}${part('file', 'ab', 'Content-Type: application/pdf\r\nX-Sum: 1\r\n')}--x--`, 400],
      [`--x\r\nContent-Disposition: form-data\r\n\r\n1\r\n--x--`, 400],
    ];
    const replies = await serve(document('multipart/form-data', '3.0.3'), () =>
      cases.map(([body]) => ({
        path: '/a',
        body,
        headers: { 'Content-Type': 'multipart/form-data; boundary="x"' },
      })),
    );
    expect(replies.map(({ status }, index) => [cases[index]?.[0], status])).toEqual(cases);
  });
});

test('a schema that cannot be compiled is a problem of the document, with its line', async () => {
  const document = `
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { type: string, pattern: '(' } } } }
      responses: { '201': { description: Made } }
`;
  await expect(serve(document, () => [])).rejects.toMatchObject({
    name: 'Problem',
    place: { file: 'test.yaml', line: 7 },
  });
});

test('a body deeper than the stack is refused where the schema refers to itself', async () => {
  const document = `
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    post:
      requestBody: { content: { application/json: { schema: { $ref: '#/components/schemas/tree' } } } }
      responses: { '201': { description: Made, content: { application/json: { schema: { $ref: '#/components/schemas/tree' } } } } }
components: { schemas: { tree: { type: object, properties: { next: { $ref: '#/components/schemas/tree' } } } } }
`;
  const deep = `${'{"next":'.repeat(50_000)}{}${'}'.repeat(50_000)}`;
  const replies = await serve(document, () => [
    { path: '/a', body: deep },
    { path: '/a', body: '{"next":{"next":{}}}' },
    { path: '/a', body: '{"next":{"next":1}}' },
  ]);
  expect(replies.map(({ status }) => status)).toEqual([400, 201, 400]);
});

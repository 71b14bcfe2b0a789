import { describe, expect, test } from 'vitest';
import type { Contract } from '../../src/contract/contract.ts';
import { loadContract } from '../../src/contract/load.ts';
import type { Parameter } from '../../src/document/operation.ts';
import type { Json } from '../../src/json.ts';
import { acceptsText, arrives, parameterPairs, parameterText } from '../../src/probes/parameter.ts';
import {
  baseRequest,
  freeParameters,
  guesses,
  rightParameter,
  writeRequest,
} from '../../src/probes/request.ts';
import { contractOf, documents, planned } from './asked.ts';

/** What each request says of who sends it. */
const NAMED = { name: 'User-Agent', value: 'plumbline', shown: 'plumbline' };

function parameter(words: string): {
  parameter: Parameter;
  document: ReturnType<typeof contractOf>['operation']['document'];
} {
  const { operation } = contractOf(`
openapi: 3.0.3
info: { title: a, version: '1' }
paths: { '/a/{p}': { get: { parameters: [${words}], responses: { '200': { description: Fine } } } } }
`);
  const [found] = operation.parameters;
  if (found === undefined) throw new Error('no parameter');
  return { parameter: found, document: operation.document };
}

describe('a parameter is written in the style of the document (OpenAPI 3.0 section 4.7.12.3)', () => {
  const QUERY: [words: string, value: Json, query: string][] = [
    ['', 'a b', 'p=a b'],
    ['', 5, 'p=5'],
    ['', true, 'p=true'],
    ['', null, 'p=null'],
    ['', ['a', 1], 'p=a&p=1'],
    ['explode: false', ['a', 1], 'p=a,1'],
    ['style: pipeDelimited, explode: false', ['a', 'b'], 'p=a|b'],
    ['style: spaceDelimited, explode: false', ['a', 'b'], 'p=a b'],
    ['', { x: 1, y: 'z' }, 'x=1&y=z'],
    ['explode: false', { x: 1, y: 'z' }, 'p=x,1,y,z'],
    ['style: deepObject', { x: 1, y: 'z' }, 'p[x]=1&p[y]=z'],
    ['content: { application/json: { schema: {} } }', { x: [1] }, 'p={"x":[1]}'],
  ];
  test.each(QUERY)('in the query: %s %j', (words, value, query) => {
    const found = parameter(`{ name: p, in: query, ${words} }`);
    const pairs = parameterPairs(found.parameter, value, found.document);
    expect(pairs.map(([name, text]) => `${name}=${text}`).join('&')).toBe(query);
  });

  const TEXTS: [place: string, words: string, value: Json, text: string][] = [
    ['path', '', 'a/b c', 'a%2Fb%20c'],
    ['path', '', ['a', 'b/c'], 'a,b%2Fc'],
    ['path', 'style: label', 'a', '.a'],
    ['path', 'style: matrix', 'a', ';p=a'],
    ['path', 'explode: true', { x: 1 }, 'x%3D1'],
    ['header', '', ['a', 'b'], 'a,b'],
    ['header', '', 'grüße', 'gr%C3%BC%C3%9Fe'],
    ['header', 'explode: true', { x: 1, y: 2 }, 'x=1,y=2'],
    ['header', '', { x: 1, y: 2 }, 'x,1,y,2'],
  ];
  test.each(TEXTS)('in the %s: %s %j', (place, words, value, text) => {
    const found = parameter(`{ name: p, in: ${place}, required: true, ${words} }`);
    expect(parameterText(found.parameter, value, found.document)).toBe(text);
  });
});

describe('a text', () => {
  const integer = parameter('{ name: p, in: query, schema: { type: integer, maximum: 9 } }').parameter;
  const list = parameter(
    '{ name: p, in: query, schema: { type: array, items: { type: integer } } }',
  ).parameter;
  const flag = parameter('{ name: p, in: query, schema: { type: boolean } }').parameter;

  test('is right if any way of reading it is', () => {
    expect(['5', '10', 'x', ''].map((text) => acceptsText(integer, text))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['5', '5,6', '5|6', 'x'].map((text) => acceptsText(list, text))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(['true', '1', 'yes', 'x'].map((text) => acceptsText(flag, text))).toEqual([
      true,
      true,
      true,
      false,
    ]);
  });

  test('arrives as it was written, or not', () => {
    const at = (place: string, text: string) => {
      const found = parameter(`{ name: p, in: ${place}, required: true, schema: { type: string } }`);
      return arrives(found.parameter, text, found.document);
    };
    expect(['a b', ' a', 'ü', 'a\n'].map((text) => at('header', text))).toEqual([true, false, false, false]);
    expect(['a', 'a b', 'a;b', 'a,b'].map((text) => at('cookie', text))).toEqual([true, false, false, false]);
    expect(['a', '.', '..', 'x'.repeat(1001)].map((text) => at('path', text))).toEqual([
      true,
      false,
      false,
      false,
    ]);
    expect(['a b', ''].map((text) => at('query', text))).toEqual([true, false]);
  });
});

describe('the right request', () => {
  test('has every required parameter in its place, and no optional one', () => {
    const { request } = planned(contractOf(documents['query'] ?? '')).preflight;
    expect(request.path).toMatch(/^\/owners\/\d+\/pets\?status=open&tags=a&tags=a&ids=\d+%2C\d+$/);
    expect(request.headers.map(({ name }) => name)).toEqual(['User-Agent', 'X-Version', 'Cookie']);
    expect(request.headers.at(-1)?.value).toMatch(/^session=[a-z]{4,}$/);
    expect(request.body).toBeUndefined();
  });

  test('says what it accepts: the documented media types, each once', () => {
    const text = `
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    get:
      responses:
        '200': { description: Fine, content: { application/json: {}, text/csv: {} } }
        '400': { description: Refused, content: { application/json: {} } }
`;
    const { preflight, probes } = planned(contractOf(text));
    expect(preflight.request.headers).toEqual([
      NAMED,
      { name: 'Accept', value: 'application/json, text/csv', shown: 'application/json, text/csv' },
    ]);
    expect(probes.find(({ id }) => id === 'valid/no-accept')?.request.headers).toEqual([NAMED]);
  });

  test('has its form as a form, and its credentials in query and cookie', () => {
    const form = planned(contractOf(documents['forms'] ?? '')).preflight.request;
    expect(form.headers.find(({ name }) => name === 'Content-Type')?.value).toBe(
      'application/x-www-form-urlencoded',
    );
    expect(Buffer.from(form.body ?? []).toString()).toMatch(/^name=\w{8}&tags=\w{8}$/);
    const keys = planned(contractOf(documents['keys'] ?? '')).preflight.request;
    expect(keys.path).toMatch(/^\/keys\?api_key=\w{40}$/);
    expect(keys.headers).toEqual([
      NAMED,
      { name: 'Cookie', value: expect.stringMatching(/^sid=\w{40}$/), shown: 'sid=${PLUMBLINE_COOKIE}' },
    ]);
  });

  test('has its parts as form data where only that is documented', () => {
    const text = (documents['forms'] ?? '').replace(
      / {10}application\/x-www-form-urlencoded:[\s\S]*?(?= {10}multipart)/,
      '',
    );
    const { request } = planned(contractOf(text)).preflight;
    const [, boundary = ''] =
      /boundary=(\S+)/.exec(request.headers.find(({ name }) => name === 'Content-Type')?.value ?? '') ?? [];
    const body = Buffer.from(request.body ?? []).toString();
    expect(body).toMatch(
      new RegExp(
        `^--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="plumbline.bin"\r\nContent-Type: application/octet-stream\r\n\r\n\\w{8}\r\n--${boundary}--\r\n$`,
      ),
    );
  });

  test('of a method for which a body means nothing has none', () => {
    const text = (documents['texts'] ?? '').replace('post:', 'get:');
    const { preflight, probes } = planned(contractOf(text));
    expect(preflight.request.body).toBeUndefined();
    expect(probes.filter(({ request }) => request.body !== undefined)).toEqual([]);
  });

  test('prefers JSON, whatever its name', () => {
    const { request } = planned(contractOf(documents['several-types'] ?? '')).preflight;
    expect(request.headers.find(({ name }) => name === 'Content-Type')?.value).toBe(
      'application/vnd.example+json',
    );
    expect(Buffer.from(request.body ?? []).toString()).toBe('{"a":"documented"}');
  });
});

test('a key by which a server knows a request it has served is another one for each probe', () => {
  const { preflight, probes } = planned(contractOf(documents['idempotent'] ?? ''));
  const keys = [preflight, ...probes]
    .filter(({ id }) => !id.includes('header.Idempotency-Key'))
    .map(({ request }) => request.headers.find(({ name }) => /^idempotency-key$/i.test(name))?.value);
  expect(new Set(keys).size).toBe(keys.length);
  expect(keys.every((key) => /^[0-9a-f-]{36}$/.test(key ?? ''))).toBe(true);
  const wrong = probes.find(({ id }) => id === 'invalid/header.Idempotency-Key/format/word');
  expect(wrong?.request.headers.find(({ name }) => name === 'Idempotency-Key')?.value).toBe('plumbline');
});

describe('a parameter that is a credential', () => {
  test('is told from one of the same name in another place', () => {
    const contract = contractOf(`
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    get:
      security: [{ key: [] }]
      parameters:
        - { name: KEY, in: header, required: true, schema: { type: string } }
        - { name: key, in: query, required: true, schema: { type: string } }
      responses: { '200': { description: Fine } }
components: { securitySchemes: { key: { type: apiKey, in: header, name: Key } } }
`);
    const plan = planned(contract);
    expect(freeParameters(contract, plan.credentials).map(({ in: place }) => place)).toEqual(['query']);
    expect(plan.preflight.request.headers.map(({ name }) => name)).toEqual(['User-Agent', 'Key']);
    expect(plan.preflight.request.path).toMatch(/^\/a\?key=\w{8}$/);
  });
});

test('the documented example of a parameter is sent, unless its schema refuses it', () => {
  const { parameter: good } = parameter('{ name: p, in: query, example: 7, schema: { type: integer } }');
  const { parameter: bad } = parameter('{ name: p, in: query, example: seven, schema: { type: integer } }');
  expect(rightParameter(good, 1)).toBe(7);
  expect(rightParameter(bad, 1)).toEqual(expect.any(Number));
});

test('the team puts its own values in, as the type that the document asks for', async () => {
  const contract = {
    ...contractOf(documents['numbers-3.0'] ?? ''),
    values: { '/whole': 'WHOLE', '/choice': 'CHOICE' },
  };
  const base = baseRequest(contract, { WHOLE: '4711', CHOICE: '5' }, [], 1);
  expect(base.body).toMatchObject({ whole: 4711, choice: 5 });
  expect(() => baseRequest(contract, { WHOLE: 'many' }, [], 1)).toThrow(
    'WHOLE holds a value that the document does not allow at /whole',
  );
  expect(() => baseRequest(contract, { CHOICE: '3' }, [], 1)).toThrow(/CHOICE holds/);
  const shipped = await loadContract('contracts/trigger-event.contract.yaml');
  const { body } = baseRequest(shipped, { QONTO_RESOURCE_ID: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c' }, [], 1);
  expect(body).toMatchObject({ resource_id: '7d1c2a9e-5b34-4f6a-9c21-0a8e6b3d4f5c' });
});

describe('values that nobody vouched for are named', () => {
  const named = (text: string, changes: Partial<Contract> = {}) =>
    guesses(baseRequest({ ...contractOf(text), ...changes }, {}, [], 1));

  test('without a contract: all that the document leaves open, its examples too', () => {
    expect(named(documents['query'] ?? '')).toEqual([
      'path owner_id',
      'query tags',
      'query ids',
      'cookie session',
    ]);
    expect(named(documents['idempotent'] ?? '')).toEqual(['/amount']);
  });

  test("with a contract: what was made up, and is none of the team's own values", () => {
    const file = 'a.contract.yaml';
    expect(named(documents['idempotent'] ?? '', { file })).toEqual([]);
    expect(named(documents['several-types'] ?? '', { file })).toEqual([]);
    expect(named(documents['one-number'] ?? '', { file })).toEqual(['the body']);
    const texts = named(documents['texts'] ?? '', { file, values: { '/id': 'ID' } });
    expect(texts).toContain('/mail');
    expect(texts).not.toContain('/id');
    expect(texts).not.toContain('/unknown');
  });
});

describe('what sends a request', () => {
  const agents = (text: string) =>
    planned(contractOf(text)).probes.map(({ id, request }) => [
      id,
      request.headers.flatMap(({ name, value }) => (/^user-agent$/i.test(name) ? [value] : [])),
    ]);

  test('is said once in every probe', () => {
    const said = agents(documents['texts'] ?? '');
    expect(said.length).toBeGreaterThan(20);
    for (const [id, values] of said)
      expect(values, String(id)).toEqual([expect.stringContaining('plumbline')]);
  });

  test('is for the document to say where it has a parameter of that name', () => {
    const text = `
openapi: 3.0.3
info: { title: a, version: '1' }
paths:
  /a:
    get:
      parameters: [{ name: user-agent, in: header, required: true, schema: { type: string, enum: [theirs] } }]
      responses: { '200': { description: Fine }, '400': { description: Refused } }
`;
    const said = new Map(agents(text) as [string, string[]][]);
    expect(said.get('valid/accept-anything') ?? said.get('valid/no-accept')).toEqual(['theirs']);
    expect([...said.values()]).toContainEqual([]);
    expect([...said.values()].flat()).not.toContain('plumbline');
  });
});

test('a change is made to one part, and the others stay', () => {
  const base = baseRequest(contractOf(documents['texts'] ?? ''), {}, [], 1);
  const right = writeRequest(base);
  expect(writeRequest(base, { accept: 'text/plain' }).headers.map(({ value }) => value)).toEqual([
    'plumbline',
    'text/plain',
    'application/json',
  ]);
  expect(writeRequest(base, { contentType: null })).toEqual({ ...right, headers: [NAMED] });
  expect(writeRequest(base, { noBody: true })).toEqual({ ...right, headers: [NAMED], body: undefined });
  expect(writeRequest(base, { body: new Uint8Array([1, 2]) }).body).toEqual(new Uint8Array([1, 2]));
});

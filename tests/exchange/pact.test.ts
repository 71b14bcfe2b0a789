import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPact } from '../../src/exchange/pact.ts';
import { createRedactor } from '../../src/exchange/redact.ts';
import type { Json } from '../../src/json.ts';
import { Problem } from '../../src/problem.ts';

const FIXTURES = 'tests/fixtures/pacts';
const read = (name: string) => readPact(readFileSync(`${FIXTURES}/${name}`, 'utf8'), name);
const text = (bytes: Uint8Array | undefined) => new TextDecoder().decode(bytes);
const pact = (interaction: Json, version = '4.0') =>
  JSON.stringify({ interactions: [interaction], metadata: { pactSpecification: { version } } });
const HTTP = { description: 'd', request: {}, response: {} };

for (const [name, version] of [
  ['v1.json', '1.0.0'],
  ['v2.json', '2.0.0'],
  ['v3.json', '3.0.0'],
  ['v4.json', '4.0'],
] as const) {
  test(`a Pact of specification ${version} is read to an exchange`, () => {
    const { specification, consumer, provider, interactions } = read(name);
    expect({ specification, consumer, provider }).toEqual({
      specification: version,
      consumer: 'shop',
      provider: 'stock',
    });
    const [first] = interactions;
    expect(first?.states).toEqual(['there is an item']);
    expect(first?.exchange).toMatchObject({
      id: `${name}: a count of items (there is an item)`,
      source: 'pact',
      title: 'a count of items',
      request: { method: 'POST', url: '/items?page=1&tag=a&tag=b' },
      response: { status: 200 },
    });
    expect(first?.exchange.request.headers).toEqual([['Content-Type', 'application/json']]);
    expect(JSON.parse(text(first?.exchange.request.body))).toEqual({ kind: 'book' });
    expect(first?.exchange.response?.headers).toEqual([['Content-Type', 'application/json']]);
    expect(JSON.parse(text(first?.exchange.response?.body))).toEqual({ count: 3 });
  });
}

test('a matcher makes an example one value of many, and without one it is the only one', () => {
  for (const name of ['v2.json', 'v3.json', 'v4.json']) {
    const { rules } = read(name).interactions[0] ?? {};
    expect([rules?.admits('/count', 3, 4), rules?.admits('/count', 3, 'x')]).toEqual([true, false]);
    expect([rules?.admits('/other', 3, 4), rules?.admits('/other', 3, 3)]).toEqual([false, true]);
  }
  expect(read('v1.json').interactions[0]?.rules.admits('/count', 3, 4)).toBe(false);
});

test('the rules of a list reach its entries, and those of an entry only that one', () => {
  const rules = (body: Json) =>
    readPact(pact({ ...HTTP, response: { matchingRules: { body } } }), 'f').interactions[0]?.rules;
  const each = rules({ '$.errors[*].code': { matchers: [{ match: 'regex', regex: '^a' }] } });
  expect(each?.admits('/errors/3/code', 'a', 'ab')).toBe(true);
  expect(each?.admits('/errors/3/code', 'a', 'b')).toBe(false);
  expect(each?.admits('/errors/3/detail', 'a', 'b')).toBe(false);
  const type = rules({ '$.errors': { matchers: [{ match: 'type' }] } });
  expect(type?.admits('/errors/0/code', 'a', 'b')).toBe(true);
  const variants = [{ index: 1, rules: { "$['detail']": { matchers: [{ match: 'type' }] } } }];
  const contains = rules({ '$.errors': { matchers: [{ match: 'arrayContains', variants }] } });
  expect(contains?.admits('/errors/1/detail', 'a', 'b')).toBe(true);
  expect(contains?.admits('/errors/1/code', 'a', 'b')).toBe(false);
  expect(contains?.admits('/errors/0/detail', 'a', 'b')).toBe(false);
  const either = rules({ '$.a': { combine: 'OR', matchers: [{ match: 'null' }, { match: 'integer' }] } });
  expect([either?.admits('/a', 1, null), either?.admits('/a', 1, 2), either?.admits('/a', 1, 'x')]).toEqual([
    true,
    true,
    false,
  ]);
});

test('messages are named and passed over', () => {
  const { interactions, passedOver } = read('mixed.json');
  expect(interactions.map(({ description, pointer }) => [description, pointer])).toEqual([
    ['a count of items', '/interactions/1'],
  ]);
  expect(passedOver).toEqual([
    {
      description: 'an item was sold',
      reason: 'it is a message (Asynchronous/Messages), not HTTP',
      pointer: '/interactions/0',
    },
  ]);
});

test('a body in base64, one that is a JSON text and one that is plain text are read as they are meant', () => {
  const body = (content: Json, version = '4.0', headers: Json = {}) =>
    text(
      readPact(pact({ ...HTTP, request: { headers, body: content } }, version), 'f').interactions[0]?.exchange
        .request.body,
    );
  expect(body({ content: 'eyJhIjoxfQ==', encoded: 'base64' })).toBe('{"a":1}');
  expect(body({ content: 'x', encoded: 'JSON', contentType: 'application/json' })).toBe('"x"');
  expect(body({ content: '{"a":1}', encoded: false })).toBe('{"a":1}');
  expect(body('x', '3.0.0', { 'Content-Type': 'application/json' })).toBe('"x"');
  expect(body('{"a":1}', '3.0.0', { 'Content-Type': 'application/json' })).toBe('{"a":1}');
  expect(body('a=1', '2.0.0', { 'Content-Type': 'application/x-www-form-urlencoded' })).toBe('a=1');
  expect(body(null, '2.0.0')).toBe('');
});

test('two interactions of one name have ids of their own', () => {
  const { interactions } = readPact(JSON.stringify({ interactions: [HTTP, HTTP] }), 'f');
  expect(interactions.map(({ exchange }) => exchange.id)).toEqual(['f: d', 'f: d #2']);
});

test('a place in the file has its line, also where JSON is not YAML', () => {
  const { placeOf } = read('v4.json');
  expect(placeOf('/interactions/0/response/status').line).toBeGreaterThan(1);
  const repeated = readPact('{"interactions":[{"request":{},"response":{},"a":1,"a":2}]}', 'f');
  expect(repeated.placeOf('/interactions/0')).toEqual({ file: 'f' });
});

test('credentials are taken out of what is read', () => {
  const redactor = createRedactor({ TOKEN: 'abcdefgh-12345678' });
  const headers = { Authorization: ['Bearer abcdefgh-12345678'] };
  const { interactions } = readPact(
    pact({ ...HTTP, description: 'abcdefgh-12345678', request: { headers } }),
    'f',
    {
      redactor,
    },
  );
  expect(
    JSON.stringify(interactions.map(({ exchange, description }) => [exchange, description])),
  ).not.toContain('abcdefgh');
});

for (const [name, content, message] of [
  ['an empty file', ' ', 'not a Pact: the file is empty'],
  ['a truncated one', '{"interactions": [{', 'not a Pact: its JSON ends too early'],
  ['no JSON', '{\n  nonsense}', 'not a Pact: it is no JSON'],
  ['a list', '[]', 'not a Pact: it is no object'],
  ['another object', '{"a": 1}', 'not a Pact: it has neither "interactions" nor "messages"'],
  ['an OpenAPI document', '{"openapi": "3.0.3"}', 'not a Pact: it is an OpenAPI document'],
  ['a recording', '{"log": {}}', 'not a Pact: it is a HAR recording'],
  ['a Pact without interactions', '{"interactions": []}', 'the Pact has no HTTP interaction: it is empty'],
  ['a Pact of messages', '{"messages": [{}]}', 'the Pact has no HTTP interaction: it holds messages only'],
  ['an interaction that is a text', '{"interactions": ["x"]}', 'is no object'],
  ['an interaction without a response', '{"interactions": [{"request": {}}]}', 'response is missing'],
  ['a status that is none', pact({ ...HTTP, response: { status: 99 } }), 'status is no HTTP status'],
  ['a status that is a text', pact({ ...HTTP, response: { status: 'x' } }), 'status is no number'],
  ['headers that are a text', pact({ ...HTTP, request: { headers: 'x' } }), 'headers is no object'],
  [
    'a header that is an object',
    pact({ ...HTTP, request: { headers: { a: {} } } }),
    'the header a is no text',
  ],
  [
    'a query that is a number',
    pact({ ...HTTP, request: { query: 1 } }),
    'query is neither a text nor an object',
  ],
  [
    'a body that is no base64',
    pact({ ...HTTP, request: { body: { content: '!', encoded: true } } }),
    'no base64',
  ],
] as const) {
  test(`${name} is one clear line`, () => {
    expect(() => readPact(content, 'f')).toThrow(Problem);
    expect(() => readPact(content, 'f')).toThrow(message);
  });
}

test('a Pact with another provider is refused when one is asked for', () => {
  const content = readFileSync(`${FIXTURES}/v3.json`, 'utf8');
  expect(readPact(content, 'f', { provider: 'stock' }).provider).toBe('stock');
  expect(() => readPact(content, 'f', { provider: 'orders' })).toThrow(
    'the Pact is with the provider "stock", not with "orders"',
  );
});

test('whatever JSON comes, it is read or it is a problem', () => {
  const value = fc.jsonValue({ maxDepth: 3 });
  const side = fc.oneof(
    value,
    fc.record(
      {
        status: fc.oneof(fc.integer(), value),
        headers: value,
        body: value,
        query: value,
        path: value,
        method: value,
        matchingRules: value,
      },
      { requiredKeys: [] },
    ),
  );
  const interaction = fc.oneof(
    value,
    fc.record(
      {
        type: fc.oneof(fc.constant('Synchronous/HTTP'), value),
        description: value,
        request: side,
        response: side,
        providerStates: value,
        providerState: value,
      },
      { requiredKeys: [] },
    ),
  );
  const whole = fc.oneof(
    value,
    fc.record(
      {
        interactions: fc.oneof(fc.array(interaction), value),
        messages: value,
        metadata: value,
        consumer: value,
        provider: value,
      },
      { requiredKeys: [] },
    ),
  );
  fc.assert(
    fc.property(whole, (json) => {
      try {
        for (const { pointer, rules } of readPact(JSON.stringify(json), 'f').interactions)
          rules.admits(pointer, 1, 2);
      } catch (error) {
        if (!(error instanceof Problem)) throw error;
      }
    }),
    { numRuns: 2000 },
  );
});

test('a Pact that is nested without end is a problem, not a crash', () => {
  const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
  const content = `{"interactions":[{"request":{"body":${deep}},"response":{}}]}`;
  expect(() => readPact(content, 'f')).toThrow(Problem);
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange, ExchangeFailure, FailedTry } from '../../src/exchange/exchange.ts';
import { fromHar, type RecordingInfo, toHar } from '../../src/exchange/har.ts';
import { createRedactor } from '../../src/exchange/redact.ts';
import { Problem } from '../../src/problem.ts';

const INFO: RecordingInfo = {
  version: '0.1.0',
  operation: 'webhooks/dev-trigger',
  target: { kind: 'embedded', url: 'http://127.0.0.1:41873' },
  document: { file: 'spec/api.yaml', sha256: 'ab' },
  startedAt: '2026-01-02T03:04:05.678Z',
};
const bytes = (text: string) => new TextEncoder().encode(text);

const EXCHANGE: Exchange = {
  id: 'unauthorized/api-key/absent',
  source: 'probe',
  title: 'Authorization is left out',
  request: {
    method: 'POST',
    url: 'http://127.0.0.1:41873/register?a=1&a=%20b',
    headers: [
      ['X-Twice', '1'],
      ['Content-Type', 'application/json'],
      ['x-twice', '2'],
      ['Authorization', 'Bearer ${QONTO_TOKEN}'],
    ],
    body: bytes('{"é":1}'),
  },
  response: {
    status: 401,
    headers: [
      ['Set-Cookie', 'b=1'],
      ['Set-Cookie', 'a=2'],
      ['Location', '/elsewhere'],
    ],
    body: bytes('{"errors":[]}'),
  },
  failure: undefined,
  failedTries: [{ kind: 'throttled', message: 'come back in 1 s', reused: true }],
  echoedSecrets: [{ name: 'QONTO_TOKEN', where: 'body' }],
  expectation: {
    statuses: ['401', '4XX'],
    tolerated: [415],
    gate: false,
    provokes: '401',
    broken: undefined,
    sameAs: 'unauthorized',
    valid: false,
  },
  sentAt: 1_767_322_445_678.25,
  ms: 3.125,
  pointer: '/paths/~1register/post/security/0',
  notJudged: undefined,
};

/** The one entry of a recording of one exchange. */
function entryOf(exchange: Exchange) {
  const { log } = JSON.parse(toHar([exchange], INFO));
  return log.entries[0];
}

const foreign = (entry: object) => JSON.stringify({ log: { version: '1.2', entries: [entry] } });
const FOREIGN = {
  startedDateTime: '2026-01-02T03:04:05.000+01:00',
  time: 12.5,
  request: { method: 'GET', url: 'https://example.com/a?b=c', headers: [{ name: ':path', value: '/a' }] },
  response: { status: 200, headers: [], content: { size: 2, mimeType: 'text/plain', text: 'hi' } },
};

function problemOf(text: string): Problem {
  try {
    fromHar(text, 'a.har');
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('no problem');
}

describe('a recording', () => {
  it('is HAR 1.2', () => {
    const { log } = JSON.parse(toHar([EXCHANGE], INFO));
    expect(log).toMatchObject({
      version: '1.2',
      creator: { name: 'plumbline', version: '0.1.0' },
      _plumbline: { operation: INFO.operation, target: INFO.target, document: INFO.document },
    });
    expect(log.entries[0]).toMatchObject({
      startedDateTime: '2026-01-02T02:54:05.678Z',
      time: 3.125,
      cache: {},
      timings: { send: 0, wait: 3.125, receive: 0 },
      request: {
        method: 'POST',
        httpVersion: 'HTTP/1.1',
        queryString: [
          { name: 'a', value: '1' },
          { name: 'a', value: ' b' },
        ],
        postData: { mimeType: 'application/json', text: '{"é":1}' },
        bodySize: 8,
      },
      response: {
        status: 401,
        redirectURL: '/elsewhere',
        content: { size: 13, mimeType: 'x-unknown', text: '{"errors":[]}' },
      },
    });
  });

  it('keeps header lines as they came, twice and in order', () => {
    expect(entryOf(EXCHANGE).request.headers.map(({ name }: { name: string }) => name)).toEqual([
      'X-Twice',
      'Content-Type',
      'x-twice',
      'Authorization',
    ]);
  });

  it('keeps an exchange that got no answer, and why', () => {
    const failure: ExchangeFailure = { kind: 'timeout', message: 'no answer in 5 s' };
    const exchange = { ...EXCHANGE, response: undefined, failure };
    expect(entryOf(exchange).response).toMatchObject({ status: 0, bodySize: -1 });
    expect(fromHar(toHar([exchange], INFO), 'a.har')).toEqual([exchange]);
  });

  it('keeps bodies that are no UTF-8, and tells none from an empty one', () => {
    const body = Uint8Array.of(0xff, 0, 0x80);
    const exchange = { ...EXCHANGE, request: { ...EXCHANGE.request, body } };
    expect(entryOf(exchange).request.postData).toMatchObject({ text: '/wCA', _encoding: 'base64' });
    for (const sent of [body, new Uint8Array(), undefined, bytes('\ufeff{}')]) {
      const each = { ...EXCHANGE, request: { ...EXCHANGE.request, body: sent } };
      expect(fromHar(toHar([each], INFO), 'a.har')).toEqual([each]);
    }
  });

  it('gives back what was written, whatever it was', () => {
    const text = fc.string({ unit: 'grapheme', maxLength: 12 });
    const body = fc.oneof(fc.uint8Array({ maxLength: 20 }), text.map(bytes));
    const headers = fc.array(fc.tuple(text, text), { maxLength: 4 });
    const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: undefined });
    const number = fc.double({ min: 0, max: 8e15, noNaN: true }).map((value) => value + 0);
    const kind = fc.constantFrom<ExchangeFailure['kind']>(
      'unreachable',
      'tls',
      'timeout',
      'too-large',
      'cancelled',
    );
    const tries = fc.record<FailedTry>({
      kind: fc.oneof(kind, fc.constant('throttled' as const)),
      message: text,
      reused: fc.boolean(),
    });
    const exchange = fc.record<Exchange>({
      id: text,
      source: fc.constantFrom('probe', 'recording', 'pact', 'documented'),
      title: text,
      request: fc.record({ method: text, url: fc.oneof(text, fc.webUrl()), headers, body: maybe(body) }),
      response: maybe(fc.record({ status: fc.integer({ min: 100, max: 999 }), headers, body })),
      failure: maybe(fc.record({ kind, message: text })),
      failedTries: fc.array(tries, { maxLength: 2 }),
      echoedSecrets: fc.array(fc.record({ name: text, where: text }), { maxLength: 2 }),
      expectation: maybe(
        fc.record({
          statuses: fc.array(text, { maxLength: 2 }),
          tolerated: fc.array(fc.integer(), { maxLength: 2 }),
          gate: fc.boolean(),
          provokes: maybe(text),
          broken: maybe(text),
          sameAs: maybe(text),
          valid: fc.boolean(),
        }),
      ),
      sentAt: number,
      ms: number,
      pointer: maybe(text),
      notJudged: maybe(text),
    });
    const stopped = fc
      .tuple(exchange, number)
      .map(([each, stoodStillMs]): Exchange => ({ ...each, stoodStillMs }));
    fc.assert(
      fc.property(fc.array(fc.oneof(exchange, stopped), { maxLength: 3 }), (exchanges) => {
        expect(fromHar(toHar(exchanges, INFO), 'a.har')).toEqual(exchanges);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a recording of another tool', () => {
  it('is read, with nothing expected of it', () => {
    expect(fromHar(`\ufeff${foreign(FOREIGN)}`, 'a.har')).toEqual([
      {
        id: 'a.har#0',
        source: 'recording',
        title: 'GET /a, recorded',
        request: {
          method: 'GET',
          url: 'https://example.com/a?b=c',
          headers: [[':path', '/a']],
          body: undefined,
        },
        response: { status: 200, headers: [], body: bytes('hi') },
        failure: undefined,
        failedTries: [],
        echoedSecrets: [],
        expectation: undefined,
        sentAt: Date.parse('2026-01-02T02:04:05Z'),
        ms: 12.5,
        pointer: undefined,
        notJudged: undefined,
      },
    ]);
  });

  const read = (part: object) => fromHar(foreign({ ...FOREIGN, ...part }), 'a.har')[0];

  it('may leave out what is not judged', () => {
    const { request, response } = FOREIGN;
    expect(fromHar(foreign({ request, response }), 'a.har')[0]).toMatchObject({ sentAt: 0, ms: 0 });
  });

  it('keeps an entry without an answer, and says why', () => {
    for (const response of [null, { status: 0, headers: [] }, { status: -999 }]) {
      expect(read({ response })).toMatchObject({
        response: undefined,
        failure: { kind: 'cancelled', message: 'the recording holds no answer' },
      });
    }
    expect(read({ response: { status: 0, _error: 'net::ERR_FAILED' } })?.failure?.message).toBe(
      'the recording holds no answer: net::ERR_FAILED',
    );
  });

  it('does not judge an answer whose body was left out', () => {
    const left = read({ response: { status: 200, headers: [], content: { size: 5, mimeType: 'a/b' } } });
    expect(left).toMatchObject({ notJudged: 'the recording leaves out the body of 5 bytes' });
    expect(read({ response: { status: 204, headers: [] } })?.notJudged).toBeUndefined();
  });

  it('reads base64 in either alphabet, and a form from its fields', () => {
    const content = { size: 3, mimeType: 'a/b', text: '_w\nCA', encoding: 'base64' };
    expect(read({ response: { status: 200, content } })?.response?.body).toEqual(
      Uint8Array.of(0xff, 0, 0x80),
    );
    const params = [{ name: 'a b', value: '1' }, { name: 'c' }];
    const postData = { mimeType: 'application/x-www-form-urlencoded', params };
    const sent = read({ request: { ...FOREIGN.request, postData } })?.request.body;
    expect(Buffer.from(sent ?? []).toString()).toBe('a+b=1&c=');
  });

  it('loses its credentials to the redactor', () => {
    const secret = 'q7Zk3vQ9sVb1T7yXw0LrPdNc';
    const [exchange] = fromHar(
      foreign({
        request: {
          method: 'POST',
          url: `https://example.com/${secret}`,
          headers: [{ name: 'Authorization', value: `Bearer ${secret}` }],
          postData: { text: secret },
        },
        response: {
          status: 200,
          headers: [{ name: 'X-Debug', value: encodeURIComponent(secret) }],
          content: { text: `{"a":"${Buffer.from(secret).toString('base64')}"}` },
        },
      }),
      'a.har',
      createRedactor({ QONTO_TOKEN: secret }),
    );
    expect(exchange?.echoedSecrets).toEqual([
      { name: 'QONTO_TOKEN', where: 'header X-Debug' },
      { name: 'QONTO_TOKEN', where: 'body' },
    ]);
    expect(exchange?.request.headers).toEqual([['Authorization', 'Bearer [redacted:QONTO_TOKEN]']]);
    const har = toHar(exchange === undefined ? [] : [exchange], INFO);
    expect(har).not.toContain(secret.slice(0, 8));
    expect(har).not.toContain(Buffer.from(secret).toString('base64').slice(0, 8));
  });
});

describe('what is no recording', () => {
  it.each([
    ['', 'a.har: not a HAR recording: the file is empty'],
    [
      '{"log":{"entries":[{"request":',
      'a.har: not a HAR recording: its JSON ends too early; was it cut off?',
    ],
    ['{"log":{"entries":["abc', 'a.har: not a HAR recording: its JSON ends too early; was it cut off?'],
    ['{"log":1', 'a.har: not a HAR recording: its JSON ends too early; was it cut off?'],
    ['{"log": secret }', 'a.har: not a HAR recording: it is no JSON'],
    ['{\n "log": 1 secret}', 'a.har:2:11: not a HAR recording: it is no JSON'],
    ['[]', 'a.har: not a HAR recording: it has no "log"'],
    ['{"__proto__":{"log":{"entries":[]}}}', 'a.har: not a HAR recording: it has no "log"'],
    ['{"log":{}}', 'a.har: not a HAR recording: log.entries is no list'],
    ['{"log":{"entries":{}}}', 'a.har: not a HAR recording: log.entries is no list'],
    ['{"log":{"entries":[1]}}', 'a.har: entry 0: is no object'],
    ['{"log":{"entries":[{}]}}', 'a.har: entry 0: request is missing'],
  ])('%j is said to be none', (text, line) => {
    expect(problemOf(text).line()).toBe(line);
  });

  it.each([
    [{ request: { url: 'a' } }, 'entry 0: request: method is missing'],
    [{ request: { method: 1, url: 'a' } }, 'entry 0: request: method is no text'],
    [{ request: { method: 'A', url: 'a', headers: [1] } }, 'entry 0: request: headers[0]: is no object'],
    [
      { request: { method: 'A', url: 'a', headers: [{ name: 'a' }] } },
      'entry 0: request: headers[0]: value is missing',
    ],
    [{ response: { status: '200' } }, 'entry 0: response: status is no number'],
    [{ response: { status: 20.5 } }, 'entry 0: response: status is no HTTP status'],
    [{ response: { status: null } }, 'entry 0: response: status is missing'],
    [
      { response: { status: 200, content: { text: 'a', encoding: 'gzip' } } },
      'entry 0: response: content: the encoding of text is not known',
    ],
    [
      { response: { status: 200, content: { text: '!', encoding: 'base64' } } },
      'entry 0: response: content: text is no base64',
    ],
    [
      { response: { status: 200, content: { text: 'abcde', encoding: 'base64' } } },
      'entry 0: response: content: text is no base64',
    ],
    [{ startedDateTime: 'yesterday' }, 'entry 0: startedDateTime is no date'],
    [{ time: 'long' }, 'entry 0: time is no number'],
    [{ _plumbline: { id: 'a' } }, 'entry 0: _plumbline: source is missing'],
    [
      { _plumbline: { id: 'a', source: 'me' } },
      'entry 0: _plumbline: source is none of probe, recording, pact, documented',
    ],
  ])('an entry with %j is named', (part, message) => {
    const problem = problemOf(foreign({ ...FOREIGN, ...part }));
    expect(problem.message).toBe(message);
    expect(problem.place).toEqual({ file: 'a.har' });
  });

  it('is named without quoting it', () => {
    expect(problemOf('{"log": "my secret').line()).not.toContain('secret');
    expect(problemOf('{"log": my secret}').line()).not.toContain('secret');
  });

  it('may hold numbers that JavaScript cannot', () => {
    const text = foreign(FOREIGN).replace('"time":12.5', '"time":1e999');
    expect(problemOf(text).message).toBe('entry 0: time is no number');
  });

  it('may be as deep as it likes', () => {
    const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
    expect(problemOf(deep).message).toBe('not a HAR recording: it has no "log"');
    const hidden = foreign(FOREIGN).replace('"time":12.5', `"time":12.5,"x":${deep}`);
    expect(fromHar(hidden, 'a.har')).toHaveLength(1);
  });

  it('throws nothing but problems, whatever stands where', () => {
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom('__proto__', 1e308, -1, 0, '', 'base64', {}, [], null, true, 200),
    );
    const ours = JSON.parse(toHar([EXCHANGE], INFO));
    const paths: (string | number)[][] = [];
    const walk = (node: unknown, path: (string | number)[]) => {
      paths.push(path);
      if (typeof node !== 'object' || node === null) return;
      for (const [key, inner] of Object.entries(node))
        walk(inner, [...path, Array.isArray(node) ? Number(key) : key]);
    };
    walk(ours, []);
    const change = (node: unknown, path: (string | number)[], to: unknown): unknown => {
      const [key, ...rest] = path;
      if (key === undefined) return to;
      if (Array.isArray(node))
        return node.map((item, index) => (index === key ? change(item, rest, to) : item));
      const object = node as Record<string, unknown>;
      return { ...object, [key]: change(object[key], rest, to) };
    };
    const redactor = createRedactor({ A: 'application/json' });
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, fc.nat(40), (path, to, cut) => {
        const text = JSON.stringify(change(ours, path, to));
        for (const each of [text, text.slice(0, -1 - cut), JSON.stringify(to)]) {
          try {
            for (const exchange of fromHar(each, 'a.har', redactor)) toHar([exchange], INFO);
          } catch (error) {
            expect(error).toBeInstanceOf(Problem);
          }
        }
      }),
      { numRuns: 400 },
    );
  });
});

describe('bodies that would make a recording too large', () => {
  const answer = (id: string, length: number, failure?: ExchangeFailure): Exchange => ({
    ...EXCHANGE,
    id,
    failure,
    response: EXCHANGE.response && { ...EXCHANGE.response, body: bytes('\u0001'.repeat(length)) },
  });
  // Each character takes six in JSON, and the request's body twelve in all.
  const all = [answer('large', 200), answer('a', 10), answer('larger', 300), answer('b', 10)];
  const most = 4 * 20 + (10 + 10 + 200) * 6;
  const idsWithBody = (har: string) =>
    fromHar(har, 'a.har').flatMap(({ id, response }) => (response?.body.length === 0 ? [] : [id]));

  it('are left out, the largest first, and such an exchange is not judged', () => {
    const har = toHar(all, INFO, most);
    expect(idsWithBody(har)).toEqual(['large', 'a', 'b']);
    const [entry] = JSON.parse(har).log.entries.filter(
      (each: { _plumbline: { id: string } }) => each._plumbline.id === 'larger',
    );
    expect(entry.comment).toBe('the body of 300 bytes is left out: with it the recording would be too large');
    expect(entry.response.content).toMatchObject({ size: 300, comment: entry.comment });
    expect(fromHar(har, 'a.har').map(({ notJudged }) => notJudged !== undefined)).toEqual([
      false,
      false,
      true,
      false,
    ]);
  });

  it('stay while there is room', () => {
    const har = toHar(all, INFO);
    expect(fromHar(har, 'a.har')).toEqual(all);
    expect(har).not.toContain('comment');
  });

  it('leave an answer that never was whole what it was', () => {
    const failure: ExchangeFailure = { kind: 'too-large', message: 'the body is longer' };
    const [read] = fromHar(toHar([answer('endless', 300, failure)], INFO, 10), 'a.har');
    expect(read).toMatchObject({ failure, notJudged: undefined });
  });
});

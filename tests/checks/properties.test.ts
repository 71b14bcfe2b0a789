import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differences } from '../../src/checks/differences.ts';
import { createJudge } from '../../src/checks/judge.ts';
import { fromPointer, leaves, toPointer } from '../../src/document/pointer.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { isObject, type Json } from '../../src/json.ts';
import { harmless, wrong } from './cases.ts';
import {
  badRequest,
  conflict,
  contract,
  created,
  edited,
  errorList,
  judge,
  NOW,
  RESOURCE,
  unauthorized,
} from './exchanges.ts';

const shared = createJudge(contract);
const printsOf = (exchanges: readonly Exchange[]) =>
  [...new Set(judge(exchanges).map(({ fingerprint }) => fingerprint))].sort();

const anyNumber = fc.oneof(
  fc.integer({ min: 0, max: 10_000 }),
  fc.double(),
  fc.constantFrom(Number.NaN, Infinity, -1e300),
);
const anyHeader = fc.tuple(
  fc.constantFrom(
    'Content-Type',
    'content-type',
    'Date',
    'Content-Encoding',
    'Location',
    'Retry-After',
    'X-Generator',
    'Server',
    '',
    'X y',
  ),
  fc.oneof(
    fc.constantFrom(
      'application/json',
      'text/html',
      'application/json; charset=utf-16',
      'a/b; c="',
      'gzip',
      'Sun, 01 Mar 2026 10:00:00 GMT',
      'tyk.io',
    ),
    fc.string({ unit: 'binary', maxLength: 20 }),
  ),
);
const anyBody = fc.oneof(
  fc.uint8Array({ maxLength: 40 }),
  fc.jsonValue({ maxDepth: 4 }).map((value) => new TextEncoder().encode(JSON.stringify(value))),
  fc
    .jsonValue({ maxDepth: 2 })
    .map((value) => new TextEncoder().encode(JSON.stringify({ errors: [value], event: value }))),
  fc
    .constantFrom(
      '{"errors":[{"__proto__":1,"code":"","detail":"\\ud800"}]}',
      '[[[[]]]]',
      '{"event":{"created_at":1e999}}',
    )
    .map((text) => new TextEncoder().encode(text)),
);
const anyFailure = fc.constantFrom(
  'unreachable',
  'tls',
  'timeout',
  'reset',
  'protocol',
  'too-large',
  'encoding',
  'cancelled',
);
const anyExchange: fc.Arbitrary<Exchange> = fc.record({
  id: fc.string(),
  source: fc.constantFrom('probe', 'recording', 'pact', 'documented'),
  title: fc.string(),
  request: fc.record({
    method: fc.constantFrom('POST', 'GET', ''),
    url: fc.oneof(fc.webUrl(), fc.string(), fc.constant('http://127.0.0.1:1/x')),
    headers: fc.array(anyHeader, { maxLength: 3 }),
    body: fc.option(anyBody, { nil: undefined }),
  }),
  response: fc.option(
    fc.record({
      status: fc.oneof(fc.constantFrom(200, 201, 302, 400, 401, 409, 415, 429, 500), anyNumber),
      headers: fc.array(anyHeader, { maxLength: 4 }),
      body: anyBody,
    }),
    { nil: undefined },
  ),
  failure: fc.option(fc.record({ kind: anyFailure, message: fc.string() }), { nil: undefined }),
  failedTries: fc.array(
    fc.record({
      kind: fc.oneof(anyFailure, fc.constant('throttled' as const)),
      message: fc.string(),
      reused: fc.boolean(),
    }),
    { maxLength: 2 },
  ),
  echoedSecrets: fc.array(fc.record({ name: fc.string(), where: fc.constantFrom('body', 'header X', '') }), {
    maxLength: 1,
  }),
  expectation: fc.option(
    fc.record({
      statuses: fc.array(fc.constantFrom('201', '4XX', 'default', ''), { maxLength: 2 }),
      tolerated: fc.array(fc.constant(415), { maxLength: 1 }),
      gate: fc.boolean(),
      provokes: fc.constantFrom(undefined, '201', '409'),
      broken: fc.constantFrom(undefined, '/event_type', '', 'x', '/a~2'),
      sameAs: fc.constantFrom(undefined, 'a', 'stranger b'),
      valid: fc.boolean(),
    }),
    { nil: undefined },
  ),
  sentAt: anyNumber,
  ms: anyNumber,
  stoodStillMs: fc.constantFrom(0, 5000, Number.MAX_VALUE),
  pointer: fc.constantFrom(undefined, '', '/paths', 'nonsense', '/~2'),
  notJudged: fc.constantFrom(undefined, undefined, 'the gate answered'),
});

test('the judge never throws, whatever an exchange holds, and every finding is whole', () => {
  fc.assert(
    fc.property(fc.array(anyExchange, { minLength: 1, maxLength: 4 }), (exchanges) => {
      for (const finding of shared.judge(exchanges.map((exchange) => shared.read(exchange)))) {
        expect(finding.message).not.toMatch(/undefined|\[object Object\]/);
        expect(finding.fingerprint).toMatch(/^[0-9a-f]{12}$/);
        expect(() => JSON.stringify(finding)).not.toThrow();
      }
    }),
    { numRuns: 300 },
  );
});

const anyJson = fc.jsonValue({ maxDepth: 4 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);

test('an example is in itself', () => {
  fc.assert(
    fc.property(anyJson, (value) => {
      expect(differences(value, value)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

/** The value with entries and fields added all over, lists mixed. */
function grown(value: Json, random: () => number): Json {
  if (Array.isArray(value)) {
    const more = [...value.map((each) => grown(each, random)), ...(random() < 0.5 ? [{ added: 1 }] : [])];
    return more
      .map((each) => [random(), each] as const)
      .sort(([a], [b]) => a - b)
      .map(([, each]) => each);
  }
  if (!isObject(value)) return value;
  const fields = Object.entries(value).map(([key, each]) => [key, grown(each ?? null, random)] as const);
  return Object.fromEntries(random() < 0.5 ? [...fields.reverse(), ['added field', 1]] : fields);
}

test('what is added to an answer, and in which order its lists come, takes nothing from it', () => {
  fc.assert(
    fc.property(anyJson, fc.infiniteStream(fc.double({ min: 0, max: 1, noNaN: true })), (value, stream) => {
      const random = () => stream.next().value as number;
      expect(differences(value, grown(value, random))).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('a value of the example that is changed or left out is noticed', () => {
  fc.assert(
    fc.property(anyJson, fc.nat(), fc.boolean(), (value, choice, drop) => {
      const places = [...leaves(value)].filter(({ pointer }) => pointer !== '');
      const place = places[choice % Math.max(places.length, 1)];
      fc.pre(place !== undefined && !fromPointer(place.pointer)?.includes('__proto__'));
      const answer = edited(value, { [place.pointer]: drop ? undefined : 'another value' });
      expect(differences(value, answer)).not.toEqual([]);
    }),
    { numRuns: 200 },
  );
});

test('every value of the documented examples that is changed or left out is drift', () => {
  for (const build of [unauthorized, conflict]) {
    const right = JSON.parse(new TextDecoder().decode(build().response?.body)) as Json;
    for (const { pointer } of leaves(right)) {
      for (const value of [undefined, 'another value', null, 1]) {
        const found = judge([build({ edit: { [pointer]: value } })]).filter(
          ({ check }) => check === 'example',
        );
        expect(found.map(({ severity }) => severity)).toContain('error');
      }
    }
  }
});

test('every value of a right 201 that is left out or has another type is drift', () => {
  for (const name of ['id', 'resource_type', 'resource_id', 'created_at', 'event_type']) {
    for (const value of [undefined, null, 1, true, [], {}]) {
      const found = judge([created({ edit: { [toPointer(['event', name])]: value } })]);
      expect(found.map(({ severity }) => severity)).toContain('error');
    }
  }
});

const pool = [...wrong, ...harmless].flatMap(([, , exchanges]) => exchanges);

test('the same exchanges in any order give the same causes', () => {
  const distinct = pool.map((exchange, index) => ({ ...exchange, id: `${exchange.id}~${index}` }));
  fc.assert(
    fc.property(
      fc
        .shuffledSubarray(distinct, { minLength: 2, maxLength: 40 })
        .chain((some) => fc.tuple(fc.constant(some), fc.shuffledSubarray(some, { minLength: some.length }))),
      ([some, shuffled]) => {
        expect(printsOf(shuffled)).toEqual(printsOf(some));
      },
    ),
    { numRuns: 60 },
  );
});

test('to judge is to change nothing: twice gives the same', () => {
  const readings = pool.slice(0, 100).map((exchange) => shared.read(exchange));
  expect(shared.judge(readings)).toEqual(shared.judge(readings));
});

/** The same faults in a run at another time, with other ids, resources and values. */
function faultyRun(time: number, ids: readonly string[], resource: string, word: string): Exchange[] {
  const sentAt = NOW + time;
  const date = new Date(sentAt).toUTCString();
  const sends = { resource_id: resource, event_type: 'registrations.pending' };
  let count = 0;
  const event = (changed: Record<string, Json | undefined>) => {
    count += 1;
    return created({
      id: `repeated/valid/example/${count}`,
      sends,
      sentAt: sentAt + count * 5000,
      date: new Date(sentAt + count * 5000).toUTCString(),
      expects: { sameAs: 'valid' },
      edit: {
        '/event/id': ids[count % ids.length],
        '/event/resource_id': resource,
        '/event/created_at': new Date(sentAt + count * 5000).toISOString(),
        ...changed,
      },
    });
  };
  return [
    event({}),
    event({ '/event/id': word }),
    event({ '/event/id': resource }),
    event({ '/event/id': ids[1] }),
    event({ '/event/resource_id': ids[0] }),
    event({ '/event/created_at': new Date(sentAt - 86_400_000 - time).toISOString() }),
    event({ '/event/created_at': word }),
    event({ '/event/resource_type': word }),
    event({ '/event/event_type': `x${word}` }),
    created({
      id: 'repeated/valid/example/20',
      status: 400,
      json: errorList({ code: word, detail: word }),
      expects: { sameAs: 'valid' },
    }),
    badRequest({
      id: 'a',
      json: errorList({ code: word, detail: `at 10.0.0.${word.length} ${word}` }),
      date,
    }),
    badRequest({
      id: 'b',
      json: {
        errors: [
          { code: ' ', detail: word },
          { code: word, detail: '' },
        ],
      },
    }),
    badRequest({ id: 'c', text: `{"errors":[{"code":"${word}","code":"y","detail":"z"}]} ${word}` }),
    unauthorized({ id: 'd', edit: { '/errors/0/code': word } }),
    unauthorized({ id: 'e', json: { error: word } }),
    unauthorized({
      id: 'f',
      text: `<html>${word}</html>`,
      type: 'text/html',
      headers: [['Server', `nginx/${word}`]],
    }),
    conflict({ id: 'g', edit: { '/errors/1/detail': word, '/errors/0': undefined } }),
    conflict({ id: 'h', ms: 5001 + time, status: 418 }),
    conflict({ id: 'i', ms: 5001 + time }),
    badRequest({ id: 'j', failure: { kind: 'reset', message: word } }),
  ];
}

test('a cause has the same fingerprint in every run, whatever its ids, times and values are', () => {
  const usual = printsOf(
    faultyRun(
      0,
      [
        'f4a15ff0-40a2-48d4-8801-99c7b4e0788e',
        'f4a15ff0-40a2-48d4-8801-000000000001',
        'f4a15ff0-40a2-48d4-8801-000000000002',
      ],
      RESOURCE,
      'word',
    ),
  );
  expect(usual.length).toBeGreaterThan(20);
  const uuid = fc.uuid({ version: 4 });
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 1e9 }),
      fc.uniqueArray(uuid, { minLength: 4, maxLength: 4 }),
      fc.stringMatching(/^[a-z]{3,9}$/),
      (time, [a = '', b = '', c = '', resource = ''], word) => {
        expect(printsOf(faultyRun(time, [a, b, c], resource, `w${word}`))).toEqual(usual);
      },
    ),
    { numRuns: 40 },
  );
});

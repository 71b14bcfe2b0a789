import { expect, test } from 'vitest';
import { matchOperations } from '../../src/diff/match-operations.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

interface Api {
  servers?: string[];
  /** `get /a`, or with a server of its own: `get /a @https://other`. */
  operations: string[];
}

function documentOf({ servers = [], operations }: Api, file: string) {
  const paths: Record<string, JsonObject> = {};
  for (const each of operations) {
    const [method = '', path = '', own] = each.split(' ');
    paths[path] = {
      ...paths[path],
      [method]: {
        ...(own === undefined ? {} : { servers: [{ url: own.slice(1) }] }),
        responses: { 200: { description: '' } },
      },
    };
  }
  const root = { openapi: '3.0.3', info: { title: 'T', version: '1' }, paths };
  return readDocument(
    JSON.stringify({
      ...root,
      ...(servers.length === 0 ? {} : { servers: servers.map((url) => ({ url })) }),
    }),
    file,
  );
}

function matched(before: Api, after: Api) {
  const { pairs, removed, added } = matchOperations(
    documentOf(before, 'a.json'),
    documentOf(after, 'b.json'),
  );
  const name = ({ method, path }: { method: string; path: string }) => `${method} ${path}`;
  return {
    pairs: pairs.map(({ base, candidate }) => `${name(base)} = ${name(candidate)}`),
    removed: removed.map(name),
    added: added.map(name),
    files: pairs.map(({ base, candidate }) => `${base.document.file} ${candidate.document.file}`),
  };
}

test.each<[what: string, before: Api, after: Api, found: Partial<ReturnType<typeof matched>>]>([
  [
    'the same method and path are one operation, in the order of the base',
    { operations: ['get /a', 'post /a', 'get /b'] },
    { operations: ['get /b', 'get /a', 'post /a'] },
    { pairs: ['GET /a = GET /a', 'POST /a = POST /a', 'GET /b = GET /b'], removed: [], added: [] },
  ],
  [
    'another method is another operation',
    { operations: ['get /a'] },
    { operations: ['post /a'] },
    { pairs: [], removed: ['GET /a'], added: ['POST /a'] },
  ],
  [
    'the names of parameters are no matter',
    { operations: ['get /a/{x}/b/{y}'] },
    { operations: ['get /a/{one}/b/{two}'] },
    { pairs: ['GET /a/{x}/b/{y} = GET /a/{one}/b/{two}'], removed: [], added: [] },
  ],
  [
    'where two differ in such names alone, each keeps its own',
    { operations: ['get /a/{x}', 'get /a/{y}'] },
    { operations: ['get /a/{y}', 'get /a/{x}'] },
    { pairs: ['GET /a/{x} = GET /a/{x}', 'GET /a/{y} = GET /a/{y}'] },
  ],
  [
    'of such two, the first that is left is the one',
    { operations: ['get /a/{x}'] },
    { operations: ['get /a/{y}', 'get /a/{z}'] },
    { pairs: ['GET /a/{x} = GET /a/{y}'], removed: [], added: ['GET /a/{z}'] },
  ],
  [
    'one cannot be two',
    { operations: ['get /a/{x}', 'get /a/{y}'] },
    { operations: ['get /a/{z}'] },
    { pairs: ['GET /a/{x} = GET /a/{z}'], removed: ['GET /a/{y}'], added: [] },
  ],
  [
    'a prefix that moves from the server into the path',
    { servers: ['https://a.example/v1'], operations: ['get /a', 'get /b'] },
    { servers: ['https://a.example'], operations: ['get /v1/a', 'get /v1/c'] },
    { pairs: ['GET /a = GET /v1/a'], removed: ['GET /b'], added: ['GET /v1/c'] },
  ],
  [
    'slashes at the end of a server',
    { servers: ['https://a.example/v1//'], operations: ['get /a'] },
    { servers: ['https://a.example/'], operations: ['get /v1/a'] },
    { pairs: ['GET /a = GET /v1/a'] },
  ],
  [
    'a prefix that moves, and another host',
    { servers: ['https://a.example/v1'], operations: ['get /a'] },
    { servers: ['https://b.example'], operations: ['get /v1/a'] },
    { pairs: ['GET /a = GET /v1/a'] },
  ],
  [
    'a prefix that moves, and another method',
    { servers: ['https://a.example/v1'], operations: ['get /a'] },
    { servers: ['https://a.example'], operations: ['post /v1/a'] },
    { pairs: [], removed: ['GET /a'], added: ['POST /v1/a'] },
  ],
  [
    'one of several servers is enough',
    { servers: ['https://a.example/v1', 'https://a.example/v2'], operations: ['get /a'] },
    { servers: ['https://a.example', 'https://b.example/x'], operations: ['get /v2/a'] },
    { pairs: ['GET /a = GET /v2/a'] },
  ],
  [
    'a server of the operation alone',
    { operations: ['get /a @https://a.example/v1'] },
    { operations: ['get /v1/a @https://a.example'] },
    { pairs: ['GET /a = GET /v1/a'] },
  ],
  [
    'the same path is the same operation, wherever its server is',
    { servers: ['https://a.example/v1'], operations: ['get /a'] },
    { servers: ['https://a.example/v2'], operations: ['get /a', 'get /v1/a'] },
    { pairs: ['GET /a = GET /a'], added: ['GET /v1/a'] },
  ],
  [
    'what needs no escape is the same with one',
    { operations: ['get /trigger_event', 'get /soci%C3%A9t%C3%A9/{id}'] },
    { operations: ['get /trigger%5fevent', 'get /soci%c3%a9té/{key}'] },
    {
      pairs: [
        'GET /trigger_event = GET /trigger%5fevent',
        'GET /soci%C3%A9t%C3%A9/{id} = GET /soci%c3%a9té/{key}',
      ],
    },
  ],
  [
    'an escaped slash is none',
    { operations: ['get /a%2Fb'] },
    { operations: ['get /a/b', 'get /a%2fc'] },
    { pairs: [], removed: ['GET /a%2Fb'] },
  ],
  [
    'a server that goes up again',
    { servers: ['https://a.example/v1/../v2/.'], operations: ['get /a'] },
    { servers: ['https://a.example'], operations: ['get /v2/a'] },
    { pairs: ['GET /a = GET /v2/a'] },
  ],
])('%s', (_, before, after, found) => {
  expect(matched(before, after)).toMatchObject(found);
});

test('a pair has the operation of the base first, and that of the candidate second', () => {
  const moved = matched(
    { servers: ['https://a.example/v1'], operations: ['get /a', 'get /v1/b'] },
    { servers: ['https://a.example'], operations: ['get /v1/a', 'get /v1/b'] },
  );
  expect(moved.files).toEqual(['a.json b.json', 'a.json b.json']);
});

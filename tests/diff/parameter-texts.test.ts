import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

async function told(before: Json, after: Json): Promise<string[]> {
  const get = (schema: Json) => ({
    parameters: [{ name: 'q', in: 'query', required: true, schema }],
    responses: { 200: { description: '' } },
  });
  const changes = await changesOf({ get: get(before) }, { get: get(after) });
  return changes.map(({ breaking, kind }) => `${breaking ? 'breaks' : 'safe'} ${kind}`);
}

/** The changes between two documents of one path. */
async function changesOf(before: JsonObject, after: JsonObject, version = '3.1.0') {
  const read = (item: JsonObject, file: string) => {
    const root = { openapi: version, info: { title: 'T', version: '1' }, paths: { '/a': item } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes;
}

const TEXT: Json = { type: 'string' };

// What a query carries is a text: whoever takes any text takes what is read out of one.
test.each<[type: string]>([['integer'], ['number'], ['boolean'], ['null']])(
  'a parameter that was of the type %s may be any text',
  async (type) => {
    expect((await told({ type }, TEXT)).filter((each) => each.startsWith('breaks'))).toEqual([]);
    expect(await told(TEXT, { type })).toEqual(['breaks request-type-narrowed']);
  },
);

test.each<[what: string, before: Json, after: Json]>([
  ['a list', { type: 'array', items: TEXT }, TEXT],
  ['a number, and a text of some kind', { type: 'integer' }, { type: 'string', minLength: 2 }],
  ['a number, and a truth', { type: 'integer' }, { type: 'boolean' }],
])('a parameter that was %s is not what it was', async (_, before, after) => {
  const [first] = await told(before, after);
  expect(first).toMatch(/^breaks /);
});

test.each<[what: string, of: (schema: Json) => Json]>([
  ['an entry of a list', (items) => ({ type: 'array', maxItems: 5, items })],
  ['an entry of an object', (a) => ({ type: 'object', properties: { a } })],
])('%s that was a number may be any text', async (_, of) => {
  expect(await told(of({ type: 'integer' }), of(TEXT))).toEqual(['safe request-type-widened']);
  expect(await told(of(TEXT), of({ type: 'integer' }))).toEqual(['breaks request-type-narrowed']);
  expect(await told(of({ type: 'integer' }), of({ type: 'boolean' }))).toEqual([
    'breaks request-type-changed',
  ]);
});

const OK = { 200: { description: '' } };

// A number in JSON is no text, wherever the JSON stands.
test.each<[what: string, item: (schema: Json) => JsonObject, side: string]>([
  [
    'a parameter',
    (schema) => ({
      get: {
        parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema } } }],
        responses: OK,
      },
    }),
    'request',
  ],
  [
    'a header of an answer',
    (schema) => ({
      get: {
        responses: {
          200: { description: '', headers: { Q: { content: { 'application/json': { schema } } } } },
        },
      },
    }),
    'response',
  ],
  [
    'a parameter of a callback',
    (schema) => ({
      post: {
        callbacks: {
          done: {
            '{$request.body#/url}': {
              post: {
                parameters: [{ name: 'q', in: 'query', content: { 'application/json': { schema } } }],
                responses: OK,
              },
            },
          },
        },
        responses: OK,
      },
    }),
    'response',
  ],
])('in JSON, %s that was a number and is a text is another value', async (_, item, side) => {
  const json = await changesOf(item({ type: 'integer' }), item(TEXT));
  expect(json.map(({ kind, breaking }) => [kind, breaking])).toEqual([[`${side}-type-changed`, true]]);
});

test('text in a media type of its own is text', async () => {
  const item = (schema: Json) => ({
    get: {
      parameters: [{ name: 'q', in: 'query', content: { 'text/plain; charset=utf-8': { schema } } }],
      responses: OK,
    },
  });
  const changes = await changesOf(item({ type: 'integer' }), item(TEXT));
  expect(changes.map(({ kind }) => kind)).toEqual(['request-type-widened']);
});

// What one schema says is compared as text and as JSON, each by itself, whichever is read first.
test.each([
  ['in the query and in the body', (d: JsonObject) => ({ post: d })],
  ['of the path and in the body', ({ parameters = [], ...d }: JsonObject) => ({ parameters, post: d })],
])('a schema that is used %s is a text in the one and a number in the other', async (_, item) => {
  const whole = (y: Json): JsonObject => {
    const nested = { type: 'object', properties: { x: { type: 'object', properties: { y } } } };
    return item({
      parameters: [{ name: 'f', in: 'query', style: 'deepObject', schema: nested }],
      requestBody: { content: { 'application/json': { schema: THERE } } },
      responses: OK,
    });
  };
  const there = Array.isArray(whole(TEXT)['parameters']) ? '/parameters' : '/post/parameters';
  const at = (root: JsonObject): JsonObject =>
    JSON.parse(JSON.stringify(root).replace('"#there"', `"#/paths/~1a${there}/0/schema"`)) as JsonObject;
  const changes = await changesOf(at(whole({ type: 'integer' })), at(whole(TEXT)));
  expect(changes.map(({ kind, breaking, message }) => [kind, breaking, message])).toEqual([
    ['request-type-changed', true, 'the request body, /x/y: its type is string, before integer'],
    ['request-type-widened', false, 'the query parameter f, /x/y: its type is string, before integer'],
  ]);
});

const THERE: Json = { $ref: '#there' };

test('a header of a callback that is always there from now on may still become another', async () => {
  const item = (header: JsonObject) => ({
    post: {
      callbacks: {
        done: {
          '{$request.body#/url}': {
            post: { parameters: [{ name: 'X-Kind', in: 'header', ...header }], responses: OK },
          },
        },
      },
      responses: OK,
    },
  });
  const changes = await changesOf(
    item({ schema: { type: 'integer' } }),
    item({ required: true, schema: { type: 'string' } }),
  );
  expect(changes.map(({ kind, breaking }) => [kind, breaking])).toEqual([
    ['response-type-widened', true],
    ['callback-parameter-became-required', false],
  ]);
});

test('a text in a path is never empty', async () => {
  const byName = (schema: JsonObject): JsonObject => ({
    '/a/{name}': {
      get: {
        parameters: [{ name: 'name', in: 'path', required: true, schema }],
        responses: { 200: { description: '' } },
      },
    },
  });
  const changes = async (before: JsonObject, after: JsonObject) => {
    const read = (schema: JsonObject, file: string) =>
      readDocument(
        JSON.stringify({ openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: byName(schema) }),
        file,
      );
    return (await diffDocuments(read(before, 'a.json'), read(after, 'b.json'))).changes;
  };
  const text = { type: 'string' };
  expect(await changes(text, { ...text, minLength: 1 })).toEqual([]);
  expect(await changes({ ...text, minLength: 1 }, text)).toEqual([]);
  const [narrowed] = await changes(text, { ...text, pattern: '^[a-z]+$' });
  expect(narrowed).toMatchObject({ kind: 'request-pattern-narrowed', breaking: true });
  expect(narrowed?.witness?.value).not.toBe('');
  expect(await told(TEXT, { type: 'string', minLength: 1 })).toEqual(['breaks request-length-narrowed']);
});

import { expect, test } from 'vitest';
import type { Json, JsonObject } from '../../src/json.ts';
import { schemaChanges, schemaDiff } from './schema-diff.ts';

const text = (own: JsonObject = {}): Json => ({ type: 'string', ...own });
const holding = (contentMediaType: string): Json => text({ contentMediaType });

test.each<[what: string, before: Json, after: Json, request: string[], response: string[]]>([
  [
    'the alphabet of base64 for URLs',
    text({ contentEncoding: 'base64' }),
    text({ contentEncoding: 'base64url' }),
    ['breaks format-changed'],
    ['breaks format-changed'],
  ],
  [
    'an encoding of fewer letters',
    text({ contentEncoding: 'base64' }),
    text({ contentEncoding: 'base32' }),
    ['breaks format-changed'],
    ['breaks format-changed'],
  ],
  [
    'an encoding that has its own marks',
    text(),
    text({ contentEncoding: 'quoted-printable' }),
    ['undecided format-added'],
    ['safe format-added'],
  ],
  [
    'another kind of content',
    holding('image/png'),
    holding('image/jpeg'),
    ['undecided format-changed'],
    ['undecided format-changed'],
  ],
  [
    'one kind of several',
    holding('image/*'),
    holding('image/png'),
    ['undecided format-changed'],
    ['safe format-changed'],
  ],
])('%s is a change', async (_, before, after, request, response) => {
  expect(await schemaDiff(before, after)).toEqual(request);
  expect(await schemaDiff(before, after, { side: 'response' })).toEqual(response);
});

test.each<[what: string, one: Json, other: Json]>([
  ['the case of an encoding', text({ contentEncoding: 'base64' }), text({ contentEncoding: 'BASE64' })],
  ['an encoding that leaves bytes as they are', text(), text({ contentEncoding: '8bit' })],
  ['the format of before OpenAPI 3.1', text({ format: 'base64url' }), text({ contentEncoding: 'base64url' })],
  ['a kind of content that nobody spoke of', text(), holding('image/png')],
  ['content of any kind', holding('application/octet-stream'), holding('image/png')],
  ['a parameter of the content', holding('text/csv'), holding('text/csv; header=present')],
])('%s is none', async (_, one, other) => {
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(one, other, { side })).toEqual([]);
    expect(await schemaDiff(other, one, { side })).toEqual([]);
  }
});

test('letters that the alphabets do not share prove which of them it is', async () => {
  const changes = await schemaChanges(
    text({ contentEncoding: 'base64' }),
    text({ contentEncoding: 'base64url' }),
  );
  expect(changes).toMatchObject([
    {
      message: 'the request body: its format is base64url, before byte',
      witness: { value: '+/+/', accepts: 'base', refuses: 'candidate' },
    },
  ]);
});

const json = (contentSchema: Json, own: JsonObject = {}): Json =>
  text({ contentMediaType: 'application/json', contentSchema, ...own });
const NAMED: Json = { type: 'object', properties: { name: { type: 'string' } } };
const ASKED: Json = { type: 'object', properties: { name: { type: 'string' } }, required: ['name'] };

test('JSON in a text is compared by its schema, and the proof is a text', async () => {
  const options = { schemas: { Named: NAMED, Asked: ASKED } };
  const before = { type: 'object', properties: { payload: json({ $ref: '#/components/schemas/Named' }) } };
  const after = { type: 'object', properties: { payload: json({ $ref: '#/components/schemas/Asked' }) } };
  expect(await schemaChanges(before, after, options)).toMatchObject([
    {
      kind: 'request-property-became-required',
      message: 'the request body, /payload/(content)/name: it is now required',
      witness: { value: { payload: '{}' }, accepts: 'base', refuses: 'candidate' },
    },
  ]);
  expect(await schemaDiff(before, after, { ...options, side: 'response' })).toEqual([
    'safe property-became-required /payload/(content)/name',
  ]);
  expect(await schemaDiff(after, before, { ...options, side: 'response' })).toEqual([
    'breaks property-became-optional /payload/(content)/name',
  ]);
});

test('bytes that hold JSON are written as they are encoded', async () => {
  const encoded = { contentEncoding: 'base64' };
  const changes = await schemaChanges(json(NAMED, encoded), json(ASKED, encoded));
  expect(changes).toMatchObject([{ breaking: true, witness: { value: 'e30=' } }]);
});

test('what else there is stands beside a text that holds what it is to hold', async () => {
  const around = (text: Json, most: number): Json => ({
    type: 'object',
    required: ['payload', 'note'],
    properties: { payload: text, note: { type: 'string', maxLength: most } },
  });
  const payload = json({ type: 'object', required: ['at'], properties: { at: { type: 'integer' } } });
  const [change] = await schemaChanges(around(payload, 2), around(payload, 1));
  expect(change?.witness?.value).toEqual({ note: 'aa', payload: '{"at":1}' });
});

test.each<[what: string, one: Json, other: Json]>([
  ['its schema in other words', json(ASKED), json({ allOf: [NAMED, { required: ['name'] }] })],
  ['a schema that says nothing', json({ title: 'Anything' }), holding('application/json')],
  ['a schema without a media type', text({ contentSchema: NAMED }), text({ contentSchema: ASKED })],
  [
    'a recursion in other words',
    json({ $ref: '#/components/schemas/Tree' }),
    json({ allOf: [{ $ref: '#/components/schemas/Tree' }] }),
  ],
])('of JSON in a text %s is no change', async (_, one, other) => {
  const Tree: Json = { type: 'object', properties: { inner: json({ $ref: '#/components/schemas/Tree' }) } };
  for (const side of ['request', 'response'] as const) {
    expect(await schemaDiff(one, other, { side, schemas: { Tree } })).toEqual([]);
    expect(await schemaDiff(other, one, { side, schemas: { Tree } })).toEqual([]);
  }
});

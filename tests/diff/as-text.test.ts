import { describe, expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const read = (operation: JsonObject, file: string) => {
    const post = { responses: { 200: { description: '' } }, ...operation };
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a': { post } } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, 'a.json'), read(after, 'b.json'));
  return changes.map(({ breaking, undecided, kind, message }) =>
    [undecided ? 'undecided' : breaking ? 'breaks' : 'safe', kind, `(${message})`].join(' '),
  );
}

const query = (schema: Json): JsonObject => ({ parameters: [{ name: 'q', in: 'query', schema }] });
const header = (schema: Json): JsonObject => ({
  responses: { 200: { description: '', headers: { Q: { required: true, schema } } } },
});
const body = (type: string, q: Json, encoding?: JsonObject): JsonObject => ({
  requestBody: {
    content: { [type]: { schema: { type: 'object', properties: { q } }, ...(encoding && { encoding }) } },
  },
});
/** A form with rules for fields that it does not name. */
const beside = (rules: JsonObject): JsonObject => ({
  requestBody: { content: { 'application/x-www-form-urlencoded': { schema: { type: 'object', ...rules } } } },
});
const form = (q: Json) => body('application/x-www-form-urlencoded', q);
const parts = (q: Json) => body('multipart/form-data', q);

const FLAG = { type: 'boolean' };
const texts = (...values: string[]) => ({ type: 'string', enum: values });
const numbers = (...values: number[]) => ({ type: 'integer', enum: values });

describe.each<[where: string, of: (schema: Json) => JsonObject]>([
  ['a query', query],
  ['a header of an answer', header],
  ['a form', form],
  ['a part', parts],
])('in %s', (_, of) => {
  test.each<[what: string, one: Json, other: Json]>([
    ['a truth value is one of two texts', FLAG, texts('true', 'false')],
    ['one of the truths is one text', { const: true }, texts('true')],
    ['a listed number is a listed text', numbers(5, -1), texts('-1', '5')],
    ['a short range is a list of texts', { type: 'integer', minimum: 1, maximum: 3 }, texts('1', '2', '3')],
    [
      'so is an entry of a list',
      { type: 'array', items: FLAG },
      { type: 'array', items: texts('true', 'false') },
    ],
  ])('%s', async (__, one, other) => {
    expect(await told(of(one), of(other))).toEqual([]);
    expect(await told(of(other), of(one))).toEqual([]);
  });

  test.each<[what: string, one: Json, other: Json, kind: RegExp]>([
    ['of another spelling', FLAG, texts('True', 'False'), /type-changed|enum-value-replaced/],
    ['with a zero before it', numbers(5), texts('05'), /type-changed|enum-value-replaced/],
    ['with a point', numbers(5), texts('5.0'), /type-changed|enum-value-replaced/],
  ])('a text is no number or truth %s', async (__, one, other, kind) => {
    for (const changes of [await told(of(one), of(other)), await told(of(other), of(one))]) {
      expect(changes).toEqual([expect.stringMatching(kind)]);
      // Who reads a number may well read `05` as 5, which nobody can tell.
      expect(changes[0]).toMatch(/^(breaks|undecided)/);
    }
  });
});

test('a default is one as a text, too', async () => {
  const whole = { type: 'integer', enum: [5, 6] };
  const text = { type: 'string', enum: ['5', '6'] };
  expect(await told(query({ ...whole, default: 5 }), query({ ...text, default: '5' }))).toEqual([]);
  expect(await told(query({ ...whole, default: 5 }), query({ ...text, default: '6' }))).toEqual([
    expect.stringContaining('request-default-changed'),
  ]);
});

test('one value more is told of in the type that both have', async () => {
  expect(await told(query(FLAG), query(texts('true', 'false', 'all')))).toEqual([
    'safe request-enum-value-added (the query parameter q: "all" is now among its values)',
  ]);
  expect(await told(query(texts('1', '2', '3')), query(numbers(1, 2)))).toEqual([
    'breaks request-enum-value-removed (the query parameter q: 3 is no longer among its values)',
  ]);
});

test('a number in a form may become any text, unless it is JSON there', async () => {
  const whole = { type: 'integer' };
  const text = { type: 'string' };
  for (const of of [form, parts]) {
    expect(await told(of(whole), of(text))).toEqual([
      'safe request-type-widened (the request body, /q: its type is string, before integer)',
    ]);
    expect(await told(of(text), of(whole))).toEqual([expect.stringMatching(/^breaks request-type-narrowed/)]);
  }
  const inJson: ((schema: Json) => JsonObject)[] = [
    (schema) => body('application/json', schema),
    (schema) => form({ type: 'object', properties: { a: schema } }),
    (schema) => form({ type: 'array', items: { type: 'array', items: schema } }),
    (schema) => form({ type: 'array', prefixItems: [schema] }),
    (schema) => beside({ additionalProperties: { type: 'object', properties: { a: schema } } }),
    (schema) => beside({ patternProperties: { '^a': { type: 'object', properties: { a: schema } } } }),
    (schema) => body('multipart/form-data', schema, { q: { contentType: 'application/json' } }),
  ];
  for (const of of inJson) {
    expect(await told(of(whole), of(text))).toEqual([expect.stringMatching(/^breaks request-type-changed/)]);
  }
});

test('how the lists of a form are written down makes no JSON of it', async () => {
  const form = (q: Json) =>
    body('application/x-www-form-urlencoded', q, { q: { style: 'form', explode: false } });
  expect(await told(form({ type: 'integer' }), form({ type: 'string' }))).toEqual([
    'safe request-type-widened (the request body, /q: its type is string, before integer)',
  ]);
});

import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

// What real documents hold that a diff with themselves once tripped over; found by `npm run bench:corpus`.

function documentWith(paths: JsonObject, version = '3.0.3'): string {
  return JSON.stringify({ openapi: version, info: { title: 'A', version: '1' }, paths });
}

function answering(schema: Json): JsonObject {
  return { responses: { 200: { description: '', content: { 'application/json': { schema } } } } };
}

async function changesOf(base: string, candidate: string) {
  const { verdict, changes } = await diffDocuments(
    readDocument(base, 'base.json'),
    readDocument(candidate, 'candidate.json'),
  );
  return { verdict, kinds: changes.map(({ kind }) => kind) };
}

const IDENTICAL = { verdict: 'identical', kinds: [] };

test('paths that differ in the names of their parameters alone are each compared with itself', async () => {
  const paths = {
    '/countries/{code2}': { get: answering({ type: 'object' }) },
    '/countries/{code3}': { get: answering({ type: 'array', items: {} }) },
  };
  const reversed = Object.fromEntries(Object.entries(paths).reverse());
  expect(await changesOf(documentWith(paths), documentWith(paths))).toEqual(IDENTICAL);
  expect(await changesOf(documentWith(paths), documentWith(reversed))).toEqual(IDENTICAL);
});

test('of such paths, one that got another name is still found, and one that went is removed', async () => {
  const paths = {
    '/a/{x}': { get: answering({ type: 'object' }) },
    '/a/{y}': { get: answering({ type: 'array' }) },
  };
  const renamed = { '/a/{z}': paths['/a/{y}'], '/a/{x}': paths['/a/{x}'] };
  expect(await changesOf(documentWith(paths), documentWith(renamed))).toEqual(IDENTICAL);
  const fewer = { '/a/{y}': paths['/a/{y}'] };
  expect(await changesOf(documentWith(paths), documentWith(fewer))).toMatchObject({
    kinds: ['operation-removed'],
  });
});

const MOBILE = { type: 'object', properties: { mobile: { type: 'string' } } };
const MORE = { type: 'object', properties: { mobile: { type: 'string' }, code: {} } };

test.each(['oneOf', 'anyOf'])('the order of overlapping alternatives of %s is no change', async (word) => {
  const before = { '/a': { get: answering({ [word]: [MOBILE, MORE] }) } };
  const after = { '/a': { get: answering({ [word]: [MORE, MOBILE] }) } };
  expect(await changesOf(documentWith(before), documentWith(after))).toEqual(IDENTICAL);
});

/** As many alternatives as an event of a large API has. */
function events(changed?: number): Json[] {
  return Array.from({ length: 30 }, (_, index) => ({
    type: 'object',
    required: ['type'],
    properties: {
      type: { type: 'string', enum: [`event-${index}`] },
      [`field${index}`]: { type: index === changed ? 'integer' : 'string' },
    },
  }));
}

test('thirty alternatives in another order are the same, and a change in one of them is found', async () => {
  const one = documentWith({ '/a': { get: answering({ oneOf: events() }) } });
  const mixed = documentWith({ '/a': { get: answering({ oneOf: events().reverse() }) } });
  const other = documentWith({ '/a': { get: answering({ oneOf: events(17) }) } });
  expect(await changesOf(one, mixed)).toEqual(IDENTICAL);
  expect(await changesOf(one, other)).toEqual({
    verdict: 'breaking',
    kinds: ['response-type-changed'],
  });
});

test('callbacks at one address are each compared with itself, and one that got another name is still found', async () => {
  const event = (type: string) => ({
    '{$request.body#/url}': {
      post: {
        requestBody: { content: { 'application/json': { schema: { type } } } },
        responses: { 200: { description: '' } },
      },
    },
  });
  const calling = (callbacks: JsonObject) =>
    documentWith({ '/calls': { post: { ...answering({ type: 'object' }), callbacks } } });
  const both = { answered: event('object'), ended: event('array') };
  expect(await changesOf(calling(both), calling(both))).toEqual(IDENTICAL);
  const reversed = Object.fromEntries(Object.entries(both).reverse());
  expect(await changesOf(calling(both), calling(reversed))).toEqual(IDENTICAL);
  const renamed = { answered: both.answered, hungUp: both.ended };
  expect(await changesOf(calling(both), calling(renamed))).toEqual(IDENTICAL);
  expect(await changesOf(calling(both), calling({ ended: both.ended }))).toMatchObject({
    kinds: ['callback-removed'],
  });
});

test('two spellings of one media type are each compared with itself', async () => {
  const content = {
    'application/json; charset=utf-8': { schema: { type: 'object', properties: { data: {} } } },
    'application/json': {},
  };
  const document = documentWith({ '/a': { get: { responses: { 200: { description: '', content } } } } });
  expect(await changesOf(document, document)).toEqual(IDENTICAL);
});

test('the order of parts that disagree on a default is no change, another default is', async () => {
  const part = (value: string) => ({ type: 'string', default: value });
  const composed = (...parts: Json[]) => documentWith({ '/a': { get: answering({ allOf: parts }) } });
  const base = composed(part('b'), part('a'));
  expect(await changesOf(base, composed(part('a'), part('b')))).toEqual(IDENTICAL);
  expect(await changesOf(base, composed(part('c'), part('b')))).toMatchObject({
    kinds: ['response-default-changed'],
  });
});

test('schemas that extend each other in a circle are each extended once', async () => {
  const names = ['A', 'B', 'C'];
  const circle = (maxProperties: number) => {
    const schemas = names.map((name) => [
      name,
      {
        type: 'object',
        discriminator: { propertyName: 'kind' },
        allOf: names
          .filter((each) => each !== name)
          .map((each) => ({ $ref: `#/components/schemas/${each}` })),
        ...(name === 'B' ? { maxProperties } : {}),
      },
    ]);
    const paths = { '/a': { get: answering({ $ref: '#/components/schemas/A' }) } };
    return JSON.stringify({
      ...JSON.parse(documentWith(paths)),
      components: { schemas: Object.fromEntries(schemas) },
    });
  };
  expect(await changesOf(circle(5), circle(5))).toEqual(IDENTICAL);
  expect((await changesOf(circle(5), circle(6))).verdict).toBe('breaking');
});

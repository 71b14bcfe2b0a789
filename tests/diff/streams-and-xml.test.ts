import { describe, expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { JsonObject } from '../../src/json.ts';

async function told(before: JsonObject, after: JsonObject): Promise<string[]> {
  const documentOf = (paths: JsonObject): string =>
    JSON.stringify({ openapi: '3.2.0', info: { title: 'T', version: '1' }, paths });
  const { changes } = await diffDocuments(
    readDocument(documentOf(before), 'base.json'),
    readDocument(documentOf(after), 'candidate.json'),
  );
  return changes.map(({ breaking, kind, message }) => `${breaking ? 'breaks' : 'safe'} ${kind}: ${message}`);
}

const answer = (content: JsonObject): JsonObject => ({ responses: { 200: { description: '', content } } });
const get = (content: JsonObject): JsonObject => ({ '/a': { get: answer(content) } });
const object = (properties: JsonObject, more: JsonObject = {}): JsonObject => ({
  ...{ type: 'object', properties },
  ...more,
});
const TEXT = { type: 'string' };

describe('OpenAPI 3.2', () => {
  test('the items of a stream are compared', async () => {
    const stream = (itemSchema: JsonObject) => get({ 'text/event-stream': { itemSchema } });
    const both = stream(object({ id: TEXT, data: TEXT }));
    expect(await told(both, stream(object({ data: TEXT })))).toEqual([
      'breaks response-property-removed: the answer 200, each item, /id: it is no longer documented',
    ]);
    expect(await told(both, both)).toEqual([]);
    const ofNothing = get({ 'text/event-stream': {} });
    const narrowed = await told(ofNothing, both);
    expect(narrowed).not.toEqual([]);
    expect(narrowed.filter((each) => each.startsWith('breaks'))).toEqual([]);
    expect(await told(both, ofNothing)).toContain(
      'breaks response-type-widened: the answer 200, each item: its type is any, before object',
    );
  });

  test.each([
    ['QUERY', (operation: JsonObject) => ({ '/a': { query: operation } })],
    ['LINK', (operation: JsonObject) => ({ '/a': { additionalOperations: { LINK: operation } } })],
  ])('an operation of the method %s is one like any other', async (method, item) => {
    const content = (properties: JsonObject) => ({ 'application/json': { schema: object(properties) } });
    const both = item(answer(content({ id: TEXT, data: TEXT })));
    expect(await told(both, item(answer(content({ data: TEXT }))))).toEqual([
      'breaks response-property-removed: the answer 200, /id: it is no longer documented',
    ]);
    expect(await told(both, { '/a': {} })).toEqual([
      'breaks operation-removed: the operation: it is no longer documented',
    ]);
    expect(await told(both, item({ ...answer(content({ id: TEXT, data: TEXT })), summary: method }))).toEqual(
      ['safe documentation-changed: the operation: its summary is new'],
    );
  });

  test('the value of an example is one by its other name', async () => {
    const errors = (example: JsonObject): JsonObject => ({
      '/a': {
        get: {
          responses: {
            400: { description: '', content: { 'application/json': { examples: { one: example } } } },
          },
        },
      },
    });
    const gone = { code: 'gone' };
    expect(await told(errors({ value: gone }), errors({ dataValue: gone }))).toEqual([]);
    expect(await told(errors({ value: gone }), errors({ dataValue: { code: 'lost' } }))).toEqual([
      'breaks example-code-changed: the answer 400, its documented example: the code "gone" is now "lost"',
    ]);
  });
});

describe('how a value is written in XML', () => {
  const xml = (spelling: JsonObject, type = 'application/xml') =>
    get({ [type]: { schema: object({ id: { ...TEXT, xml: spelling } }) } });

  test.each<[what: string, spelling: JsonObject]>([
    ['another name', { name: 'key' }],
    ['an attribute', { attribute: true }],
    ['another namespace', { namespace: 'https://a.example' }],
  ])('%s breaks whoever reads it', async (_, spelling) => {
    const kind = 'breaks response-xml-changed: the answer 200, /id: it is written in XML in another way';
    expect(await told(xml({}), xml(spelling))).toEqual([kind]);
    expect(await told(xml(spelling), xml({}))).toEqual([kind]);
  });

  test('what holds anyway is no change', async () => {
    expect(await told(xml({}), xml({ name: 'id', attribute: false, wrapped: false }))).toEqual([]);
  });

  test('another prefix of the same namespace is none', async () => {
    const namespace = 'https://a.example';
    expect(await told(xml({ namespace, prefix: 'a' }), xml({ namespace, prefix: 'b' }))).toEqual([]);
    expect(await told(xml({ prefix: 'a' }), xml({ prefix: 'b' }))).toHaveLength(1);
  });

  test('what is given as JSON too is told of once', async () => {
    const schema = (spelling: JsonObject) => object({ id: { ...TEXT, xml: spelling } });
    const both = (spelling: JsonObject): JsonObject => ({
      'application/json': { schema: schema(spelling) },
      'application/xml': { schema: schema(spelling) },
    });
    const written = 'it is written in XML in another way';
    expect(await told(get(both({})), get(both({ attribute: true })))).toEqual([
      `breaks response-xml-changed: the answer 200, /id: ${written}`,
      'safe documentation-changed: the answer 200, /id: its xml is another',
    ]);
    const sharing = (spelling: JsonObject): JsonObject => {
      const media = { schema: { $ref: '#/components/schemas/It' } };
      const content = { 'application/json': media, 'application/xml': media };
      const responses = { 200: { description: '', content } };
      const post = { requestBody: { content }, responses };
      return {
        openapi: '3.0.3',
        info: { title: 'T', version: '1' },
        paths: { '/a': { post } },
        components: { schemas: { It: schema(spelling) } },
      };
    };
    const { changes } = await diffDocuments(
      readDocument(JSON.stringify(sharing({})), 'base.json'),
      readDocument(JSON.stringify(sharing({ attribute: true })), 'candidate.json'),
    );
    expect(changes.map(({ message }) => message).sort()).toEqual([
      `the answer 200, /id: ${written}`,
      `the request body, /id: ${written}`,
    ]);
  });

  test('what is sent in XML is written in another way too', async () => {
    const sent = (schema: JsonObject): JsonObject => ({
      '/a': {
        post: {
          requestBody: { required: true, content: { 'application/soap+xml': { schema } } },
          responses: { 200: { description: '' } },
        },
      },
    });
    expect(
      await told(sent(object({ id: TEXT })), sent(object({ id: { ...TEXT, xml: { attribute: true } } }))),
    ).toEqual(['breaks request-xml-changed: the request body, /id: it is written in XML in another way']);
    expect(await told(sent(object({ id: TEXT })), sent(object({ id: { ...TEXT, maxLength: 9 } })))).toEqual([
      expect.stringMatching(/^breaks request-length-narrowed/),
    ]);
    expect(
      await told(sent(object({ id: TEXT })), sent(object({ id: { ...TEXT, description: 'x' } }))),
    ).toEqual([expect.stringMatching(/^safe documentation-changed/)]);
  });

  test('of what is not written in XML it is wording', async () => {
    expect(await told(xml({}, 'application/json'), xml({ name: 'key' }, 'application/json'))).toEqual([
      'safe documentation-changed: the answer 200, /id: its xml is another',
    ]);
  });

  test('where parts of one allOf say it each in its own way, which of them is read first is wording', async () => {
    const named = (name: string): JsonObject => ({ ...TEXT, xml: { name } });
    const parts = (...all: JsonObject[]) =>
      get({ 'application/xml': { schema: object({ id: { allOf: all } }) } });
    const found = await told(
      parts(named('one'), named('other')),
      parts({ allOf: [named('one')] }, named('other')),
    );
    expect(found).toEqual(['safe documentation-changed: the answer 200, /id: one of its xml is another']);
  });
});

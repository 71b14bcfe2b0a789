import { describe, expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const LINK = { operationId: 'readOrder', parameters: { id: '$response.body#/id', deep: true } };

function documentOf(links: Json | undefined, components: JsonObject = {}): string {
  const response = { description: 'Done', ...(links === undefined ? {} : { links }) };
  return JSON.stringify({
    openapi: '3.0.3',
    info: { title: 'shop', version: '1' },
    paths: {
      '/orders': { post: { responses: { 201: response } } },
      '/orders/{id}': {
        get: {
          operationId: 'readOrder',
          parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'It' } },
        },
      },
    },
    components,
  });
}

async function told(before: Json | undefined, after: Json | undefined, components?: JsonObject) {
  const { verdict, changes } = await diffDocuments(
    readDocument(documentOf(before), 'a.json'),
    readDocument(documentOf(after, components), 'b.json'),
  );
  return {
    verdict,
    changes: changes.map(
      ({ kind, side, breaking, message, base, candidate }) =>
        `${side} ${kind}${breaking ? ' breaks' : ''}: ${message} (${base?.pointer} to ${candidate?.pointer})`,
    ),
  };
}

const ANSWER = '/paths/~1orders/post/responses/201';

describe('links of an answer', () => {
  test('one that comes or goes is told of, and breaks nothing', async () => {
    expect(await told(undefined, { read: LINK })).toEqual({
      verdict: 'compatible',
      changes: [
        `response response-link-added: the answer 201, link read: it is new (${ANSWER} to ${ANSWER}/links/read)`,
      ],
    });
    expect(await told({ read: LINK, again: LINK }, { again: LINK })).toEqual({
      verdict: 'compatible',
      changes: [
        `response response-link-removed: the answer 201, link read: it is gone (${ANSWER}/links/read to ${ANSWER})`,
      ],
    });
  });

  test('one that leads elsewhere or hands on other values is told of once', async () => {
    const other = { ...LINK, parameters: { id: '$response.body#/number', deep: true } };
    expect(await told({ read: LINK }, { read: other })).toEqual({
      verdict: 'compatible',
      changes: [
        `response response-link-changed: the answer 201, link read: it leads elsewhere, or with other values (${ANSWER}/links/read to ${ANSWER}/links/read)`,
      ],
    });
  });

  test('another description is wording', async () => {
    expect(await told({ read: LINK }, { read: { ...LINK, description: 'The order' } })).toEqual({
      verdict: 'identical',
      changes: [
        `docs documentation-changed: the answer 201, link read: its description is new (${ANSWER}/links/read to ${ANSWER}/links/read/description)`,
      ],
    });
  });

  test('an operation by its place in place of its id is no change, another one is', async () => {
    const { operationId: _, ...rest } = LINK;
    const by = (path: string) => ({ ...rest, operationRef: `#/paths/${path}/get` });
    for (const path of ['~1orders~1{id}', '~1orders~1%7Bid%7D']) {
      expect(await told({ read: LINK }, { read: by(path) })).toEqual({ verdict: 'identical', changes: [] });
    }
    expect((await told({ read: LINK }, { read: by('~1orders~1{number}') })).changes).toEqual([
      expect.stringContaining('response-link-changed'),
    ]);
  });

  test('a parameter of its path by another name is no change', async () => {
    const renamed = (text: string) =>
      text.replaceAll('orders/{id}', 'orders/{number}').replaceAll('"id"', '"number"');
    const { verdict, changes } = await diffDocuments(
      readDocument(documentOf({ read: LINK }), 'a.json'),
      readDocument(renamed(documentOf({ read: LINK })), 'b.json'),
    );
    expect([verdict, changes]).toEqual(['identical', []]);
  });

  test('a component in its place, or another order, is no change', async () => {
    const turned = { parameters: { deep: true, id: '$response.body#/id' }, operationId: 'readOrder' };
    expect(
      await told({ read: LINK }, { read: { $ref: '#/components/links/Read' } }, { links: { Read: turned } }),
    ).toEqual({ verdict: 'identical', changes: [] });
  });
});

import { expect, test } from 'vitest';
import { diffDocuments } from '../../src/diff/diff.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

const TEXT = { type: 'string' };
const KINDS = { type: 'string', enum: ['a', 'b'] };
const JSON_KINDS = { 'application/json': { schema: KINDS } };
const list = (items: Json, own: JsonObject = {}): Json => ({ type: 'array', items, ...own });

/** What is told of a parameter that was of the one schema and is of the other, written as `own` says, and now as `now`. */
async function told(before: Json, after: Json, own: JsonObject = {}, now = own): Promise<string[]> {
  const read = (schema: Json, own: JsonObject, file: string) => {
    const parameter = { name: 'q', in: 'query', required: true, schema, ...own };
    const path = own['in'] === 'path' ? '/a/{q}' : '/a';
    const get = { parameters: [parameter], responses: { 200: { description: '' } } };
    const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { [path]: { get } } };
    return readDocument(JSON.stringify(root), file);
  };
  const { changes } = await diffDocuments(read(before, own, 'a.json'), read(after, now, 'b.json'));
  return changes.map(({ breaking, kind, message }) => {
    const [, said] = message.split(': ');
    return `${breaking ? 'breaks' : 'safe'} ${kind.replace(/^request-/, '')}: ${said}`;
  });
}

const WIDENED = 'safe parameter-style-widened: it may now be a list, written as';

test.each<[what: string, before: Json, after: Json, own: JsonObject, spelling: string]>([
  ['any text, sent with the name again', TEXT, list(TEXT), {}, 'q=1&q=2'],
  ['a text of a list of texts or null', TEXT, { type: ['array', 'null'], items: TEXT }, {}, 'q=1&q=2'],
  ['a number between commas', { type: 'integer' }, list({ type: 'integer' }), { explode: false }, 'q=1,2'],
  ['a listed text between commas', KINDS, list(KINDS), { explode: false }, 'q=1,2'],
  [
    'an identifier in a header',
    { type: 'string', format: 'uuid' },
    list({ type: 'string', format: 'uuid' }),
    { in: 'header' },
    '1,2',
  ],
  ['a listed text in a path', KINDS, list(KINDS), { in: 'path' }, '1,2'],
  [
    'a flag between bars',
    { type: 'boolean' },
    list({ type: 'boolean' }),
    { style: 'pipeDelimited', explode: false },
    'q=1|2',
  ],
  ['a text without a space', KINDS, list(KINDS), { style: 'spaceDelimited', explode: false }, 'q=1%202'],
  ['one entry at least', KINDS, list(KINDS, { minItems: 1 }), {}, 'q=1&q=2'],
  [
    'a text of lists and of objects that no list of values has',
    KINDS,
    { type: ['array', 'object'], allOf: [{ type: 'array', items: KINDS }] },
    {},
    'q=1&q=2',
  ],
])('%s is a list of one', async (_, before, after, own, spelling) => {
  expect(await told(before, after, own)).toEqual([`${WIDENED} ${spelling}`]);
});

test('what its entries may be is compared with what it was', async () => {
  expect(await told(KINDS, list({ ...KINDS, enum: ['a', 'b', 'c'] }))).toEqual([
    `${WIDENED} q=1&q=2`,
    'safe enum-value-added: "c" is now among its values',
  ]);
  expect(await told(KINDS, list({ ...KINDS, enum: ['a'] }))).toEqual([
    'breaks enum-value-removed: "b" is no longer among its values',
    `${WIDENED} q=1&q=2`,
  ]);
  expect(await told({ type: 'integer' }, list(TEXT))).toEqual([
    `${WIDENED} q=1&q=2`,
    'safe type-widened: its type is string, before integer',
  ]);
});

test.each<[what: string, before: Json, after: Json, own?: JsonObject, now?: JsonObject]>([
  ['two entries are asked for', KINDS, list(KINDS, { minItems: 2 })],
  ['none may be there', KINDS, list(KINDS, { maxItems: 0 })],
  ['a text may hold the comma', TEXT, list(TEXT), { explode: false }],
  [
    'a listed text holds the space',
    { enum: ['a b', 'c'], type: 'string' },
    list({ enum: ['a b', 'c'], type: 'string' }),
    { style: 'spaceDelimited', explode: false },
  ],
  ['a listed text holds the comma', { enum: ['a', 'b,c'] }, list(TEXT), { explode: false }],
  [
    'a date may hold the space',
    { type: 'string', pattern: ' ' },
    list(TEXT),
    { style: 'spaceDelimited', explode: false },
  ],
  ['its first entry is another', KINDS, { type: 'array', prefixItems: [{ type: 'integer' }], items: TEXT }],
  ['one of some kind has to be there', KINDS, list(KINDS, { contains: { const: 'a' } })],
  ['it is written with a point', KINDS, list(KINDS), { in: 'path', style: 'label' }],
  ['it was written with a point', KINDS, list(KINDS), { in: 'path', style: 'label' }, { in: 'path' }],
  ['it was written as JSON', KINDS, list(KINDS), { schema: null, content: JSON_KINDS }, {}],
  ['it is written like an object', KINDS, list(KINDS), {}, { style: 'deepObject' }],
  ['it was an object', { type: 'object' }, list(TEXT)],
  ['a number is meant as well', KINDS, { type: ['array', 'integer'], items: KINDS }],
])('it breaks where %s', async (_, before, after, own, now) => {
  const changes = await told(before, after, own, now);
  expect(changes).toContainEqual(expect.stringMatching(/^breaks /));
  expect(changes.join('\n')).not.toContain('may now be a list');
});

test('a list that becomes one value breaks', async () => {
  expect(await told(list(KINDS), KINDS)).toContainEqual(expect.stringMatching(/^breaks /));
});

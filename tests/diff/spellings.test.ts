import { expect, test } from 'vitest';
import { spellingsOf } from '../../src/diff/changes/spellings.ts';
import { findOperation } from '../../src/document/find-operation.ts';
import { readDocument } from '../../src/document/load.ts';
import type { Json, JsonObject } from '../../src/json.ts';

/** How a parameter `p` is written, which has the values 1 and 2, or a: 1 and b: 2. */
function spelt(parameter: JsonObject): string[] {
  const get = {
    parameters: [{ name: 'p', required: true, ...parameter }],
    responses: { 200: { description: '' } },
  };
  const root = { openapi: '3.1.0', info: { title: 'T', version: '1' }, paths: { '/a/{p}': { get } } };
  const document = readDocument(JSON.stringify(root), 'a.json');
  return findOperation(document, 'GET /a/{p}').parameters.flatMap((each) => spellingsOf(each, document));
}

const LIST: Json = { type: 'array' };
const OBJECT: Json = { type: 'object' };
const TEXT: Json = { type: 'string' };

// The table of OpenAPI 3.0.4, section 4.7.12.4.
test.each<[place: string, style: string | undefined, flat: string[], exploded: string[]]>([
  ['query', undefined, ['p=1,2', 'p=a,1,b,2'], ['p=1&p=2', 'a=1&b=2']],
  ['query', 'form', ['p=1,2', 'p=a,1,b,2'], ['p=1&p=2', 'a=1&b=2']],
  ['cookie', undefined, ['p=1,2', 'p=a,1,b,2'], ['p=1&p=2', 'a=1&b=2']],
  ['header', undefined, ['1,2', 'a,1,b,2'], ['1,2', 'a=1,b=2']],
  ['path', undefined, ['1,2', 'a,1,b,2'], ['1,2', 'a=1,b=2']],
  ['path', 'label', ['.1,2', '.a,1,b,2'], ['.1.2', '.a=1.b=2']],
])('a list and an object in a %s of the style %s', (place, style, flat, exploded) => {
  const own = { in: place, ...(style !== undefined && { style }) };
  const both = (explode: boolean) => [LIST, OBJECT].flatMap((schema) => spelt({ ...own, schema, explode }));
  expect(both(false)).toEqual(flat);
  expect(both(true)).toEqual(exploded);
  // Without a word of it only `form` repeats the name.
  const silent = [LIST, OBJECT].flatMap((schema) => spelt({ ...own, schema }));
  expect(silent).toEqual(place === 'query' || place === 'cookie' ? exploded : flat);
});

test.each<[what: string, parameter: JsonObject, written: string[]]>([
  ['a list with blanks', { in: 'query', style: 'spaceDelimited', schema: LIST }, ['p=1%202']],
  ['a list with bars', { in: 'query', style: 'pipeDelimited', schema: LIST }, ['p=1|2']],
  ['an object with brackets', { in: 'query', style: 'deepObject', schema: OBJECT }, ['p[a]=1']],
  ['a list in a matrix', { in: 'path', style: 'matrix', schema: LIST }, [';p=1,2']],
  [
    'a list in a matrix, exploded',
    { in: 'path', style: 'matrix', explode: true, schema: LIST },
    [';p=1;p=2'],
  ],
  [
    'an object in a matrix, exploded',
    { in: 'path', style: 'matrix', explode: true, schema: OBJECT },
    [';a=1;b=2'],
  ],
  ['a text', { in: 'query', style: 'form', schema: TEXT }, ['text']],
  ['a text in a path', { in: 'path', schema: TEXT }, ['text']],
  ['a text with a dot', { in: 'path', style: 'label', schema: TEXT }, ['.text']],
  ['a text in a matrix', { in: 'path', style: 'matrix', schema: TEXT }, [';p=text']],
  ['anything', { in: 'query', schema: {} }, ['text']],
  [
    'what has a media type',
    { in: 'query', content: { 'application/json': { schema: LIST } } },
    ['application/json'],
  ],
  ['a list or null', { in: 'header', schema: { type: ['array', 'null'] } }, ['1,2']],
  ['a text or a list', { in: 'header', schema: { type: ['string', 'array'] } }, ['text', '1,2']],
  ['an object or a list', { in: 'header', schema: { type: ['object', 'array'] } }, ['1,2', 'a,1,b,2']],
])('%s', (_, parameter, written) => {
  expect(spelt(parameter)).toEqual(written);
});

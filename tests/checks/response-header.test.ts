import { expect, test } from 'vitest';
import { parseHttpDate } from '../../src/checks/http-date.ts';
import { responseHeader } from '../../src/checks/response-header.ts';
import type { Contract } from '../../src/contract/contract.ts';
import { answered, type Changes, contractOf, created, judge, linesOf, unauthorized } from './exchanges.ts';

const documented = (header: object, version = '3.1.0') =>
  contractOf({ 200: { description: '', headers: { 'X-Count': { ...header } } } }, { version });
const header = (schema: object, required = false, version = '3.1.0') =>
  documented({ required, schema }, version);
const sends = (value: string): Changes => ({ headers: [['x-count', value]] });

test('a header that the document requires is missing', () => {
  expect(
    linesOf(responseHeader, [answered(200, null)], header({ type: 'string' }, true)),
  ).toMatchInlineSnapshot(`
    [
      "error response-header/missing on 200 at header X-Count, document: expected "X-Count"",
    ]
  `);
});

test('a header that the document does not require may be missing', () => {
  expect(linesOf(responseHeader, [answered(200, null)], header({ type: 'string' }))).toEqual([]);
});

const list = (items: object, more: object = {}) => ({ type: 'array', items, ...more });
const pair = { type: 'object', required: ['n'], properties: { n: { type: 'integer', minimum: 1 } } };
const wrongAt = (against: Contract, ...values: string[]) =>
  judge([answered(200, null, { headers: values.map((value) => ['x-count', value]) })], {
    by: [responseHeader],
    against,
  }).map(({ severity, kind, message }) => `${severity} ${kind}: ${message}`);

test.each<[object, string, string]>([
  [{ type: 'integer' }, 'many', '"many", where the schema says integer'],
  [{ type: 'integer' }, '1.5', '"1.5", where the schema says integer'],
  [{ type: 'number' }, '', '"", where the schema says number'],
  [{ type: 'number' }, '0x10', '"0x10", where the schema says number'],
  [{ type: 'boolean' }, 'yes', '"yes", where the schema says boolean'],
  [{ type: 'boolean' }, 'untrue', '"untrue", where the schema says boolean'],
  [{ type: 'boolean' }, 'falsey', '"falsey", where the schema says boolean'],
  [{ type: 'boolean', enum: [true] }, 'false', 'false, where the schema allows [true]'],
  [{ type: 'integer' }, 'x1', '"x1", where the schema says integer'],
  [{ type: 'string', enum: ['a', 'b'] }, 'c', '"c", where the schema allows ["a","b"]'],
  [{ type: 'string', format: 'uuid' }, '42', '"42", which is no uuid'],
  [{ type: 'string', pattern: '^a+$' }, 'b', '"b": it must match pattern "^a+$"'],
  [{ type: 'string', pattern: '^a\\_+$' }, 'b', '"b": it must match pattern "^a\\_+$"'],
  [{ type: 'string', const: 'no-store' }, 'private', '"private": it must be equal to constant'],
  [{ type: 'string', minLength: 3 }, 'ab', '"ab": it must NOT have fewer than 3 characters'],
  [{ type: 'integer', maximum: 60 }, '61', '61: it must be <= 60'],
  [{ type: 'number', multipleOf: 5 }, '7', '7: it must be multiple of 5'],
  [
    { type: ['integer', 'string'], maxLength: 9 },
    'much too long',
    '"much too long": it must NOT have more than 9 characters',
  ],
  [{ type: ['integer', 'null'] }, 'none', '"none", where the schema says integer or null'],
  [
    { anyOf: [{ type: 'integer' }, { const: 'unlimited' }] },
    'many',
    '"many": it must match a schema in anyOf',
  ],
  [list({ enum: ['a', 'b'] }), 'a, c', '"a, c": /1 is "c", where the schema allows ["a","b"]'],
  [list({ type: 'integer' }), '1,x', '"1,x": /1 is "x" (string), where the schema says integer'],
  [list({}, { maxItems: 1 }), 'a,b', '["a","b"]: it must NOT have more than 1 items'],
  [pair, 'n,0', '"n,0": /n is 0: it must be >= 1'],
  [pair, 'm,1', '"m,1": /n is missing, though the schema requires it'],
  [pair, 'n', '"n", where the schema says object'],
])('a header that is not what its schema says: %j %s', (schema, value, wrong) => {
  expect(wrongAt(header(schema), value)).toEqual([`error value: the header X-Count is ${wrong}`]);
});

test('what was promised of a header, and where, stands in the finding', () => {
  expect(linesOf(responseHeader, [answered(200, null, sends('x'))], header({ type: 'integer' }))).toEqual([
    'error response-header/value on 200 at header X-Count, document: expected "integer", actual "x"',
  ]);
});

test.each<[object, string]>([
  [{ type: 'integer' }, '-12'],
  [{ type: 'integer', minimum: 1 }, '1'],
  [{ type: 'number' }, '1.5e3'],
  [{ type: 'number' }, '15E-1'],
  [{ type: 'number' }, '1.5e+3'],
  [{ type: 'boolean' }, 'true'],
  [{ type: 'boolean', enum: [true] }, 'true'],
  [{ type: 'boolean', enum: [false] }, 'false'],
  [list({ enum: ['a', 'b'] }), 'a, ,b'],
  [{ type: 'string', enum: ['a', 'b'] }, 'b'],
  [{ type: 'string', enum: ['1', 'true'] }, '1'],
  [{ type: 'integer', enum: [1, 2] }, '2'],
  [{ type: 'string', format: 'date-time' }, '2026-03-01T10:00:00Z'],
  [{ type: 'string', format: 'unheard-of' }, 'x'],
  [{ type: 'string', pattern: '(' }, 'x'],
  [{ type: ['integer', 'string'] }, 'unlimited'],
  [{ type: ['integer', 'null'] }, ''],
  [{ type: 'integer', nullable: true }, ''],
  [{ anyOf: [{ type: 'integer' }, { const: 'unlimited' }] }, 'unlimited'],
  [{ anyOf: [{ type: 'integer' }, { const: 'unlimited' }] }, '7'],
  [list({ enum: ['a', 'b'] }), 'a,b'],
  [list({ enum: ['a', 'b'] }), 'a , b,'],
  [list({ type: 'integer' }, { maxItems: 2 }), '1,2'],
  [list({ type: ['integer', 'string'], minLength: 1 }), '1,x'],
  [list({ type: 'string' }, { maxItems: 2 }), '"a,b", "c"'],
  [list({ type: 'string', maxLength: 2 }), '12,34'],
  [list(pair), 'who knows'],
  [list({ type: 'string' }), ''],
  [pair, 'n,1'],
  [pair, 'n,1,m,2'],
  [{ type: 'object', properties: { list: list({}) }, required: ['x'] }, 'who knows'],
  [{}, 'x'],
])('a header that is what its schema says: %j %s', (schema, value) => {
  const version = Array.isArray((schema as { type?: unknown }).type) ? '3.1.0' : '3.0.3';
  expect(wrongAt(header(schema, true, version), value)).toEqual([]);
});

test('an object whose parts are written with a sign between them', () => {
  const exploded = documented({ explode: true, schema: pair });
  expect(wrongAt(exploded, 'n=1,m=a=b')).toEqual([]);
  expect(wrongAt(exploded, 'n=0')).toHaveLength(1);
  expect(wrongAt(exploded, 'n,1')).toHaveLength(1);
  expect(wrongAt(header(pair), 'n=1')).toHaveLength(1);
  expect(wrongAt(documented({ explode: true, schema: { type: 'object' } }), 'n=1,m')).toHaveLength(1);
});

test('a header with a media type in place of a style', () => {
  const json = documented({ content: { 'application/json': { schema: pair } } });
  expect(wrongAt(json, '{"n":1}')).toEqual([]);
  expect(wrongAt(json, '{"n":0}')).toEqual([
    'error value: the header X-Count is "{\\"n\\":0}": /n is 0: it must be >= 1',
  ]);
  expect(wrongAt(json, 'n,1')).toEqual([
    'error value: the header X-Count is "n,1", where the schema says object',
  ]);
  expect(
    wrongAt(documented({ content: { 'text/plain': { schema: { type: 'integer' } } } }), 'x'),
  ).toHaveLength(1);
  expect(wrongAt(documented({ content: { 'application/xml': { schema: pair } } }), '<n>1</n>')).toEqual([]);
});

test('several lines are one list, and else each of them has to be right', () => {
  const two = header(list({ enum: ['a', 'b'] }, { minItems: 2 }));
  expect(wrongAt(two, 'a', 'b')).toEqual([]);
  expect(wrongAt(two, 'a', 'c')).toHaveLength(1);
  expect(wrongAt(header({ type: 'integer' }), '1', '2')).toEqual([]);
  expect(wrongAt(header({ type: 'integer' }), '1', 'x')).toEqual([
    'error value: the header X-Count is "x", where the schema says integer',
  ]);
});

test('of several cookies one is what the document speaks of, and a list of them is their lines', () => {
  const cookies = (schema: object, ...values: string[]) =>
    linesOf(
      responseHeader,
      [answered(200, null, { headers: values.map((value) => ['set-cookie', value]) })],
      contractOf({ 200: { description: '', headers: { 'Set-Cookie': { schema: { ...schema } } } } }),
    );
  const session = { type: 'string', pattern: '^SID=' };
  expect(cookies(session, 'lang=en', 'SID=abc; Path=/')).toEqual([]);
  expect(cookies(session, 'lang=en', 'x=1')).toHaveLength(1);
  expect(cookies(list(session), 'SID=1; Expires=Mon, 30 Nov 2026 10:00:00 GMT', 'SID=2')).toEqual([]);
  expect(cookies(list(session), 'SID=1', 'lang=en')).toHaveLength(1);
});

test('a Date that is none is a warning', () => {
  expect(linesOf(responseHeader, [created({ date: 'yesterday' })])).toMatchInlineSnapshot(`
    [
      "warning response-header/date on 201 at header Date, document:53: actual "yesterday"",
    ]
  `);
});

test('no Date at all is no fault', () => {
  expect(linesOf(responseHeader, [created({ date: null })])).toEqual([]);
});

test('a 401 that does not say how to authenticate is a note', () => {
  expect(linesOf(responseHeader, [unauthorized()])).toMatchInlineSnapshot(`
    [
      "note response-header/no-challenge on 401 at header WWW-Authenticate, document:151",
    ]
  `);
  expect(linesOf(responseHeader, [unauthorized({ headers: [['WWW-Authenticate', 'Bearer']] })])).toEqual([]);
});

test.each([
  ['Sun, 01 Mar 2026 10:00:00 GMT', Date.UTC(2026, 2, 1, 10)],
  ['Sunday, 01-Mar-26 10:00:00 GMT', Date.UTC(2026, 2, 1, 10)],
  ['Sun Mar  1 10:00:00 2026', Date.UTC(2026, 2, 1, 10)],
  ['Sun, 01 Mar 2026 10:00:00 CET', undefined],
  ['Sun, 1 Mar 2026 10:00:00 GMT', undefined],
  ['2026-03-01T10:00:00Z', undefined],
  ['Sun, 01 Mar 2026 99:00:00 GMT', undefined],
  ['x Sun, 01 Mar 2026 10:00:00 GMT', undefined],
  ['Sun, 01 Mar 2026 10:00:00 GMT+1', undefined],
  ['a Sunday, 01-Mar-26 10:00:00 GMT', undefined],
  ['Sunday, 01-Mar-26 10:00:00 GMT+1', undefined],
  ['a Sun Mar  1 10:00:00 2026', undefined],
  ['Sun Mar  1 10:00:00 2026 B.C.', undefined],
  ['1', undefined],
  ['', undefined],
])('as HTTP writes dates %j is %j', (text, milliseconds) => {
  expect(parseHttpDate(text)).toBe(milliseconds);
});

test('a 401 that the document does not know owes it no challenge', () => {
  const without401 = contractOf({ 200: { description: '' } });
  expect(linesOf(responseHeader, [answered(401, {})], without401)).toEqual([]);
});

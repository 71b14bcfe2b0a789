import { expect, test } from 'vitest';
import { parseHttpDate } from '../../src/checks/http-date.ts';
import { responseHeader } from '../../src/checks/response-header.ts';
import { answered, type Changes, contractOf, created, linesOf, unauthorized } from './exchanges.ts';

const header = (schema: object, required = false) =>
  contractOf({
    200: { description: '', headers: { 'X-Count': { required, schema: { ...schema } } } },
  });
const sends = (value: string): Changes => ({ headers: [['x-count', value]] });

test('a header that the document requires is missing', () => {
  expect(
    linesOf(responseHeader, [answered(200, null)], header({ type: 'string' }, true)),
  ).toMatchInlineSnapshot(`
    [
      "error response-header/missing on 200 at header X-Count, document:1: expected "X-Count"",
    ]
  `);
});

test('a header that the document does not require may be missing', () => {
  expect(linesOf(responseHeader, [answered(200, null)], header({ type: 'string' }))).toEqual([]);
});

test.each([
  [{ type: 'integer' }, 'many', 'where the schema says integer'],
  [{ type: 'integer' }, '1.5', 'where the schema says integer'],
  [{ type: 'number' }, '', 'where the schema says number'],
  [{ type: 'boolean' }, 'yes', 'where the schema says boolean'],
  [{ type: 'boolean' }, 'untrue', 'where the schema says boolean'],
  [{ type: 'boolean' }, 'falsey', 'where the schema says boolean'],
  [{ type: 'integer' }, 'x1', 'where the schema says integer'],
  [{ type: 'string', enum: ['a', 'b'] }, 'c', 'where the schema allows a, b'],
  [{ type: 'string', format: 'uuid' }, '42', 'which is no uuid'],
  [{ type: 'string', pattern: '^a+$' }, 'b', 'which does not match ^a+$'],
  [{ type: 'string', pattern: '^a\\_+$' }, 'b', 'which does not match ^a\\_+$'],
] as const)('a header that is not what its schema says: %j %s', (schema, value, wrong) => {
  expect(linesOf(responseHeader, [answered(200, null, sends(value))], header(schema))).toEqual([
    `error response-header/value on 200 at header X-Count, document:1: actual ${JSON.stringify(value)}`,
  ]);
  expect(wrong).not.toBe('');
});

test.each([
  [{ type: 'integer' }, '-12'],
  [{ type: 'number' }, '1.5e3'],
  [{ type: 'boolean' }, 'true'],
  [{ type: 'string', enum: ['a', 'b'] }, 'b'],
  [{ type: 'integer', enum: [1, 2] }, '2'],
  [{ type: 'string', format: 'date-time' }, '2026-03-01T10:00:00Z'],
  [{ type: 'string', format: 'unheard-of' }, 'x'],
  [{ type: 'string', pattern: '(' }, 'x'],
  [{}, 'x'],
] as const)('a header that is what its schema says: %j %s', (schema, value) => {
  expect(linesOf(responseHeader, [answered(200, null, sends(value))], header(schema, true))).toEqual([]);
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

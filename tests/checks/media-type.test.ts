import { expect, test } from 'vitest';
import { mediaType } from '../../src/checks/media-type.ts';
import { answered, contractOf, created, judge, linesOf, unauthorized } from './exchanges.ts';

test('a body without a Content-Type', () => {
  expect(linesOf(mediaType, [unauthorized({ type: null })])).toMatchInlineSnapshot(`
    [
      "error media-type/absent on 401 at header Content-Type, document:154: expected "application/json", actual null",
    ]
  `);
});

test('no body and no Content-Type is for another check', () => {
  expect(linesOf(mediaType, [created({ type: null, bytes: new Uint8Array() })])).toEqual([]);
});

test('two Content-Type headers that contradict each other', () => {
  expect(linesOf(mediaType, [created({ headers: [['content-type', 'text/html']] })])).toMatchInlineSnapshot(`
    [
      "error media-type/ambiguous on 201 at header Content-Type, document:56: expected "application/json", actual "application/json, text/html"",
    ]
  `);
});

test('two Content-Type headers that agree', () => {
  expect(linesOf(mediaType, [created({ headers: [['content-type', 'application/json']] })])).toEqual([]);
});

test.each([
  '',
  'json',
  'application/json, text/html',
  'application/json; charset=',
  'application/json; charset="utf-8',
])('a Content-Type that is no media type: %j', (type) => {
  expect(linesOf(mediaType, [created({ type })])).toEqual([
    `error media-type/malformed on 201 at header Content-Type, document:56: expected "application/json", actual ${JSON.stringify(type)}`,
  ]);
});

test('a media type that the document does not name', () => {
  expect(linesOf(mediaType, [created({ type: 'text/plain' })])).toMatchInlineSnapshot(`
    [
      "error media-type/undocumented on 201 at header Content-Type, document:56: expected "application/json", actual "text/plain"",
    ]
  `);
});

test('JSON in another encoding than UTF-8', () => {
  expect(
    linesOf(mediaType, [created({ type: 'application/json; charset=ISO-8859-1' })]),
  ).toMatchInlineSnapshot(`
    [
      "error media-type/charset on 201 at header Content-Type, document:56: expected "utf-8", actual "ISO-8859-1"",
    ]
  `);
});

test('US-ASCII is a part of UTF-8, as long as the body keeps to it', () => {
  const type = 'application/json; charset=us-ascii';
  expect(linesOf(mediaType, [created({ type })])).toMatchInlineSnapshot(`
    [
      "note media-type/charset on 201 at header Content-Type, document:56: expected "utf-8", actual "us-ascii"",
    ]
  `);
  expect(linesOf(mediaType, [created({ type, edit: { '/note': 'é' } })])).toMatchInlineSnapshot(`
    [
      "error media-type/charset on 201 at header Content-Type, document:56: expected "utf-8", actual "us-ascii"",
    ]
  `);
});

test('the last byte of US-ASCII is one of it, and the first beyond is none', () => {
  const said = (byte: number) =>
    judge([created({ type: 'application/json; charset=us-ascii', bytes: Uint8Array.of(0x22, byte, 0x22) })], {
      by: [mediaType],
    }).map(({ severity }) => severity);
  expect(said(0x7f)).toEqual(['note']);
  expect(said(0x80)).toEqual(['error']);
});

test.each(['x-us-ascii', 'us-ascii-8', 'utf-88', 'xutf-8', 'utf--8'])(
  '%s is another encoding than UTF-8',
  (charset) => {
    const [line] = linesOf(mediaType, [created({ type: `application/json; charset=${charset}` })]);
    expect(line).toMatch(/^error media-type\/charset/);
  },
);

test('a body that is compressed though nobody asked is a note', () => {
  expect(linesOf(mediaType, [created({ headers: [['content-encoding', 'br']] })])).toMatchInlineSnapshot(`
    [
      "note media-type/encoded on 201 at header Content-Encoding, document:56: expected null, actual "br"",
    ]
  `);
  expect(linesOf(mediaType, [created({ headers: [['content-encoding', 'Identity']] })])).toEqual([]);
  expect(linesOf(mediaType, [created({ headers: [['content-encoding', 'gzip, identity']] })])).toHaveLength(
    1,
  );
});

test.each([
  ['gzip', 'gzip, identity;q=0.5, *;q=0', 0],
  ['X-GZIP', 'gzip, *;q=0', 0],
  ['x-gzipped', 'gzip, *;q=0', 1],
  ['br', 'gzip', 1],
  ['gzip', '', 1],
  ['gzip', 'identity', 1],
  ['x-gzip', 'x-gzip', 0],
  ['gzip', 'X-Gzip', 0],
  ['compress', 'x-compress;q=0', 1],
  ['gzip, identity', 'gzip', 0],
  ['br', 'gzip, *;q=0.5', 0],
  ['gzip', 'br;q=1.0, *;q=0.1', 0],
  ['br', 'gzip, *;q=0', 1],
  ['gzip', 'GZIP ; Q=0.000, *', 1],
  ['gzip, br', 'gzip, *; q=0.0', 1],
])('a body compressed as %s where the request says %s: %i findings', (coding, asked, count) => {
  const given = created({ asks: [['Accept-Encoding', asked]], headers: [['Content-Encoding', coding]] });
  const lines = linesOf(mediaType, [given]);
  expect(lines).toHaveLength(count);
  expect(lines.every((line) => line.startsWith('error media-type/refused-coding on 201'))).toBe(true);
});

test.each([
  'application/json; charset=UTF-8',
  'application/json;charset=utf8',
  'APPLICATION/JSON',
  'application/json; charset="utf-8"',
  'application/json; version=1; profile="a;b"',
  'application/json;',
])('the documented media type however it is spelt: %s', (type) => {
  expect(linesOf(mediaType, [created({ type })])).toEqual([]);
});

test('each of several documented media types, and those of a range', () => {
  const content = { 'application/json': {}, 'text/*': {}, 'application/xml; charset=utf-8': {} };
  const against = contractOf({ 200: { description: '', content } });
  const answers = ['application/json', 'text/csv', 'application/xml'].map((type) =>
    answered(200, 1, { type }),
  );
  expect(linesOf(mediaType, answers, against)).toEqual([]);
  expect(linesOf(mediaType, [answered(200, 1, { type: 'image/png' })], against)).toHaveLength(1);
});

test('any media type where the document allows any', () => {
  const against = contractOf({ 200: { description: '', content: { '*/*': {} } } });
  expect(linesOf(mediaType, [answered(200, 1, { type: 'image/png' })], against)).toEqual([]);
});

test('no media type where the document promises no body', () => {
  expect(linesOf(mediaType, [created({ status: 500, type: 'image/png' })])).toEqual([]);
});

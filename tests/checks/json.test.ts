import { expect, test } from 'vitest';
import { json } from '../../src/checks/json.ts';
import { answered, contractOf, created, event, gated, judge, linesOf } from './exchanges.ts';

const text = '{"event":{}}';

test.each([
  ['empty', 'JSON', '', '"" '],
  ['byte-order-mark', 'JSON without a byte order mark', `\uFEFF${text}`, text],
  ['syntax', 'JSON', '{"event":', '{"event":'],
  ['trailing', 'JSON with nothing behind it', `${text} {}`, `${text} {}`],
  ['too-deep', 'unambiguous JSON', '['.repeat(200) + ']'.repeat(200), '['.repeat(120)],
] as const)('a body that is no plain JSON: %s', (kind, promised, body, seen) => {
  expect(linesOf(json, [created({ text: body })])).toEqual([
    `error json/${kind} on 201 at the root, document:56: expected "${promised}", actual ${JSON.stringify(seen.replace('"" ', ''))}`,
  ]);
});

test.each([
  ['{"event":', '9', true],
  ['{"event":"no', '12', true],
  ['', '0', true],
  ['{"event":', '10', false],
  ['{"event":}', '10', false],
])('%s with a Content-Length of %s may have the wrong length: %s', (body, length, ends) => {
  const [finding] = judge([created({ text: body, headers: [['Content-Length', length]] })]);
  expect(finding?.check).toBe('json');
  expect(/, (and it ends where|as) its Content-Length says$/.test(finding?.message ?? '')).toBe(ends);
});

test('bytes that are not UTF-8', () => {
  const bytes = new Uint8Array([0x22, 0xe9, 0x22]);
  expect(linesOf(json, [created({ bytes })])).toMatchInlineSnapshot(`
    [
      "error json/encoding on 201 at the root, document:56: expected "JSON in UTF-8", actual "\\"�\\""",
    ]
  `);
});

test('a key that comes twice, half a character and a number beyond all readers, each where it stands', () => {
  const body = '{"event":{"id":1,"id":2},"a":["\\ud800"],"n":[0,-1e999]}';
  expect(linesOf(json, [created({ text: body })])).toMatchInlineSnapshot(`
    [
      "error json/duplicate-key on 201 at /event/id, document:56: expected "unambiguous JSON", actual "{\\"event\\":{\\"id\\":1,\\"id\\":2},\\"a\\":[\\"\\\\ud800\\"],\\"n\\":[0,-1e999]}"",
      "error json/surrogate on 201 at /a/0, document:56: expected "unambiguous JSON", actual "{\\"event\\":{\\"id\\":1,\\"id\\":2},\\"a\\":[\\"\\\\ud800\\"],\\"n\\":[0,-1e999]}"",
      "error json/number on 201 at /n/1, document:56: expected "unambiguous JSON", actual "{\\"event\\":{\\"id\\":1,\\"id\\":2},\\"a\\":[\\"\\\\ud800\\"],\\"n\\":[0,-1e999]}"",
    ]
  `);
});

test('a body where the document promises none is a note', () => {
  expect(linesOf(json, [created({ status: 500, text: 'oops', type: 'text/plain' })])).toMatchInlineSnapshot(`
    [
      "note json/not-promised on 500 at the root, document:171",
    ]
  `);
  expect(linesOf(json, [created({ status: 500, bytes: new Uint8Array(), type: null })])).toEqual([]);
});

test('what the gate answers need not be JSON', () => {
  expect(linesOf(json, [gated()])).toEqual([]);
});

test('a text need not be JSON where the document promises a text', () => {
  const against = contractOf({ 200: { description: '', content: { 'text/plain': {} } } });
  expect(linesOf(json, [answered(200, null, { text: 'all right', type: 'text/plain' })], against)).toEqual(
    [],
  );
});

test('every type of JSON is read as JSON', () => {
  const against = contractOf({ 200: { description: '', content: { 'application/hal+json': {} } } });
  expect(
    linesOf(json, [answered(200, null, { text: 'no', type: 'application/hal+json' })], against),
  ).toHaveLength(1);
});

test('white space, escapes and further fields are plain JSON', () => {
  expect(
    linesOf(json, [
      created({ text: `\r\n${JSON.stringify({ ...event(), note: '🙂\u2028' }, null, '\t')} \n` }),
    ]),
  ).toEqual([]);
});

test('half a character that the request had sent may come back', () => {
  const back = (sent: string) =>
    linesOf(json, [created({ sends: { a: [sent] }, text: '{"event":{"id":"\\ud83d"}}' })]).length;
  expect(back('registration\ud83d')).toBe(0);
  expect(back('registration')).toBe(1);
  expect(back('a whole character \u{1f600}')).toBe(1);
});

import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { undoCodings } from '../../src/probes/send/decode.ts';
import { bodyText, httpServer, probe, senderTo } from './send-servers.ts';

const BODY = Buffer.from(JSON.stringify({ event: { id: 'a'.repeat(50) } }));
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString();

test.each([
  ['gzip', ['gzip'], gzipSync(BODY)],
  ['x-gzip in capitals', ['X-GZIP'], gzipSync(BODY)],
  ['deflate', ['deflate'], deflateSync(BODY)],
  ['br', ['br'], brotliCompressSync(BODY)],
  ['identity', ['identity'], BODY],
  ['two codings on one line', ['gzip, br'], brotliCompressSync(gzipSync(BODY))],
  ['two codings on two lines', ['deflate', 'gzip'], gzipSync(deflateSync(BODY))],
  [
    'gzip in two members',
    ['gzip'],
    Buffer.concat([gzipSync(BODY.subarray(0, 9)), gzipSync(BODY.subarray(9))]),
  ],
])('%s is undone', (_, codings, bytes) => {
  const { body, failure } = undoCodings(bytes, codings, 10_000);
  expect(failure).toBeUndefined();
  expect(text(body)).toBe(text(BODY));
});

test('an empty body has nothing to undo', () => {
  expect(undoCodings(new Uint8Array(), ['gzip'], 100)).toEqual({
    body: new Uint8Array(),
    failure: undefined,
  });
});

test.each([
  ['gzip', 'the body is not gzip, though its Content-Encoding says so: incorrect header check'],
  ['deflate', 'the body is not deflate, though its Content-Encoding says so: incorrect header check'],
  ['br', 'the body is not br, though its Content-Encoding says so: Decompression failed'],
  ['zstd', "the body's Content-Encoding is zstd, which is not read"],
  ['constructor', "the body's Content-Encoding is constructor, which is not read"],
  ['gzip, gzip, gzip, gzip', 'the body has 4 codings, one around the other'],
])('a body that says %s and is plain is kept as it came', (coding, message) => {
  const { body, failure } = undoCodings(BODY, [coding], 10_000);
  expect(failure).toEqual({ kind: 'encoding', message });
  expect(text(body)).toBe(text(BODY));
});

const DAMAGED = Buffer.from(gzipSync(BODY));
DAMAGED.fill(0, DAMAGED.length - 8);

test.each([
  ['cut off', 'gzip', gzipSync(BODY).subarray(0, 30), 'unexpected end of file'],
  ['with a wrong checksum', 'gzip', DAMAGED, 'incorrect data check'],
  [
    'with bytes behind it',
    'gzip',
    Buffer.concat([gzipSync(BODY), Buffer.alloc(4)]),
    '4 bytes follow the end',
  ],
  [
    'with bytes behind it',
    'deflate',
    Buffer.concat([deflateSync(BODY), Buffer.from('junk')]),
    '4 bytes follow the end',
  ],
  ['without its zlib frame', 'deflate', deflateRawSync(BODY), 'is not deflate'],
])(
  'a body that is %s (%s) is not kept: a credential in it could not be found',
  (_, coding, bytes, message) => {
    const { body, failure } = undoCodings(bytes, [coding], 10_000);
    expect(failure?.kind).toBe('encoding');
    expect(failure?.message).toContain(message);
    expect(failure?.message).toMatch(/; its bytes are not kept$/);
    expect(body.length).toBe(0);
  },
);

const ZEROS = Buffer.alloc(20_000_000);

test.each([
  ['gzip', gzipSync(ZEROS)],
  ['deflate', deflateSync(ZEROS)],
  ['br', brotliCompressSync(ZEROS)],
])('a %s bomb is not inflated beyond the cap', (coding, bytes) => {
  expect(bytes.length).toBeLessThan(100_000);
  const { body, failure } = undoCodings(bytes, [coding], 100_000);
  expect(failure).toEqual({
    kind: 'too-large',
    message: `the body is longer than 100000 bytes once its ${coding} coding is undone`,
  });
  expect(body.length).toBe(0);
});

test('a bomb inside a bomb is not inflated either', () => {
  const { failure } = undoCodings(gzipSync(gzipSync(Buffer.alloc(50_000_000))), ['gzip, gzip'], 100_000);
  expect(failure?.kind).toBe('too-large');
});

test('whatever comes, decoding returns and keeps to the cap', () => {
  const coding = fc.constantFrom('gzip', 'deflate', 'br', 'identity', 'zstd', '', ',');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.array(coding, { maxLength: 5 }), (bytes, codings) => {
      expect(undoCodings(bytes, codings, 300).body.length).toBeLessThanOrEqual(300);
    }),
  );
});

test('over the wire: a coded answer, and one that lies', async () => {
  const url = await httpServer((request, response) => {
    response.writeHead(201, { 'content-encoding': 'gzip' });
    response.end(request.url === '/lie' ? '{}' : gzipSync(BODY));
  });
  const sender = senderTo(url);
  const exchange = await sender.send(probe());
  expect(exchange.failure).toBeUndefined();
  expect(bodyText(exchange)).toBe(text(BODY));
  expect(exchange.response?.headers).toContainEqual(['content-encoding', 'gzip']);

  const lie = await sender.send(probe('lie', { path: '/lie' }));
  expect(lie.failure?.kind).toBe('encoding');
  expect(lie.response?.status).toBe(201);
  expect(bodyText(lie)).toBe('{}');
});

test('a coded answer that is cut off failed on its way, not in its coding', async () => {
  const url = await httpServer((_, response) => {
    const bytes = gzipSync(BODY);
    response.writeHead(201, { 'content-encoding': 'gzip', 'content-length': bytes.length });
    response.write(bytes.subarray(0, 20));
    setTimeout(() => response.destroy(), 10);
  });
  expect((await senderTo(url).send(probe())).failure?.kind).toBe('reset');
});

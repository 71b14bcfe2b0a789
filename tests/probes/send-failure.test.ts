import { createServer } from 'node:net';
import { describe, expect, onTestFinished, test } from 'vitest';
import { answering, bodyText, httpServer, OK, probe, rawServer, senderTo } from './send-servers.ts';

async function closedPort(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`;
}

describe('no connection', () => {
  test('a port on which nobody listens', async () => {
    const url = await closedPort();
    const exchange = await senderTo(url).send(probe());
    expect(exchange.response).toBeUndefined();
    expect(exchange.failure?.kind).toBe('unreachable');
    expect(exchange.failure?.message).toMatch(
      /^no connection to 127\.0\.0\.1:\d+ after \d+ ms: the connection was refused \(ECONNREFUSED\)$/,
    );
    expect(exchange.failedTries).toEqual([]);
  });

  test('a failed connection is forgotten when the next one stands', async () => {
    const url = await closedPort();
    const sender = senderTo(url, { connections: 1 });
    expect((await sender.send(probe('first'))).failure?.kind).toBe('unreachable');
    const server = createServer(
      (socket) => void socket.on('error', () => {}).on('data', () => socket.end('nonsense')),
    );
    onTestFinished(() => void server.close());
    await new Promise<void>((resolve) => server.listen(Number(new URL(url).port), '127.0.0.1', resolve));
    expect((await sender.send(probe('second'))).failure?.kind).toBe('protocol');
  });

  test('a host that does not exist', async () => {
    const exchange = await senderTo('http://nobody.invalid').send(probe());
    expect(exchange.failure?.kind).toBe('unreachable');
    expect(exchange.failure?.message).toMatch(/^no connection to nobody\.invalid after \d+ ms: /);
  });

  test('a request that HTTP cannot carry names the header, not its value', async () => {
    const url = await answering(OK);
    const headers = [{ name: 'Authorization', value: 'Bearer se\nsame', shown: '' }];
    const { failure } = await senderTo(url).send(probe('a', { headers }));
    expect(failure).toEqual({
      kind: 'cancelled',
      message: 'the request cannot be sent: invalid Authorization header',
    });
  });
});

describe('no whole answer in time', () => {
  test('nothing comes', async () => {
    const url = await rawServer(() => {});
    const exchange = await senderTo(url, { timeoutMs: 80 }).send(probe());
    expect(exchange.failure).toEqual({ kind: 'timeout', message: 'no answer within 80 ms' });
    expect(exchange.response).toBeUndefined();
    expect(exchange.failedTries).toEqual([]);
    expect(exchange.ms).toBeGreaterThanOrEqual(75);
    expect(exchange.ms).toBeLessThan(5000);
  });

  test('the head stops half-way', async () => {
    const url = await answering('HTTP/1.1 201 Created\r\nContent-');
    const { failure } = await senderTo(url, { timeoutMs: 80 }).send(probe());
    expect(failure).toEqual({
      kind: 'timeout',
      message: 'the head of the answer was not complete within 80 ms',
    });
  });

  test('the body stops half-way: what came is kept', async () => {
    const url = await answering('HTTP/1.1 201 Created\r\nContent-Length: 340\r\n\r\n{"event":');
    const exchange = await senderTo(url, { timeoutMs: 80 }).send(probe());
    expect(exchange.failure).toEqual({
      kind: 'timeout',
      message: '9 of 340 bytes of the body came within 80 ms',
    });
    expect(exchange.response?.status).toBe(201);
    expect(bodyText(exchange)).toBe('{"event":');
  });

  test('a body that trickles for ever', async () => {
    const url = await httpServer((_, response) => {
      response.writeHead(200);
      const timer = setInterval(() => response.write(' '), 5);
      response.on('close', () => clearInterval(timer));
    });
    const { failure, response } = await senderTo(url, { timeoutMs: 100 }).send(probe());
    expect(failure?.kind).toBe('timeout');
    expect(failure?.message).toMatch(/^\d+ bytes of the body came within 100 ms$/);
    expect(response?.status).toBe(200);
  });

  test('the connection after one that timed out is a fresh one', async () => {
    const url = await rawServer(({ socket, index }) => {
      if (index > 0) socket.write(OK);
    });
    const sender = senderTo(url, { timeoutMs: 60, connections: 1 });
    expect((await sender.send(probe())).failure?.kind).toBe('timeout');
    expect((await sender.send(probe())).response?.status).toBe(201);
  });
});

describe('a connection that ends too early', () => {
  test('before a byte of the answer', async () => {
    const url = await rawServer(({ socket }) => socket.end());
    const { failure, response } = await senderTo(url).send(probe());
    expect(response).toBeUndefined();
    expect(failure?.kind).toBe('reset');
    expect(failure?.message).toMatch(/^the connection was closed without an answer \(\d+ ms\)$/);
  });

  test('after an interim answer, which is none', async () => {
    const url = await answering('HTTP/1.1 103 Early Hints\r\n\r\n', 'end');
    const { failure, response } = await senderTo(url).send(probe());
    expect(failure?.kind).toBe('reset');
    expect(response).toBeUndefined();
  });

  test('by a reset', async () => {
    const url = await rawServer(({ socket }) => socket.resetAndDestroy());
    expect((await senderTo(url).send(probe())).failure?.kind).toBe('reset');
  });

  test('in the head', async () => {
    const url = await answering('HTTP/1.1 201 Cr', 'end');
    const { failure, failedTries } = await senderTo(url).send(probe());
    expect(failure?.kind).toBe('reset');
    expect(failure?.message).toMatch(/in the middle of the answer's head, after 15 bytes/);
    expect(failedTries).toEqual([]);
  });

  test.each([
    ['announced by its length', 'Content-Length: 340\r\n', '{"event":', 'after 9 of 340 bytes of the body'],
    [
      'announced, on a connection to be closed',
      'Content-Length: 340\r\nConnection: close\r\n',
      '{"event":',
      'after 9 of 340 bytes of the body',
    ],
    ['in chunks', 'Transfer-Encoding: chunked\r\n', '9\r\n{"event":\r\n', 'after 9 bytes of the body'],
    [
      'in chunks, on a connection to be closed',
      'Transfer-Encoding: chunked\r\nConnection: close\r\n',
      '9\r\n{"event":\r\n',
      'after 9 bytes of the body',
    ],
  ])('in a body %s', async (_, headers, body, where) => {
    for (const how of ['end', 'reset'] as const) {
      const url = await answering(`HTTP/1.1 201 Created\r\n${headers}\r\n${body}`, how);
      const exchange = await senderTo(url).send(probe());
      expect(exchange.failure?.kind).toBe('reset');
      expect(exchange.failure?.message).toContain(where);
      expect(exchange.response?.status).toBe(201);
      expect(bodyText(exchange)).toBe('{"event":');
      expect(exchange.failedTries).toEqual([]);
    }
  });
});

describe('what is not HTTP/1.1', () => {
  test.each([
    ['another protocol', 'SSH-2.0-OpenSSH_9.6\r\n', /Expected HTTP/],
    ['HTML alone', '<html></html>\r\n\r\n', /Expected HTTP/],
    ['a status that is no number', 'HTTP/1.1 OK\r\n\r\n', /^its head is not valid: ./],
    [
      'lines without a carriage return',
      'HTTP/1.1 200 OK\nContent-Length: 2\n\n{}',
      /^its head is not valid: ./,
    ],
    [
      'two lengths',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{} ',
      /^its head is not valid: ./,
    ],
    [
      'a length and chunks',
      'HTTP/1.1 200 OK\r\nContent-Length: 2\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
      /^its head is not valid: ./,
    ],
    [
      'a header without a name',
      'HTTP/1.1 200 OK\r\n: a\r\nContent-Length: 0\r\n\r\n',
      /^its head is not valid: ./,
    ],
    [
      'a chunk of no size',
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nxyz\r\n',
      /^the framing of its body is not valid: ./,
    ],
    [
      'another protocol, unasked',
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n',
      /switches to another protocol/,
    ],
  ])('%s', async (_, bytes, message) => {
    const url = await answering(bytes);
    const { failure, failedTries } = await senderTo(url).send(probe());
    expect(failure?.kind).toBe('protocol');
    expect(failure?.message).toMatch(message);
    expect(failedTries).toEqual([]);
  });

  test.each([
    ['bytes', `${OK}garbage`],
    ['a second answer', OK + OK],
  ])('%s behind the end of the answer', async (_, bytes) => {
    const url = await answering(bytes);
    const exchange = await senderTo(url).send(probe());
    expect(exchange.failure).toEqual({
      kind: 'protocol',
      message: 'more bytes came after the end of the answer, on the same connection',
    });
    expect(exchange.response?.status).toBe(201);
    expect(bodyText(exchange)).toBe('{}');
  });

  test('an empty line behind the answer is no harm', async () => {
    const url = await answering(`${OK}\r\n`);
    const sender = senderTo(url, { connections: 1 });
    for (const id of ['first', 'second']) {
      expect(await sender.send(probe(id))).toMatchObject({
        failure: undefined,
        response: { status: 201 },
        failedTries: [],
      });
    }
  });
});

describe('more than is read', () => {
  test('a body of 50 MiB is given up early, and what was read of it is kept', async () => {
    let written = 0;
    const url = await httpServer((_, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'a');
      response.writeHead(200, { 'content-length': 50 * 1024 * 1024 });
      const more = () => {
        while (written < 50 * 1024 * 1024) {
          written += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      };
      more();
    });
    const { failure, response } = await senderTo(url, { maxBytes: 100_000, timeoutMs: 5000 }).send(probe());
    expect(failure).toEqual({
      kind: 'too-large',
      message: 'the body is longer than 100000 bytes (52428800 bytes were announced)',
    });
    expect(response?.body.length).toBe(100_000);
    expect(written).toBeLessThan(25 * 1024 * 1024);
  });

  test('a body that never ends', async () => {
    const url = await httpServer((_, response) => {
      const more = () => {
        while (!response.destroyed && response.write('a'.repeat(16_384)));
        if (!response.destroyed) response.once('drain', more);
      };
      more();
    });
    const { failure } = await senderTo(url, { maxBytes: 100_000, timeoutMs: 5000 }).send(probe());
    expect(failure).toEqual({ kind: 'too-large', message: 'the body is longer than 100000 bytes' });
  });

  test('a body of exactly the most that is read', async () => {
    const url = await answering('HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789');
    const { failure } = await senderTo(url, { maxBytes: 10 }).send(probe());
    expect(failure).toBeUndefined();
    const { failure: tooMuch } = await senderTo(url, { maxBytes: 9 }).send(probe());
    expect(tooMuch?.kind).toBe('too-large');
  });

  test('an interim answer that never ends', async () => {
    const url = await answering(`HTTP/1.1 100 Continue\r\n${'X-A: b\r\n'.repeat(20_000)}`);
    const { failure } = await senderTo(url).send(probe());
    expect(failure?.kind).toBe('too-large');
  });

  test('a head that never ends', async () => {
    const url = await answering(`HTTP/1.1 200 OK\r\n${'X-A: b\r\n'.repeat(20_000)}`);
    const { failure } = await senderTo(url).send(probe());
    expect(failure).toEqual({
      kind: 'too-large',
      message: 'the head of the answer is longer than 16384 bytes',
    });
  });
});

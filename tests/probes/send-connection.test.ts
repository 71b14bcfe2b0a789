import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer as createTcpServer } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { answering, httpServer, listen, OK, probe, rawServer, senderTo } from './send-servers.ts';

/** Milliseconds in which what is on its way on this machine has come, on a busy one too. */
const A_WHILE = 300;

describe('connections', () => {
  test('are kept and used again', async () => {
    const turns: number[] = [];
    const url = await rawServer(({ socket, turn }) => {
      turns.push(turn);
      socket.write(OK);
    });
    const sender = senderTo(url);
    for (const id of ['a', 'b', 'c']) await sender.send(probe(id));
    expect(turns).toEqual([0, 1, 2]);
  });

  test('are never more than allowed, and each probe gets its own answer', async () => {
    let open = 0;
    let most = 0;
    const url = await rawServer(({ socket, text }) => {
      open += 1;
      most = Math.max(most, open);
      const id = /POST \/(\d+)/.exec(text)?.[1] ?? '';
      setTimeout(() => {
        open -= 1;
        socket.write(`HTTP/1.1 200 OK\r\nContent-Length: ${id.length}\r\n\r\n${id}`);
      }, 5);
    });
    const sender = senderTo(url, { connections: 3 });
    const ids = Array.from({ length: 20 }, (_, index) => String(index));
    const exchanges = await Promise.all(ids.map((id) => sender.send(probe(id, { path: `/${id}` }))));
    expect(exchanges.map(({ response }) => Buffer.from(response?.body ?? []).toString())).toEqual(ids);
    expect(exchanges.map(({ id }) => id)).toEqual(ids);
    expect(most).toBe(3);
  });

  test('the clock of a probe starts when it goes out, not while it waits for a connection', async () => {
    const url = await rawServer(({ socket }) => setTimeout(() => socket.write(OK), 100));
    const sender = senderTo(url, { connections: 1, timeoutMs: 2000 });
    const from = performance.now();
    const exchanges = await Promise.all([...'abcdefgh'].map((id) => sender.send(probe(id))));
    const all = performance.now() - from;
    expect(exchanges.map(({ failure }) => failure)).toEqual(exchanges.map(() => undefined));
    // Each takes an eighth of the whole, and a busy machine some more.
    for (const { ms } of exchanges) expect(ms).toBeLessThan(all / 2);
  });
});

describe('a connection that was kept', () => {
  test('and ends as a request is to go out on it leaves that to a new one', async () => {
    const url = await rawServer(({ socket }) => {
      socket.write(OK, () => setTimeout(() => socket.resetAndDestroy(), 1));
    });
    const sender = senderTo(url, { connections: 4 });
    const tries: string[] = [];
    // Which of them meets the end is a matter of chance.
    for (let round = 0; round < 500 && (round < 20 || tries.length === 0); round += 1) {
      const ids = Array.from({ length: 6 }, (_, index) => `${round}/${index}`);
      for (const { failure, failedTries } of await Promise.all(ids.map((id) => sender.send(probe(id))))) {
        expect(failure).toBeUndefined();
        tries.push(...failedTries.map(({ kind, reused }) => `${kind}, reused: ${reused}`));
      }
    }
    expect([...new Set(tries)]).toEqual(['reset, reused: true']);
  });
});

describe('a body in chunks', () => {
  const chunked = { name: 'transfer-encoding', value: 'chunked', shown: 'chunked' };
  const body = Buffer.from('{"a":1}');

  test('comes with its head and its end, so that who refuses it by its head is still heard', async () => {
    // In a thread of its own, which reads while we write. As hapi does, it reads no body of a request that it refuses.
    const server = new Worker(
      `const { parentPort } = require('node:worker_threads');
      const server = require('node:net').createServer((socket) => {
        socket.on('error', () => {});
        socket.once('data', (bytes) => {
          parentPort.postMessage(bytes.toString('latin1'));
          socket.end('HTTP/1.1 401 Unauthorized\\r\\nConnection: close\\r\\nContent-Length: 2\\r\\n\\r\\n{}');
          socket.destroySoon();
        });
      });
      server.listen(0, '127.0.0.1', () => parentPort.postMessage(server.address().port));`,
      { eval: true },
    );
    onTestFinished(async () => void (await server.terminate()));
    const [port] = (await once(server, 'message')) as [number];
    const first: string[] = [];
    server.on('message', (text: string) => first.push(text));
    const sender = senderTo(`http://127.0.0.1:${port}`);
    for (let index = 0; index < 30; index++) {
      const exchange = await sender.send(probe(`${index}`, { headers: [chunked], body }));
      expect(exchange).toMatchObject({ response: { status: 401 }, failure: undefined, failedTries: [] });
    }
    await expect.poll(() => first.length).toBe(30);
    for (const text of first) expect(text).toMatch(/\r\n\r\n4\r\n\{"a"\r\n3\r\n:1\}\r\n0\r\n\r\n$/);
  });

  test('is the last on its connection: what a server makes of one that it did not read answers nothing else', async () => {
    const answer = (status: string) => `HTTP/1.1 ${status}\r\nContent-Length: 0\r\n\r\n`;
    const url = await rawServer(({ socket, turn }) => {
      if (turn > 0) return;
      socket.write(answer('411 Length Required'));
      setTimeout(() => socket.write(answer('400 Bad Request')), 20);
    });
    const sender = senderTo(url, { connections: 1 });
    const first = await sender.send(probe('a', { headers: [chunked], body }));
    const second = await sender.send(probe('b'));
    expect([first, second].map(({ response, failedTries }) => [response?.status, failedTries])).toEqual([
      [411, []],
      [411, []],
    ]);
  });

  test('that is large goes out as the socket takes it', async () => {
    let read = 0;
    const url = await httpServer((request, response) => {
      request.on('data', (bytes: Buffer) => (read += bytes.length));
      request.on('end', () => response.writeHead(201).end());
    });
    const large = Buffer.alloc(1_000_000, 'x');
    const { response } = await senderTo(url).send(probe('a', { headers: [chunked], body: large }));
    expect([response?.status, read]).toEqual([201, 1_000_000]);
  });
});

describe('stopping', () => {
  test('cancels what is under way, what waits and what comes later, at once', async () => {
    let closed = 0;
    const url = await rawServer(({ socket }) => socket.on('close', () => (closed += 1)));
    const stop = new AbortController();
    const sender = senderTo(url, { connections: 1, timeoutMs: 10_000, signal: stop.signal });
    const sent = ['under way', 'waiting', 'waiting too'].map((id) => sender.send(probe(id)));
    await new Promise((resolve) => setTimeout(resolve, A_WHILE));
    const startedAt = performance.now();
    stop.abort();
    sent.push(sender.send(probe('later')));
    for (const { id, failure, response } of await Promise.all(sent)) {
      expect([id, failure]).toEqual([id, { kind: 'cancelled', message: 'the run was stopped' }]);
      expect(response).toBeUndefined();
    }
    expect(performance.now() - startedAt).toBeLessThan(5000);
    await expect.poll(() => closed).toBe(1);
  });

  test('keeps what had come of an answer', async () => {
    const url = await answering('HTTP/1.1 201 Created\r\nContent-Length: 10\r\n\r\n{');
    const sender = senderTo(url, { timeoutMs: 10_000 });
    const sent = sender.send(probe());
    await new Promise((resolve) => setTimeout(resolve, A_WHILE));
    sender.close();
    const { failure, response } = await sent;
    expect(failure?.kind).toBe('cancelled');
    expect(response?.status).toBe(201);
  });

  test('does not wait for a Retry-After', async () => {
    const url = await answering('HTTP/1.1 429 Slow\r\nRetry-After: 3\r\nContent-Length: 0\r\n\r\n');
    const sender = senderTo(url);
    const sent = sender.send(probe());
    // Long enough for the answer to come, and by far not for what it asks for.
    await new Promise((resolve) => setTimeout(resolve, 1000));
    sender.close();
    const { failure, failedTries } = await sent;
    expect(failure?.kind).toBe('cancelled');
    expect(failedTries).toMatchObject([{ kind: 'throttled' }]);
  });

  test('ends a connection that is still being made', async () => {
    let closed = 0;
    // Accepts the connection and never answers the TLS handshake.
    const server = createTcpServer((socket) => void socket.resume().on('close', () => (closed += 1)));
    const connected = once(server, 'connection');
    const url = await listen(server);
    const sender = senderTo(url.replace('http:', 'https:'), { connectTimeoutMs: 10_000 });
    const sent = sender.send(probe());
    await connected;
    sender.close();
    expect((await sent).failure?.kind).toBe('cancelled');
    await expect.poll(() => closed).toBe(1);
  });

  test('before anything was sent sends nothing', async () => {
    const url = await answering(OK);
    const sender = senderTo(url, { signal: AbortSignal.abort() });
    expect((await sender.send(probe())).failure?.kind).toBe('cancelled');
  });

  test('leaves no timer behind, whatever was under way', async () => {
    const set = vi.spyOn(globalThis, 'setTimeout');
    const cleared = vi.spyOn(globalThis, 'clearTimeout');
    onTestFinished(() => void vi.restoreAllMocks());
    const answers = await answering(OK);
    const silent = await listen(createTcpServer());
    for (const url of [answers, silent, silent.replace('http:', 'https:')]) {
      const sender = senderTo(url, { connectTimeoutMs: 12_345, timeoutMs: 12_345 });
      const sent = sender.send(probe());
      await Promise.race([sent, new Promise((resolve) => setTimeout(resolve, A_WHILE))]);
      sender.close();
      await sent;
    }
    const ours = set.mock.results.filter((_, index) => set.mock.calls[index]?.[1] === 12_345);
    expect(ours.length).toBe(5);
    await expect
      .poll(() => ours.filter(({ value }) => !cleared.mock.calls.some(([timer]) => timer === value)))
      .toEqual([]);
  });
});

describe('TLS', async () => {
  const cert = await readFile(new URL('fixtures/localhost.cert.pem', import.meta.url), 'utf8');
  const key = await readFile(new URL('fixtures/localhost.key.pem', import.meta.url), 'utf8');

  async function tlsServer(protocols: string[] = []): Promise<string> {
    const server = createTlsServer({ cert, key, ALPNProtocols: protocols }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(OK));
    });
    const url = await listen(server);
    return url.replace('http://127.0.0.1', 'https://localhost');
  }

  test('a certificate that is trusted: HTTP/1.1, even where HTTP/2 is offered', async () => {
    const url = await tlsServer(['h2', 'http/1.1']);
    const exchange = await senderTo(url, { ca: cert }).send(probe());
    expect(exchange).toMatchObject({ failure: undefined, response: { status: 201 } });
  });

  test('the time for a connection is not the time of the answer', async () => {
    const server = createTlsServer({ cert, key }, (socket) => {
      socket.on('error', () => {});
      socket.on('data', () => socket.write(OK));
    });
    const url = await listen(
      createTcpServer((socket) => void setTimeout(() => server.emit('connection', socket), 1000)),
    );
    const startedAt = Date.now();
    const { failure, ms, sentAt } = await senderTo(url.replace('http://127.0.0.1', 'https://localhost'), {
      ca: cert,
      timeoutMs: 900,
      connectTimeoutMs: 10_000,
    }).send(probe());
    expect(failure).toBeUndefined();
    expect(ms).toBeLessThan(900);
    expect(sentAt - startedAt).toBeGreaterThanOrEqual(990);
  });

  test('a certificate that nobody vouches for', async () => {
    const url = await tlsServer();
    const { failure, failedTries } = await senderTo(url).send(probe());
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).toMatch(
      /^the TLS handshake with localhost:\d+ failed after \d+ ms: self-signed certificate.* \(DEPTH_ZERO_SELF_SIGNED_CERT\)$/,
    );
    expect(failedTries).toEqual([]);
  });

  test('a certificate that nobody vouches for is refused whatever NODE_TLS_REJECT_UNAUTHORIZED says', async () => {
    vi.stubEnv('NODE_TLS_REJECT_UNAUTHORIZED', '0');
    onTestFinished(() => void vi.unstubAllEnvs());
    const url = await tlsServer();
    const { failure, response } = await senderTo(url).send(probe());
    expect(response).toBeUndefined();
    expect(failure?.kind).toBe('tls');
  });

  test('a certificate for another name', async () => {
    const url = await tlsServer();
    const { failure } = await senderTo(url.replace('localhost', '127.0.0.1'), { ca: cert }).send(probe());
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).toContain('ERR_TLS_CERT_ALTNAME_INVALID');
  });

  test('a server that does not speak TLS', async () => {
    const url = await listen(
      createTcpServer((socket) => socket.on('data', () => socket.end('HTTP/1.1 400 Bad\r\n\r\n'))),
    );
    const { failure } = await senderTo(url.replace('http:', 'https:')).send(probe());
    expect(failure?.kind).toBe('tls');
  });

  test('a server that hangs up on the handshake', async () => {
    const url = await listen(createTcpServer((socket) => socket.destroy()));
    const { failure } = await senderTo(url.replace('http:', 'https:')).send(probe());
    expect(failure?.kind).toBe('tls');
  });

  test('a handshake that does not end', async () => {
    const url = await listen(createTcpServer());
    const { failure, failedTries } = await senderTo(url.replace('http:', 'https:'), {
      connectTimeoutMs: 60,
    }).send(probe());
    expect(failure?.kind).toBe('tls');
    expect(failure?.message).toMatch(/^127\.0\.0\.1:\d+ did not finish the TLS handshake within 60 ms$/);
    expect(failedTries).toEqual([]);
  });

  test('plain HTTP to a server that speaks TLS', async () => {
    const url = await tlsServer();
    const { failure } = await senderTo(url.replace('https:', 'http:')).send(probe());
    expect(['reset', 'protocol']).toContain(failure?.kind);
  });
});

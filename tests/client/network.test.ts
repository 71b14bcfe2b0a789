import { describe, expect, test } from 'vitest';
import { clientTo, closedPort, RESOURCE_ID, rawServer, serving, trigger } from './servers.ts';

const HEAD = 'HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n';
const REQUEST = { resourceId: RESOURCE_ID, eventType: 'registrations.pending' } as const;

test('nothing listens: unreachable, and nothing can have arrived', async () => {
  expect(await trigger(`http://127.0.0.1:${await closedPort()}`)).toEqual({
    kind: 'unreachable',
    mayHaveArrived: false,
    why: 'no connection was made (ECONNREFUSED)',
  });
});

test('no TLS where it ought to be: unreachable', async () => {
  const url = await serving((_, response) => response.end());
  const answer = await trigger(url.replace('http:', 'https:'));
  expect(answer).toMatchObject({ kind: 'unreachable', mayHaveArrived: false });
});

test('no answer in time: the request may have arrived', async () => {
  const url = await serving(() => {});
  expect(await trigger(url, { timeoutMs: 250 })).toEqual({
    kind: 'timeout',
    mayHaveArrived: true,
    why: 'no whole answer within 250 ms',
  });
});

test('a call may have a time of its own', async () => {
  const url = await serving(() => {});
  const answer = await clientTo(url).triggerEvent(REQUEST, { timeoutMs: 200 });
  expect(answer).toMatchObject({ kind: 'timeout', why: 'no whole answer within 200 ms' });
});

test('an answer that stops half-way: time runs out for the whole of it', async () => {
  const url = await rawServer(({ socket }) => socket.write(`${HEAD}{"event":`));
  expect(await trigger(url, { timeoutMs: 250 })).toEqual({
    kind: 'timeout',
    mayHaveArrived: true,
    why: 'no whole answer within 250 ms, after the beginning of an answer 201',
  });
});

test('an answer that trickles cannot outlast the time', async () => {
  const url = await rawServer(({ socket }) => {
    socket.write(HEAD);
    const timer = setInterval(() => socket.write(' '), 10);
    socket.on('close', () => clearInterval(timer));
  });
  expect(await trigger(url, { timeoutMs: 250 })).toMatchObject({ kind: 'timeout' });
});

describe('the connection ends', () => {
  test('before the answer begins', async () => {
    const url = await rawServer(({ socket }) => socket.resetAndDestroy());
    expect(await trigger(url)).toMatchObject({ kind: 'broken', mayHaveArrived: true });
  });

  test('in the middle of the answer', async () => {
    const url = await rawServer(({ socket }) => socket.end(`${HEAD}{"event":`));
    expect(await trigger(url)).toMatchObject({
      kind: 'broken',
      mayHaveArrived: true,
      why: expect.stringMatching(/, after the beginning of an answer 201$/),
    });
  });
});

test('what is not HTTP is broken', async () => {
  const url = await rawServer(({ socket }) => socket.write('SSH-2.0-OpenSSH_9.6\r\n'));
  expect(await trigger(url)).toMatchObject({
    kind: 'broken',
    mayHaveArrived: true,
    why: expect.stringMatching(/what came is not HTTP/),
  });
});

test('an interim answer is not the answer', async () => {
  const url = await rawServer(({ socket }) => {
    socket.write('HTTP/1.1 103 Early Hints\r\n\r\nHTTP/1.1 418 Teapot\r\nContent-Length: 0\r\n\r\n');
  });
  expect(await trigger(url)).toMatchObject({ kind: 'unexpected', status: 418 });
});

describe('cancelled', () => {
  test('before anything was sent: it never is', async () => {
    let requests = 0;
    const url = await serving(() => {
      requests += 1;
    });
    const answer = await clientTo(url).triggerEvent(REQUEST, { signal: AbortSignal.abort() });
    expect(answer).toEqual({ kind: 'cancelled', mayHaveArrived: false, why: 'the request was cancelled' });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toBe(0);
  });

  test('while a connection is made: the request is not sent over it', async () => {
    let requests = 0;
    const url = await serving(() => {
      requests += 1;
    });
    const controller = new AbortController();
    const answer = clientTo(url).triggerEvent(REQUEST, { signal: controller.signal });
    controller.abort();
    expect(await answer).toMatchObject({ kind: 'cancelled', mayHaveArrived: false });
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(requests).toBe(0);
  });

  test('while the answer is waited for: the connection ends', async () => {
    const controller = new AbortController();
    let closed: Promise<void> | undefined;
    const url = await serving((request) => {
      closed = new Promise((resolve) => request.socket.once('close', () => resolve()));
      controller.abort();
    });
    const answer = await clientTo(url).triggerEvent(REQUEST, { signal: controller.signal });
    expect(answer).toEqual({ kind: 'cancelled', mayHaveArrived: true, why: 'the request was cancelled' });
    await closed;
  });

  test('by closing the client', async () => {
    const client = clientTo(await serving(() => void client.close()));
    expect(await client.triggerEvent(REQUEST)).toMatchObject({ kind: 'cancelled', mayHaveArrived: true });
    expect(await client.triggerEvent(REQUEST)).toMatchObject({ kind: 'cancelled', mayHaveArrived: false });
  });
});

test('one call that fails leaves the others alone', async () => {
  let requests = 0;
  const url = await serving((request, response) => {
    requests += 1;
    if (requests === 2) request.socket.destroy();
    else setTimeout(() => response.writeHead(418).end(), 20);
  });
  const client = clientTo(url);
  const answers = await Promise.all([1, 2, 3, 4].map(() => client.triggerEvent(REQUEST)));
  expect(answers.map(({ kind }) => kind).sort()).toEqual([
    'broken',
    'unexpected',
    'unexpected',
    'unexpected',
  ]);
});

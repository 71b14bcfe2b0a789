import { getEventListeners } from 'node:events';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { pause } from '../../src/probes/send/pause.ts';
import { retryAfter, tryAgain } from '../../src/probes/send/retry.ts';
import { OK, probe, rawServer, senderTo } from './send-servers.ts';

/** Milliseconds in which what is on its way on this machine has come, on a busy one too. */
const A_WHILE = 300;

const NOW = Date.UTC(2030, 0, 1, 12, 0, 0);

test.each([
  ['seconds', ['2'], 2000],
  ['no time at all', ['0'], 0],
  ['a date', ['Tue, 01 Jan 2030 12:00:05 GMT'], 5000],
  ['a date that is over', ['Tue, 01 Jan 2030 11:00:00 GMT'], 0],
  ['nothing', [], undefined],
  ['two of it', ['1', '2'], undefined],
  ['an empty one', [''], undefined],
  ['less than none', ['-1'], undefined],
  ['a fraction', ['1.5'], undefined],
  ['words', ['soon'], undefined],
  ['another date', ['2030-01-01T12:00:05Z'], undefined],
  ['a date that is none', ['Tue, 99 Jan 2030 12:00:05 GMT'], undefined],
])('Retry-After: %s', (_, values, expected) => {
  expect(retryAfter(values, NOW)).toBe(expected);
});

test('Retry-After never asks for less than nothing, whatever it holds', () => {
  fc.assert(
    fc.property(fc.array(fc.string(), { maxLength: 2 }), (values) => {
      const ms = retryAfter(values, NOW);
      expect(ms === undefined || ms >= 0).toBe(true);
    }),
  );
});

describe('asked to come back later', () => {
  const throttled = (headers: string) => `HTTP/1.1 429 Too Many\r\n${headers}Content-Length: 0\r\n\r\n`;

  test('the probe waits for as long as it is told', async () => {
    const times: number[] = [];
    const url = await rawServer(({ socket, index }) => {
      times.push(performance.now());
      socket.write(index === 0 ? throttled('Retry-After: 1\r\n') : OK);
    });
    const exchange = await senderTo(url).send(probe());
    expect(exchange.response?.status).toBe(201);
    expect(exchange.failedTries).toEqual([
      { kind: 'throttled', message: '429, with a Retry-After of 1000 ms', reused: false },
    ]);
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(990);
    expect(exchange.ms).toBeLessThan(990);
  });

  test('a 503 by a date counts as well; the clock is the one that was passed in', async () => {
    const url = await rawServer(({ socket, index }) => {
      const headers = 'Retry-After: Tue, 01 Jan 2030 12:00:00 GMT\r\nContent-Length: 0\r\n\r\n';
      socket.write(index === 0 ? `HTTP/1.1 503 Busy\r\n${headers}` : OK);
    });
    const exchange = await senderTo(url, { now: () => NOW - 40 }).send(probe());
    expect(exchange.response?.status).toBe(201);
    expect(exchange.failedTries).toEqual([
      { kind: 'throttled', message: '503, with a Retry-After of 40 ms', reused: false },
    ]);
  });

  test.each([
    ['for longer than 3 s', 'Retry-After: 4\r\n'],
    ['without a time', ''],
    ['with a time that means nothing', 'Retry-After: soon\r\n'],
  ])('%s, the answer stands', async (_, headers) => {
    let requests = 0;
    const url = await rawServer(({ socket }) => {
      requests += 1;
      socket.write(throttled(headers));
    });
    const exchange = await senderTo(url).send(probe());
    expect(exchange).toMatchObject({ failure: undefined, failedTries: [], response: { status: 429 } });
    expect(requests).toBe(1);
  });

  test('twice at most', async () => {
    let requests = 0;
    const url = await rawServer(({ socket }) => {
      requests += 1;
      socket.write(throttled('Retry-After: 0\r\n'));
    });
    const exchange = await senderTo(url).send(probe());
    expect(exchange.response?.status).toBe(429);
    expect(exchange.failedTries.map(({ kind, reused }) => [kind, reused])).toEqual([
      ['throttled', false],
      ['throttled', true],
    ]);
    expect(requests).toBe(3);
  });

  test('a 400 with a Retry-After is an answer like any other', async () => {
    const url = await rawServer(({ socket }) =>
      socket.write('HTTP/1.1 400 Bad\r\nRetry-After: 0\r\nContent-Length: 0\r\n\r\n'),
    );
    expect((await senderTo(url).send(probe())).failedTries).toEqual([]);
  });
});

describe('never answered', () => {
  test('a reset on a fresh connection is tried once more, on another one', async () => {
    const turns: number[] = [];
    const url = await rawServer(({ socket, index, turn }) => {
      turns.push(turn);
      if (index === 0) socket.resetAndDestroy();
      else socket.write(OK);
    });
    const exchange = await senderTo(url, { connections: 1 }).send(probe());
    expect(exchange.failure).toBeUndefined();
    expect(exchange.response?.status).toBe(201);
    expect(exchange.failedTries).toEqual([
      {
        kind: 'reset',
        message: expect.stringMatching(/^the connection was closed without an answer/),
        reused: false,
      },
    ]);
    expect(turns).toEqual([0, 0]);
  });

  test.each([
    ['closed', 'end'],
    ['reset', 'resetAndDestroy'],
  ] as const)('a kept connection that is %s under a request is told apart', async (_, how) => {
    const url = await rawServer(({ socket, index }) => {
      if (index === 1) socket[how]();
      else socket.write(OK);
    });
    const sender = senderTo(url, { connections: 1 });
    await sender.send(probe('first'));
    const exchange = await sender.send(probe('second'));
    expect(exchange.response?.status).toBe(201);
    expect(exchange.failedTries).toMatchObject([{ kind: 'reset', reused: true }]);
    // The connection that was opened for the second try has not served before.
    expect((await sender.send(probe('third'))).failedTries).toEqual([]);
  });

  test('a kept connection that was closed while it was idle is no failed try', async () => {
    const url = await rawServer(({ socket, turn }) => {
      if (turn === 0) socket.end(OK);
      else socket.resetAndDestroy();
    });
    const sender = senderTo(url, { connections: 1 });
    await sender.send(probe('first'));
    await new Promise((resolve) => setTimeout(resolve, A_WHILE));
    expect(await sender.send(probe('second'))).toMatchObject({
      failure: undefined,
      failedTries: [],
      response: { status: 201 },
    });
  });

  test('a connection that was opened anew has not served before', async () => {
    const url = await rawServer(({ socket, index }) => {
      if (index === 0) socket.end(OK);
      else if (index === 1) socket.resetAndDestroy();
      else socket.write(OK);
    });
    const sender = senderTo(url, { connections: 1 });
    await sender.send(probe('first'));
    await new Promise((resolve) => setTimeout(resolve, A_WHILE));
    const exchange = await sender.send(probe('second'));
    expect(exchange.failedTries).toMatchObject([{ kind: 'reset', reused: false }]);
  });

  test('once is enough', async () => {
    let requests = 0;
    const url = await rawServer(({ socket }) => {
      requests += 1;
      socket.resetAndDestroy();
    });
    const exchange = await senderTo(url).send(probe());
    expect(exchange.failure?.kind).toBe('reset');
    expect(exchange.failedTries.length).toBe(1);
    expect(requests).toBe(2);
  });

  test('a time-out is not tried again', async () => {
    let requests = 0;
    const url = await rawServer(() => {
      requests += 1;
    });
    const exchange = await senderTo(url, { timeoutMs: 50 }).send(probe());
    expect(exchange.failure?.kind).toBe('timeout');
    expect(exchange.failedTries).toEqual([]);
    expect(requests).toBe(1);
  });

  test('nor is a connection that could not be made in time, to a host that answered before', () => {
    const tried = {
      answer: undefined,
      failure: { kind: 'unreachable', message: 'no connection' },
      timedOut: false,
      received: 0,
      reused: false,
      sentAt: NOW,
      ms: 1,
      stoodStillMs: 0,
    } as const;
    expect(tryAgain(tried, [], true, NOW)).toBeDefined();
    expect(tryAgain({ ...tried, timedOut: true }, [], true, NOW)).toBeUndefined();
  });

  test('a host that answered before and now refuses is asked once more', async () => {
    let close = () => {};
    const url = await rawServer(({ socket, close: closeServer }) => {
      close = closeServer;
      socket.end(OK);
    });
    const sender = senderTo(url, { connections: 1 });
    await sender.send(probe('first'));
    close();
    await new Promise((resolve) => setTimeout(resolve, A_WHILE));
    const exchange = await sender.send(probe('second'));
    expect(exchange.failure?.kind).toBe('unreachable');
    expect(exchange.failedTries).toMatchObject([{ kind: 'unreachable', reused: false }]);
  });
});

test('a pause leaves no listener behind', async () => {
  const { signal } = new AbortController();
  await pause(1, signal);
  await pause(0, signal);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
});

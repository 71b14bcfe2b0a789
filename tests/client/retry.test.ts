import { createServer } from 'node:http';
import { expect, test } from 'vitest';
import { readRetryAfter } from '../../src/client/retry.ts';
import { clientTo, closedPort, EVENT, listen, RESOURCE_ID, serving, trigger } from './servers.ts';

const REQUEST = { resourceId: RESOURCE_ID, eventType: 'registrations.pending' } as const;

/** Answers each request with the next of the answers, the last one over and over; undefined ends the connection. */
async function inTurn(
  ...answers: ([status: number, headers?: Record<string, string>] | undefined)[]
): Promise<{ url: string; times: number[] }> {
  const times: number[] = [];
  const url = await serving((request, response) => {
    const answer = answers[Math.min(times.length, answers.length - 1)];
    times.push(performance.now());
    if (answer === undefined) return void request.socket.destroy();
    const [status, headers = {}] = answer;
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers });
    response.end(status === 201 ? JSON.stringify({ event: EVENT }) : '');
  });
  return { url, times };
}

test.each([
  [429, 1],
  [503, 0],
])('%i that says to come back in %i s is tried again then', async (status, seconds) => {
  const { url, times } = await inTurn([status, { 'Retry-After': String(seconds) }], [201]);
  expect(await trigger(url, { retries: 2 })).toMatchObject({ kind: 'created' });
  expect(times).toHaveLength(2);
  expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(seconds * 990);
});

test('the tries are bounded, and the last answer is told with what it asked for', async () => {
  const { url, times } = await inTurn([503, { 'Retry-After': '0' }]);
  expect(await trigger(url, { retries: 3 })).toEqual({
    kind: 'unexpected',
    status: 503,
    body: '',
    why: 'the status 503 is not documented',
    retryAfterMs: 0,
  });
  expect(times).toHaveLength(4);
});

test.each([
  ['does not say when', {}, undefined],
  ['means nothing', { 'Retry-After': 'soon' }, undefined],
  ['asks for more than is waited', { 'Retry-After': '60' }, 60_000],
])('429 that %s is the answer', async (_, headers, retryAfterMs) => {
  const { url, times } = await inTurn([429, headers], [201]);
  expect(await trigger(url, { retries: 2 })).toMatchObject({ kind: 'unexpected', status: 429, retryAfterMs });
  expect(times).toHaveLength(1);
});

test.each([[400], [401], [409], [500], [502], [504]])('%i is never tried again', async (status) => {
  const { url, times } = await inTurn([status, { 'Retry-After': '0' }], [201]);
  expect(await trigger(url, { retries: 5 })).toMatchObject({ kind: 'unexpected', status });
  expect(times).toHaveLength(1);
});

test('what may have arrived is never sent again: a connection that ended', async () => {
  const { url, times } = await inTurn(undefined, [201]);
  expect(await trigger(url, { retries: 5 })).toMatchObject({ kind: 'broken', mayHaveArrived: true });
  expect(times).toHaveLength(1);
});

test('what may have arrived is never sent again: time that ran out', async () => {
  let requests = 0;
  const url = await serving(() => {
    requests += 1;
  });
  expect(await trigger(url, { retries: 5, timeoutMs: 250 })).toMatchObject({ kind: 'timeout' });
  expect(requests).toBe(1);
});

test('what may have arrived is never sent again: a kept connection that the server ends', async () => {
  const { url, times } = await inTurn([201], undefined, [201]);
  const client = clientTo(url, { retries: 5 });
  expect(await client.triggerEvent(REQUEST)).toMatchObject({ kind: 'created' });
  expect(await client.triggerEvent(REQUEST)).toMatchObject({ kind: 'broken', mayHaveArrived: true });
  expect(times).toHaveLength(2);
});

test('a server that was not there yet is tried again', async () => {
  const port = await closedPort();
  const answer = trigger(`http://127.0.0.1:${port}`, { retries: 5 });
  await new Promise((resolve) => setTimeout(resolve, 50));
  await listen(
    createServer((_, response) => {
      response.writeHead(201, { 'Content-Type': 'application/json' }).end(JSON.stringify({ event: EVENT }));
    }),
    port,
  );
  expect(await answer).toMatchObject({ kind: 'created' });
});

test('a wait between two tries can be cancelled', async () => {
  const { url, times } = await inTurn([429, { 'Retry-After': '10' }]);
  const controller = new AbortController();
  const answer = clientTo(url, { retries: 2 }).triggerEvent(REQUEST, { signal: controller.signal });
  await expect.poll(() => times.length).toBe(1);
  // The answer has to be read before the wait begins.
  await new Promise((resolve) => setTimeout(resolve, 100));
  controller.abort();
  expect(await answer).toEqual({
    kind: 'cancelled',
    mayHaveArrived: false,
    why: 'the request was cancelled between two tries',
  });
});

test('closing the client ends a wait between two tries', async () => {
  const { url, times } = await inTurn([429, { 'Retry-After': '10' }]);
  const client = clientTo(url, { retries: 2 });
  const answer = client.triggerEvent(REQUEST);
  await expect.poll(() => times.length).toBe(1);
  await client.close();
  expect(await answer).toMatchObject({ kind: 'cancelled' });
});

const NOW = Date.UTC(2030, 0, 1, 12, 0, 0);

test.each([
  ['', undefined],
  ['0', 0],
  ['120', 120_000],
  ['-1', undefined],
  ['1.5', undefined],
  ['1e3', undefined],
  ['soon', undefined],
  ['Tue, 01 Jan 2030 12:00:05 GMT', 5000],
  ['Tue, 01 Jan 2030 11:00:00 GMT', 0],
  ['2030-01-01T12:00:05Z', undefined],
  ['Tue, 99 Jan 2030 12:00:05 GMT', undefined],
])('Retry-After "%s"', (value, expected) => {
  expect(readRetryAfter(value, NOW)).toBe(expected);
});

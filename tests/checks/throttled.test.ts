import { expect, test } from 'vitest';
import { isThrottled } from '../../src/checks/throttled.ts';
import type { Exchange } from '../../src/exchange/exchange.ts';
import { created, LOCAL, REMOTE, readings } from './exchanges.ts';

const throttled = (exchange: Exchange) => readings([exchange]).map(isThrottled);

test('a busy target elsewhere throttles', () => {
  expect(throttled(created({ url: REMOTE, status: 429, json: {} }))).toEqual([true]);
  expect(throttled(created({ url: REMOTE, status: 503, json: {}, headers: [['Retry-After', '9']] }))).toEqual(
    [true],
  );
});

test('one on this machine does not, and neither does one that answers', () => {
  expect(throttled(created({ url: LOCAL, status: 429, json: {} }))).toEqual([false]);
  expect(throttled(created({ url: REMOTE, status: 503, json: {} }))).toEqual([false]);
  expect(throttled(created({ url: REMOTE }))).toEqual([false]);
  expect(throttled(created({ url: REMOTE, failure: { kind: 'timeout', message: 'late' } }))).toEqual([false]);
});

test('where such an answer is among those that are right, it is one', () => {
  const hoped = (statuses: string[]) =>
    throttled(created({ url: REMOTE, status: 429, json: {}, expects: { statuses } }));
  expect(hoped(['429'])).toEqual([false]);
  expect(hoped(['201', '4XX'])).toEqual([false]);
  expect(hoped(['201'])).toEqual([true]);
});

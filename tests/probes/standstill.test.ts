import { setTimeout as sleep } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { watchStandstills } from '../../src/probes/send/standstill.ts';
import { OK, probe, rawServer, senderTo } from './send-servers.ts';

/** Holds up the whole thread, as a signal or a paused machine does. */
function standStill(ms: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
}

function watched() {
  const standstills = watchStandstills();
  onTestFinished(standstills.end);
  return standstills;
}

test('a process that stood still knows for how long, since any moment', async () => {
  const standstills = watched();
  const before = performance.now();
  standStill(800);
  expect(standstills.since(before)).toBeGreaterThanOrEqual(800 - 1);
  const between = performance.now();
  expect(standstills.since(between)).toBe(0);
  await sleep(20);
  standStill(700);
  expect(standstills.since(before)).toBeGreaterThanOrEqual(1500 - 1);
  expect(standstills.since(between)).toBeLessThan(performance.now() - between);
});

test('a process that is busy for a while did not stand still', () => {
  const standstills = watched();
  const before = performance.now();
  standStill(200);
  expect(standstills.since(before)).toBe(0);
});

test('a wait goes on for as long as the process stood still, and can be ended', async () => {
  const standstills = watched();
  const ended: string[] = [];
  const begun = performance.now();
  const done = new Promise<void>((resolve) => {
    standstills.wait(400, () => {
      ended.push('whole');
      resolve();
    });
  });
  const end = standstills.wait(100, () => ended.push('never'));
  standStill(1000);
  // The timers that are due come first.
  await sleep(0);
  expect(ended).toEqual([]);
  end();
  await done;
  expect(ended).toEqual(['whole']);
  expect(performance.now() - begun).toBeGreaterThanOrEqual(1400 - 2);
});

test('an answer that came while the process stood still is neither lost nor late', async () => {
  const url = await rawServer(({ socket }) => {
    socket.write(OK);
    standStill(1500);
  });
  const { failure, response, ms, stoodStillMs } = await senderTo(url, { timeoutMs: 900 }).send(probe());
  expect(failure).toBeUndefined();
  expect(response?.status).toBe(201);
  expect(stoodStillMs).toBeGreaterThanOrEqual(1500 - 1);
  expect(ms - (stoodStillMs ?? 0)).toBeLessThan(900);
});

test('an answer that never comes is waited for no longer than it ought to be, standstill or not', async () => {
  const url = await rawServer(() => standStill(900));
  const { failure, ms } = await senderTo(url, { timeoutMs: 300 }).send(probe());
  expect(failure).toEqual({ kind: 'timeout', message: 'no answer within 300 ms' });
  expect(ms).toBeGreaterThanOrEqual(1200 - 2);
  expect(ms).toBeLessThan(5000);
});

test('what did not stand still says nothing of it', async () => {
  const url = await rawServer(({ socket }) => void socket.write(OK));
  expect(await senderTo(url).send(probe())).not.toHaveProperty('stoodStillMs');
});

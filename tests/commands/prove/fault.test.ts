import { resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { proverFor } from '../../../src/commands/prove/fault.ts';
import { loadContract } from '../../../src/contract/load.ts';
import type { Answer } from '../../../src/sandbox/answer.ts';
import type { Fault } from '../../../src/sandbox/fault.ts';

const LATE = { slowMs: 1500, withinMs: 300, timeoutMs: 10_000 };

/** A provider one of whose answers takes its time, in the first of its runs or in all. */
function lateOnce(
  ms: number,
  runsThatAre: 'first' | 'all',
  own: Partial<Fault> = { harmless: true },
  otherwise?: Answer,
) {
  let runs = 0;
  const fault: Fault = {
    name: 'of-a-test',
    group: 'flakiness and time',
    title: 'One answer takes its time.',
    kills: [],
    hooks: () => {
      runs += 1;
      const isLate = runs === 1 || runsThatAre === 'all';
      let answers = 0;
      return {
        async answer(answer) {
          answers += 1;
          if (isLate && answers === 100) await sleep(ms);
          return isLate && answers === 101 ? (otherwise ?? answer) : answer;
        },
      };
    },
    ...own,
  };
  return { fault, runs: () => runs };
}

/** @param withinMs the contract's own patience */
async function proved(fault: Fault, withinMs = 5000) {
  const contract = await loadContract(resolve('contracts/trigger-event.contract.yaml'));
  const responses = contract.responses.map((response) => ({ ...response, withinMs }));
  const signal = new AbortController().signal;
  return proverFor({ ...contract, responses }, { seed: 1, late: LATE, now: Date.now, signal }).prove(fault);
}

test.concurrent('a variation that is merely late is asked once more, with more patience', async () => {
  const { fault, runs } = lateOnce(400, 'first');
  expect(await proved(fault)).toMatchObject({ verdict: 'conforms', checks: [] });
  expect(runs()).toBe(2);
});

test.concurrent('a variation that is late for all patience is a false alarm', async () => {
  const { fault, runs } = lateOnce(1200, 'all');
  expect(await proved(fault, 900)).toMatchObject({ verdict: 'drift', checks: ['in-time/slow'] });
  expect(runs()).toBe(2);
});

test.concurrent('a fault that is to be noticed is asked once', async () => {
  const { fault, runs } = lateOnce(400, 'all', { kills: ['in-time'] });
  expect(await proved(fault)).toMatchObject({ verdict: 'drift', checks: ['in-time/slow'] });
  expect(runs()).toBe(1);
});

test.concurrent('a variation that is flagged for anything besides being late is a false alarm at once', async () => {
  const { fault, runs } = lateOnce(400, 'first', { harmless: true }, { status: 418, headers: [] });
  expect(await proved(fault)).toMatchObject({ verdict: 'drift' });
  expect(runs()).toBe(1);
});

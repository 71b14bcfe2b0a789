import { setTimeout as wait } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { eachOf, inTurns } from '../../src/commands/in-turns.ts';

function spin(ms: number): number {
  const end = performance.now() + ms;
  while (performance.now() < end);
  return ms;
}

test('steps return what they would at once, and others have a turn between them', async () => {
  let turns = 0;
  const others = setInterval(() => {
    turns += 1;
  }, 1);
  const made = await inTurns(eachOf([30, 30, 30, 30, 30], spin));
  clearInterval(others);
  expect(made).toEqual([30, 30, 30, 30, 30]);
  expect(turns).toBeGreaterThan(0);
});

test('steps that take no time give nobody a turn', async () => {
  let turned = false;
  const immediate = setImmediate(() => {
    turned = true;
  });
  expect(await inTurns(eachOf([1, 2, 3], (item) => item * 2))).toEqual([2, 4, 6]);
  expect(turned).toBe(false);
  clearImmediate(immediate);
  await wait(1);
});

test('an error of a step is the error', async () => {
  const steps = eachOf([1], () => {
    throw new Error('a step failed');
  });
  await expect(inTurns(steps)).rejects.toThrow('a step failed');
});

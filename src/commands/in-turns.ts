import { setImmediate as others } from 'node:timers/promises';

/** Milliseconds after which somebody else has a turn: long enough to cost nothing, short enough for a signal to be heard. */
const TURN = 50;

/**
 * Carries out steps, and lets others have a turn between two of them every now and then: what a large answer is judged
 * for takes seconds, in which Ctrl-C has to be heard.
 *
 * @returns what the steps return
 */
export async function inTurns<T>(steps: Generator<undefined, T>): Promise<T> {
  let since = performance.now();
  for (;;) {
    const { done, value } = steps.next();
    if (done === true) return value;
    if (performance.now() - since < TURN) continue;
    await others();
    since = performance.now();
  }
}

/** One step for each of a list. */
export function* eachOf<T, U>(list: readonly T[], make: (item: T) => U): Generator<undefined, U[]> {
  const made: U[] = [];
  for (const item of list) {
    made.push(make(item));
    yield;
  }
  return made;
}

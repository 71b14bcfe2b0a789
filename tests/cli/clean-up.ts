import { afterAll } from 'vitest';

const works: (() => unknown)[] = [];

/** Has something done when the tests of the file are over: they run side by side, so that no hook is one test's own. */
export function cleanUp(work: () => unknown): void {
  works.push(work);
}

afterAll(async () => {
  await Promise.all(works.splice(0).map((work) => work()));
});

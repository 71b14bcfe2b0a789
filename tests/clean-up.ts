import { afterAll } from 'vitest';

const works: (() => unknown)[] = [];

/** Has something done when the tests of the file are over: they run side by side, so that no hook is one test's own. */
export function cleanUp(work: () => unknown): void {
  works.push(work);
}

/** For the set-up of each file: files share a process, so that what stands at the top of a helper runs but once. */
export function cleanUpAfterAll(): void {
  afterAll(async () => {
    await Promise.all(works.splice(0).map((work) => work()));
  });
}

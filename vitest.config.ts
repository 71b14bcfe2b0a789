import { defineConfig } from 'vitest/config';

/** Rooms of pure functions: their tests share a process, which saves loading the same modules a hundred times. */
const PURE = [
  ...['document', 'contract', 'checks', 'diff', 'lint'].map((room) => `tests/${room}/**/*.test.ts`),
  // These two put something in the place of a module, which would reach the others.
  'tests/report/**/!(write|replace-files).test.ts',
];

const test = {
  testTimeout: 60_000,
  // What a developer has in the environment must not reach a test: no real target, no colour, no credentials.
  env: { NO_COLOR: '1' },
};

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      { test: { ...test, name: 'rooms', include: PURE, isolate: false } },
      { test: { ...test, name: 'whole', include: ['tests/**/*.test.ts'], exclude: PURE } },
    ],
  },
});

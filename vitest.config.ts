import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** What these put in the place of a module, or load into the process, would reach other files: each has one of its own. */
const ALONE = [
  'tests/report/write.test.ts',
  'tests/report/replace-files.test.ts',
  'tests/report/progress.test.ts',
  'tests/probes/send-connection.test.ts',
  'tests/consumer/**/*.test.ts',
  'tests/commands/pact-*.test.ts',
];

const test = {
  testTimeout: 60_000,
  setupFiles: 'tests/set-up.ts',
  // What a developer has in the environment must not reach a test: no real target, no colour, no credentials.
  env: { NO_COLOR: '1' },
};

export default defineConfig({
  test: {
    // Two also where there is one core: much of a test is waiting for a process.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      // Most tests share a process, which saves loading the same modules a hundred times.
      {
        test: { ...test, name: 'together', include: ['tests/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { test: { ...test, name: 'alone', include: ALONE } },
    ],
  },
});

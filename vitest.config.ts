import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** What these put in the place of a module, or load into the process, would reach other files: each has one of its own. */
const ALONE = [
  'tests/report/write.test.ts',
  'tests/report/replace-files.test.ts',
  'tests/report/progress.test.ts',
  'tests/probes/send-connection.test.ts',
  'tests/consumer/**/*.test.ts',
];

/**
 * The files that take longest, the longest first: one of them at the end would keep one worker waiting for the other. Not
 * those that tell a late answer from an honest one, which had better run beside little.
 */
const LONG = [
  'report/html-browser',
  'diff/verdicts',
  'commands/pact/verify',
  'cli/upgrade',
  'ci/spec-watch',
  'cli/history',
  'cli/stop',
  'sandbox/fingerprints',
  'diff/refactor',
  'cli/hostile-answers',
  'cli/wire',
  'diff/silence.property',
].map((name) => `/tests/${name}.test.ts`);

/** How long a file takes Vitest knows only where it has run before, and in CI it has not: the largest would be first. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ project, moduleId }: TestSpecification): number => {
      // As Vitest has it: a process that files share ends where the next file is to be alone.
      if (project.name === 'alone') return -1;
      const place = LONG.findIndex((name) => moduleId.endsWith(name));
      return place < 0 ? LONG.length : place;
    };
    return (await super.sort(files)).toSorted((a, b) => rank(a) - rank(b));
  }
}

/**
 * Most of the code of a test runs too seldom for it to pay that Node 20 makes it faster beside it: of the processor's time
 * that went into the tests, that was more than a quarter. Later versions know no such option.
 */
const execArgv = [
  // A tenth of the time went into collecting what is young and soon dead; with more room for it, less than half of that.
  '--max-semi-space-size=64',
  ...(process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : []),
];

const test = {
  testTimeout: 60_000,
  execArgv,
  setupFiles: 'tests/set-up.ts',
  // What a developer has in the environment must not reach a test: no real target, no colour, no credentials.
  env: { NO_COLOR: '1' },
};

export default defineConfig({
  test: {
    // One more than there are cores: much of a test is waiting, for a process or for a time that has to pass.
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    projects: [
      // Most tests share a process, which saves loading the same modules a hundred times.
      {
        test: { ...test, name: 'together', include: ['tests/**/*.test.ts'], exclude: ALONE, isolate: false },
      },
      { test: { ...test, name: 'alone', include: ALONE } },
    ],
  },
});

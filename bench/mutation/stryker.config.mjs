// bench/mutation/run.ts starts Stryker with this; it says in the environment which room is meant.
const room = process.env.MUTATION_ROOM;

export default {
  testRunner: 'vitest',
  plugins: ['@stryker-mutator/vitest-runner', './bench/mutation/sample.mjs'],
  checkers: ['sample'],
  vitest: { configFile: 'bench/mutation/vitest.config.ts', related: false },
  // As vitest.config.ts has it: what is run a few times is not worth making fast.
  testRunnerNodeArgs: process.versions.node.startsWith('20.') ? ['--interrupt-budget=1000000'] : [],
  coverageAnalysis: 'perTest',
  ignoreStatic: true,
  concurrency: 1,
  // On a busy machine nothing that merely is slow shall count as noticed.
  timeoutMS: 30_000,
  timeoutFactor: 4,
  // Which mutants each of some thousand tests meets takes its time to be told.
  dryRunTimeoutMinutes: 30,
  ignorePatterns: ['coverage', 'bench/peers', 'bench/corpus', 'docs/**/*.png'],
  tempDirName: 'reports/stryker',
  reporters: ['json', 'progress-append-only'],
  jsonReporter: { fileName: `reports/mutation-${room}.json` },
};

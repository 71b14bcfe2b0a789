import { defineConfig } from 'vitest/config';

/** The tests of the checks alone; those that compare files of the repository would fail in Stryker's copy. */
export default defineConfig({
  test: {
    include: ['tests/checks/**/*.test.ts'],
    exclude: ['tests/checks/docs.test.ts'],
    isolate: false,
    env: { NO_COLOR: '1' },
  },
});

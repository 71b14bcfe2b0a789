import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 20_000,
    // What a developer has in the environment must not reach a test: no real target, no colour, no credentials.
    env: { NO_COLOR: '1' },
    reporters: ['default'],
  },
});

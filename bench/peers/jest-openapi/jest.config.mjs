export default { testEnvironment: 'node', testMatch: ['**/*.test.mjs'], transform: {}, testTimeout: 10_000 };

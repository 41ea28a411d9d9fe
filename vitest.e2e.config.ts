import { defineConfig } from 'vitest/config';

// Tests that start whole programs: one file at a time, because each brings processes of its own.
export default defineConfig({
  test: {
    fileParallelism: false,
    testTimeout: 120_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'e2e', include: ['test/e2e/**/*.test.ts'] } },
      { extends: true, test: { name: 'screenshots', include: ['test/e2e/screenshots/*.ts'] } },
      { extends: true, test: { name: 'peers', include: ['test/peers/**/*.test.ts'] } },
    ],
  },
});

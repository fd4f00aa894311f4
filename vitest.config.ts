import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    // A real browser on two cores needs longer than a unit.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    // The KQL engine and the SDKs are loaded once for a worker, not once for a file. What modules of src keep is
    // caches, which no test can see.
    isolate: false,
  },
});

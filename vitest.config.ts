import { defineConfig } from 'vitest/config';

/**
 * Files that watch a browser, measure memory, or need an SDK that remembers for the whole process where it got a token
 * first: each for itself.
 */
const alone = [
  ...['lab/page', 'e2e', 'delivery'].map((folder) => `test/${folder}/**/*.test.ts`),
  'test/teams/tokens.test.ts',
];

export default defineConfig({
  test: {
    // A real browser on two cores needs longer than a unit.
    testTimeout: 20_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    projects: [
      { extends: true, test: { name: 'alone', include: alone } },
      {
        extends: true,
        // The KQL engine and the SDKs are loaded once for a worker, not once for a file. What modules of src keep is
        // caches, which no test can see.
        test: { name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false },
      },
    ],
  },
});

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import { killRuns } from './killed-runs.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true }));

// The long form: npm run soak -- approvals.
it('makes no change twice and loses none when it is killed at any step', { timeout: 120_000 }, async () => {
  folder = mkdtempSync(join(tmpdir(), 'watchkeeper-changes-'));

  const { faults, ended, kills } = await killRuns({
    ...{ store: { path: join(folder, 'store.db') }, file: join(folder, 'made') },
    ...{ kills: 5, batch: 3, seed: 1 },
  });

  expect(faults).toEqual([]);
  expect(kills).toBe(5);
  expect(ended.succeeded).toBeGreaterThan(0);
});

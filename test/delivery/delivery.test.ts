import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noPostgres, type PrivatePostgres, startPostgres } from '../store/private-postgres.ts';
import { runCrashes } from './crash.ts';
import { overBudget } from './over-budget.ts';
import { runStorm } from './storm.ts';
import { stormHolds } from './storm-holds.ts';

// The long forms: npm run soak -- crash, npm run soak -- storm.
describe('delivery', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'watchkeeper-delivery-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('tells a storm within Teams’ budgets: critical incidents by cards in time, the rest counted exactly', async () => {
    const result = await runStorm({ alerts: 1_000, overMs: 20_000, batch: 50, path: join(folder, 'storm.db') });

    expect(stormHolds(result)).toEqual([]);
    expect(result).toMatchObject({ criticals: 40, criticalCards: 40 });
    expect(result.inDigest).toBeGreaterThan(900);
  });

  it('loses nothing that was taken when the process is killed', { timeout: 120_000 }, async () => {
    const store = { path: join(folder, 'crash.db') };
    const result = await runCrashes({ kills: 2, seed: 5, store, speed: 20, longestLifeMs: 1_200 });

    expect(result.faults).toEqual([]);
    expect(result.kills).toBe(2);
    expect(result.secondCopies).toBeLessThanOrEqual(2 * result.kills);
    expect(result.cards).toBeGreaterThan(0);
  });

  it('calls a window over budget that is', () => {
    const inTwoSeconds = [0, 1_000, 1_100, 1_200, 1_300, 1_400, 1_500, 1_600];

    expect(overBudget([inTwoSeconds])).toEqual([]);
    expect(overBudget([[...inTwoSeconds, 1_999]])).toContain('9 in 1999 ms, 8 in 2000 allowed');
    expect(overBudget(Array.from({ length: 51 }, (_, n) => [n]))).toContain('51 in 50 ms, 50 in 1000 allowed');
  });
});

describe.skipIf(noPostgres() !== undefined)('delivery by two replicas', () => {
  let server: PrivatePostgres;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());

  it('loses nothing when one of them is killed', { timeout: 120_000 }, async () => {
    const store = { path: '', url: await server.newDatabase() };
    const result = await runCrashes({ kills: 1, seed: 3, store, speed: 20, longestLifeMs: 1_200 });

    expect(result.faults).toEqual([]);
    expect(result.cards).toBeGreaterThan(0);
  });
});

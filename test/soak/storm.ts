import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runStorm, type Storm } from '../delivery/storm.ts';
import { stormHolds } from '../delivery/storm-holds.ts';
import type { Soak } from './run.ts';

const storms: Record<string, Omit<Storm, 'path'>> = {
  steady: { alerts: 10_000, overMs: 600_000, batch: 10 },
  burst: { alerts: 100_000, overMs: 0, batch: 500 },
};

/** 10,000 alerts in ten minutes and 100,000 at once; "steady" or "burst" alone, and other numbers of alerts, by argument. */
export const soak: Soak = async ([only, alerts]) => {
  const results: Record<string, unknown>[] = [];
  for (const [name, storm] of Object.entries(storms).filter(([name]) => !only || name === only)) {
    const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-storm-'));
    const result = await runStorm({
      ...storm,
      ...(alerts && { alerts: Number(alerts) }),
      path: join(folder, 'store.db'),
    });
    rmSync(folder, { recursive: true });
    results.push({ name, ...result, faults: stormHolds(result) });
  }
  return { holds: results.every(({ faults }) => (faults as string[]).length === 0), results };
};

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CrashResult, runCrashes } from '../delivery/crash.ts';
import { noPostgres, startPostgres } from '../store/private-postgres.ts';
import type { Soak } from './run.ts';

const engines: Record<string, { kills: number; longestLifeMs: number }> = {
  sqlite: { kills: 200, longestLifeMs: 2_000 },
  postgres: { kills: 60, longestLifeMs: 2_000 },
};
const speed = 10;

/** Kills the app 200 times on the embedded database, and one of two replicas 60 times on PostgreSQL; by argument one of them, the kills and the seed. */
export const soak: Soak = async ([only, kills, seed = '1']) => {
  const results: Record<string, unknown>[] = [];
  for (const [name, usual] of Object.entries(engines).filter(([name]) => !only || name === only)) {
    const crashes = { ...usual, ...(kills && { kills: Number(kills) }), seed: Number(seed), speed };
    const reason = name === 'postgres' ? noPostgres() : undefined;
    if (reason) results.push({ name, skipped: reason });
    else results.push({ name, ...(name === 'postgres' ? await onPostgres(crashes) : await onSqlite(crashes)) });
  }
  return { holds: results.every(({ faults }) => !(faults as string[] | undefined)?.length), results };
};

type Given = Omit<Parameters<typeof runCrashes>[0], 'store'>;

async function onSqlite(crashes: Given): Promise<CrashResult> {
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-crash-'));
  try {
    return await runCrashes({ ...crashes, store: { path: join(folder, 'store.db') } });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function onPostgres(crashes: Given): Promise<CrashResult> {
  const server = await startPostgres();
  try {
    return await runCrashes({ ...crashes, store: { path: '', url: await server.newDatabase() } });
  } finally {
    await server.stop();
  }
}

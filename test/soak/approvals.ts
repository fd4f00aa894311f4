import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoreConfig } from '../../src/store/open-store.ts';
import { rushOfApprovals } from '../remediation/life/approvals.ts';
import { killRuns } from '../remediation/life/killed-runs.ts';
import { noPostgres, startPostgres } from '../store/private-postgres.ts';
import type { Soak } from './run.ts';

const people = 200;

/**
 * 200 people approve one change at once, each twice, on SQLite and by two replicas on PostgreSQL, ten times over: one run
 * each. Then runs of changes are killed 200 times: none is made twice, all have an end. By argument the rounds, the kills and the seed.
 */
export const soak: Soak = async ([rounds = '10', kills = '200', seed = '1']) => {
  const faults: string[] = [];
  const folder = mkdtempSync(join(tmpdir(), 'watchkeeper-approvals-'));
  const reason = noPostgres();
  const server = reason === undefined ? await startPostgres() : undefined;
  try {
    const rush = async (name: string, store: StoreConfig, replicas: number) => {
      const { runs, approvals, state, answered } = await rushOfApprovals({ store, replicas, people, twice: people });
      const isRight = runs === 1 && approvals === 1 && state === 'succeeded' && answered === 2 * people;
      if (!isRight) faults.push(`${name}: ${JSON.stringify({ runs, approvals, state, answered })}`);
      process.stderr.write(`${name}: ${runs} run, ${approvals} approval, ${answered} answers\n`);
    };
    for (let round = 0; round < Number(rounds); round++) {
      await rush(`SQLite ${round}`, { path: join(folder, `rush-${round}.db`) }, 1);
      if (server) await rush(`PostgreSQL ${round}`, { path: '', url: await server.newDatabase() }, 2);
    }
    const killed = await killRuns({
      ...{ store: { path: join(folder, 'killed.db') }, file: join(folder, 'made') },
      ...{ kills: Number(kills), batch: 4, seed: Number(seed) },
    });
    faults.push(...killed.faults);
    const { ended, changes } = killed;
    return {
      ...{ holds: faults.length === 0, rushes: Number(rounds) * (server ? 2 : 1) },
      ...{ ...(reason !== undefined && { skipped: reason }), kills: killed.kills, changes, ended, faults },
    };
  } finally {
    await server?.stop();
    rmSync(folder, { recursive: true });
  }
};

import { type Kysely, sql, type Transaction } from 'kysely';
import type { ClusterRuns, ImageRun } from '../model/image-run.ts';
import type { Schema } from './schema.ts';

/** Writes what runs in a cluster, in the place of what was known of it. */
export async function putImageRuns(
  transaction: Transaction<Schema>,
  clusterId: string,
  it: ClusterRuns,
): Promise<void> {
  await sql`insert into image_runs (cluster_id, cluster, read_at, body)
    values (${clusterId}, ${it.cluster}, ${it.readAt.getTime()}, ${JSON.stringify(it)})
    on conflict (cluster_id) do update set cluster = excluded.cluster, read_at = excluded.read_at, body = excluded.body`.execute(
    transaction,
  );
}

/** Forgets the clusters that are none of these. */
export async function forgetOtherClusters(transaction: Transaction<Schema>, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) await sql`delete from image_runs`.execute(transaction);
  else await sql`delete from image_runs where cluster_id not in (${sql.join(ids)})`.execute(transaction);
}

/** What runs, a cluster each, by the clusters' ids. */
export async function imageRuns(database: Kysely<Schema>): Promise<Map<string, ClusterRuns>> {
  const { rows } = await sql<Schema['image_runs']>`select cluster_id, body from image_runs order by cluster`.execute(
    database,
  );
  return new Map(rows.map(({ cluster_id: id, body }) => [id, runsOf(body)]));
}

/** Written by us, so its shape is known; of the times only the text was kept. */
function runsOf(text: string): ClusterRuns {
  const it = JSON.parse(text) as Omit<ClusterRuns, 'readAt' | 'runs'> & {
    readAt: string;
    runs: (Omit<ImageRun, 'since'> & { since?: string })[];
  };
  return {
    ...it,
    readAt: new Date(it.readAt),
    runs: it.runs.map(({ since, ...run }) => ({ ...run, ...(since !== undefined && { since: new Date(since) }) })),
  };
}

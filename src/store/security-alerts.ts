import { type Kysely, sql } from 'kysely';
import { type KnownAlert, withoutRaw } from './alerts.ts';
import type { Schema } from './schema.ts';

/** An alert of Defender with the newest incident that it belongs to. */
export type StoredSecurityAlert = KnownAlert & { incident?: number };

const sources = sql`('defender', 'defender-export')`;

/** The newest alerts of Defender that are not over, however they came; so many at most. */
export async function securityAlerts(
  database: Kysely<Schema>,
  { limit }: { limit: number },
): Promise<StoredSecurityAlert[]> {
  const { rows } =
    await sql<Row>`select a.*, (select max(i.incident) from incident_alerts i where i.alert = a.id) as incident
    from alerts a where a.source in ${sources} and a.status = 'firing' order by a.starts_at desc, a.id desc
    limit ${limit}`.execute(database);
  return rows.map(storedOf);
}

/** One of them by its identity, the one that was heard of last where it came in two ways; undefined when none is known. */
export async function securityAlert(
  database: Kysely<Schema>,
  identity: string,
): Promise<StoredSecurityAlert | undefined> {
  const { rows } =
    await sql<Row>`select a.*, (select max(i.incident) from incident_alerts i where i.alert = a.id) as incident
    from alerts a where a.source in ${sources} and a.identity = ${identity} order by a.heard_at desc limit 1`.execute(
      database,
    );
  return rows[0] && storedOf(rows[0]);
}

type Row = Schema['alerts'] & { id: number; incident: number | null };

function storedOf(row: Row): StoredSecurityAlert {
  const raw: unknown = JSON.parse(row.raw);
  return { ...withoutRaw(row), raw, ...(row.incident !== null && { incident: Number(row.incident) }) };
}

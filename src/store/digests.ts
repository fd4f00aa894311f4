import { type Kysely, sql, type Transaction } from 'kysely';
import type { AlertSeverity } from '../model/alert.ts';
import type { Schema } from './schema.ts';

/** A channel's storm: from its first incident without a card of its own until it is quiet. */
export interface StoredDigest {
  id: number;
  conversation: string;
  startedAt: Date;
  /** When an incident last went into it. */
  addedAt: Date;
}

/** Incidents of a digest that count together. */
export interface DigestRow {
  /** Kind of alert, cluster and namespace; empty where there is none. */
  alertname: string;
  cluster: string;
  namespace: string;
  severity: AlertSeverity;
  isOpen: boolean;
  incidents: number;
  firing: number;
}

/** The digest that a channel's storm goes into now, if there is one. */
export async function openDigest(database: Kysely<Schema>, conversation: string): Promise<StoredDigest | undefined> {
  const { rows } = await sql<Schema['digests'] & { id: number }>`select * from digests
    where conversation = ${conversation} and ended_at = 0 order by id desc limit 1`.execute(database);
  const [row] = rows;
  return (
    row && { id: Number(row.id), conversation, startedAt: new Date(row.started_at), addedAt: new Date(row.added_at) }
  );
}

/** Notes that an incident goes into the channel's digest, begun when there is none; answers its id. */
export async function addToDigest(transaction: Transaction<Schema>, conversation: string, at: Date): Promise<number> {
  const { rows } = await sql<{ id: number }>`insert into digests (conversation, started_at, added_at)
    values (${conversation}, ${at.getTime()}, ${at.getTime()})
    on conflict (conversation) where ended_at = 0 do update set added_at = excluded.added_at returning id`.execute(
    transaction,
  );
  return Number(rows[0]?.id);
}

/** The storm is over. */
export async function endDigest(transaction: Transaction<Schema>, id: number, at: Date): Promise<void> {
  await sql`update digests set ended_at = ${at.getTime()} where id = ${id}`.execute(transaction);
}

/** What a digest tells of, counted. */
export async function digestRows(database: Kysely<Schema>, id: number): Promise<DigestRow[]> {
  const { rows } = await sql<{ part: string; severity: string; is_over: number; n: number; firing: number }>`
    select part, severity, case when status = 'resolved' then 1 else 0 end as is_over, count(*) as n,
      sum(firing) as firing
    from incidents where digest = ${id} group by part, severity, 3 order by min(number)`.execute(database);
  return rows.map((row) => {
    const [alertname = '', cluster = '', namespace = ''] = JSON.parse(row.part) as string[];
    const counts = { isOpen: Number(row.is_over) === 0, incidents: Number(row.n), firing: Number(row.firing) };
    return { alertname, cluster, namespace, severity: row.severity as AlertSeverity, ...counts };
  });
}

import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** So many go at once: what is left goes the next time. */
const atOnce = 5_000;

/** Deletes incidents that are over since before a time, with their stories, and alerts of which nothing was heard since. */
export async function sweepIncidents(transaction: Transaction<Schema>, before: number): Promise<void> {
  const old = sql`(select number from incidents where status = 'resolved' and resolved_at > 0 and resolved_at < ${before}
    order by number limit ${atOnce})`;
  await sql`delete from incident_lines where incident in ${old}`.execute(transaction);
  await sql`delete from incident_alerts where incident in ${old}`.execute(transaction);
  await sql`delete from incidents where number in ${old}`.execute(transaction);
  await sql`delete from alerts where id in (select a.id from alerts a where a.heard_at < ${before}
    and not exists (select 1 from incident_alerts i where i.alert = a.id) order by a.id limit ${atOnce})`.execute(
    transaction,
  );
  await sql`delete from digests where ended_at > 0 and ended_at < ${before}`.execute(transaction);
  await sql`delete from silences where ends_at < ${before}`.execute(transaction);
  await sql`delete from refused_deliveries where received_at < ${before}`.execute(transaction);
}

import { sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';
import { stamp } from './stamps.ts';

/** Firing alerts by their rows' ids, from one on: whether they are marked as muting others, and their labels. */
export async function firingFrom(
  transaction: Transaction<Schema>,
  id: number,
  limit: number,
): Promise<{ id: number; labels: Readonly<Record<string, string>>; inhibits: boolean }[]> {
  const { rows } = await sql<{ id: number; labels: string; inhibits: number }>`select id, labels, inhibits from alerts
    where id >= ${id} and status = 'firing' order by id limit ${limit}`.execute(transaction);
  return rows.map((row) => ({
    id: Number(row.id),
    labels: JSON.parse(row.labels) as Record<string, string>,
    inhibits: row.inhibits === 1,
  }));
}

/** Marks alerts as such that may mute others, or as such that may not. */
export async function markInhibiting(
  transaction: Transaction<Schema>,
  ids: readonly number[],
  inhibits: boolean,
): Promise<void> {
  if (ids.length === 0) return;
  await stamp(transaction, 'inhibiting');
  await sql`update alerts set inhibits = ${inhibits ? 1 : 0} where id in (${sql.join([...ids])})`.execute(transaction);
}

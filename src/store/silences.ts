import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** A silence as it is kept; its matchers in the text that people write. */
export interface SilenceRow {
  id: number;
  matchers: string;
  startsAt: Date;
  endsAt: Date;
  byObjectId: string;
  byName: string;
  comment: string;
}

/** Adds a silence; answers its number. */
export async function addSilence(transaction: Transaction<Schema>, silence: Omit<SilenceRow, 'id'>): Promise<number> {
  const { matchers, startsAt, endsAt, byObjectId, byName, comment } = silence;
  const { rows } = await sql<{
    id: number;
  }>`insert into silences (matchers, starts_at, ends_at, by_object_id, by_name, comment)
    values (${matchers}, ${startsAt.getTime()}, ${endsAt.getTime()}, ${byObjectId}, ${byName}, ${comment})
    returning id`.execute(transaction);
  return Number(rows[0]?.id);
}

/** Ends a silence early; false when there is none that would still silence anything. */
export async function endSilence(transaction: Transaction<Schema>, id: number, at: Date): Promise<boolean> {
  const { numAffectedRows } = await sql`update silences set ends_at = ${at.getTime()}
    where id = ${id} and ends_at > ${at.getTime()}`.execute(transaction);
  return Number(numAffectedRows ?? 0) > 0;
}

/** Silences that are not over, the one that ends first at the top. */
export async function silencesAt(database: Kysely<Schema>, at: Date): Promise<SilenceRow[]> {
  const { rows } = await sql<Schema['silences'] & { id: number }>`select * from silences
    where ends_at > ${at.getTime()} order by ends_at, id`.execute(database);
  return rows.map((row) => ({
    id: Number(row.id),
    matchers: row.matchers,
    startsAt: new Date(row.starts_at),
    endsAt: new Date(row.ends_at),
    byObjectId: row.by_object_id,
    byName: row.by_name,
    comment: row.comment,
  }));
}

import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** How far a polled source was read. */
export async function watermark(database: Kysely<Schema>, source: string): Promise<string | undefined> {
  const { rows } = await sql<{ mark: string }>`select mark from watermarks where source = ${source}`.execute(database);
  return rows[0]?.mark;
}

/** Notes how far a source was read, with what the reading brought in the same transaction. */
export async function setWatermark(
  transaction: Transaction<Schema>,
  source: string,
  mark: string,
  at: Date,
): Promise<void> {
  await sql`insert into watermarks (source, mark, set_at) values (${source}, ${mark}, ${at.getTime()})
    on conflict (source) do update set mark = excluded.mark, set_at = excluded.set_at`.execute(transaction);
}

import { type Kysely, sql, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Marks that something has changed. A random number, so that a stamp that was rolled back never comes again. */
export async function stamp(transaction: Transaction<Schema>, name: string): Promise<void> {
  const value = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  await sql`insert into stamps (name, value) values (${name}, ${value})
    on conflict (name) do update set value = excluded.value`.execute(transaction);
}

/** The stamp of something; what was read under the same stamp is still true. */
export async function stampOf(database: Kysely<Schema>, name: string): Promise<number> {
  const { rows } = await sql<{ value: number }>`select value from stamps where name = ${name}`.execute(database);
  return Number(rows[0]?.value ?? 0);
}

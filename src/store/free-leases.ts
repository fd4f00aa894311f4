import { type Kysely, sql } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * Frees what a process that died held: work and destinations. For the embedded database, which one process has at a time:
 * who opens it knows that nobody else is left, and need not wait for the leases to end.
 */
export async function freeLeases(database: Kysely<Schema>): Promise<void> {
  await sql`update jobs set lease = '', leased_until = 0 where leased_until > 0`.execute(database);
  await sql`update destinations set lease = '', leased_until = 0 where leased_until > 0`.execute(database);
}

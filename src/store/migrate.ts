import { type Kysely, sql } from 'kysely';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

/** The databases that we run on. */
export type Engine = 'sqlite' | 'postgres';

/** Any number that nobody else uses: replicas that start at the same time migrate one after the other. */
const migrationLock = 5_741_002;
/** What a statement says in two ways. */
const serial: Record<Engine, string> = {
  sqlite: 'integer primary key',
  postgres: 'bigint generated always as identity primary key',
};
const bytes: Record<Engine, string> = { sqlite: 'blob', postgres: 'bytea' };

/** Brings the database to the newest schema; runs nothing twice. */
export async function migrate(database: Kysely<Schema>, engine: Engine): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (engine === 'postgres') await sql`select pg_advisory_xact_lock(${migrationLock})`.execute(transaction);
    await sql`create table if not exists migrations (name text primary key, run_at bigint not null)`.execute(
      transaction,
    );
    const run = await sql<{ name: string }>`select name from migrations`.execute(transaction);
    const done = new Set(run.rows.map(({ name }) => name));
    for (const { name, statements, afterwards } of migrations.filter((it) => !done.has(it.name))) {
      for (const statement of statements.flatMap((it) => (typeof it === 'string' ? it : it[engine]))) {
        const written = statement.replace('{serial}', serial[engine]).replace('{bytes}', bytes[engine]);
        await sql.raw(written).execute(transaction);
      }
      await afterwards?.(transaction);
      await sql`insert into migrations (name, run_at) values (${name}, ${Date.now()})`.execute(transaction);
    }
  });
}

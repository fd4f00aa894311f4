import { type Kysely, sql } from 'kysely';
import { migrations } from './migrations.ts';
import type { Schema } from './schema.ts';

/** Brings the database to the newest schema; runs nothing twice. */
export async function migrate(database: Kysely<Schema>): Promise<void> {
  await sql`create table if not exists migrations (name text primary key, run_at bigint not null)`.execute(database);
  const run = await sql<{ name: string }>`select name from migrations`.execute(database);
  const done = new Set(run.rows.map(({ name }) => name));
  for (const { name, statements } of migrations.filter((it) => !done.has(it.name))) {
    await database.transaction().execute(async (transaction) => {
      for (const statement of statements) await sql.raw(statement).execute(transaction);
      await sql`insert into migrations (name, run_at) values (${name}, ${Date.now()})`.execute(transaction);
    });
  }
}

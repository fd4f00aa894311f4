import { Kysely, SqliteDialect } from 'kysely';
import { copySqlite } from './copy-sqlite.ts';
import type { StoreConfig } from './open-store.ts';
import { openPostgres } from './postgres.ts';
import { type RemediationReading, remediationReading } from './remediation-table.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';

/** The changes of a bot that may be running: read, never written. ConfigError when there is no database. */
export async function openRemediations({
  path,
  url,
}: StoreConfig): Promise<{ remediations: RemediationReading; close(): Promise<void> }> {
  if (url !== undefined) {
    const database = new Kysely<Schema>({ dialect: await openPostgres(url) });
    return { remediations: remediationReading(database), close: () => database.destroy() };
  }
  const copy = await copySqlite(path);
  const database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openSqlite(copy.path).database }) });
  return {
    remediations: remediationReading(database),
    async close() {
      await database.destroy();
      await copy.remove();
    },
  };
}

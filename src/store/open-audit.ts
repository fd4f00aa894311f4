import { Kysely, SqliteDialect } from 'kysely';
import { type AuditReading, auditReading } from './audit-reading.ts';
import { copySqlite } from './copy-sqlite.ts';
import type { StoreConfig } from './open-store.ts';
import { openPostgres } from './postgres.ts';
import type { Schema } from './schema.ts';
import { openSqlite } from './sqlite.ts';

/** The audit of a bot that may be running: read, never written. ConfigError when there is no database. */
export async function openAudit({ path, url }: StoreConfig): Promise<{ audit: AuditReading; close(): Promise<void> }> {
  if (url !== undefined) {
    const database = new Kysely<Schema>({ dialect: await openPostgres(url) });
    return { audit: auditReading(database), close: () => database.destroy() };
  }
  const copy = await copySqlite(path);
  const database = new Kysely<Schema>({ dialect: new SqliteDialect({ database: openSqlite(copy.path).database }) });
  return {
    audit: auditReading(database),
    async close() {
      await database.destroy();
      await copy.remove();
    },
  };
}

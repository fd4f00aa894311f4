import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';

/** Asks a store's database from outside. */
export type Select = (sql: string) => Promise<Record<string, unknown>[]>;

/** On PostgreSQL while the app runs; on SQLite only when it does not, for it lets nobody else in. */
export function selectRows({ path, url }: { path: string; url?: string }): Select {
  return async (sql) => {
    if (url === undefined) {
      const database = new DatabaseSync(path);
      try {
        return database.prepare(sql).all() as Record<string, unknown>[];
      } finally {
        database.close();
      }
    }
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    try {
      return (await client.query(sql)).rows as Record<string, unknown>[];
    } finally {
      await client.end();
    }
  };
}

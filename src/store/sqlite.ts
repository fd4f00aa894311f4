import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import type { SqliteDatabase } from 'kysely';
import { ConfigError } from '../errors.ts';

/**
 * Opens the embedded database the way a bot may rely on: every commit reaches the disk, and no second process joins in.
 * ":memory:" is for tests and the lab.
 */
export function openSqlite(path: string): SqliteDatabase {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  const database = new DatabaseSync(path);
  try {
    database.exec(
      'pragma locking_mode = exclusive; pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 200;',
    );
    database.exec('begin immediate; commit;');
  } catch (cause) {
    database.close();
    if (!/locked|busy/i.test(String(cause))) throw cause;
    throw new ConfigError([
      `store.path: "${path}" is in use by another process; give each process its own path, or stop the other one`,
    ]);
  }
  const prepared = new Map<string, StatementSync>();
  return {
    close: () => database.close(),
    prepare(sql) {
      const statement = prepared.get(sql) ?? database.prepare(sql);
      if (prepared.size < 200) prepared.set(sql, statement);
      return {
        reader: statement.columns().length > 0,
        all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
        run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
        iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
      };
    },
  };
}

import { closeSync, existsSync, fdatasync, mkdirSync, openSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import { promisify } from 'node:util';
import type { SqliteDatabase } from 'kysely';
import { ConfigError } from '../errors.ts';

/** Statements are kept for the next time up to this length, in characters. */
const longestKept = 4_000;

const synced = promisify(fdatasync);

/** The embedded database, and what brings its commits to the disk. */
export interface Sqlite {
  database: SqliteDatabase;
  /** Ends when all that was committed before is on disk; meanwhile the process goes on with other work. */
  flush(): Promise<void>;
}

/**
 * Opens the embedded database the way a bot may rely on: no second process joins in, and what was flushed stays.
 * A commit itself does not wait for the disk, which would hold up every other turn. ":memory:" is for tests and the lab.
 */
export function openSqlite(path: string): Sqlite {
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
  const log = existsSync(`${path}-wal`) ? openSync(`${path}-wal`, 'r+') : undefined;
  // From here on `flush` waits for the log; SQLite still waits for the disk when it moves the log into the database. That
  // holds up everything, so it is done seldom, in large pieces, and with room to keep pages that are written again.
  if (log !== undefined) {
    database.exec('pragma synchronous = normal; pragma wal_autocheckpoint = 4000; pragma cache_size = -16000;');
  }
  const counted = database.prepare('select total_changes() as changes');
  let flushed = -1;
  const prepared = new Map<string, StatementSync>();
  return {
    database: {
      close() {
        if (log !== undefined) closeSync(log);
        database.close();
      },
      prepare(sql) {
        const statement = prepared.get(sql) ?? database.prepare(sql);
        // Those for many rows come in many lengths, and would take the place of all others.
        if (prepared.size < 200 && sql.length < longestKept) prepared.set(sql, statement);
        return {
          reader: statement.columns().length > 0,
          all: (parameters) => statement.all(...(parameters as SQLInputValue[])),
          run: (parameters) => statement.run(...(parameters as SQLInputValue[])),
          iterate: (parameters) => statement.iterate(...(parameters as SQLInputValue[])) as IterableIterator<unknown>,
        };
      },
    },
    // The write-ahead log is one file for as long as the database is open.
    flush: async () => {
      if (log === undefined) return;
      const { changes } = counted.get() as { changes: number };
      // Who looked for work and found none has nothing to wait for.
      if (changes === flushed) return;
      await synced(log);
      flushed = changes;
    },
  };
}

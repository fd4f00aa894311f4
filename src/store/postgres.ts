import { type Dialect, PostgresDialect } from 'kysely';
import { ConfigError } from '../errors.ts';

/** int8: the times and counts that we keep fit a number. */
const bigintOid = 20;
const connections = 10;
const patienceMs = 10_000;

/**
 * The database that several replicas share. A commit is on disk when it is answered (the server's synchronous_commit,
 * which is set for our sessions whatever the server's default is). ConfigError when it cannot be reached.
 */
export async function openPostgres(url: string): Promise<Dialect> {
  // Loaded when it is needed: the embedded default never is the poorer for it.
  const { default: pg } = await import('pg');
  const types = {
    getTypeParser: (oid: number, format?: 'text' | 'binary') =>
      oid === bigintOid ? (text: string) => Number(text) : pg.types.getTypeParser(oid, format as 'text'),
  };
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: patienceMs,
    statement_timeout: patienceMs,
    idle_in_transaction_session_timeout: patienceMs,
    application_name: 'watchkeeper',
    options: '-c synchronous_commit=on -c timezone=UTC',
    types: types as NonNullable<ConstructorParameters<typeof pg.Pool>[0]>['types'] & object,
  });
  // A connection that breaks while nobody uses it is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => undefined);
  try {
    (await pool.connect()).release();
  } catch (cause) {
    await pool.end();
    throw new ConfigError(
      [`store.url: the database cannot be reached (${reason(cause)}); check address and credentials`],
      {
        cause,
      },
    );
  }
  return new PostgresDialect({ pool });
}

/** Never the message itself: it may tell the whole address. */
function reason(cause: unknown): string {
  const { code } = cause as { code?: string };
  return code ?? (cause instanceof Error ? cause.name : 'unknown');
}

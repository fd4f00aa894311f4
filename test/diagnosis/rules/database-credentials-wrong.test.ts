import { expect, it } from 'vitest';
import { databaseCredentialsWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (line: string, ...parts: Parameters<typeof clusterOf>) =>
  databaseCredentialsWrong.judge(
    clusterOf(app('orders', { ready: false }), logOf('orders-1a2b3c-0', [line]), ...parts) as never,
    workload('orders'),
    now,
  )[0];

it.each([
  "java.sql.SQLException: Access denied for user 'app'@'10.0.0.10' (using password: YES)",
  'FATAL: password authentication failed for user "app"',
  'psycopg.OperationalError: connection failed: FATAL: 28P01',
  'MongoServerError: Authentication failed.',
  'ReplyError: WRONGPASS invalid username-password pair or user is disabled.',
  "Login failed for user 'app'.",
])('blames the client whose user or password is refused: %s', (line) => {
  const finding = judge(line);

  expect(finding?.about?.name).toBe('orders');
  expect(finding?.quotes[0]?.text).toBe(line);
  expect(finding?.confidence).toBeGreaterThan(0.9);
});

it('names the database, where there is one of its kind', () => {
  const db = app('main-db', { container: { image: 'mysql:8.0' } });

  expect(judge("Access denied for user 'app'@'10.0.0.10'", db)?.sentence).toBe(
    'main-db refuses the user or password of orders (1 time in its log).',
  );
});

it("does not take a database's own notes about probes for a fault", () => {
  const line = "[Note] Access denied for user 'root'@'::1' (using password: NO)";
  const db = app('db', { container: { image: 'mysql:8.0' } });

  expect(judge('started', db, logOf('db-1a2b3c-0', [line, line, line]))).toBeUndefined();
});

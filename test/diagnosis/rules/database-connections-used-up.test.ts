import { expect, it } from 'vitest';
import { databaseConnectionsUsedUp } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, eventOf, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (...parts: Parameters<typeof clusterOf>) =>
  databaseConnectionsUsedUp.judge(clusterOf(...parts) as never, workload('orders'), now);
const mysql = (name: string) => app(name, { container: { image: 'percona:5.7' } });
const client = (name: string) => [
  app(name, { ready: false }),
  logOf(`${name}-1a2b3c-0`, ['java.sql.SQLNonTransientConnectionException: Too many connections']),
];

it('blames the database whose own probe says so, not the clients that it turns away', () => {
  const probe = eventOf(
    'Pod/db-1a2b3c-0',
    'Unhealthy',
    'Readiness probe failed: ERROR 1040 (HY000): Too many connections',
  );
  const findings = judge(mysql('db'), mysql('other-db'), ...client('orders'), ...client('users'), probe);

  expect(findings.map(({ about }) => about?.name)).toEqual(['db']);
  expect(findings[0]?.sentence).toBe('db has used up its connections; 2 workloads are turned away.');
});

it('takes the only database of its kind, and says so when it cannot tell which', () => {
  expect(judge(mysql('db'), ...client('orders'))[0]?.about?.name).toBe('db');

  const [unknown] = judge(mysql('db'), mysql('other-db'), ...client('orders'));
  expect(unknown?.about?.name).toBe('orders');
  expect(unknown?.sentence).toContain('A database turns orders away');
});

it('is silent without such a line', () => {
  expect(judge(mysql('db'), app('orders'))).toEqual([]);
});

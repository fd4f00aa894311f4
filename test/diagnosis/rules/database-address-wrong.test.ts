import { expect, it } from 'vitest';
import { databaseAddressWrong } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf, service } from '../cluster.ts';
import { now, workload } from '../given.ts';

const lines = [
  'com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure',
  '\tat com.mysql.cj.jdbc.SQLError.create(SQLError.java:175)',
  'Caused by: java.net.ConnectException: Connection refused (Connection refused)',
];
const db = (ready = true) => [
  app('main-db', { ready, container: { image: 'mysql:8.0' } }),
  service('main-db', { port: 3306, targetPort: 3306 }),
];
const judge = (...parts: Parameters<typeof clusterOf>) =>
  databaseAddressWrong.judge(clusterOf(...parts) as never, workload('orders'), now);
const client = (name: string) => [app(name, { ready: false }), logOf(`${name}-1a2b3c-0`, lines)];

it('blames the address of one client when the database is up, and quotes the deepest cause', () => {
  const [finding] = judge(...db(), ...client('orders'));

  expect(finding?.sentence).toBe(
    'orders reaches no MySQL at the address it is given (connection refused), while main-db is up on port 3306.',
  );
  expect(finding?.quotes[0]?.text).toBe(lines[2]);
  expect(finding?.confidence).toBeGreaterThan(0.9);
});

it('is silent when the database is down, and only guesses when many clients suffer', () => {
  expect(judge(...db(false), ...client('orders'))).toEqual([]);
  expect(judge(...db(), ...['a', 'b', 'c'].flatMap(client))[0]?.confidence).toBeLessThan(0.5);
});

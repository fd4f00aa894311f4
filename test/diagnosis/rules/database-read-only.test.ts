import { expect, it } from 'vitest';
import { databaseReadOnly } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf } from '../cluster.ts';
import { now, workload } from '../given.ts';

const judge = (image: string, line: string) =>
  databaseReadOnly.judge(
    clusterOf(app('db', { container: { image } }), app('orders'), logOf('orders-1a2b3c-0', [line])) as never,
    workload('orders'),
    now,
  )[0];

it.each([
  ['mysql:8', 'The MySQL server is running with the --super-read-only option so it cannot execute this statement'],
  ['postgres:16', 'ERROR: cannot execute INSERT in a read-only transaction'],
  ['redis:7', "READONLY You can't write against a read only replica."],
  ['mongo:7', 'MongoServerError[NotWritablePrimary]: not primary'],
])('blames the database that refuses writes: %s', (image, line) => {
  const finding = judge(image, line);

  expect(finding?.about?.name).toBe('db');
  expect(finding?.sentence).toBe('db is read-only: it refuses writes of orders.');
  expect(finding?.quotes[0]?.text).toBe(line);
});

it('is silent about a setting that is merely told', () => {
  expect(judge('mysql:8', 'HikariConfig: readOnly.........false')).toBeUndefined();
});

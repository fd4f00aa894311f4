import { expect, it } from 'vitest';
import { databaseSettingsSuspected } from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, logOf } from '../cluster.ts';
import { minutesAgo, now, workload } from '../given.ts';

const client = (name: string, isCrashing = false) =>
  app(name, {
    ready: !isCrashing,
    container: { envFrom: [{ secretRef: { name: `${name}-mysql` } }] },
    ...(isCrashing && {
      restarts: 4,
      state: { waiting: { reason: 'CrashLoopBackOff' } },
      last: { terminated: { exitCode: 1, reason: 'Error', finishedAt: minutesAgo(1) } },
    }),
  });
const judge = (...parts: Parameters<typeof clusterOf>) =>
  databaseSettingsSuspected.judge(
    clusterOf(app('db', { container: { image: 'mysql:8' } }), client('a'), client('b'), ...parts) as never,
    workload('web'),
    now,
  );

it('guesses at the database settings of the only client that crashes, when its log cannot be read', () => {
  const [finding] = judge(client('orders', true));

  expect(finding?.suggestions[0]?.text).toContain('Secret orders-mysql');
  expect(finding?.confidence).toBeLessThan(0.5);
});

it('does not guess where a log tells, or where several clients crash', () => {
  expect(judge(client('orders', true), logOf('orders-1a2b3c-0', ['out of luck']))).toEqual([]);
  expect(judge(...['c', 'd', 'e'].map((it) => client(it, true)))).toEqual([]);
});

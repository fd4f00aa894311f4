import { expect, it } from 'vitest';
import * as rules from '../../../src/diagnosis/rules/index.ts';
import { app, clusterOf, type Facts, logOf, service } from '../cluster.ts';
import { killed, minutesAgo, now, pod, workload } from '../given.ts';

const cluster = workload('prod-weu', 'Cluster');
/** The same objects in another namespace. */
function inNamespace(namespace: string, facts: Facts): Facts {
  const moved = (item: unknown) => {
    const { metadata, ...rest } = item as { metadata: object };
    return { ...rest, metadata: { ...metadata, namespace } };
  };
  return Object.fromEntries(Object.entries(facts).map(([name, list]) => [name, (list as unknown[]).map(moved)]));
}

it('a claim that names no storage class is told beside a namesake whose class differs from its volume', () => {
  const waiting = (storageClassName: string): Facts => ({
    ...app('cart', {
      node: null,
      ready: false,
      spec: { volumes: [{ name: 'data', persistentVolumeClaim: { claimName: 'data' } }] },
    }),
    volumeClaims: [
      { metadata: { name: 'data', namespace: 'shop' }, spec: { storageClassName }, status: { phase: 'Pending' } },
    ],
  });
  const evidence = clusterOf(
    waiting('slow'),
    inNamespace('bank', waiting('none-such')),
    { storageClasses: [{ metadata: { name: 'slow' }, provisioner: 'kubernetes.io/no-provisioner' }] },
    {
      volumes: [
        {
          metadata: { name: 'pv-1' },
          spec: { storageClassName: 'fast', accessModes: [] },
          status: { phase: 'Available' },
        },
      ],
    },
  );

  const told = rules.claimStorageClassWrong.judge(evidence as never, cluster, now) as { about: object }[];

  expect(told.map(({ about }) => about)).toMatchObject([{ namespace: 'shop' }, { namespace: 'bank' }]);
});

it('a workload at zero is no autoscaler’s business because a namesake has one', () => {
  const atZero: Facts = { ...app('cart', { replicas: 0, hasPods: false }), ...service('cart', { ready: 0 }) };
  const caller = app('web', { container: { env: [{ name: 'CART_ADDR', value: 'cart:80' }] } });
  const scaled = (namespace: string): Facts => ({
    autoscalers: [
      {
        metadata: { name: 'cart', namespace },
        spec: { maxReplicas: 3, scaleTargetRef: { kind: 'Deployment', name: 'cart' } },
      },
    ],
  });
  const sureness = (namespace: string) =>
    rules.workloadScaledToZero
      .judge(clusterOf(atZero, caller, { pods: [] }, scaled(namespace)) as never, cluster, now)
      .map(({ confidence }) => confidence);

  expect(sureness('bank')).toEqual([0.8]);
  expect(sureness('shop')).toEqual([0.4]);
});

it('a log that was read is not taken for that of a namesake', () => {
  const crashing = app('db', {
    ready: false,
    restarts: 3,
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    last: { terminated: { exitCode: 1, reason: 'Error', finishedAt: minutesAgo(1) } },
    container: { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql', key: 'password' } } }] },
  });
  const well = ['a', 'b'].map((name) =>
    app(name, {
      container: { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'mysql', key: 'password' } } }] },
    }),
  );
  const mysql = app('mysql', { container: { image: 'mysql:8' } });
  const log = logOf('db-1a2b3c-0', ['started'], { container: 'db' });
  const elsewhere = { containerLogs: (log.containerLogs ?? []).map((it) => ({ ...it, namespace: 'bank' })) };
  const codes = (...parts: Facts[]) =>
    rules.databaseSettingsSuspected
      .judge(clusterOf(crashing, ...well, mysql, ...parts) as never, cluster, now)
      .map(({ code }) => code);

  expect(codes(elsewhere)).toEqual(['database-settings-suspected']);
  expect(codes(log)).toEqual([]);
});

it('the limit of a container is told though another workload’s container of that name is killed at each start', () => {
  const other = app('other', {
    ready: false,
    restarts: 5,
    container: { name: 'api', resources: { limits: { memory: '64Mi' } } },
    state: { waiting: { reason: 'CrashLoopBackOff' } },
    last: {
      terminated: { reason: 'OOMKilled', exitCode: 137, startedAt: minutesAgo(2), finishedAt: minutesAgo(1.9) },
    },
  });
  const own: Facts = { containerRestarts: [pod('cart-1', { terminations: [killed(10)] })] };

  const finding = rules.oomLimitTooLow.judge(clusterOf(other, own), workload('cart'), now);

  expect(finding?.code).toBe('oom-limit-too-low');
});

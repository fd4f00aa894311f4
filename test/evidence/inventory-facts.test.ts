import { describe, expect, it } from 'vitest';
import { nodeStates, nodeUtilisation, restartCounts } from '../../src/evidence/index.ts';
import type { Column } from '../../src/lab/kql/column.ts';
import type { Database } from '../../src/lab/kql/database.ts';
import { executeKql, toLogAnalyticsTable } from '../../src/lab/kql/execute.ts';
import type { Subject } from '../../src/model/subject.ts';
import { type Said, useStubAzure } from '../azure/stub-azure.ts';

const stub = useStubAzure();
const now = new Date('2026-11-25T03:00:00Z');
const window = { from: new Date('2026-11-24T21:00:00Z'), to: now };
const minutesAgo = (minutes: number) => new Date(now.getTime() - minutes * 60_000);
const id = '/subscriptions/s/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/prod-weu';
const workspace = { resourceId: '/subscriptions/s/w', customerId: '7f1c0a52-0000-4000-8000-000000000001' };
const cluster = { id, name: 'prod-weu', subscriptionId: 's', resourceGroup: 'rg', location: 'weu', workspace };
const subject: Subject = { cluster, kind: 'Cluster', namespace: '', name: 'prod-weu' };

/** A workspace that holds one table; whatever else is asked is forbidden. */
function workspaceWith(name: string, columns: Column[], rows: (string | number | Date)[][]): void {
  const database: Database = { tables: new Map([[name, { name, columns, rows: () => rows }]]) };
  stub.says(({ path, body }): Said => {
    if (!path.endsWith('/query')) return { status: 403 };
    const result = executeKql({ text: JSON.parse(body).query, database, now, dialect: 'log-analytics' });
    return { body: { tables: [toLogAnalyticsTable(result)] } };
  });
}

describe('facts from Container Insights alone', () => {
  it('count only the nodes that reported lately, not those that were scaled in', async () => {
    const columns: Column[] = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'ClusterId', type: 'string' },
      { name: 'Computer', type: 'string' },
      { name: 'Status', type: 'string' },
    ];
    workspaceWith('KubeNodeInventory', columns, [
      [minutesAgo(2), id, 'aks-1', 'Ready'],
      [minutesAgo(120), id, 'aks-2-that-is-gone', 'Ready'],
    ]);

    expect((await nodeStates.collect(stub.azure(), subject, window)).value).toMatchObject({ ready: 1, notReady: [] });
  });

  it('name a workload by its whole name: only a ReplicaSet has a hash at its end', async () => {
    const columns: Column[] = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'ClusterId', type: 'string' },
      { name: 'Namespace', type: 'string' },
      { name: 'ControllerName', type: 'string' },
      { name: 'ControllerKind', type: 'string' },
      { name: 'PodUid', type: 'string' },
      { name: 'ContainerName', type: 'string' },
      { name: 'ContainerRestartCount', type: 'int' },
      { name: 'ContainerLastStatus', type: 'string' },
    ];
    const oom = '{"reason":"OOMKilled"}';
    const pod = (kind: string, controller: string) =>
      [
        [minutesAgo(60), 0, '{"reason":"StartError"}'],
        [minutesAgo(2), 3, oom],
      ].map(([at, restarts, last]) => [
        at,
        id,
        'shop',
        controller,
        kind,
        controller,
        `${controller}/c`,
        restarts,
        last,
      ]);
    workspaceWith('KubePodInventory', columns, [
      ...pod('StatefulSet', 'orders-redis'),
      ...pod('ReplicaSet', 'payments-server'),
      ...pod('ReplicaSet', 'payments-api-7d9c5b8f6'),
    ] as (string | number | Date)[][]);

    const { value } = await restartCounts.collect(stub.azure(), subject, window);

    expect(value.map(({ workload }) => workload).sort()).toEqual(['orders-redis', 'payments-api', 'payments-server']);
    expect(new Set(value.map(({ lastReason }) => lastReason))).toEqual(new Set(['OOMKilled']));
  });

  it('tell no use of 0 % where the samples give no share', async () => {
    const columns: Column[] = [
      { name: 'TimeGenerated', type: 'datetime' },
      { name: 'ObjectName', type: 'string' },
      { name: 'InstanceName', type: 'string' },
      { name: 'CounterName', type: 'string' },
      { name: 'Computer', type: 'string' },
      { name: 'CounterValue', type: 'real' },
    ];
    const sample = (counter: string, value: number) => [
      minutesAgo(2),
      'K8SNode',
      `${id}/aks-1`,
      counter,
      'aks-1',
      value,
    ];
    workspaceWith('Perf', columns, [
      sample('cpuUsageNanoCores', 5e8),
      sample('memoryWorkingSetBytes', 1e9),
      sample('memoryAllocatableBytes', 4e9),
    ]);

    const { value, gap } = await nodeUtilisation.collect(stub.azure(), subject, window);

    expect([value.cpu.now, value.memory.now]).toEqual([undefined, 25]);
    expect(gap?.what).toBe('CPU utilisation');
  });
});

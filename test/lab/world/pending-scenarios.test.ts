import { describe, expect, it } from 'vitest';
import { later, now, observe } from './observe.ts';

const pending = [
  { scenario: 'pending-cpu', cluster: 'prod-weu', workload: 'search-indexer', why: / Insufficient cpu\. / },
  {
    scenario: 'pending-taint',
    cluster: 'staging-weu',
    workload: 'storefront',
    why: / node\(s\) had untolerated taint \{maintenance: kernel\}\. /,
  },
  {
    scenario: 'pending-affinity',
    cluster: 'prod-weu',
    workload: 'fraud-score',
    why: / node\(s\) didn't match Pod's node affinity\/selector\. /,
  },
  {
    scenario: 'pending-anti-affinity',
    cluster: 'staging-weu',
    workload: 'checkout-api',
    why: / 2 node\(s\) didn't match pod anti-affinity rules\. /,
  },
] as const;

describe.each(pending)('the scenario $scenario', ({ scenario, cluster, workload, why }) => {
  const seen = observe(scenario, cluster);
  const [pod, ...others] = seen.pods(workload).filter((it) => it.status.phase === 'Pending');
  const name = pod?.metadata.name ?? '';
  const message = pod?.status.conditions?.find((it) => it.type === 'PodScheduled')?.message ?? '';

  it('has one pod without a node, which the scheduler explains', () => {
    expect(others).toEqual([]);
    expect(pod?.spec.nodeName).toBeUndefined();
    expect(pod?.status.containerStatuses).toBeUndefined();
    expect(message).toMatch(why);
  });

  it('counts as many nodes as there are', () => {
    expect(message).toMatch(new RegExp(`^0/${seen.objects('nodes').length} nodes are available: `));
  });

  it('says the same by an event, in the workspace too', () => {
    const event = seen.events().find((it) => it.involvedObject.name === name && it.type === 'Warning');
    const rows = seen
      .rows('KubeEvents', later(-60), now)
      .filter((row) => row.Name === name && row.KubeEventType === 'Warning');

    expect(event).toMatchObject({ reason: 'FailedScheduling', message });
    expect(rows.at(-1)).toMatchObject({
      Reason: 'FailedScheduling',
      Message: message,
      SourceComponent: 'default-scheduler',
    });
    expect(rows.at(-1)?.Count).toBe(event?.count);
  });

  it('is pending in the inventory, without computer and containers, and uses nothing', () => {
    const rows = seen.rows('KubePodInventory', later(-10), now).filter((row) => row.Name === name);
    const usage = seen
      .rows('Perf', later(-10), now)
      .filter((row) => String(row.InstanceName).includes(pod?.metadata.uid ?? '-'));

    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map((row) => `${row.PodStatus}/${row.Computer}/${row.ContainerName}`))).toEqual(
      new Set(['Pending//']),
    );
    expect(usage).toEqual([]);
    expect(seen.log(name, true)).toBeUndefined();
  });
});

describe('the scheduler of the range', () => {
  it('has no node that could take the request of pending-cpu', () => {
    const { cluster } = observe('pending-cpu');
    const request = cluster.workloads.find((it) => it.name === 'search-indexer')?.containers[0]?.cpuRequest ?? 0;

    expect(Math.max(...cluster.nodes.map((it) => it.cpu.allocatable))).toBeLessThan(request);
  });

  it('has no node with the label of pending-affinity, and one pod a node in pending-anti-affinity', () => {
    const seen = observe('pending-affinity');
    const apart = observe('pending-anti-affinity', 'staging-weu').pods('checkout-api');
    const wanted = seen
      .pods('fraud-score')
      .filter((it) => JSON.stringify(it.spec.affinity ?? '').includes('accelerator'));

    expect(JSON.stringify(seen.objects('nodes'))).not.toContain('accelerator');
    expect(wanted.map((it) => it.status.phase)).toEqual(['Pending']);
    expect(new Set(apart.map((it) => it.spec.nodeName)).size).toBe(3);
    expect(apart.every((it) => JSON.stringify(it.spec.affinity).includes('podAntiAffinity'))).toBe(true);
  });

  it('has the taint of pending-taint on every node', () => {
    const nodes = observe('pending-taint', 'staging-weu').objects('nodes');

    expect(nodes.map((it) => it.spec.taints)).toEqual(
      nodes.map(() => [{ key: 'maintenance', value: 'kernel', effect: 'NoSchedule' }]),
    );
  });
});

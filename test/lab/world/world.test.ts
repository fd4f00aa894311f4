import { describe, expect, it } from 'vitest';
import { scenarios } from '../../../src/lab/scenarios/index.ts';
import { armCluster } from '../../../src/lab/world/graph/arm-cluster.ts';
import { type KubePlural, kubeKinds } from '../../../src/lab/world/kubernetes/kube-kinds.ts';
import { kubeObjects } from '../../../src/lab/world/kubernetes/objects.ts';
import { workspaceDatabase } from '../../../src/lab/world/tables/workspace-database.ts';
import { createWorld, type World } from '../../../src/lab/world/world.ts';

const now = new Date('2026-11-25T12:00:30Z');
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000);

/** Rows of a table as records, between two moments as they can be read at the second. */
function table(world: World, name: string, from: Date, to: Date, cluster = 'prod-weu'): Record<string, unknown>[] {
  const where = world.cluster(cluster);
  const source = workspaceDatabase(world, where.workspace, to, where).tables.get(name);
  return [...(source?.rows({ from, to }) ?? [])].map((row) =>
    Object.fromEntries(source?.columns.map((column, index) => [column.name, row[index]]) ?? []),
  );
}

const apply = (name: string, world: World) => scenarios.find((it) => it.name === name)?.apply(world);
type Pod = {
  metadata: { name: string };
  status: {
    phase: string;
    reason?: string;
    containerStatuses?: { restartCount: number; lastState: { terminated?: { reason: string; finishedAt: string } } }[];
  };
};
const pods = (world: World, at: Date) => kubeObjects(world, world.cluster('prod-weu'), 'pods', at) as unknown as Pod[];
const podsOf = (world: World, workload: string, at = now) =>
  pods(world, at).filter((it) => it.metadata.name.startsWith(`${workload}-`));

/** Whatever a scenario can change, as the projections show it. */
const everything = (world: World) => ({
  objects: world.clusters.map((cluster) =>
    (Object.keys(kubeKinds) as KubePlural[]).map((plural) => kubeObjects(world, cluster, plural, now)),
  ),
  clusters: world.clusters.map((it) => armCluster(it, now)),
  alerts: world.alerts.map(({ title, startTime, pod }) => ({ title, startTime, pod: pod?.name })),
  monitorAlerts: world.monitorAlerts.map(({ name, startTime }) => ({ name, startTime })),
  images: world.registries.map((it) => it.images),
  faults: (['log-analytics', 'defender', 'kubernetes', 'aks'] as const).map((it) => world.faults.meet(it, 'prod-neu')),
});

describe('the world', () => {
  const world = createWorld({ now });

  it('has two subscriptions, four clusters, two registries and about sixty workloads', () => {
    const workloads = world.clusters.flatMap((it) => it.workloads);

    expect([world.subscriptions.length, world.clusters.length, world.registries.length]).toEqual([2, 4, 2]);
    expect(workloads.length).toBeGreaterThan(50);
    expect(workloads.length).toBeLessThan(70);
  });

  it('has one payments-api, and a checkout-api in two clusters', () => {
    const where = (name: string) =>
      world.clusters.filter((cluster) => cluster.workloads.some((it) => it.name === name)).map((it) => it.name);

    expect(where('payments-api')).toEqual(['prod-weu']);
    expect(where('checkout-api')).toEqual(['prod-weu', 'staging-weu']);
  });

  it('is the same world every time', () => {
    const rows = (it: World) => table(it, 'Perf', later(-12), now);

    expect(rows(createWorld({ now }))).toEqual(rows(world));
  });

  it('tells the same of a kill through the Kubernetes API, the inventory and the memory samples', () => {
    const [pod] = podsOf(world, 'payments-api');
    const terminated = pod?.status.containerStatuses?.[0]?.lastState.terminated;
    const inventory = table(world, 'KubePodInventory', later(-3), later(8)).filter(
      (row) => row.Name === pod?.metadata.name && String(row.ContainerName).endsWith('/api'),
    );
    const memory = table(world, 'Perf', later(-120), now).filter(
      (row) =>
        row.CounterName === 'memoryWorkingSetBytes' &&
        String(row.InstanceName).endsWith('/api') &&
        row.Computer !== undefined,
    );
    const peak = Math.max(...memory.map((row) => Number(row.CounterValue))) / 1_048_576;

    expect(terminated?.reason).toBe('OOMKilled');
    expect(inventory.map((row) => JSON.parse(String(row.ContainerLastStatus)).finishedAt)).toContain(
      terminated?.finishedAt,
    );
    expect(peak).toBeGreaterThan(240);
    expect(peak).toBeLessThan(512);
  });

  it('begins a day ago', () => {
    const nodes = table(world, 'KubeNodeInventory', later(-60 * 48), now);

    expect(nodes[0]?.TimeGenerated).toEqual(new Date('2026-11-24T12:01:00Z'));
  });

  it('goes on living: restarts go on, and jobs run', () => {
    const restarts = (at: Date) =>
      podsOf(world, 'payments-api', at)[0]?.status.containerStatuses?.[0]?.restartCount ?? 0;
    const jobs = (at: Date) => podsOf(world, 'db-backup', at).map((it) => it.metadata.name);

    expect(restarts(later(60))).toBeGreaterThan(restarts(now));
    expect(jobs(later(180))).not.toEqual(jobs(now));
  });

  it('changes its number of nodes within the day, with an event that says so', () => {
    const count = (at: Date) => kubeObjects(world, world.cluster('prod-weu'), 'nodes', at).length;

    expect([count(later(-21 * 60)), count(later(-16 * 60)), count(later(-10 * 60)), count(now)]).toEqual([5, 6, 5, 6]);
    expect(
      table(world, 'KubeEvents', later(-60 * 24), now).filter((row) => /Scale/.test(String(row.Reason))),
    ).toHaveLength(3);
  });
});

describe('the scenarios', () => {
  it('have a node that runs out, and victims below their own limits', () => {
    const world = createWorld({ now });
    apply('oom-node-pressure', world);
    const own = table(world, 'Perf', later(-60), now).filter((row) =>
      String(row.InstanceName).endsWith('/catalog-search'),
    );
    const of = (counter: string) =>
      own.filter((row) => row.CounterName === counter).map((row) => Number(row.CounterValue));

    expect(
      podsOf(world, 'catalog-search').map((it) => it.status.containerStatuses?.[0]?.lastState.terminated?.reason),
    ).toContain('OOMKilled');
    expect(Math.max(...of('memoryWorkingSetBytes'))).toBeLessThan(0.7 * Math.min(...of('memoryLimitBytes')));
    expect(table(world, 'KubeNodeInventory', later(-10), now).map((row) => row.Status)).toContain(
      'MemoryPressure,Ready',
    );
  });

  it('have a pod that was evicted, without container statuses, and one that replaces it', () => {
    const world = createWorld({ now });
    apply('oom-node-pressure', world);
    const evicted = pods(world, now).filter((it) => it.status.reason === 'Evicted');

    expect(evicted).toHaveLength(1);
    expect(evicted[0]?.status).toMatchObject({ phase: 'Failed' });
    expect(evicted[0]?.status.containerStatuses).toBeUndefined();
    expect(podsOf(world, 'cart')).toHaveLength(3);
  });

  it('make all well again, the past included', () => {
    const world = createWorld({ now });
    apply('azure-partly-down', world);
    apply('healthy', world);

    expect(world.faults.meet('log-analytics', '')).toBeUndefined();
    expect(table(world, 'KubeEvents', later(-600), now).filter((row) => row.KubeEventType === 'Warning')).toEqual([]);
    expect(
      table(world, 'KubePodInventory', later(-10), now).filter((row) => Number(row.ContainerRestartCount) > 0),
    ).toEqual([]);
  });

  it.each(scenarios)(
    'come out the same when $name is chosen twice, in a quiet world or after others',
    ({ apply: set }) => {
      const [once, twice, quiet] = [createWorld({ now }), createWorld({ now }), createWorld({ now, quiet: true })];
      set(once);
      for (const other of scenarios) other.apply(twice);
      set(twice);
      set(twice);
      set(quiet);

      expect(everything(twice)).toEqual(everything(once));
      expect(everything(quiet)).toEqual(everything(once));
    },
  );
});

import { describe, expect, it } from 'vitest';
import { type Labels, labelValue } from '../../../src/lab/promql/labels.ts';
import { queryAt } from '../../../src/lab/promql/query.ts';
import type { Point } from '../../../src/lab/promql/series.ts';
import { scenarios } from '../../../src/lab/scenarios/index.ts';
import { kubeObjects } from '../../../src/lab/world/kubernetes/objects.ts';
import { worldSeries } from '../../../src/lab/world/metrics/series-source.ts';
import { workspaceDatabase } from '../../../src/lab/world/tables/workspace-database.ts';
import { createWorld, type World } from '../../../src/lab/world/world.ts';

const now = new Date('2026-11-25T12:00:30Z');
const minute = new Date('2026-11-25T11:30:00Z');

/** A world in a scenario, or in its usual troubles. */
function given(scenario?: string): World {
  const world = createWorld({ now });
  scenarios.find((it) => it.name === scenario)?.apply(world);
  return world;
}

function prometheus(world: World, text: string, at = minute): Point[] {
  const value = queryAt({ text, at: at.getTime(), source: worldSeries(world, [world.cluster('prod-weu')], now) });
  return value.type === 'vector' ? value.points : [];
}

const byLabels = (points: Point[], ...names: string[]): Map<string, number> =>
  new Map(points.map((it) => [names.map((name) => labelValue(it.labels, name)).join('/'), it.value]));
const sorted = <T>(map: Map<string, T>): [string, T][] => [...map].sort(([one], [other]) => (one < other ? -1 : 1));

/** A counter of Perf at the minute, by what its instances' ids end in. */
function perf(world: World, object: string, counter: string, at = minute): Map<string, number> {
  const cluster = world.cluster('prod-weu');
  const table = workspaceDatabase(world, cluster.workspace, now, cluster).tables.get('Perf');
  const cell = (row: readonly unknown[], name: string) => row[table?.columns.findIndex((it) => it.name === name) ?? -1];
  const rows = [...(table?.rows({ from: at, to: at }) ?? [])].filter(
    (row) => cell(row, 'ObjectName') === object && cell(row, 'CounterName') === counter,
  );
  return new Map(
    rows.map((row) => [
      String(cell(row, 'InstanceName')).slice(cluster.id.length + 1),
      Number(cell(row, 'CounterValue')),
    ]),
  );
}

interface Pod {
  metadata: { uid: string; name: string; namespace: string };
  spec: { nodeName: string; containers: { name: string; resources: { limits: { memory?: string } } }[] };
  status: {
    phase: string;
    startTime: string;
    containerStatuses?: {
      name: string;
      restartCount: number;
      state: { waiting?: { reason: string } };
      lastState: { terminated?: { reason: string } };
    }[];
  };
}
const pods = (world: World): Pod[] => kubeObjects(world, world.cluster('prod-weu'), 'pods', minute) as unknown as Pod[];
const statuses = (world: World) =>
  pods(world).flatMap((pod) =>
    (pod.status.containerStatuses ?? []).map((it) => ({ key: `${pod.metadata.uid}/${it.name}`, ...it })),
  );
const bytes = (text: string) => Number.parseInt(text, 10) * (text.endsWith('Gi') ? 1_073_741_824 : 1_048_576);
const uidOf = (world: World, labels: Labels): string =>
  pods(world).find(
    (it) => it.metadata.name === labelValue(labels, 'pod') && it.metadata.namespace === labelValue(labels, 'namespace'),
  )?.metadata.uid ?? '';

describe.each([undefined, 'healthy', 'oom-node-pressure'])(
  'Prometheus, Perf and the Kubernetes API in scenario %s',
  (name) => {
    const world = given(name);

    it.each([
      ['container_memory_working_set_bytes', 'memoryWorkingSetBytes'],
      ['container_memory_rss', 'memoryRssBytes'],
    ])('agree on %s at the minute', (metric, counter) => {
      const points = prometheus(world, `${metric}{container!=""}`);

      const measured = new Map(
        points.map((it) => [`${uidOf(world, it.labels)}/${labelValue(it.labels, 'container')}`, it.value]),
      );
      expect(measured.size).toBeGreaterThan(50);
      expect(sorted(measured)).toEqual(sorted(perf(world, 'K8SContainer', counter)));
    });

    it('agree on nodes', () => {
      const free = byLabels(
        prometheus(world, 'node_memory_MemTotal_bytes - node_memory_MemAvailable_bytes'),
        'instance',
      );
      const allocatable = byLabels(prometheus(world, 'kube_node_status_allocatable{resource="memory"}'), 'node');

      expect(sorted(free)).toEqual(sorted(perf(world, 'K8SNode', 'memoryWorkingSetBytes')));
      expect(sorted(allocatable)).toEqual(sorted(perf(world, 'K8SNode', 'memoryAllocatableBytes')));
    });

    it('agree on restarts, and on why containers ended', () => {
      const found = statuses(world);
      const ended = found.filter((it) => it.lastState.terminated);
      const points = prometheus(world, 'kube_pod_container_status_last_terminated_reason');

      expect(
        sorted(byLabels(prometheus(world, 'kube_pod_container_status_restarts_total'), 'uid', 'container')),
      ).toEqual(sorted(new Map(found.map((it) => [it.key, it.restartCount]))));
      expect(
        points
          .map(
            (it) =>
              `${labelValue(it.labels, 'uid')}/${labelValue(it.labels, 'container')} ${labelValue(it.labels, 'reason')}`,
          )
          .sort(),
      ).toEqual(ended.map((it) => `${it.key} ${it.lastState.terminated?.reason}`).sort());
    });

    it('agree on who waits, on phases and on limits', () => {
      const limits = pods(world).flatMap((pod) =>
        pod.spec.containers.flatMap((it): [string, number][] =>
          it.resources.limits.memory ? [[`${pod.metadata.uid}/${it.name}`, bytes(it.resources.limits.memory)]] : [],
        ),
      );
      const phases = prometheus(world, 'kube_pod_status_phase == 1');

      expect(prometheus(world, 'kube_pod_container_status_waiting_reason').length).toBe(
        statuses(world).filter((it) => it.state.waiting).length,
      );
      expect(phases.map((it) => `${labelValue(it.labels, 'uid')} ${labelValue(it.labels, 'phase')}`).sort()).toEqual(
        pods(world)
          .map((it) => `${it.metadata.uid} ${it.status.phase}`)
          .sort(),
      );
      expect(
        sorted(
          byLabels(prometheus(world, 'kube_pod_container_resource_limits{resource="memory"}'), 'uid', 'container'),
        ),
      ).toEqual(sorted(new Map(limits)));
    });

    it('agree on processor time: the rate of the counter is the mean of Perf’s samples', () => {
      const steady = new Set(
        pods(world)
          .filter((it) => Date.parse(it.status.startTime) < minute.getTime() - 600_000 && it.status.phase === 'Running')
          .flatMap((it) =>
            (it.status.containerStatuses ?? [])
              .filter((one) => one.restartCount === 0 && !one.state.waiting)
              .map((one) => `${it.metadata.uid}/${one.name}`),
          ),
      );
      // The window has the scrapes from half past the first minute on: half of that minute, and four whole ones.
      const samples = [5, 4, 3, 2, 1].map((ago) =>
        perf(world, 'K8SContainer', 'cpuUsageNanoCores', new Date(minute.getTime() - ago * 60_000)),
      );
      const expected = (key: string) =>
        samples.reduce((sum, it, index) => sum + (it.get(key) ?? Number.NaN) * (index === 0 ? 0.5 : 1), 0) / 4.5 / 1e9;
      const rates = prometheus(world, 'rate(container_cpu_usage_seconds_total{container!=""}[5m])')
        .map((it) => ({ key: `${uidOf(world, it.labels)}/${labelValue(it.labels, 'container')}`, value: it.value }))
        .filter((it) => steady.has(it.key));

      expect(rates.length).toBe(steady.size);
      for (const { key, value } of rates) expect(value).toBeCloseTo(expected(key), 9);
    });
  },
);

describe('a lost node', () => {
  it('is not scraped any more, and its own series end, while what the API server knows goes on', () => {
    const world = given('healthy');
    const [node] = world.cluster('prod-weu').nodes;
    if (node)
      node.notReady = { since: new Date(minute.getTime() - 90_000), message: 'Kubelet stopped posting node status.' };
    const own = `instance="${node?.name}"`;

    expect(prometheus(world, `up{${own}}`).map((it) => it.value)).toEqual([0, 0, 0]);
    expect(prometheus(world, `container_memory_working_set_bytes{${own}}`)).toEqual([]);
    expect(prometheus(world, `node_memory_MemAvailable_bytes{${own}} offset 2m`)).toHaveLength(1);
    expect(
      prometheus(world, `kube_node_status_condition{condition="Ready",node="${node?.name}"} == 1`).map((it) =>
        labelValue(it.labels, 'status'),
      ),
    ).toEqual(['unknown']);
    expect(prometheus(world, `kube_pod_info{node="${node?.name}"}`).length).toBeGreaterThan(0);
  });
});

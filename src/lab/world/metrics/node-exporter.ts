import type { ClusterNode, Pod } from '../estate.ts';
import { cpuNanoCores, memoryBytes, overhead } from '../usage.ts';
import {
  evictedBy,
  exists,
  historyBegin,
  type Metric,
  podsOf,
  reachable,
  recentCounter,
  type Scope,
} from './metric.ts';

/** What the node exporter gives: memory in bytes, idle seconds of each core. */
export const nodeExporter: Metric[] = [
  {
    name: 'node_memory_MemTotal_bytes',
    *series({ cluster }) {
      for (const node of cluster.nodes)
        yield {
          labels: labelsOf(node),
          since: node.createdAt,
          value: (at) => (reachable(node, at) ? node.memory.capacity : undefined),
        };
    },
  },
  {
    name: 'node_memory_MemAvailable_bytes',
    *series(scope) {
      for (const node of scope.cluster.nodes) {
        const pods = podsOf(scope).filter((it) => it.node === node);
        yield {
          labels: labelsOf(node),
          since: node.createdAt,
          value: (at) => {
            if (!reachable(node, at)) return undefined;
            const used = usedBy(pods, at, memoryBytes, overhead.memory);
            return node.memory.capacity - Math.round(Math.min(used, node.memory.capacity * 0.985));
          },
        };
      }
    },
  },
  { name: 'node_cpu_seconds_total', series: idleSeconds },
];

const labelsOf = (node: ClusterNode): Record<string, string> => ({
  job: 'node',
  instance: node.name,
  metrics_path: '/metrics',
});

function usedBy(pods: readonly Pod[], at: Date, use: typeof memoryBytes, own: number): number {
  let sum = own;
  for (const pod of pods) {
    if (!exists(pod, at) || evictedBy(pod, at)) continue;
    for (const container of pod.containers) if (!container.init) sum += use(pod, container, at) ?? 0;
  }
  return sum;
}

function* idleSeconds(scope: Scope) {
  const history = historyBegin(scope.world);
  const pods = podsOf({ ...scope, from: history });
  for (const node of scope.cluster.nodes) {
    const cores = node.cpu.capacity / 1_000;
    const own = pods.filter((it) => it.node === node);
    const known = new Map<number, number>();
    const idle = (at: Date): number => {
      const share =
        known.get(at.getTime()) ??
        Math.max(0, 1 - usedBy(own, at, cpuNanoCores, overhead.cpu) / (node.cpu.capacity * 1_000_000));
      known.set(at.getTime(), share);
      return share;
    };
    const begin = new Date(Math.max(node.createdAt.getTime(), history.getTime()));
    const before = ((begin.getTime() - node.createdAt.getTime()) / 1_000) * 0.85;
    for (let core = 0; core < cores; core++) {
      const total = recentCounter(scope, begin, idle, before);
      yield {
        labels: { ...labelsOf(node), cpu: String(core), mode: 'idle' },
        since: node.createdAt,
        value: (at: Date) => (reachable(node, at) ? total(at) : undefined),
      };
    }
  }
}

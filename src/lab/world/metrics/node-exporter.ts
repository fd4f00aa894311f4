import type { ClusterNode, Pod } from '../estate.ts';
import { cpuNanoCores, memoryBytes, overhead } from '../usage.ts';
import { counter, evictedBy, exists, historyBegin, type Metric, podsOf, reachable, type Scope } from './metric.ts';

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
            return node.memory.capacity - Math.round(Math.min(used(pods, at).memory, node.memory.capacity * 0.985));
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

function used(pods: readonly Pod[], at: Date): { memory: number; cpu: number } {
  const sum = { ...overhead };
  for (const pod of pods) {
    if (!exists(pod, at) || evictedBy(pod, at)) continue;
    for (const container of pod.containers) {
      if (container.init) continue;
      sum.memory += memoryBytes(pod, container, at) ?? 0;
      sum.cpu += cpuNanoCores(pod, container, at) ?? 0;
    }
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
      const share = known.get(at.getTime()) ?? Math.max(0, 1 - used(own, at).cpu / (node.cpu.capacity * 1_000_000));
      known.set(at.getTime(), share);
      return share;
    };
    const begin = new Date(Math.max(node.createdAt.getTime(), history.getTime()));
    const before = ((begin.getTime() - node.createdAt.getTime()) / 1_000) * 0.85;
    for (let core = 0; core < cores; core++) {
      const total = counter(begin, before, idle);
      yield {
        labels: { ...labelsOf(node), cpu: String(core), mode: 'idle' },
        since: node.createdAt,
        value: (at: Date) => (reachable(node, at) ? total(at) : undefined),
      };
    }
  }
}

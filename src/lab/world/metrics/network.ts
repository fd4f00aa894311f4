import type { ClusterNode, Pod } from '../estate.ts';
import { isOn, type Mesh, meshOf } from '../mesh/mesh.ts';
import { onceFor } from '../once-for.ts';
import { noise, seedOf } from '../seeded.ts';
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

/** What each pod sends for its health and its metrics alone, in packets a second. */
const background = 3;
const packetsARequest = 8;

/** Packets of pods, as cAdvisor counts them, and segments that nodes sent again, which the agent keeps only when told to. */
export const network: Metric[] = [
  { name: 'container_network_receive_packets_total', series: (scope) => packets(scope, 1) },
  { name: 'container_network_transmit_packets_total', series: (scope) => packets(scope, 0.9) },
  {
    name: 'node_netstat_Tcp_RetransSegs',
    *series(scope) {
      const pods = podsOf(scope);
      for (const node of scope.cluster.nodes) {
        const own = pods.filter((it) => it.node === node);
        const total = recentCounter(scope, historyBegin(scope.world), (at) => sentAgain(node, own, scope, at));
        yield {
          labels: { job: 'node', instance: node.name },
          since: node.createdAt,
          value: (at) => (reachable(node, at) ? Math.floor(total(at)) : undefined),
        };
      }
    },
  },
];

const meshIn = onceFor(({ cluster }: Scope) => meshOf(cluster));

function* packets(scope: Scope, share: number) {
  for (const pod of podsOf(scope)) {
    const total = recentCounter(scope, historyBegin(scope.world), (at) => share * packetsOf(pod, meshIn(scope), at));
    yield {
      labels: {
        job: 'cadvisor',
        instance: pod.node.name,
        namespace: pod.workload.namespace,
        pod: pod.name,
        interface: 'eth0',
      },
      since: pod.createdAt,
      value: (at: Date) =>
        exists(pod, at) && !evictedBy(pod, at) && reachable(pod.node, at) ? Math.floor(total(at)) : undefined,
    };
  }
}

function packetsOf(pod: Pod, mesh: Mesh, at: Date): number {
  const name = `${pod.workload.namespace}/${pod.workload.name}`;
  const rate = mesh.linksOf(name).reduce((sum, link) => sum + mesh.rate(link, at), 0);
  const jitter = 0.95 + 0.1 * noise(pod.seed ^ 0x31, Math.floor(at.getTime() / 60_000));
  return jitter * (background + (packetsARequest * rate) / Math.max(1, mesh.pods(name).length));
}

function sentAgain(node: ClusterNode, pods: readonly Pod[], scope: Scope, at: Date): number {
  const usual = 0.1 + 0.3 * noise(seedOf(node.name), Math.floor(at.getTime() / 60_000));
  const trouble = node.network;
  if (!isOn(trouble, at)) return usual;
  const all = pods.reduce((sum, pod) => sum + packetsOf(pod, meshIn(scope), at), 0);
  return usual + (trouble.loss ?? 0) * all;
}

import { replica } from '../build-pods.ts';
import type { Cluster, ClusterNode, Pod, Terminations } from '../estate.ts';
import { ofNode, ofPod } from '../event-of.ts';
import { nodeOomEvents } from '../node-oom-events.ts';
import type { World } from '../world.ts';

const minute = 60_000;
const cycle = 25;

/** One node runs out of memory because of a workload without a limit; the kernel kills its neighbours below their own limits. */
export function nodeRunsOut(world: World): void {
  const now = world.clock.now().getTime();
  const ago = (minutes: number) => new Date(now - minutes * minute);
  const cluster = world.cluster('prod-weu');
  const node = cluster.nodes.find((it) => it.pool === 'user');
  if (!node) throw new Error('The range has no user node in prod-weu.');
  const pod = (namespace: string, name: string) => podOn(world, cluster, node, namespace, name);
  const [hog, indexer, search, ledger, cart] = [
    pod('analytics', 'report-builder'),
    pod('shop', 'search-indexer'),
    pod('shop', 'catalog-search'),
    pod('payments', 'ledger'),
    pod('shop', 'cart'),
  ];

  // Its workers grow; when the kernel kills one of them the container lives on, and most of the memory stays in use.
  hog.extraMiB.set('report-builder', (at) => {
    const elapsed = (at.getTime() - ago(110).getTime()) / minute;
    if (elapsed < 0) return 0;
    if (elapsed < 79) return (9_700 * elapsed) / 79;
    return 8_300 + 1_400 * (((elapsed - 79) % cycle) / cycle);
  });
  indexer.terminations.set('search-indexer', killed([ago(30.9), ago(6.1)]));
  search.terminations.set('catalog-search', killed([ago(31), ago(6)]));
  ledger.terminations.set('ledger', killed([ago(5.6)]));
  node.memoryPressure = { since: ago(33) };
  evict(cluster, cart, ago(29.5));

  cluster.happenings.push(
    ofNode(
      node,
      ago(33),
      'Normal',
      'NodeHasInsufficientMemory',
      `Node ${node.name} status is now: NodeHasInsufficientMemory`,
    ),
    ofNode(node, ago(30.8), 'Warning', 'EvictionThresholdMet', 'Attempting to reclaim memory'),
    // One of the hog's own workers: no container ended, so nothing but these events tells of it.
    ...nodeOomEvents(node, ago(5.8), { process: 'python', pid: 19_004, anonymousKiB: 1_390_112, byNode: true }),
  );
}

/** A pod of the workload, moved to the node for the whole of its life. */
function podOn(world: World, cluster: Cluster, node: ClusterNode, namespace: string, name: string): Pod {
  const workload = world.workload(cluster.name, namespace, name);
  const pods = cluster.pods.filter((it) => it.workload === workload && !it.goneAt);
  const chosen = pods.find((it) => it.node === node) ?? pods[0];
  if (!chosen) throw new Error(`The range has no pod of ${namespace}/${name}.`);
  chosen.node = node;
  return chosen;
}

function killed(times: Date[]): Terminations {
  return {
    reason: 'OOMKilled',
    exitCode: 137,
    by: 'node',
    times,
    ...(times.length > 1 && { everyMs: cycle * minute }),
  };
}

function evict(cluster: Cluster, pod: Pod, at: Date): void {
  const message =
    'The node was low on resource: memory. Threshold quantity: 100Mi, available: 71264Ki. Container cart was using 241664Ki, request is 128Mi, has larger consumption of memory. ';
  pod.evicted = { at, message };
  cluster.happenings.push(ofPod(pod, at, 'Warning', 'Evicted', message));
  const others = cluster.nodes.filter((it) => it.pool === 'user' && it !== pod.node && !it.goneAt);
  const [elsewhere] = others;
  if (elsewhere) cluster.pods.push(replica(cluster, pod.workload, 40, new Date(at.getTime() + 1_000), elsewhere));
}

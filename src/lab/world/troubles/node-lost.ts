import { replica } from '../build-pods.ts';
import type { Cluster, ClusterNode, Pod } from '../estate.ts';
import { ofNode, ofPod } from '../event-of.ts';
import type { World } from '../world.ts';

const minute = 60_000;

/** A user node of prod-weu stops answering; after five minutes its pods are marked for deletion and made anew elsewhere. */
export function nodeLost(world: World): ClusterNode {
  const since = new Date(world.clock.now().getTime() - 14 * minute);
  const cluster = world.cluster('prod-weu');
  const node = cluster.nodes.filter((it) => it.pool === 'user' && !it.goneAt)[1];
  if (!node) throw new Error('The range has no second user node in prod-weu.');
  node.notReady = { since, message: 'Kubelet stopped posting node status.' };
  cluster.happenings.push(
    ofNode(node, since, 'Normal', 'NodeNotReady', `Node ${node.name} status is now: NodeNotReady`, 'node-controller'),
  );
  for (const pod of cluster.pods.filter((it) => it.node === node && !it.goneAt)) {
    cluster.happenings.push({
      ...ofPod(pod, since, 'Warning', 'NodeNotReady', 'Node is not ready'),
      component: 'node-controller',
      host: '',
    });
    // Pods of a DaemonSet tolerate the loss of their node.
    if (pod.workload.kind !== 'DaemonSet') remove(cluster, pod, new Date(since.getTime() + 5 * minute));
  }
  return node;
}

function remove(cluster: Cluster, pod: Pod, at: Date): void {
  pod.deletedAt = at;
  cluster.happenings.push({
    ...ofPod(
      pod,
      at,
      'Normal',
      'TaintManagerEviction',
      `Marking for deletion Pod ${pod.workload.namespace}/${pod.name}`,
    ),
    component: 'taint-eviction-controller',
    host: '',
  });
  // A StatefulSet waits: two pods may not have one name.
  if (pod.workload.kind !== 'Deployment') return;
  const others = cluster.nodes.filter((it) => it.pool === pod.node.pool && it !== pod.node && !it.goneAt);
  const index = 60 + cluster.pods.indexOf(pod);
  const elsewhere = others[index % others.length];
  if (elsewhere) cluster.pods.push(replica(cluster, pod.workload, index, new Date(at.getTime() + 1_000), elsewhere));
}

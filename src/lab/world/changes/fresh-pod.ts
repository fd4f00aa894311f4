import { makePod, ownerUid, templateHashOf } from '../build-pods.ts';
import { isDeleted } from '../container-run.ts';
import type { Cluster, ClusterNode, Pod, Workload } from '../estate.ts';
import { holds } from '../kubernetes/node-object.ts';
import { seededSuffix } from '../seeded.ts';

/** The pods of a workload that its controller counts at a moment, those that are to come included. */
export function countedPods(cluster: Cluster, workload: Workload, at: Date): Pod[] {
  return cluster.pods.filter(
    (it) =>
      it.workload === workload && !it.orphaned && !it.evicted && !(it.goneAt && it.goneAt <= at) && !isDeleted(it, at),
  );
}

/**
 * A new pod of a workload's template, on a node that takes pods now, or pending when none does. Of a StatefulSet it has
 * an ordinal, of a DaemonSet a node.
 */
export function freshPod(
  cluster: Cluster,
  workload: Workload,
  createdAt: Date,
  place: { ordinal?: number; node?: ClusterNode } = {},
): Pod {
  const nth = cluster.pods.length;
  const templateHash = templateHashOf(cluster, workload);
  const path = `${cluster.name}/${workload.namespace}/${workload.name}/${templateHash}/fresh-${nth}`;
  const kind = workload.kind === 'StatefulSet' || workload.kind === 'DaemonSet' ? workload.kind : 'ReplicaSet';
  const owner = kind === 'ReplicaSet' ? `${workload.name}-${templateHash}` : workload.name;
  const { chosen, message } = place.node ? { chosen: place.node } : nodeFor(cluster, workload, createdAt);
  const pod = makePod(cluster, workload, {
    path,
    name: place.ordinal === undefined ? `${owner}-${seededSuffix(path, 5)}` : `${workload.name}-${place.ordinal}`,
    owner: { kind, name: owner, uid: ownerUid(cluster, workload, owner) },
    templateHash,
    node: chosen,
    createdAt,
  });
  if (message) pod.pending = { message };
  cluster.pods.push(pod);
  return pod;
}

/** Of the nodes of its pools that take pods, the one with the fewest of them. */
function nodeFor(cluster: Cluster, workload: Workload, at: Date): { chosen: ClusterNode; message?: string } {
  const mode = workload.system ? 'System' : 'User';
  const pools = new Set(cluster.pools.filter((it) => it.mode === mode).map((it) => it.name));
  const there = cluster.nodes.filter((it) => it.createdAt <= at && !(it.goneAt && it.goneAt <= at));
  const own = there.filter((it) => pools.has(it.pool));
  const takes = (it: ClusterNode) => !it.cordoned && it.taints.length === 0 && !holds(it.notReady, at);
  const load = (node: ClusterNode) => cluster.pods.filter((it) => it.node === node && !it.goneAt).length;
  const [chosen] = (own.length > 0 ? own : there).filter(takes).sort((one, other) => load(one) - load(other));
  if (chosen) return { chosen };
  const [any] = there;
  if (!any) throw new Error(`The cluster ${cluster.name} of the range has no node.`);
  const cordoned = there.filter((it) => it.cordoned).length;
  const reasons = [
    ...(cordoned > 0 ? [`${cordoned} node(s) were unschedulable`] : []),
    ...(there.length > cordoned ? [`${there.length - cordoned} node(s) had untolerated taint(s)`] : []),
  ].join(', ');
  const none = `0/${there.length} nodes are available`;
  return {
    chosen: any,
    message: `${none}: ${reasons}. preemption: ${none}: ${there.length} Preemption is not helpful for scheduling.`,
  };
}

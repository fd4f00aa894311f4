import { terminationsUntil } from './container-run.ts';
import type { Cluster, Pod, Terminations } from './estate.ts';
import { ofNode } from './event-of.ts';
import { undoRollOut } from './undo-roll-out.ts';
import type { World } from './world.ts';

/** Ends every trouble now: roll-outs that are stuck are undone, pods recover; what happened, and restart counts, stay. */
export function heal(world: World): void {
  const at = world.clock.now();
  world.faults.clear();
  for (const mend of world.mends.splice(0)) mend(at);
  for (const cluster of world.clusters) healCluster(cluster, at);
  for (const alert of world.monitorAlerts) alert.condition = 'Resolved';
  for (const alert of world.alerts) if (alert.status !== 'Dismissed') alert.status = 'Resolved';
}

function healCluster(cluster: Cluster, at: Date): void {
  cluster.privateCluster = false;
  for (const workload of cluster.workloads) undoRollOut(cluster, workload, at);
  for (const pod of cluster.pods) healPod(pod, at);
  for (const node of cluster.nodes) {
    if (node.notReady && !node.notReady.until)
      cluster.happenings.push(ofNode(node, at, 'Normal', 'NodeReady', `Node ${node.name} status is now: NodeReady`));
    for (const trouble of [node.memoryPressure, node.diskPressure, node.notReady, node.network])
      if (trouble) endAt(trouble, at);
    node.taints = [];
    node.cordoned = false;
  }
  for (const { failure } of cluster.claims) if (failure) endAt(failure, at);
}

function healPod(pod: Pod, at: Date): void {
  // Its node answers again, and lets it go; one that has no other in its place lives on.
  if (pod.deletedAt && pod.owner.kind === 'ReplicaSet') pod.goneAt ??= at;
  else delete pod.deletedAt;
  for (const schedule of pod.terminations.values()) mend(schedule, at);
  for (const trouble of [...pod.unready.values(), ...pod.complaints.values()]) endAt(trouble, at);
  if (pod.network) endAt(pod.network, at);
  for (const extra of [pod.extraMiB, pod.extraCpu])
    for (const [container, more] of extra) extra.set(container, (time) => (time < at ? more(time) : 0));
}

function mend(schedule: Terminations, at: Date): void {
  if (schedule.mendedAt) return;
  schedule.times = terminationsUntil(schedule, at);
  delete schedule.everyMs;
  schedule.mendedAt = at;
}

function endAt(trouble: { until?: Date }, at: Date): void {
  if (!trouble.until || trouble.until > at) trouble.until = at;
}

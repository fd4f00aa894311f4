import type { Cluster, Pod } from '../estate.ts';
import { ofPod } from '../event-of.ts';
import { podLabels } from '../kubernetes/metadata.ts';
import type { World } from '../world.ts';
import { freshPod } from './fresh-pod.ts';
import { inheritTrouble } from './inherit-trouble.ts';

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Deletes a pod: its containers get up to two seconds to end, and its controller makes another. */
export function removePod(world: World, cluster: Cluster, pod: Pod, at: Date, graceMs = 2_000): void {
  if (pod.deletedAt) return;
  pod.deletedAt = at;
  // A node that does not answer cannot say that the containers ended.
  if (!pod.node.notReady || pod.node.notReady.until || graceMs === 0) pod.goneAt = after(at, graceMs);
  cluster.happenings.push(ofPod(pod, at, 'Normal', 'Killing', `Stopping container ${pod.containers.at(-1)?.name}`));
  replace(world, cluster, pod, at);
}

/** Gives a pod other labels; with others than its controller selects it is let go, and another comes in its place. */
export function labelPod(world: World, cluster: Cluster, pod: Pod, labels: Record<string, string>, at: Date): void {
  const before = podLabels(pod);
  const selecting = ['app', 'k8s-app', 'pod-template-hash', 'controller-revision-hash'];
  const isSelected = selecting.every((key) => before[key] === labels[key]);
  pod.labels = labels;
  if (isSelected || pod.orphaned) return;
  replace(world, cluster, pod, at);
  pod.orphaned = true;
}

function replace(world: World, cluster: Cluster, pod: Pod, at: Date): void {
  const { workload } = pod;
  if (pod.orphaned || pod.owner.kind === 'Job' || !cluster.workloads.includes(workload)) return;
  const place =
    workload.kind === 'StatefulSet'
      ? { ordinal: Number(/\d+$/.exec(pod.name)?.[0] ?? 0) }
      : workload.kind === 'DaemonSet'
        ? { node: pod.node }
        : {};
  const gone = workload.kind === 'Deployment' ? at : (pod.goneAt ?? at);
  const made = freshPod(cluster, workload, after(gone, 1_000), place);
  inheritTrouble(world, made, [pod]);
}

import { templateHashOf } from '../build-pods.ts';
import { podReady } from '../container-run.ts';
import type { Cluster, Pod, Rollout, Workload } from '../estate.ts';
import type { World } from '../world.ts';
import { countedPods, freshPod } from './fresh-pod.ts';
import { inheritTrouble } from './inherit-trouble.ts';

/** From one pod that is replaced to the next: a new one is ready by then. */
const stepMs = 13_000;

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Replaces the pods of a workload by ones of its template now, one after the other; when new ones do not get ready, it stops there. */
export function rollPods(world: World, cluster: Cluster, workload: Workload, rollout: Rollout, at: Date): void {
  const hash = templateHashOf(cluster, workload);
  const counted = countedPods(cluster, workload, at);
  // Pods that another roll-out was still to make are never made.
  for (const pod of counted) if (pod.createdAt > at) pod.goneAt = pod.createdAt;
  const there = counted.filter((it) => it.createdAt <= at);
  const kept = there.filter((it) => it.templateHash === hash);
  for (const pod of kept) delete pod.goneAt;
  const old = there.filter((it) => it.templateHash !== hash).sort(order(workload, at));
  const made: Pod[] = [];
  const inPlace = workload.kind === 'StatefulSet' || workload.kind === 'DaemonSet';
  const count = inPlace ? old.length : Math.max(0, workload.replicas - kept.length);

  for (let index = 0; index < count; index++) {
    const begin = after(at, 1_000 + index * stepMs);
    const place = old[index];
    const pod = inPlace && place ? replaced(cluster, place, begin) : freshPod(cluster, workload, begin);
    inheritTrouble(world, pod, old);
    made.push(pod);
    if (!podReady(pod, after(pod.createdAt, stepMs))) {
      rollout.stuck = true;
      break;
    }
    if (place && !inPlace) place.goneAt = earlier(place.goneAt, after(begin, stepMs));
  }
  const last = after(at, 1_000 + made.length * stepMs);
  // What is not ready may go at once; the rest only when all new ones are there.
  for (const pod of inPlace ? [] : old)
    if (!rollout.stuck || !podReady(pod, at)) pod.goneAt = earlier(pod.goneAt, rollout.stuck ? after(at, 2_000) : last);
  if (!rollout.stuck) rollout.doneAt = last;
}

/** In place of one that goes first: the same name, or the same node. */
function replaced(cluster: Cluster, pod: Pod, begin: Date): Pod {
  pod.goneAt = earlier(pod.goneAt, begin);
  const { workload, node, name } = pod;
  return workload.kind === 'StatefulSet'
    ? freshPod(cluster, workload, after(begin, 1_000), { ordinal: Number(/\d+$/.exec(name)?.[0] ?? 0) })
    : freshPod(cluster, workload, after(begin, 1_000), { node });
}

/** Those that are not ready go first; of a StatefulSet, the highest ordinal. */
function order(workload: Workload, at: Date) {
  return (one: Pod, other: Pod): number => {
    if (workload.kind === 'StatefulSet') return other.name < one.name ? -1 : 1;
    return Number(podReady(one, at)) - Number(podReady(other, at));
  };
}

function earlier(known: Date | undefined, at: Date): Date {
  return known && known < at ? known : at;
}

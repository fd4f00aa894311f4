import { ownerUid, templateHashOf } from '../build-pods.ts';
import { podReady } from '../container-run.ts';
import type { Cluster, Happening, Pod, Workload } from '../estate.ts';
import { workloadUid } from '../kubernetes/metadata.ts';
import type { World } from '../world.ts';
import { countedPods, freshPod } from './fresh-pod.ts';
import { inheritTrouble } from './inherit-trouble.ts';

const after = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

/** Gives a Deployment or a StatefulSet another number of pods: the newest that are not ready go first. */
export function scaleWorkload(world: World, cluster: Cluster, workload: Workload, replicas: number, at: Date): void {
  const counted = countedPods(cluster, workload, at).filter((it) => !it.goneAt);
  const surplus = counted.toSorted(order(workload, at)).slice(0, Math.max(0, counted.length - replicas));
  for (const pod of surplus) {
    pod.deletedAt = at;
    pod.goneAt = after(at, 2_000);
  }
  for (let index = counted.length; index < replicas; index++) {
    const place = workload.kind === 'StatefulSet' ? { ordinal: index } : {};
    inheritTrouble(world, freshPod(cluster, workload, after(at, 1_000), place), counted);
  }
  cluster.happenings.push(scaled(cluster, workload, { from: workload.replicas, to: replicas, at }));
  workload.replicas = replicas;
}

function order(workload: Workload, at: Date) {
  return (one: Pod, other: Pod): number => {
    const ready = Number(podReady(one, at)) - Number(podReady(other, at));
    if (workload.kind === 'StatefulSet' || ready === 0) return other.name < one.name ? -1 : 1;
    return ready;
  };
}

function scaled(
  cluster: Cluster,
  workload: Workload,
  { from, to, at }: { from: number; to: number; at: Date },
): Happening {
  const { kind, namespace, name } = workload;
  const set = kind === 'Deployment' ? `${name}-${templateHashOf(cluster, workload)}` : name;
  const isDeployment = kind === 'Deployment';
  return {
    at,
    type: 'Normal',
    reason: isDeployment ? 'ScalingReplicaSet' : 'SuccessfulCreate',
    message: `Scaled ${to < from ? 'down' : 'up'} ${isDeployment ? 'replica set' : 'stateful set'} ${set} from ${from} to ${to}`,
    object: {
      kind,
      namespace,
      name,
      uid: isDeployment ? workloadUid(cluster, workload) : ownerUid(cluster, workload, set),
    },
    component: isDeployment ? 'deployment-controller' : 'statefulset-controller',
    host: '',
  };
}

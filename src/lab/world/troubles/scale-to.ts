import { ownerUid, replica, templateHashOf } from '../build-pods.ts';
import type { Cluster, Workload } from '../estate.ts';
import { workloadUid } from '../kubernetes/metadata.ts';
import type { World } from '../world.ts';

/** Scales a Deployment down at a moment; healing scales it up again. */
export function scaleTo(world: World, cluster: Cluster, workload: Workload, replicas: number, at: Date): void {
  const before = workload.replicas;
  const name = `${workload.name}-${templateHashOf(cluster, workload)}`;
  const said = (moment: Date, from: number, to: number) =>
    cluster.happenings.push({
      at: moment,
      type: 'Normal',
      reason: 'ScalingReplicaSet',
      message: `Scaled ${to < from ? 'down' : 'up'} replica set ${name} from ${from} to ${to}`,
      object: {
        kind: 'Deployment',
        namespace: workload.namespace,
        name: workload.name,
        uid: workloadUid(cluster, workload),
      },
      component: 'deployment-controller',
      host: '',
    });
  const own = cluster.pods.filter((it) => it.workload === workload && !it.goneAt);
  for (const pod of own.slice(replicas)) pod.goneAt = new Date(at.getTime() + 2_000);
  for (const pod of own.slice(replicas))
    cluster.happenings.push({
      at,
      type: 'Normal',
      reason: 'SuccessfulDelete',
      message: `Deleted pod: ${pod.name}`,
      object: { kind: 'ReplicaSet', namespace: workload.namespace, name, uid: ownerUid(cluster, workload, name) },
      component: 'replicaset-controller',
      host: '',
    });
  workload.replicas = replicas;
  said(at, before, replicas);
  world.mends.push((moment) => {
    for (let index = replicas; index < before; index++)
      cluster.pods.push(replica(cluster, workload, 60 + index, moment));
    workload.replicas = before;
    said(moment, replicas, before);
  });
}

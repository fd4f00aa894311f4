import { replica } from './build-pods.ts';
import type { Cluster, Workload } from './estate.ts';

/** Undoes a roll-out that is stuck: its pods go, and the ReplicaSet of before has as many pods as it should. */
export function undoRollOut(cluster: Cluster, workload: Workload, at: Date): void {
  const broken = workload.rollouts.at(-1);
  const good = workload.rollouts.findLast((it) => !it.stuck);
  if (!broken?.stuck || !good) return;
  const hashes = new Set(workload.rollouts.filter((it) => it.stuck).map((it) => it.revision));
  const own = cluster.pods.filter((it) => it.workload === workload && !it.goneAt);
  const before = own.filter((it) => it.containers === good.containers);
  for (const pod of own) if (!before.includes(pod)) pod.goneAt = at;

  broken.containers = workload.containers;
  workload.containers = good.containers ?? workload.containers;
  workload.podSpec = good.podSpec ?? {};
  const { containers: _, podSpec: ___, cause: __, ...same } = good;
  workload.rollouts = [
    ...workload.rollouts.filter((it) => it !== good),
    {
      ...same,
      revision: broken.revision + 1,
      at,
      cause: 'the roll-out was undone',
      sameAs: good.sameAs ?? { revision: good.revision, at: good.at },
    },
  ];
  for (let index = before.length; index < workload.replicas; index++)
    cluster.pods.push(replica(cluster, workload, 80 + hashes.size + index, at));
}

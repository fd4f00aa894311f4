import type { Cluster, ClusterNode, Pod, Workload } from './estate.ts';
import { holds } from './kubernetes/node-object.ts';
import { onceFor } from './once-for.ts';
import { seededHex, seededSuffix, seededUuid, seedOf } from './seeded.ts';

const minute = 60_000;

/** Gives every workload its pods, and keeps those of the last day that are gone. */
export function buildPods(cluster: Cluster, bornAt: Date): void {
  for (const workload of cluster.workloads) {
    if (workload.kind === 'DaemonSet') {
      for (const node of cluster.nodes) cluster.pods.push(...daemonPod(cluster, workload, node));
    } else if (workload.kind !== 'CronJob') {
      for (let index = 0; index < workload.replicas; index++) cluster.pods.push(replica(cluster, workload, index));
    }
  }
  if (cluster.name === 'prod-weu') scaleStorefront(cluster, bornAt);
}

/** One replica of a Deployment or StatefulSet, created when the current revision was rolled out. */
export function replica(
  cluster: Cluster,
  workload: Workload,
  index: number,
  createdAt?: Date,
  node?: ClusterNode,
): Pod {
  const rollout = workload.rollouts.at(-1);
  const born = createdAt ?? new Date((rollout?.at.getTime() ?? 0) + index * 21_000);
  const templateHash = templateHashOf(cluster, workload);
  const path = `${cluster.name}/${workload.namespace}/${workload.name}/${rollout?.revision}/${index}`;
  const stateful = workload.kind === 'StatefulSet';
  const owner = stateful ? workload.name : `${workload.name}-${templateHash}`;
  return makePod(cluster, workload, {
    path,
    name: stateful ? `${workload.name}-${index}` : `${owner}-${seededSuffix(path, 5)}`,
    owner: { kind: stateful ? 'StatefulSet' : 'ReplicaSet', name: owner, uid: ownerUid(cluster, workload, owner) },
    templateHash,
    node: node ?? placeOn(cluster, workload, index, born),
    createdAt: born,
  });
}

/** Hash of the pod template, as it stands in ReplicaSets' names; another image is another hash. */
export function templateHashOf(
  cluster: Cluster,
  workload: Workload,
  revision = workload.rollouts.at(-1)?.revision ?? 1,
): string {
  // A roll-out that was undone goes on with the ReplicaSet of before.
  const made = workload.rollouts.find((it) => it.revision === revision)?.sameAs?.revision ?? revision;
  return seededSuffix(`${cluster.name}/${workload.namespace}/${workload.name}/${made}`, 9);
}

/** UID of the ReplicaSet, StatefulSet, DaemonSet or Job that owns pods. */
export function ownerUid(cluster: Cluster, workload: Workload, owner: string): string {
  return seededUuid(`owner/${cluster.name}/${workload.namespace}/${owner}`);
}

/** A pod whose facts follow from its path. */
export function makePod(
  cluster: Cluster,
  workload: Workload,
  given: { path: string } & Pick<Pod, 'name' | 'owner' | 'templateHash' | 'node' | 'createdAt'>,
): Pod {
  const { path, ...rest } = given;
  const seed = seedOf(path);
  return {
    ...rest,
    uid: seededUuid(`pod/${path}`),
    workload,
    ip: `10.244.${cluster.nodes.indexOf(rest.node)}.${10 + (seed % 230)}`,
    seed,
    containers: workload.containers,
    podSpec: workload.podSpec ?? {},
    waits: new Map(),
    unready: new Map(),
    complaints: new Map(),
    terminations: new Map(),
    extraMiB: new Map(),
    extraCpu: new Map(),
  };
}

function daemonPod(cluster: Cluster, workload: Workload, node: ClusterNode): Pod[] {
  const path = `${cluster.name}/${workload.namespace}/${workload.name}/${node.name}`;
  const rolled = workload.rollouts.at(-1)?.at ?? node.createdAt;
  const createdAt = new Date(Math.max(rolled.getTime(), node.createdAt.getTime() + 35_000));
  const pod = makePod(cluster, workload, {
    path,
    name: `${workload.name}-${seededSuffix(path, 5)}`,
    owner: { kind: 'DaemonSet', name: workload.name, uid: ownerUid(cluster, workload, workload.name) },
    templateHash: templateHashOf(cluster, workload),
    node,
    createdAt,
  });
  return [node.goneAt ? { ...pod, goneAt: node.goneAt } : pod];
}

/** Platform pods of system pools, everything else spread over the lasting user nodes. */
function placeOn(cluster: Cluster, workload: Workload, index: number, at: Date): ClusterNode {
  const mode = workload.system ? 'System' : 'User';
  const pools = cluster.pools.filter((pool) => pool.mode === mode).map((pool) => pool.name);
  const lasting = cluster.nodes.filter((node) => !node.goneAt && node.createdAt < at);
  const stable = lasting.filter((node) => pools.includes(node.pool));
  const candidates = stable.length > 0 ? stable : lasting;
  const node = candidates[(seedOf(`${workload.namespace}/${workload.name}`) + index) % candidates.length];
  if (!node) throw new Error(`The cluster ${cluster.name} of the range has no node.`);
  return node;
}

function scaleStorefront(cluster: Cluster, bornAt: Date): void {
  const storefront = cluster.workloads.find((it) => it.name === 'storefront');
  const user = cluster.nodes.filter((node) => node.pool === 'user');
  const [added, removed] = [user.at(-1), user.at(-2)];
  if (!storefront || !added || !removed) return;
  const spike = [0, 1].map(
    (index): Pod => ({
      ...replica(cluster, storefront, 20 + index, new Date(removed.createdAt.getTime() + 2 * minute), removed),
      goneAt: new Date(bornAt.getTime() - 14 * 60 * minute),
    }),
  );
  const lasting = [0, 1].map((index) =>
    replica(cluster, storefront, 30 + index, new Date(added.createdAt.getTime() + 2 * minute), added),
  );
  storefront.replicas += lasting.length;
  cluster.pods.push(...spike, ...lasting);
}

/** The pods that a CronJob's runs made until a moment: three finished ones are kept, as Kubernetes does. */
export function cronPods(cluster: Cluster, workload: Workload, at: Date): Pod[] {
  const latest = Math.floor(
    Math.min(at.getTime(), workload.suspendedAt?.getTime() ?? at.getTime()) / everyMs(workload),
  );
  const known = runsOf(workload);
  return [0, 1, 2].map((back) => {
    const pod = known.get(latest - back) ?? cronPod(cluster, workload, latest - back);
    known.set(latest - back, pod);
    return pod;
  });
}

const everyMs = (workload: Workload): number => (workload.everyMinutes ?? 60) * minute;
const runsOf = onceFor((_workload: Workload) => new Map<number, Pod>());

function cronPod(cluster: Cluster, workload: Workload, run: number): Pod {
  const scheduledAt = run * everyMs(workload);
  const job = `${workload.name}-${scheduledAt / minute}`;
  const path = `${cluster.name}/${workload.namespace}/${job}`;
  const pod = makePod(cluster, workload, {
    path,
    name: `${job}-${seededSuffix(path, 5)}`,
    owner: { kind: 'Job', name: job, uid: ownerUid(cluster, workload, job) },
    templateHash: seededHex(path, 8),
    node: placeOn(cluster, workload, run, new Date(scheduledAt - 24 * 60 * minute)),
    createdAt: new Date(scheduledAt + 300),
  });
  const { failing, suspendedAt } = workload;
  const failed = failing && holds(failing, new Date(scheduledAt)) ? failing : undefined;
  return {
    ...pod,
    completedAt: new Date(scheduledAt + (failed ? 14_000 : 95_000)),
    ...(failed && { failed }),
    // While no new run comes, the last ones stay.
    ...(!suspendedAt && { goneAt: new Date(scheduledAt + 3 * everyMs(workload)) }),
  };
}

import type { Cluster, ClusterNode, Happening } from './estate.ts';
import { seededHex, seededUuid } from './seeded.ts';

const hour = 3_600_000;
const kibibyte = 1_024;
const sizes: Record<string, { cpu: [number, number]; memory: [number, number] }> = {
  Standard_D2ds_v5: { cpu: [2_000, 1_900], memory: [8_129_788, 6_234_364] },
  Standard_D4ds_v5: { cpu: [4_000, 3_860], memory: [16_374_624, 13_633_376] },
};

/** Gives a cluster its machines; the user pool of prod-weu was scaled up five hours before birth, and down fourteen. */
export function buildNodes(cluster: Cluster, counts: Record<string, number>, bornAt: Date): void {
  for (const pool of cluster.pools) {
    for (let index = 0; index < (counts[pool.name] ?? 0); index++)
      cluster.nodes.push(makeNode(cluster, pool, index, bornAt));
  }
  if (cluster.name !== 'prod-weu') return;
  const user = cluster.nodes.filter((node) => node.pool === 'user');
  const [added, removed] = [user.at(-1), user.at(-2)];
  if (!added || !removed) return;
  added.createdAt = new Date(bornAt.getTime() - 5 * hour);
  removed.createdAt = new Date(bornAt.getTime() - 20 * hour);
  removed.goneAt = new Date(bornAt.getTime() - 14 * hour);
  const group = `aks-user-${seededHex(`${cluster.name}/user`, 8)}-vmss`;
  cluster.happenings.push(
    scaled(removed.createdAt, 'ScaledUpGroup', `Scale-up: setting group ${group} size to 4 instead of 3 (max: 8)`),
    scaled(
      removed.goneAt,
      'ScaleDown',
      `Scale-down: removing node ${removed.name}, utilization: {0.21 0.34 0 cpu 0.34}, pods to reschedule: storefront`,
    ),
    scaled(added.createdAt, 'ScaledUpGroup', `Scale-up: setting group ${group} size to 4 instead of 3 (max: 8)`),
  );
}

function makeNode(cluster: Cluster, pool: Cluster['pools'][number], index: number, bornAt: Date): ClusterNode {
  const size = sizes[pool.vmSize] ?? {
    cpu: [4_000, 3_860] as [number, number],
    memory: [16_374_624, 13_633_376] as [number, number],
  };
  const number = index.toString(36).padStart(6, '0');
  const name = `aks-${pool.name}-${seededHex(`${cluster.name}/${pool.name}`, 8)}-vmss${number}`;
  return {
    name,
    pool: pool.name,
    vmSize: pool.vmSize,
    cpu: { capacity: size.cpu[0], allocatable: size.cpu[1] },
    memory: { capacity: size.memory[0] * kibibyte, allocatable: size.memory[1] * kibibyte },
    createdAt: new Date(bornAt.getTime() - 41 * 24 * hour - index * 47_000),
    ip: `10.224.${pool.mode === 'System' ? 0 : 1}.${4 + index}`,
    zone: `${cluster.location}-${1 + (index % 3)}`,
    uid: seededUuid(`node/${cluster.name}/${name}`),
    cordoned: false,
    taints: [],
  };
}

function scaled(at: Date, reason: string, message: string): Happening {
  return {
    at,
    type: 'Normal',
    reason,
    message,
    object: {
      kind: 'ConfigMap',
      namespace: 'kube-system',
      name: 'cluster-autoscaler-status',
      uid: seededUuid('cluster-autoscaler-status'),
    },
    component: 'cluster-autoscaler',
    host: '',
  };
}

import { defineScenario } from '../world/scenario.ts';
import { unschedulable } from '../world/troubles/unschedulable.ts';
import { calm } from '../world/world.ts';

/** A node more would do, and the pool may have none. */
export const nodePoolAtMaximum = defineScenario({
  name: 'node-pool-at-maximum',
  title: 'Pending: the node pool is at its maximum',
  tell: 'The new search-indexer pod in prod-weu requests 3.4 cores. An empty node has them, the nodes that are there do not, and the cluster autoscaler may add none: the pool user has its maximum. Raise it. Ask "why search-indexer".',
  apply(world) {
    calm(world);
    const cluster = world.cluster('prod-weu');
    for (const pool of cluster.pools)
      pool.max = cluster.nodes.filter((it) => it.pool === pool.name && !it.goneAt).length;
    unschedulable(world, {
      namespace: 'shop',
      workload: 'search-indexer',
      minutesAgo: 26,
      change: { cpuRequest: 3_400, cpuLimit: 3_400 },
      why: (nodes) => `${nodes} Insufficient cpu`,
      preemption: (nodes) => `${nodes} No preemption victims found for incoming pod`,
      noScaleUp: '2 max node group size reached',
    });
  },
});

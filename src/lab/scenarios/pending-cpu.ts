import { defineScenario } from '../world/scenario.ts';
import { unschedulable } from '../world/troubles/unschedulable.ts';
import { calm } from '../world/world.ts';

/** A request that is larger than any node. */
export const pendingCpu = defineScenario({
  name: 'pending-cpu',
  title: 'Pending: more CPU than a node has',
  tell: 'The new search-indexer pod in prod-weu requests 6 cores; no node can allocate more than 3.86, and a node more of the same size would not help. Lower the request, or add a pool of larger machines. Ask "why search-indexer".',
  apply(world) {
    calm(world);
    unschedulable(world, {
      namespace: 'shop',
      workload: 'search-indexer',
      minutesAgo: 44,
      change: { cpuRequest: 6_000, cpuLimit: 6_000 },
      why: (nodes) => `${nodes} Insufficient cpu`,
      preemption: (nodes) => `${nodes} No preemption victims found for incoming pod`,
      noScaleUp: '1 Insufficient cpu',
    });
  },
});

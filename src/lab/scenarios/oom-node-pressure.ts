import { defineScenario } from '../world/scenario.ts';
import { nodeRunsOut } from '../world/troubles/node-runs-out.ts';
import { setUsualTroubles } from '../world/world.ts';

/** The same symptom with another cause: the node ran out, not the limit. */
export const oomNodePressure = defineScenario({
  name: 'oom-node-pressure',
  title: 'A node that ran out of memory',
  tell: 'report-builder has no limit and eats a node of prod-weu; search-indexer, catalog-search and ledger are killed below their own limits, cart is evicted. Ask "why OOMKilled search-indexer".',
  apply(world) {
    setUsualTroubles(world);
    nodeRunsOut(world);
  },
});

import { defineScenario } from '../world/scenario.ts';
import { calm } from '../world/world.ts';

/** Nothing is wrong, and nothing was in the last day. */
export const healthy = defineScenario({
  name: 'healthy',
  title: 'All is well',
  tell: 'Every workload runs as it should, and Azure answers. Ask "why payments-api" or "cluster health prod-weu".',
  well: true,
  apply: calm,
});

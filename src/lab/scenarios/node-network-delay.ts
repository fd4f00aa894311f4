import { defineScenario } from '../world/scenario.ts';
import { nodeNetwork } from '../world/troubles/node-network.ts';
import { calm } from '../world/world.ts';

/** A node is ready, and whatever stands on it answers late. */
export const nodeNetworkDelay = defineScenario({
  name: 'node-network-delay',
  title: 'A node whose network is slow',
  tell: 'Since 12 minutes ago answers from one node of prod-weu come 600 ms late: workloads that do not call one another are slow together, one of their replicas each, and so are their callers. Move a pod off the node and it is fast again. Ask "why slow storefront in prod-weu".',
  apply(world) {
    calm(world);
    nodeNetwork(world, 12, { delayMs: 600 });
  },
});

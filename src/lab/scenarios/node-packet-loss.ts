import { defineScenario } from '../world/scenario.ts';
import { nodeNetwork } from '../world/troubles/node-network.ts';
import { calm } from '../world/world.ts';

/** A node is ready, and loses packets: what stands on it answers late, and the node sends much again. */
export const nodePacketLoss = defineScenario({
  name: 'node-packet-loss',
  title: 'A node that loses packets',
  tell: 'Since 12 minutes ago one node of prod-weu loses every fifth packet: what stands on it answers late because it is sent again, and its counter of segments sent again climbs, those of other nodes do not. Ask "why slow storefront in prod-weu".',
  apply(world) {
    calm(world);
    nodeNetwork(world, 12, { delayMs: 400, loss: 0.2 });
  },
});

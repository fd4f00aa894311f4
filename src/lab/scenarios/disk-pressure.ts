import { defineScenario } from '../world/scenario.ts';
import { nodeDiskFills } from '../world/troubles/node-disk-fills.ts';
import { calm } from '../world/world.ts';

/** A node's disk is full, and its neighbours pay for it. */
export const diskPressure = defineScenario({
  name: 'disk-pressure',
  title: 'A node whose disk is full',
  tell: 'One user node of prod-weu has had no free disk for 19 minutes: images cannot be removed fast enough, a cart pod was evicted and made anew elsewhere, and the node takes no new pods. cart is not at fault: find what fills the disk. Ask "why cart".',
  apply(world) {
    calm(world);
    nodeDiskFills(world);
  },
});

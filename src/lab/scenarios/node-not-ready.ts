import { defineScenario } from '../world/scenario.ts';
import { nodeLost } from '../world/troubles/node-lost.ts';
import { calm } from '../world/world.ts';

/** A node stops answering: its pods are made anew elsewhere, and what it would tell stays away. */
export const nodeNotReady = defineScenario({
  name: 'node-not-ready',
  title: 'A node that does not answer',
  tell: 'One user node of prod-weu has been NotReady for 14 minutes: its kubelet posts nothing, its pods are Terminating and were made anew elsewhere. The workloads are not at fault; restart or replace the machine. Ask "cluster health prod-weu".',
  apply(world) {
    calm(world);
    nodeLost(world);
  },
});

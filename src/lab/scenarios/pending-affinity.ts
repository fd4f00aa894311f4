import { defineScenario } from '../world/scenario.ts';
import { unschedulable } from '../world/troubles/unschedulable.ts';
import { calm } from '../world/world.ts';

/** A pod asks for a kind of node that the cluster does not have. */
export const pendingAffinity = defineScenario({
  name: 'pending-affinity',
  title: 'Pending: an affinity that no node meets',
  tell: 'The new fraud-score pod in prod-weu requires a node with accelerator=gpu, and no node has that label, so a larger cluster of the same pools would not help. Take the rule back, or add a pool with the label. Ask "why fraud-score".',
  apply(world) {
    calm(world);
    const matchExpressions = [{ key: 'accelerator', operator: 'In', values: ['gpu'] }];
    unschedulable(world, {
      namespace: 'payments',
      workload: 'fraud-score',
      minutesAgo: 29,
      podSpec: {
        affinity: {
          nodeAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions }] },
          },
        },
      },
      why: (nodes) => `${nodes} node(s) didn't match Pod's node affinity/selector`,
      preemption: (nodes) => `${nodes} Preemption is not helpful for scheduling`,
      noScaleUp: "1 node(s) didn't match Pod's node affinity/selector",
    });
  },
});

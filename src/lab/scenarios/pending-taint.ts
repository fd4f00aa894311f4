import { defineScenario } from '../world/scenario.ts';
import { unschedulable } from '../world/troubles/unschedulable.ts';
import { calm } from '../world/world.ts';

/** Every node is closed to a pod that does not tolerate its taint. */
export const pendingTaint = defineScenario({
  name: 'pending-taint',
  title: 'Pending: a taint on every node',
  tell: 'All nodes of staging-weu were tainted maintenance=kernel:NoSchedule and nobody took it off, so the new storefront pod finds no node; what ran before runs on. Remove the taint, or tolerate it. Ask "why storefront in staging-weu".',
  apply(world) {
    calm(world);
    for (const node of world.cluster('staging-weu').nodes)
      node.taints.push({ key: 'maintenance', value: 'kernel', effect: 'NoSchedule' });
    unschedulable(world, {
      cluster: 'staging-weu',
      namespace: 'shop',
      workload: 'storefront',
      minutesAgo: 31,
      image: 'contosodev.azurecr.io/storefront:5.3.0-rc3',
      why: (nodes) => `${nodes} node(s) had untolerated taint {maintenance: kernel}`,
      preemption: (nodes) => `${nodes} Preemption is not helpful for scheduling`,
    });
  },
});

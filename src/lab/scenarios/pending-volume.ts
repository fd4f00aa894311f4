import { defineScenario } from '../world/scenario.ts';
import { unschedulable } from '../world/troubles/unschedulable.ts';
import { calm } from '../world/world.ts';

/** A claim names a storage class that the cluster does not have, so no volume is ever made. */
export const pendingVolume = defineScenario({
  name: 'pending-volume',
  title: 'Pending: a volume that is never made',
  tell: 'The new invoice-printer pod in prod-weu waits for claim invoice-archive, whose storage class managed-premium does not exist there any more; managed-csi-premium does. Make the claim anew with that class. Ask "why invoice-printer".',
  apply(world) {
    calm(world);
    const { cluster, at } = unschedulable(world, {
      namespace: 'analytics',
      workload: 'invoice-printer',
      minutesAgo: 36,
      change: { claim: 'invoice-archive' },
      why: () => 'pod has unbound immediate PersistentVolumeClaims',
      preemption: (nodes) => `${nodes} Preemption is not helpful for scheduling`,
    });
    cluster.claims.push({
      namespace: 'analytics',
      name: 'invoice-archive',
      storageClass: 'managed-premium',
      sizeGiB: 128,
      createdAt: at,
      failure: {
        reason: 'ProvisioningFailed',
        type: 'Warning',
        message: 'storageclass.storage.k8s.io "managed-premium" not found',
      },
    });
  },
});

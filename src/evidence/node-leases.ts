import { defineCollector } from './collector.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** Where kubelets renew their leases, every ten seconds. */
const leaseNamespace = 'kube-node-lease';

/** The kubelets' leases: when each node was last heard of (Kubernetes API, live). */
export const nodeLeases = defineCollector({
  name: 'nodeLeases',
  what: 'leases of the nodes',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    return {
      value: await azure.kubernetes.list(cluster.id, 'leases', leaseNamespace),
      source: listOrigin('leases', leaseNamespace),
      at: window.to,
    };
  },
});

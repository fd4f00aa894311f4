import { defineCollector } from './collector.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** Where a cluster's own components run: kube-proxy, CoreDNS, the network plug-in. */
const systemNamespace = 'kube-system';

/** The pods of the cluster's own components (Kubernetes API, live). */
export const systemPods = defineCollector({
  name: 'systemPods',
  what: "pods of the cluster's own components",
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    return {
      value: await azure.kubernetes.list(cluster.id, 'pods', systemNamespace),
      source: listOrigin('pods', systemNamespace),
      at: window.to,
    };
  },
});

import type { V1Pod } from '@kubernetes/client-node';
import { defineCollector } from './collector.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** The pods of all namespaces: what a slow workload calls need not stand in its own (Kubernetes API, live). */
export const clusterPods = defineCollector<'clusterPods', V1Pod[]>({
  name: 'clusterPods',
  what: 'pods of all namespaces',
  ofPlace: true,
  async collect(azure, { cluster }, window) {
    return {
      value: await azure.kubernetes.list(cluster.id, 'pods'),
      source: listOrigin('pods', '', azure.kubernetes.wayTo(cluster.id)),
      at: window.to,
    };
  },
});

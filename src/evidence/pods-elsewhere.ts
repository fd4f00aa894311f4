import type { V1Pod } from '@kubernetes/client-node';
import { defineCollector } from './collector.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** The pods of other namespaces, which take room on the nodes; read only while a pod of the subject's namespace waits for a node (Kubernetes API, live). */
export const podsElsewhere = defineCollector<'podsElsewhere', V1Pod[]>({
  name: 'podsElsewhere',
  what: 'pods of other namespaces, which take room on the nodes',
  ofPlace: true,
  async collect(azure, { cluster, namespace }, window) {
    const here = namespace === '' ? [] : await azure.kubernetes.list(cluster.id, 'pods', namespace);
    const isWaiting = here.some(({ spec, status }) => !spec?.nodeName && status?.phase === 'Pending');
    const all = isWaiting ? await azure.kubernetes.list(cluster.id, 'pods') : [];
    return {
      value: all.filter(({ metadata }) => metadata?.namespace !== namespace),
      source: listOrigin('pods', '', azure.kubernetes.wayTo(cluster.id)),
      at: window.to,
    };
  },
});

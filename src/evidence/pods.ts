import type { V1Pod } from '@kubernetes/client-node';
import { firstAnswer } from './asking/first-answer.ts';
import { defineCollector } from './collector.ts';
import { listOrigin } from './kubernetes/listed.ts';
import { inventoryPods } from './workspace/inventory-pods.ts';

const what = 'pods of the namespace';

/** The pods in the subject's reach: as the Kubernetes API tells them now, else as far as KubePodInventory knows them. */
export const pods = defineCollector<'pods', V1Pod[]>({
  name: 'pods',
  what,
  ofPlace: true,
  collect: (azure, subject, window) =>
    firstAnswer(what, [
      async () => {
        const value = await azure.kubernetes.list(subject.cluster.id, 'pods', subject.namespace || undefined);
        const source = listOrigin('pods', subject.namespace, azure.kubernetes.wayTo(subject.cluster.id));
        return { value, source, at: window.to };
      },
      () => inventoryPods(azure, subject, window),
    ]),
});

import type { V1Node } from '@kubernetes/client-node';
import { firstAnswer } from '../asking/first-answer.ts';
import { defineCollector } from '../collector.ts';
import { listOrigin } from '../kubernetes/listed.ts';
import { inventoryNodes } from '../workspace/inventory-nodes.ts';

const what = 'state of the nodes';

/** The nodes of the subject's cluster: as the Kubernetes API tells them now, else as far as KubeNodeInventory knows them. */
export const knownNodes = defineCollector<'knownNodes', V1Node[]>({
  name: 'knownNodes',
  what,
  ofPlace: true,
  collect: (azure, { cluster }, window) =>
    firstAnswer(what, [
      async () => ({
        value: await azure.kubernetes.list(cluster.id, 'nodes'),
        source: listOrigin('nodes', '', azure.kubernetes.wayTo(cluster.id)),
        at: window.to,
      }),
      () => inventoryNodes(azure, cluster, window),
    ]),
});

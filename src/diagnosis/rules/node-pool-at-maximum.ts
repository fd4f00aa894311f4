import { waitingForNodes, waitWords } from '../provisioning/waiting-for-nodes.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Of the cluster autoscaler, and of Karpenter (node auto-provisioning). */
const reached =
  /max node group size reached|max cluster .{0,40}limit reached|max total nodes|exceeds? limits? for (?:nodepool|node pool|provisioner)/i;

/** Pods wait for a node that the cluster autoscaler may not add: the pool has as many as it is allowed. */
export const nodePoolAtMaximum = defineRule({
  code: 'node-pool-at-maximum',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing', 'Slow'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence, { cluster }, now) {
    return waitingForNodes(situationOf(evidence), now).flatMap((waiting) => {
      const event = waiting.events.find(
        ({ reason, message }) => reason !== 'TriggeredScaleUp' && reached.test(message),
      );
      // A node is on its way since.
      if (!event || waiting.events.some((it) => it.reason === 'TriggeredScaleUp' && it.lastAt > event.lastAt))
        return [];
      const { kind, namespace, name } = waiting.workload;
      return {
        code: 'node-pool-at-maximum',
        about: { kind, namespace, name },
        confidence: 0.97,
        sentence: `${waitWords(waiting)} for a node, and the cluster autoscaler adds none: the node pool that would take ${waiting.pods.length === 1 ? 'it' : 'them'} has its maximum of nodes.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Raise the maximum of the pool: az aks nodepool update --resource-group ${cluster.resourceGroup} --cluster-name ${cluster.name} --name POOL --update-cluster-autoscaler --min-count MIN --max-count MAX; or lower the requests of ${name}.`,
          },
        ],
      };
    });
  },
});

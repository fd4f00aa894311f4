import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { refOf, situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The kubelet's words; the runtime itself is well then, though they begin with it. */
const notReady = /network not ready|NetworkPluginNotReady|cni plugin not initialized/i;

/** A node's network plug-in is not set up: no pod gets an address there, however well its container runtime is. */
export const networkPluginNotReady = defineRule({
  code: 'network-plugin-not-ready',
  explains: ['NotReady', 'Pending', 'Unreachable', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence) {
    const { nodes } = situationOf(evidence);
    return nodes.flatMap((node) => {
      const { name } = refOf('Node', node);
      const ready = node.status?.conditions?.find(({ type }) => type === 'Ready');
      const { message = '', lastTransitionTime } = ready ?? {};
      if (ready?.status !== 'False' || !notReady.test(message)) return [];
      return {
        code: 'network-plugin-not-ready',
        about: { kind: 'Node', namespace: '', name },
        confidence: 0.95,
        sentence: `Node ${name} takes no pods: its network plug-in is not set up, so none would get an address there.`,
        quotes: [quoteField(message, `condition Ready of node ${name}`, lastTransitionTime)],
        suggestions: [
          {
            text: `Look at the network plug-in's pods on ${name} in kube-system (azure-cns, azure-ip-masq-agent, cilium), and at the free addresses of its subnet; else reimage the node.`,
          },
        ],
      };
    });
  },
});

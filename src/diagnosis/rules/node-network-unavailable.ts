import { troubledNodes } from '../nodes/troubled-nodes.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const signs = { type: /^NetworkUnavailable$/, reason: /^(?:NetworkNotReady|NodeNetworkUnavailable|NoRouteCreated)$/ };

/** A node's network is not set up: no pod on it can be reached, and none can start. */
export const nodeNetworkUnavailable = defineRule({
  code: 'node-network-unavailable',
  explains: ['NotReady', 'Pending', 'Unreachable', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return troubledNodes(situationOf(evidence), signs, now).flatMap(({ ref, condition, quotes, pods }) =>
      condition
        ? {
            code: 'node-network-unavailable',
            about: ref,
            confidence: 0.94,
            sentence: `The network of node ${ref.name} is not set up: ${pods.length} pods that were looked at are on it, and no new one can start there.`,
            quotes,
            suggestions: [
              {
                text: `Look at the pods of the network plug-in on it: kubectl get pods -n kube-system --field-selector spec.nodeName=${ref.name}; with kubenet, at the route table of the subnet. Reimage the node if they are well.`,
              },
            ],
          }
        : [],
    );
  },
});

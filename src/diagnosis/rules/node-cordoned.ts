import { defineRule } from '../rule.ts';
import { nodesOf, placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';
import { uncordonOf } from '../suggested/uncordon.ts';

/** The nodes that would take the pod are cordoned. */
export const nodeCordoned = defineRule({
  code: 'node-cordoned',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'node-cordoned', 'cordon', (placement) => {
      const { opens, blocked } = placement;
      const isOne = blocked.length === 1;
      const [node] = opens;
      const next = `Uncordon ${node ?? 'a node'}, or add a node that takes it, once the maintenance is over.`;
      return {
        why: `${nodesOf(placement) || 'the nodes that would take it'} ${isOne ? 'is' : 'are'} cordoned`,
        next,
        change: node === undefined ? undefined : uncordonOf(subject.cluster, node, next),
        quotes: [],
      };
    });
  },
});

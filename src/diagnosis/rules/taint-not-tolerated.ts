import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { nodesOf, placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** The nodes that would take the pod have a taint that it does not tolerate. */
export const taintNotTolerated = defineRule({
  code: 'taint-not-tolerated',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'taint-not-tolerated', 'taint', (placement) => {
      const { blocked, workload } = placement;
      const [first] = blocked;
      const taints = [...new Set(blocked.map(({ block }) => block.detail))].slice(0, 3).join('; ');
      return {
        why: `it does not tolerate the taint of ${nodesOf(placement) || 'the nodes that would take it'}${taints ? ` (each ${taints})` : ''}`,
        next: `Add a matching toleration to ${workload.kind} ${workload.name} if it belongs there, or remove the taint from ${first?.node.metadata?.name ?? 'a node'}.`,
        quotes: first?.block.proof ? [quoteField(first.block.proof.text, first.block.proof.where)] : [],
      };
    });
  },
});

import { defineRule } from '../rule.ts';
import { nodesOf, placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** The nodes that would take the pod are not well; what is wrong with them is for other rules to say. */
export const nodesNotReadyForPod = defineRule({
  code: 'nodes-not-ready-for-pod',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'nodes-not-ready-for-pod', 'not-ready', (placement) => {
      const [first] = placement.blocked;
      return {
        why: `${nodesOf(placement) || 'the nodes that would take it'} ${placement.blocked.length === 1 ? 'is' : 'are'} not fit for new pods (${first?.block.detail ?? 'tainted'})`,
        next: `Find out what is wrong with ${first?.node.metadata?.name ?? 'these nodes'}: ask why about it.`,
      };
    });
  },
});

import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { requirementText } from '../scheduling/affinity-words.ts';
import { candidatesOf } from '../scheduling/counterfactual.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** The pod's required node affinity is met by no node. */
export const nodeAffinityMatchesNoNode = defineRule({
  code: 'node-affinity-matches-no-node',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(
      evidence,
      subject,
      'node-affinity-matches-no-node',
      'node-affinity',
      ({ pod, verdicts, workload }) => {
        const terms =
          pod.spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.nodeSelectorTerms ?? [];
        const needs = terms.flatMap((term) => [...(term.matchExpressions ?? []), ...(term.matchFields ?? [])]);
        const asked = terms
          .map((term) =>
            [...(term.matchExpressions ?? []), ...(term.matchFields ?? [])].map(requirementText).join(' and '),
          )
          .join(', or ');
        const [first] = needs;
        return {
          why: `its required node affinity (${asked || 'not shown'}) is met by none of the ${candidatesOf(verdicts).length} nodes that take such pods`,
          next: `Correct the node affinity of ${workload.kind} ${workload.name}, or label a node so that it is met.`,
          quotes: first
            ? [quoteField(first.values?.[0] ?? first.key, `node affinity ${first.key} of ${workload.name}`)]
            : [],
        };
      },
    );
  },
});

import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { selectorText } from '../scheduling/affinity-words.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** Every node that would take the pod already runs one that it (or the other) must be apart from. */
export const podAntiAffinityUnsatisfiable = defineRule({
  code: 'pod-anti-affinity-unsatisfiable',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'pod-anti-affinity-unsatisfiable', 'pod-anti-affinity', (placement) => {
      const { pod, blocked, workload } = placement;
      const [term] = pod.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
      const apart = term ? `pods with ${selectorText(term.labelSelector)} on one ${term.topologyKey}` : 'other pods';
      const others = blocked
        .map(({ node, block }) => `${node.metadata?.name} ${block.detail}`)
        .slice(0, 3)
        .join('; ');
      const most = workload.desired === undefined ? 'the replicas' : `the ${workload.desired} replicas`;
      return {
        why: `its anti-affinity allows no ${apart}${others ? `, and ${others}` : ''}`,
        next: `Make the anti-affinity of ${workload.kind} ${workload.name} preferred instead of required, lower ${most}, or add a node.`,
        quotes: term ? [quoteField(term.topologyKey, `pod anti-affinity of ${workload.name}`)] : [],
      };
    });
  },
});

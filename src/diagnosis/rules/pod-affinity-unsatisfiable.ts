import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { selectorText } from '../scheduling/affinity-words.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** No node that would take the pod runs a pod that it must be beside. */
export const podAffinityUnsatisfiable = defineRule({
  code: 'pod-affinity-unsatisfiable',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(evidence, subject, 'pod-affinity-unsatisfiable', 'pod-affinity', ({ pod, workload }) => {
      const [term] = pod.spec?.affinity?.podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
      const beside = term ? selectorText(term.labelSelector) : 'the pods that it names';
      return {
        why: `its affinity asks for pods with ${beside} on the same ${term?.topologyKey ?? 'node'}, and no node that would take it has one`,
        next: `Correct the pod affinity of ${workload.kind} ${workload.name}, or start the pods with ${beside} first.`,
        quotes: term ? [quoteField(term.topologyKey, `pod affinity of ${workload.name}`)] : [],
      };
    });
  },
});

import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { candidatesOf } from '../scheduling/counterfactual.ts';
import { placementFindings } from '../scheduling/placement-findings.ts';
import { placementFacts } from '../scheduling/placements.ts';

/** The pod asks for node labels that no node has together. */
export const nodeSelectorMatchesNoNode = defineRule({
  code: 'node-selector-matches-no-node',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods'],
  wants: placementFacts,
  judge(evidence, subject) {
    return placementFindings(
      evidence,
      subject,
      'node-selector-matches-no-node',
      'node-selector',
      ({ pod, verdicts, workload }) => {
        const selector = Object.entries(pod.spec?.nodeSelector ?? {});
        const has = (key: string, value: string) => verdicts.some(({ node }) => node.metadata?.labels?.[key] === value);
        const absent = selector.filter(([key, value]) => !has(key, value));
        const wrong = absent.length > 0 ? absent : selector;
        const asked = wrong.map(([key, value]) => `${key}=${value}`).join(', ');
        const [first] = wrong;
        const others = new Set(verdicts.flatMap(({ node }) => node.metadata?.labels?.[first?.[0] ?? ''] ?? []));
        const instead =
          others.size > 0 && absent.length > 0
            ? ` (nodes have ${first?.[0]}=${[...others].slice(0, 3).join(', ')})`
            : '';
        return {
          why: `its node selector asks for ${asked || 'labels'}, which none of the ${candidatesOf(verdicts).length} nodes that take such pods has${wrong.length > 1 ? ' together' : ''}${instead}`,
          next: `Correct the node selector of ${workload.kind} ${workload.name}, or label a node that is meant for it with ${asked || 'these labels'}.`,
          quotes: wrong
            .slice(0, 2)
            .map(([key, value]) => quoteField(value, `node selector ${key} of ${workload.name}`)),
        };
      },
    );
  },
});

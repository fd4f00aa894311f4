import { refusedWorkloads } from '../admission/refusals.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The API server takes no pod of a workload, for a reason that has no rule of its own: a priority class, an invalid field. */
export const podRefused = defineRule({
  code: 'pod-refused',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge(evidence) {
    return refusedWorkloads(situationOf(evidence)).flatMap(({ workload, event, refusal }) => {
      if (refusal.kind !== 'other') return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'pod-refused',
        about: { kind, namespace, name },
        confidence: 0.85,
        sentence: `${name} gets no pod: the API server refuses it (${refusal.reason.slice(0, 200)}).`,
        quotes: [quoteEvent(event)],
        suggestions: [{ text: `Correct the pod template of ${kind} ${name} as the API server says.` }],
      };
    });
  },
});

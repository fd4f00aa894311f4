import { type Refusal, refusedWorkloads } from '../admission/refusals.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A policy of the cluster refuses the pods: a webhook, Pod Security, or a limit range. */
export const admissionDenied = defineRule({
  code: 'admission-denied',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge(evidence) {
    return refusedWorkloads(situationOf(evidence)).flatMap(({ workload, event, refusal }) => {
      const said = told(refusal);
      if (!said) return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'admission-denied',
        about: { kind, namespace, name },
        confidence: 0.95,
        sentence: `${name} gets no pod: ${said.by} refuses it${said.reason === '' ? '' : ` (${said.reason.slice(0, 200)})`}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Change the pod template of ${name} so that ${said.by} allows it, or ask its owner for an exception.`,
          },
        ],
      };
    });
  },
});

function told(refusal: Refusal): { by: string; reason: string } | undefined {
  switch (refusal.kind) {
    case 'webhook':
      // Azure Policy speaks through Gatekeeper's webhook, and calls its constraints so.
      return /\[azurepolicy-/.test(refusal.reason)
        ? { by: 'Azure Policy', reason: refusal.reason }
        : { by: `the admission webhook ${refusal.webhook}`, reason: refusal.reason };
    case 'pod-security':
      return { by: `Pod Security ${refusal.level}`, reason: refusal.reason };
    case 'limit-range':
      return { by: 'the limit range of the namespace', reason: refusal.reason };
    default:
      return undefined;
  }
}

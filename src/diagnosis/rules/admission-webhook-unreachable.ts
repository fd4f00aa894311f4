import { isCertificateTrouble, refusedWorkloads } from '../admission/refusals.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The API server must ask a webhook before it takes a pod, and the webhook does not answer. */
export const admissionWebhookUnreachable = defineRule({
  code: 'admission-webhook-unreachable',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge(evidence) {
    return refusedWorkloads(situationOf(evidence)).flatMap(({ workload, event, refusal }) => {
      if (refusal.kind !== 'webhook-unreachable' || isCertificateTrouble(refusal.reason)) return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'admission-webhook-unreachable',
        about: { kind, namespace, name },
        confidence: 0.94,
        sentence: `${name} gets no pod: the API server cannot reach the admission webhook ${refusal.webhook}, which must allow it first.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Mend the Service and pods behind the webhook ${refusal.webhook}; its failurePolicy Ignore would let pods pass meanwhile.`,
          },
        ],
      };
    });
  },
});

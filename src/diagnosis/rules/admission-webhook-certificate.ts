import { isCertificateTrouble, refusedWorkloads } from '../admission/refusals.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The API server must ask a webhook before it takes a pod, and does not accept the webhook's certificate. */
export const admissionWebhookCertificate = defineRule({
  code: 'admission-webhook-certificate',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge(evidence) {
    return refusedWorkloads(situationOf(evidence)).flatMap(({ workload, event, refusal }) => {
      if (refusal.kind !== 'webhook-unreachable' || !isCertificateTrouble(refusal.reason)) return [];
      const { kind, namespace, name } = workload;
      const isOver = /expired|not yet valid/.test(refusal.reason);
      return {
        code: 'admission-webhook-certificate',
        about: { kind, namespace, name },
        confidence: 0.96,
        sentence: `${name} gets no pod: the certificate of the admission webhook ${refusal.webhook} ${isOver ? 'has expired or is not valid yet' : 'is not the one that the API server was told to trust'}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: isOver
              ? `Renew the serving certificate of the webhook ${refusal.webhook} (its cert-manager Certificate, or its own job), and start its pods anew; its failurePolicy Ignore would let pods pass meanwhile.`
              : `Set caBundle of the webhook configuration of ${refusal.webhook} to the authority that signed its certificate: kubectl get validatingwebhookconfigurations,mutatingwebhookconfigurations.`,
          },
        ],
      };
    });
  },
});

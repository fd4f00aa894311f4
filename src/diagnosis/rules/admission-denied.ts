import { gateWords } from '../../security/gate/gate-words.ts';
import { gateReasonIn } from '../admission/gate-reason-in.ts';
import { type Refusal, refusedWorkloads } from '../admission/refusals.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

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
      const gate = refusal.kind === 'webhook' ? gateReasonIn(refusal.reason) : undefined;
      return {
        code: 'admission-denied',
        about: { kind, namespace, name },
        confidence: 0.95,
        sentence: `${name} gets no pod: ${said.by} refuses it${gate ? `, for the image ${gateWords[gate]}` : ''}${said.reason === '' ? '' : ` (${said.reason.slice(0, 200)})`}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          ...(gate ? [{ text: `Every reason, and whether an exception would help: gate ${imageOf(workload)}.` }] : []),
          {
            text: `Change the pod template of ${name} so that ${said.by} allows it, or ask its owner for an exception.`,
          },
        ],
      };
    });
  },
});

/** The image of its first container, as the template names it. */
function imageOf({ template }: Workload): string {
  return template.spec?.containers[0]?.image?.slice(0, 200) ?? '<image>';
}

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

import { refusedWorkloads } from '../admission/refusals.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** The pods run as a service account that does not exist, so none is made. */
export const serviceAccountMissing = defineRule({
  code: 'service-account-missing',
  explains: ['Pending', 'Unreachable', 'Failing'],
  needs: ['events'],
  wants: situationFacts,
  judge(evidence) {
    return refusedWorkloads(situationOf(evidence)).flatMap(({ workload, event, refusal }) => {
      if (refusal.kind !== 'service-account') return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'service-account-missing',
        about: { kind, namespace, name },
        confidence: 0.96,
        sentence: `${name} gets no pod: its service account ${refusal.account} does not exist in ${namespace}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Create the service account ${refusal.account} in ${namespace}, or correct serviceAccountName of ${name}.`,
          },
        ],
      };
    });
  },
});

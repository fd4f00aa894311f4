import { sureness, tellingLines } from '../logs/telling-lines.ts';
import { quoteLine } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { identityFault, identityTrouble } from '../starting/workload-identity.ts';

const label = 'azure.workload.identity/use';

/** A workload gets no Entra token for its identity: label, annotation and federated credential must fit together. */
export const workloadIdentityBroken = defineRule({
  code: 'workload-identity-broken',
  explains: ['CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods', 'containerLogs'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return tellingLines(evidence, identityTrouble, now).map((told) => {
      const { workload, log, line } = told;
      const { kind, namespace, name, template } = workload;
      const account = template.spec?.serviceAccountName ?? 'default';
      const isLabelled = template.metadata?.labels?.[label] === 'true';
      const { why, next } = identityFault(line, { namespace, account, isLabelled });
      return {
        code: 'workload-identity-broken',
        about: { kind, namespace, name },
        confidence: sureness(told, 0.92),
        sentence: `${name} cannot sign in to Azure: ${why}.`,
        quotes: [quoteLine(line, log)],
        suggestions: [{ text: next }],
      };
    });
  },
});

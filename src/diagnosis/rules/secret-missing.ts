import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { missingReferences } from '../starting/missing-references.ts';

/** The pod refers to a Secret, or to a key of one, that is not there: its container cannot be made. */
export const secretMissing = defineRule({
  code: 'secret-missing',
  explains: ['Pending', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence) {
    return missingReferences(situationOf(evidence)).flatMap(({ workload, event, kind, name, key }) => {
      if (kind !== 'Secret') return [];
      const what = key === undefined ? `Secret ${name}` : `key ${key} of Secret ${name}`;
      return {
        code: 'secret-missing',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: 0.96,
        sentence: `${workload.name} does not start: ${what} does not exist in ${workload.namespace}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          { text: `Create ${what} in ${workload.namespace}, or correct the reference in ${workload.name}.` },
        ],
      };
    });
  },
});

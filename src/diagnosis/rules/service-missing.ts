import { quoteField } from '../quote.ts';
import { callFaults } from '../routing/call-faults.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Callers name a workload that exists, but no Service leads to it. */
export const serviceMissing = defineRule({
  code: 'service-missing',
  explains: ['Unreachable', 'Failing'],
  // A symptom where a quota or an admission rule kept the Service from being made.
  weight: 'symptom',
  needs: ['services', 'pods'],
  wants: situationFacts,
  judge(evidence) {
    const situation = situationOf(evidence);
    const faults = callFaults(situation).filter(
      ({ why, isServicesFault }) => why === 'no-such-service' && isServicesFault,
    );
    return [...Map.groupBy(faults, ({ call: { from, host } }) => `${from.namespace}/${host.split('.')[0]}`)].flatMap(
      ([key, [fault]]) => {
        const [namespace, name = ''] = key.split('/');
        const workload = situation.workloads.find((it) => it.namespace === namespace && it.name === name);
        const isServed = situation.routes.some((it) => workload && it.workloads.includes(workload));
        if (!fault || !workload) return [];
        return {
          code: 'service-missing',
          about: { kind: workload.kind, namespace: workload.namespace, name },
          confidence: isServed ? 0.6 : 0.7,
          sentence: `There is no Service ${name}, though ${fault.call.from.name} calls it and ${workload.kind} ${name} runs.`,
          quotes: [quoteField(fault.call.value, fault.call.where)],
          suggestions: [{ text: `Create Service ${name} for the pods of ${workload.kind} ${name}.` }],
        };
      },
    );
  },
});

import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { asksAboutScaling } from '../scaling/asks-about-scaling.ts';
import { kedaCondition, kedaScaledIn, pauseOf } from '../scaling/keda-scaled.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A workload has no pod because KEDA's triggers have nothing for it to do: meant so. */
export const kedaIdle = defineRule({
  code: 'keda-idle',
  explains: ['Unreachable', 'NotReady', 'Failing', 'Slow'],
  needs: ['scaledObjects'],
  wants: situationFacts,
  judge(evidence, subject) {
    return kedaScaledIn(evidence).flatMap(({ object, ref, about, target, workload, min, max, triggers }) => {
      const active = kedaCondition(object, 'Active');
      const isAtZero = workload?.desired === 0 && workload.pods.length === 0;
      if (active?.status !== 'False' || !isAtZero || min > 0 || pauseOf(object)) return [];
      const isAsked = asksAboutScaling(subject.report) || subject.name === target.name;
      return {
        code: 'keda-idle',
        about,
        confidence: isAsked ? 0.7 : 0.15,
        sentence: `${target.name} has no pod on purpose: KEDA scales it between ${min} and ${max}, and no trigger of ScaledObject ${ref.name}${triggers ? ` (${triggers})` : ''} is active.`,
        quotes:
          active.message || active.reason
            ? [quoteField(active.message || (active.reason ?? ''), `condition Active of ScaledObject ${ref.name}`)]
            : [],
        suggestions: [
          {
            text: `If there is work for it, compare activationThreshold and the source that its trigger names with where the work waits; minReplicaCount 1 keeps a pod at all times.`,
          },
        ],
      };
    });
  },
});

import { defineRule } from '../rule.ts';
import { autoscaledIn, conditionOf, quoteCondition } from '../scaling/autoscaled.ts';
import { isAskedAbout } from '../scaling/is-asked-about.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Somebody set the workload to no replicas: that switches its autoscaler off, until there is one again. */
export const autoscalerDisabled = defineRule({
  code: 'autoscaler-disabled',
  explains: ['Unreachable', 'Failing', 'NotReady'],
  needs: ['autoscalers'],
  wants: situationFacts,
  judge(evidence, subject) {
    const isAsked = isAskedAbout(subject, situationOf(evidence));
    return autoscaledIn(evidence).flatMap(({ hpa, ref, about, target, min }) => {
      const active = conditionOf(hpa, 'ScalingActive');
      if (active?.status !== 'False' || active.reason !== 'ScalingDisabled') return [];
      return {
        code: 'autoscaler-disabled',
        about,
        confidence: isAsked({ ...target, namespace: ref.namespace }) ? 0.9 : 0.45,
        sentence: `${target.kind} ${target.name} is set to 0 replicas, which also switches its HorizontalPodAutoscaler off.`,
        quotes: [quoteCondition(active, ref)],
        suggestions: [
          {
            text: `Scale it up by hand once, and the autoscaler takes over: kubectl scale ${target.kind.toLowerCase()} ${target.name} -n ${ref.namespace} --replicas=${Math.max(1, min)}.`,
          },
        ],
      };
    });
  },
});

import { defineRule } from '../rule.ts';
import { autoscaledIn, conditionOf, quoteCondition } from '../scaling/autoscaled.ts';
import { metricReadings } from '../scaling/metric-words.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** So far above its target an autoscaler does nothing. */
const tolerance = 1.1;

/** An autoscaler wants more replicas than it may have: the load goes on, and nothing is added. */
export const autoscalerAtMaximum = defineRule({
  code: 'autoscaler-at-maximum',
  explains: ['Slow', 'Failing', 'NotReady', 'Unreachable'],
  needs: ['autoscalers'],
  wants: situationFacts,
  judge(evidence) {
    return autoscaledIn(evidence).flatMap(({ hpa, ref, about, target, max, min }) => {
      const limited = conditionOf(hpa, 'ScalingLimited');
      const [metric] = metricReadings(hpa);
      const isHeld = limited?.status === 'True' && limited.reason === 'TooManyReplicas';
      const isFull = (hpa.status?.currentReplicas ?? 0) >= max;
      const isAbove = metric !== undefined && metric.ratio > tolerance;
      // A metric that fell back to its target needs no more replicas, whatever the condition still says.
      if (max === 0 || min === max || !isFull || (metric ? !isAbove : !isHeld)) return [];
      return {
        code: 'autoscaler-at-maximum',
        about,
        confidence: isHeld && isAbove ? 0.85 : 0.7,
        sentence: `The HorizontalPodAutoscaler of ${target.name} is at its maximum of ${max} replicas and would add more${metric ? `: ${metric.words}` : ''}.`,
        quotes: isHeld && limited ? [quoteCondition(limited, ref)] : [],
        suggestions: [
          {
            text: `Raise maxReplicas of HorizontalPodAutoscaler ${ref.name} above ${max}, if the nodes have room and what ${target.name} depends on takes the load; else find what makes the load.`,
          },
        ],
      };
    });
  },
});

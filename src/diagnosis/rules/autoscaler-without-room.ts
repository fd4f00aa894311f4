import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { asksAboutScaling } from '../scaling/asks-about-scaling.ts';
import { autoscaledIn } from '../scaling/autoscaled.ts';
import { metricReadings } from '../scaling/metric-words.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** An autoscaler's minimum is its maximum: it holds a number, and scales nothing. */
export const autoscalerWithoutRoom = defineRule({
  code: 'autoscaler-without-room',
  explains: ['Slow', 'Failing'],
  needs: ['autoscalers'],
  wants: situationFacts,
  judge(evidence, { report }) {
    return autoscaledIn(evidence).flatMap(({ hpa, ref, about, target, min, max }) => {
      if (max === 0 || min !== max) return [];
      const [metric] = metricReadings(hpa);
      const isNeeded = metric !== undefined && metric.ratio > 1.1;
      return {
        code: 'autoscaler-without-room',
        about,
        // Often it is meant so; whoever asks why nothing scales, or runs above the target, did not.
        confidence: asksAboutScaling(report) ? 0.85 : isNeeded ? 0.7 : 0.25,
        sentence: `The HorizontalPodAutoscaler of ${target.name} cannot scale: its minimum and its maximum are both ${max}${metric ? `, while ${metric.words}` : ''}.`,
        quotes: [quoteField(String(max), `maxReplicas of HorizontalPodAutoscaler ${ref.name}`)],
        suggestions: [
          {
            text: `Set maxReplicas of HorizontalPodAutoscaler ${ref.name} above ${min}: kubectl patch hpa ${ref.name} -n ${ref.namespace} -p '{"spec":{"maxReplicas":${max * 2}}}'.`,
          },
        ],
      };
    });
  },
});

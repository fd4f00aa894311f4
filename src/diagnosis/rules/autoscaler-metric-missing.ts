import { quoteEvent } from '../quote.ts';
import { isDown } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { autoscaledIn, conditionOf, quoteCondition } from '../scaling/autoscaled.ts';
import { missingMetric } from '../scaling/missing-metric.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const youngMs = 3 * 60_000;

/** An autoscaler cannot read what it scales by, so it keeps the replicas that there are, whatever the load. */
export const autoscalerMetricMissing = defineRule({
  code: 'autoscaler-metric-missing',
  explains: ['Slow', 'Failing', 'Unreachable'],
  needs: ['autoscalers'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { eventsOf } = situationOf(evidence);
    return autoscaledIn(evidence).flatMap(({ hpa, ref, about, target, workload }) => {
      const active = conditionOf(hpa, 'ScalingActive');
      if (active?.status !== 'False' || active.reason === 'ScalingDisabled') return [];
      const event = eventsOf(ref).find(({ reason }) => reason.startsWith('FailedGet'));
      const said = `${active.message ?? ''} ${event?.message ?? ''}`;
      const { why, next } = missingMetric(said, workload, ref);
      const made = hpa.metadata?.creationTimestamp;
      const isYoung = made !== undefined && now.getTime() - new Date(made).getTime() < youngMs;
      // Pods that do not run have no usage: what keeps them from running is the cause.
      const isConsequence = workload !== undefined && isDown(workload);
      return {
        code: 'autoscaler-metric-missing',
        about,
        confidence: isYoung || isConsequence ? 0.25 : 0.85,
        sentence: `The HorizontalPodAutoscaler of ${target.name} cannot read its metric, so it keeps ${hpa.status?.currentReplicas ?? 'the present'} replicas whatever the load: ${why}.`,
        quotes: [quoteCondition(active, ref), ...(event ? [quoteEvent(event)] : [])],
        suggestions: [{ text: next }],
      };
    });
  },
});

import { performanceOf } from '../performance/performance.ts';
import { performanceFacts } from '../performance/performance-facts.ts';
import { clockOf, latencySeries, namesOf, refTo, slowLines, slowness } from '../performance/words.ts';
import { defineRule } from '../rule.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** Metrics show that workloads became slow, and not where it begins: said with what is missing, not dressed up as a cause. */
export const slowUnexplained = defineRule({
  code: 'slow-unexplained',
  explains: ['Slow', 'Failing'],
  weight: 'symptom',
  asked: 'when-slow',
  needs: ['pods', 'workloadRequests'],
  wants: [...situationFacts, ...performanceFacts],
  judge(evidence, _subject, now) {
    const { origin, slow } = performanceOf(evidence, now);
    const [worst] = slow;
    if (origin?.kind !== 'unclear' || !worst) return undefined;
    const missing = evidence.workloadRequests.value.calls.length === 0;
    return {
      code: 'slow-unexplained',
      about: refTo(worst.workload),
      confidence: 0.3,
      sentence: `${namesOf(slow)} became slow at ${clockOf(worst.p90.since)}, most of all ${worst.workload.name} (90th percentile ${slowness(worst)}); where it begins cannot be told.`,
      quotes: [],
      suggestions: [
        {
          text: missing
            ? 'Traces, or the calls that a mesh counts (istio_requests_total), would tell who waits for whom.'
            : 'Look at what these have in common that has no metrics here: a database, a queue, a service outside the cluster.',
        },
      ],
      derivation: slowLines(slow.slice(0, 6)),
      series: latencySeries(slow),
    };
  },
});

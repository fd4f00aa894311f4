import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pendingStarts } from '../starting/pending-starts.ts';

const longMs = 10 * 60_000;

/** A pod has had its node for long and no container runs, and nothing that was read says why. */
export const startTakesLong = defineRule({
  code: 'start-takes-long',
  explains: ['Pending', 'NotReady', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return pendingStarts(situationOf(evidence)).flatMap(({ workload, pod, events }) => {
      const created = pod.metadata?.creationTimestamp;
      const age = created ? now.getTime() - new Date(created).getTime() : 0;
      if (age < longMs) return [];
      const { kind, namespace, name } = workload;
      const [event] = events.filter(({ type }) => type === 'Warning');
      return {
        code: 'start-takes-long',
        about: { kind, namespace, name },
        confidence: 0.45,
        sentence: `${pod.metadata?.name} of ${name} has been on ${pod.spec?.nodeName} for ${Math.round(age / 60_000)} minutes and none of its containers runs.`,
        quotes: event ? [quoteEvent(event)] : [],
        suggestions: [
          { text: `Look at the kubelet and the container runtime of ${pod.spec?.nodeName}: ask why about the node.` },
        ],
      };
    });
  },
});

import { waitingForNodes, waitWords } from '../provisioning/waiting-for-nodes.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const reasons = /^pod didn't trigger scale-up(?: \([^)]{0,100}\))?: (.{1,400})$/s;
const told = /max node group size reached|limit reached|in backoff after failed/i;

/** The cluster autoscaler adds no node for pods that wait, because a node more would not take them either; what holds them is for other rules to say. */
export const scaleUpNotTriggered = defineRule({
  code: 'scale-up-not-triggered',
  explains: ['Pending', 'NotReady', 'Failing'],
  weight: 'symptom',
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return waitingForNodes(situationOf(evidence), now).flatMap((waiting) => {
      const [event] = waiting.events;
      const said = event && reasons.exec(event.message)?.[1];
      if (!event || !said || told.test(said)) return [];
      const { kind, namespace, name } = waiting.workload;
      return {
        code: 'scale-up-not-triggered',
        about: { kind, namespace, name },
        confidence: 0.5,
        sentence: `${waitWords(waiting)} for a node, and the cluster autoscaler adds none, because a new one would not take ${waiting.pods.length === 1 ? 'it' : 'them'} either (${said}).`,
        quotes: [quoteEvent(event)],
        suggestions: [
          { text: `Lift what the autoscaler names, or add a node pool whose machines, labels and taints fit ${name}.` },
        ],
      };
    });
  },
});

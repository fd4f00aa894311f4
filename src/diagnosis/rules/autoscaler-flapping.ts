import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { autoscaledIn } from '../scaling/autoscaled.ts';
import { rescalesIn } from '../scaling/rescales.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** So often in an hour, each way, is no answer to a load. */
const often = 3;

/** An autoscaler adds and removes pods in turns: every turn costs starts, and pods that just began to serve. */
export const autoscalerFlapping = defineRule({
  code: 'autoscaler-flapping',
  explains: ['Slow', 'Failing', 'NotReady'],
  needs: ['autoscalers', 'events'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { eventsOf } = situationOf(evidence);
    return autoscaledIn(evidence).flatMap(({ ref, about, target }) => {
      const { up, down, quotes } = rescalesIn(eventsOf(ref), now);
      if (up < often || down < often) return [];
      return {
        code: 'autoscaler-flapping',
        about,
        confidence: 0.65,
        sentence: `The HorizontalPodAutoscaler of ${target.name} goes up and down: ${up} times up and ${down} times down in the last hour.`,
        quotes: quotes.map(quoteEvent),
        suggestions: [
          {
            text: `Set behavior.scaleDown.stabilizationWindowSeconds of HorizontalPodAutoscaler ${ref.name} to 600 or more, and see that the CPU which ${target.name} takes to start does not count as load.`,
          },
        ],
      };
    });
  },
});

import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pendingStarts } from '../starting/pending-starts.ts';

const attached =
  /Multi-Attach error for volume "([^"]{1,300})"\s*(?:Volume is already (?:used by pod\(s\) (.{1,200})|exclusively attached))?/;

/** A disk that one node may have at a time still hangs on another node. */
export const volumeAttachedElsewhere = defineRule({
  code: 'volume-attached-elsewhere',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence) {
    return pendingStarts(situationOf(evidence)).flatMap(({ workload, pod, events }) => {
      const event = events.find(({ message }) => attached.test(message));
      const found = event && attached.exec(event.message);
      if (!event || !found) return [];
      const { kind, namespace, name } = workload;
      const holder = found[2] ? `pod ${found[2].trim()}` : 'another node';
      return {
        code: 'volume-attached-elsewhere',
        about: { kind, namespace, name },
        confidence: 0.94,
        sentence: `${name} does not start: volume ${found[1]} of ${pod.metadata?.name} is still attached for ${holder}.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Let the old pod go first: strategy Recreate for ${kind} ${name}, or delete the old pod (never the volume or its claim); after a node's death the disk is let go in about six minutes.`,
          },
        ],
      };
    });
  },
});

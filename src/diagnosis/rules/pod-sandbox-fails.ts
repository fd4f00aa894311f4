import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { pendingStarts } from '../starting/pending-starts.ts';

const memory = /OOM.?killed|memory limit too low/i;
const noAddress =
  /no (?:available )?(?:free )?(?:IP|address)(?:es)? ?(?:available|addresses)?|failed to allocate for range|IP address.{0,40}exhausted|subnet.{0,40}(?:is full|exhausted)|InsufficientSubnetSize|failed to allocate (?:pod )?ip/i;
const recentMs = 15 * 60_000;

/** The pod's own network or sandbox cannot be set up on its node. */
export const podSandboxFails = defineRule({
  code: 'pod-sandbox-fails',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return pendingStarts(situationOf(evidence)).flatMap(({ workload, pod, events }) => {
      const event = events.find(
        ({ reason, message, lastAt }) =>
          /^(?:FailedCreatePodSandBox|NetworkNotReady)$/.test(reason) &&
          !memory.test(message) &&
          now.getTime() - lastAt.getTime() < recentMs,
      );
      if (!event) return [];
      const { kind, namespace, name } = workload;
      const node = pod.spec?.nodeName ?? '';
      const isFull = noAddress.test(event.message);
      return {
        code: 'pod-sandbox-fails',
        about: { kind, namespace, name },
        confidence: isFull || event.count > 2 ? 0.88 : 0.6,
        sentence: `${name} does not start: ${isFull ? `there is no IP address left for ${pod.metadata?.name} on ${node}` : `the network of ${pod.metadata?.name} cannot be set up on ${node}`} (${event.count} ${event.count === 1 ? 'try' : 'tries'}).`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: isFull
              ? 'Enlarge the subnet or the range of pod addresses, or remove pods that are not needed.'
              : `Look at the pods of the network plug-in on ${node}, and restart the node if they are well.`,
          },
        ],
      };
    });
  },
});

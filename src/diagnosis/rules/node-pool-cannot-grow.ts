import { scaleUpFailure } from '../provisioning/scale-up-failure.ts';
import { waitingForNodes, waitWords } from '../provisioning/waiting-for-nodes.ts';
import { quoteEvent } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const failed =
  /^(?:FailedScaleUp|FailedToScaleUp|FailedToScaleUpGroup|ScaleUpTimedOut|ScaleUpFailed|LaunchFailed|InsufficientCapacityError)$/;
const backedOff = /in backoff after failed scale-up/;
const recentMs = 30 * 60_000;

/** Pods wait for a node that the cluster autoscaler wants to add, and Azure does not give it. */
export const nodePoolCannotGrow = defineRule({
  code: 'node-pool-cannot-grow',
  explains: ['Pending', 'NotReady', 'Unreachable', 'Failing', 'Slow'],
  needs: ['pods', 'events'],
  wants: [...situationFacts, 'provisioningEvents'],
  judge(evidence, _subject, now) {
    const groups = (evidence.provisioningEvents?.value ?? []).find(
      ({ reason, lastAt }) => failed.test(reason) && now.getTime() - lastAt.getTime() < recentMs,
    );
    return waitingForNodes(situationOf(evidence), now).flatMap((waiting) => {
      const own = waiting.events.find(({ reason }) => failed.test(reason));
      const pause = waiting.events.find(({ message }) => backedOff.test(message));
      // A group's failure concerns a pod only where the autoscaler tried for it.
      const tried = pause ?? waiting.events.find(({ reason }) => reason === 'TriggeredScaleUp');
      const event = own ?? (tried && groups);
      if (!event && !pause) return [];
      const { why, next } = event
        ? scaleUpFailure(event.message)
        : {
            why: 'the last try to add one failed',
            next: 'Find the refusal: kubectl get events -n kube-system --field-selector involvedObject.name=cluster-autoscaler-status, and the activity log of the node resource group.',
          };
      const { kind, namespace, name } = waiting.workload;
      return {
        code: 'node-pool-cannot-grow',
        about: { kind, namespace, name },
        confidence: event ? 0.97 : 0.7,
        sentence: `${waitWords(waiting)} for a node that cannot be added: ${why}.`,
        quotes: [event, pause].flatMap((it) => (it ? [quoteEvent(it)] : [])),
        suggestions: [{ text: next }],
      };
    });
  },
});

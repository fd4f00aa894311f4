import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { podMessage } from '../seen/pod-message.ts';
import { podStatus } from '../seen/pod-status.ts';
import { troubledPod } from '../seen/troubled-pod.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** What a pod is on its way to being well, too: without a message it says nothing. */
const usual = /^(?:Init:\d+\/\d+|Running|Pending|ContainerCreating|PodInitializing|Terminating|Unknown)$/;

/** A pod is not well, and all that is known is its status and what it says itself: told where no rule knows more. */
export const podNotRunning = defineRule({
  code: 'pod-not-running',
  explains: ['CrashLoopBackOff', 'ImagePullBackOff', 'Pending', 'NotReady', 'Evicted', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence) {
    return situationOf(evidence)
      .workloads.filter(isSuffering)
      .flatMap((workload) => {
        const pod = troubledPod(workload);
        const message = pod && podMessage(pod);
        const status = pod && podStatus(pod);
        if (!pod || !status || (!message && usual.test(status))) return [];
        const { kind, namespace, name } = workload;
        const podName = pod.metadata?.name ?? '';
        return {
          code: 'pod-not-running',
          about: { kind, namespace, name },
          confidence: 0.3,
          sentence: `Pod ${podName}${podName === name ? '' : ` of ${name}`} is ${status}${message ? '; what it says itself is below' : ''}.`,
          quotes: message ? [message] : [],
          suggestions: [
            {
              text: `Look at its events and its log: kubectl describe pod ${podName} -n ${namespace}, kubectl logs ${podName} -n ${namespace}.`,
            },
          ],
        };
      });
  },
});

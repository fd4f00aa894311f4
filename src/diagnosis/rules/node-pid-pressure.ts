import { troubledNodes } from '../nodes/troubled-nodes.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

const signs = { type: /^PIDPressure$/, reason: /^NodeHasInsufficientPID$/ };

/** A node runs out of process numbers: something on it starts processes or threads without end. */
export const nodePidPressure = defineRule({
  code: 'node-pid-pressure',
  explains: ['Evicted', 'Pending', 'NotReady', 'CrashLoopBackOff', 'Failing'],
  needs: ['nodes'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return troubledNodes(situationOf(evidence), signs, now).flatMap(({ ref, condition, quotes, pods }) =>
      condition
        ? {
            code: 'node-pid-pressure',
            about: ref,
            confidence: 0.95,
            sentence: `Node ${ref.name} runs out of process numbers: it evicts pods and takes no new ones, and ${pods.length} pods that were looked at are on it.`,
            quotes,
            suggestions: [
              {
                text: `Find the pod with most processes: kubectl debug node/${ref.name} -it --image=mcr.microsoft.com/cbl-mariner/busybox:2.0, then chroot /host ps -eLf. Limit what a pod may have with podMaxPids in the pool's kubelet configuration.`,
              },
            ],
          }
        : [],
    );
  },
});

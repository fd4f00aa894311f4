import { killedContainers } from '../oom/killed-containers.ts';
import { quoteKill, restartsIn } from '../oom/quote-kill.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** An init container is killed for memory, so that the containers after it never start: their limits are not at fault. */
export const oomInitContainer = defineRule({
  code: 'oom-init-container',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    return killedContainers(situationOf(evidence), now)
      .filter(({ role, status }) => role === 'init' && !status.ready)
      .map((killed) => {
        const { workload, status, limitMiB } = killed;
        const limit = limitMiB === undefined ? 'it has no limit' : `its limit is ${Math.round(limitMiB)} MiB`;
        return {
          code: 'oom-init-container',
          about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
          confidence: 0.96,
          sentence: `Init container ${status.name} of ${workload.name} is OOM-killed (${limit}, ${restartsIn(killed)}): the containers after it never start.`,
          quotes: [quoteKill(killed)],
          suggestions: [
            {
              text: `Raise the memory limit of init container ${status.name}, not that of the containers after it. An init container's memory costs a pod nothing once it has ended, up to what its containers ask for.`,
            },
          ],
          derivation: ['No usage is looked at: it lives too short to be sampled.'],
        };
      });
  },
});

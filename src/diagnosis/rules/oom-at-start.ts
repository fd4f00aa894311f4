import { killedContainers, lifeAtStart } from '../oom/killed-containers.ts';
import { limitBefore } from '../oom/limit-before.ts';
import { quoteKill, restartsIn } from '../oom/quote-kill.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { raiseMemory } from '../suggested/raise-memory.ts';

/** A container is killed for memory right after each start: its limit is less than what it needs to begin at all. */
export const oomAtStart = defineRule({
  code: 'oom-at-start',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'NotReady', 'Failing'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, { cluster }, now) {
    return killedContainers(situationOf(evidence), now).flatMap((killed) => {
      const life = lifeAtStart(killed);
      const { workload, status, limitMiB } = killed;
      if (life === undefined || limitMiB === undefined) return [];
      const before = limitBefore(workload, status.name);
      const was =
        before !== undefined && before > limitMiB ? `; the revision before had ${Math.round(before)} MiB` : '';
      return {
        code: 'oom-at-start',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        confidence: 0.97,
        sentence: `Container ${status.name} of ${workload.name} is OOM-killed ${Math.max(1, Math.round(life / 1000))} s after its start, ${restartsIn(killed)}: its limit of ${Math.round(limitMiB)} MiB is less than it needs to begin${was}.`,
        quotes: [quoteKill(killed)],
        suggestions: [
          was === ''
            ? {
                text: `Raise the memory limit of container ${status.name} well above ${Math.round(limitMiB)} MiB, and take the real need from its usage once it runs.`,
              }
            : raiseMemory(
                { cluster, kind: workload.kind, namespace: workload.namespace, name: workload.name },
                {
                  ...{ container: status.name, toMiB: before ?? 0 },
                  text: `Take the memory limit of container ${status.name} back from ${Math.round(limitMiB)} MiB to ${Math.round(before ?? 0)} MiB.`,
                },
              ),
        ],
        derivation: ['No usage is looked at: it lives too short to be sampled.'],
      };
    });
  },
});

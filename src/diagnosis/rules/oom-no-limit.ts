import { killedContainers } from '../oom/killed-containers.ts';
import { quoteKill, restartsIn } from '../oom/quote-kill.ts';
import { sized } from '../oom/words.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';

/** A container without a memory limit took what its node had, until the kernel killed it: no higher limit is advised, but one at all. */
export const oomNoLimit = defineRule({
  code: 'oom-no-limit',
  explains: ['OOMKilled', 'CrashLoopBackOff', 'Failing'],
  needs: ['pods'],
  wants: [...situationFacts, 'memoryUsage', 'nodeConsumers'],
  judge(evidence, _subject, now) {
    return killedContainers(situationOf(evidence), now).flatMap((killed) => {
      const { workload, status, spec, limitMiB, pod, role } = killed;
      if (!spec?.resources || limitMiB !== undefined || role !== 'app') return [];
      const node = pod.spec?.nodeName;
      const peak = evidence.memoryUsage?.value.containers.find(
        (it) => it.pod === pod.metadata?.name && it.container === status.name,
      )?.peakMiB;
      const room = evidence.memoryUsage?.value.nodes.find((it) => it.node === node)?.allocatableMiB;
      const [hog] = (evidence.nodeConsumers?.value ?? [])
        .filter((it) => it.node === node)
        .sort((a, b) => b.peakMiB - a.peakMiB);
      const isVictim = hog !== undefined && hog.pod !== pod.metadata?.name;
      const isHog = peak !== undefined && room !== undefined && peak >= 0.4 * room;
      const used =
        peak === undefined
          ? ''
          : `, after ${sized(peak)}${room === undefined ? '' : ` of the ${sized(room)} that pods may use there`}`;
      return {
        code: 'oom-no-limit',
        about: { kind: workload.kind, namespace: workload.namespace, name: workload.name },
        // In a namespace nothing tells who filled the node; that the victim has no limit is the likeliest.
        confidence: isVictim ? 0.4 : isHog ? 0.985 : 0.85,
        sentence: `Container ${status.name} of ${workload.name} has no memory limit and is OOM-killed when node ${node ?? 'it runs on'} has nothing left${used} (${restartsIn(killed)}).`,
        quotes: [quoteKill(killed)],
        suggestions: [
          {
            text: `Give container ${status.name} a memory limit that protects its neighbours, and find out why it grows.`,
          },
        ],
        derivation: ['No limit is computed: the node ran out, which says nothing about what the container needs.'],
      };
    });
  },
});

import { quoteEvent } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import type { Workload } from '../situation/workload.ts';

const recentMs = 15 * 60_000;

/** The cluster autoscaler took away the node under pods that are missed now. */
export const nodeScaledDown = defineRule({
  code: 'node-scaled-down',
  explains: ['NotReady', 'Evicted', 'Unreachable', 'Failing'],
  needs: ['pods', 'events'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const evictions = evidence.events.value.filter(
      ({ reason, object, message, lastAt }) =>
        reason === 'ScaleDown' &&
        object.kind === 'Pod' &&
        /node scale down/.test(message) &&
        now.getTime() - lastAt.getTime() < recentMs,
    );
    if (evictions.length === 0) return [];
    return situationOf(evidence).workloads.flatMap((workload) => {
      const own = evictions.filter(
        ({ object }) => object.namespace === workload.namespace && isOf(object.name, workload),
      );
      const [event] = own;
      if (!event || !isSuffering(workload)) return [];
      const { kind, namespace, name } = workload;
      return {
        code: 'node-scaled-down',
        about: { kind, namespace, name },
        confidence: 0.65,
        sentence: `The cluster autoscaler removed a node under ${own.length === 1 ? 'a pod' : `${own.length} pods`} of ${name}, and ${own.length === 1 ? 'its replacement is' : 'their replacements are'} not ready yet.`,
        quotes: [quoteEvent(event)],
        suggestions: [
          {
            text: `Give ${name} a second replica and a PodDisruptionBudget, or annotate its pods with cluster-autoscaler.kubernetes.io/safe-to-evict: "false".`,
          },
        ],
      };
    });
  },
});

/** Pods that are gone are known by their names alone: those of their ReplicaSet, or of their StatefulSet. */
function isOf(pod: string, { kind, name, revisions }: Workload): boolean {
  if (kind === 'StatefulSet') return pod.startsWith(`${name}-`) && /^\d+$/.test(pod.slice(name.length + 1));
  return revisions.some(({ metadata }) => metadata?.name !== undefined && pod.startsWith(`${metadata.name}-`));
}

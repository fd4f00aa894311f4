import type { V1Pod } from '@kubernetes/client-node';
import { exceededStorage } from '../nodes/exceeded-storage.ts';
import { quoteField } from '../quote.ts';
import { isSuffering } from '../routing/suffering.ts';
import { defineRule } from '../rule.ts';
import { situationOf } from '../situation/situation.ts';
import { situationFacts } from '../situation/situation-facts.ts';
import { workloadRefOf } from '../situation/workload-ref.ts';

const lately = 3_600_000;
const justNow = 10 * 60_000;

/** Pods are evicted for what they write themselves, beyond their own limit; the node has room. */
export const ephemeralStorageExceeded = defineRule({
  code: 'ephemeral-storage-exceeded',
  explains: ['Evicted', 'Failing', 'NotReady'],
  needs: ['pods'],
  wants: situationFacts,
  judge(evidence, _subject, now) {
    const { workloads } = situationOf(evidence);
    const age = ({ status, metadata }: V1Pod) => {
      const at = status?.conditions?.map(({ lastTransitionTime: it }) => it?.getTime() ?? 0) ?? [];
      return now.getTime() - Math.max(0, ...at, metadata?.creationTimestamp?.getTime() ?? 0);
    };
    const evicted = evidence.pods.value.filter(
      (pod) => pod.status?.reason === 'Evicted' && exceededStorage.test(pod.status.message ?? '') && age(pod) <= lately,
    );
    const key = (pod: V1Pod) => Object.values(workloadRefOf(pod)).join('/');
    return [...Map.groupBy(evicted, key).values()].flatMap((its) => {
      const [newest] = its.toSorted((a, b) => age(a) - age(b));
      const message = newest?.status?.message ?? '';
      const [, container, own, whole, volume, size] = exceededStorage.exec(message) ?? [];
      if (!newest) return [];
      const about = workloadRefOf(newest);
      const isMissed = workloads.some(
        (it) => it.kind === about.kind && it.namespace === about.namespace && it.name === about.name && isSuffering(it),
      );
      const what = volume
        ? `its emptyDir ${volume} has outgrown its limit of ${size}`
        : container
          ? `container ${container} wrote more than its ephemeral-storage limit of ${own}`
          : `its containers wrote more than their ephemeral-storage limit of ${whole}`;
      return {
        code: 'ephemeral-storage-exceeded',
        about,
        // Replaced and well again it is only likely to come back.
        confidence: age(newest) <= justNow || isMissed ? 0.93 : 0.25,
        sentence: `${its.length} ${its.length === 1 ? 'pod' : 'pods'} of ${about.name} ${its.length === 1 ? 'was' : 'were'} evicted in the last hour: ${what}.`,
        quotes: [quoteField(message, `status of pod ${newest.metadata?.name}`)],
        suggestions: [
          {
            text: volume
              ? `Raise sizeLimit of volume ${volume} in ${about.name}, or remove old files from it in time.`
              : `Find what it writes beside its volumes (logs, caches, uploads), move that to a volume, or raise limits.ephemeral-storage of ${container ?? 'its containers'}.`,
          },
        ],
      };
    });
  },
});

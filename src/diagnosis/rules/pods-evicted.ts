import { exceededStorage } from '../nodes/exceeded-storage.ts';
import { quoteField } from '../quote.ts';
import { defineRule } from '../rule.ts';
import { controllerOf } from '../situation/workloads.ts';

const lately = 3_600_000;

/** Pods that were evicted stay listed as Failed: told apart from trouble that goes on. */
export const podsEvicted = defineRule({
  code: 'pods-evicted',
  explains: ['Evicted', 'Failing'],
  weight: 'symptom',
  needs: ['pods'],
  judge({ pods }, _subject, now) {
    const evicted = pods.value.filter(({ status }) => status?.phase === 'Failed' && status.reason === 'Evicted');
    const byOwner = Map.groupBy(evicted, (pod) => {
      const owner = controllerOf(pod);
      return `${pod.metadata?.namespace}/${owner?.kind === 'ReplicaSet' ? owner.name.replace(/-[a-z0-9]{5,10}$/, '') : (owner?.name ?? pod.metadata?.name)}/${owner?.kind === 'ReplicaSet' ? 'Deployment' : (owner?.kind ?? 'Pod')}`;
    });
    return [...byOwner].flatMap(([key, [first, ...rest]]) => {
      if (!first) return [];
      const [namespace = '', name = '', kind = ''] = key.split('/');
      const count = rest.length + 1;
      const newest = [first, ...rest].reduce((a, b) => (endOf(b) > endOf(a) ? b : a));
      const isRecent = now.getTime() - endOf(newest) <= lately;
      // What it wrote itself has a rule of its own while it is young.
      if (isRecent && exceededStorage.test(newest.status?.message ?? '')) return [];
      const resource = /low on resource: ([a-z-]+)/.exec(newest.status?.message ?? '')?.[1];
      return {
        code: 'pods-evicted',
        about: { kind, namespace, name },
        confidence: isRecent ? 0.6 : 0.15,
        sentence: `${count} ${count === 1 ? 'pod' : 'pods'} of ${name} ${count === 1 ? 'was' : 'were'} evicted${resource ? ` because the node was short of ${resource}` : ''}${isRecent ? '' : ', more than an hour ago: what is left of them is only listed'}.`,
        quotes: newest.status?.message
          ? [quoteField(newest.status.message, `status of pod ${newest.metadata?.name}`, new Date(endOf(newest)))]
          : [],
        suggestions: [
          {
            text: isRecent
              ? `Find what fills ${newest.spec?.nodeName ? `node ${newest.spec.nodeName}` : 'its node'}, and set requests of ${name} near its real use.`
              : `Delete the evicted pods of ${name}; they hold nothing.`,
          },
        ],
      };
    });
  },
});

/** When a pod ended, as far as it tells; the kubelet writes its start time even then. */
function endOf({
  status,
  metadata,
}: {
  status?: { startTime?: Date; conditions?: { lastTransitionTime?: Date }[] };
  metadata?: { creationTimestamp?: Date };
}): number {
  const times = (status?.conditions ?? []).flatMap(({ lastTransitionTime }) => lastTransitionTime?.getTime() ?? []);
  return Math.max(0, ...times, metadata?.creationTimestamp?.getTime() ?? 0);
}

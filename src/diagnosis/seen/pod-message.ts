import type { V1Pod } from '@kubernetes/client-node';
import type { Quote } from '../../model/finding.ts';
import { quoteField } from '../quote.ts';
import { statusesOf } from '../situation/workload.ts';

/**
 * What the kubelet or the scheduler says of a pod that is not well, in the pod itself: why a container waits or ended,
 * why the pod failed, why no node was found. Undefined when it says nothing.
 */
export function podMessage(pod: V1Pod): Quote | undefined {
  const { name = '' } = pod.metadata ?? {};
  const statuses = statusesOf(pod);
  for (const { name: container, state, ready } of statuses) {
    const message = state?.waiting?.message ?? (ready ? undefined : state?.terminated?.message);
    if (message) return quoteField(message, `state of ${container} in ${name}`);
  }
  if (pod.status?.message) return quoteField(pod.status.message, `status of pod ${name}`);
  const last = statuses.find(({ ready, lastState }) => !ready && lastState?.terminated?.message);
  if (last) return quoteField(last.lastState?.terminated?.message ?? '', `last ending of ${last.name} in ${name}`);
  const unplaced = pod.status?.conditions?.find(({ type, status }) => type === 'PodScheduled' && status === 'False');
  return unplaced?.message
    ? quoteField(unplaced.message, `condition PodScheduled of pod ${name}`, unplaced.lastTransitionTime)
    : undefined;
}

import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { KubernetesChangeError } from '../../azure/kubernetes-change-error.ts';
import { UserError } from '../../errors.ts';
import { type PodTarget, readPod } from './pod-target.ts';

/** Labels and annotations to set; null takes one away. */
export interface Relabelling {
  labels: Record<string, string | null>;
  annotations: Record<string, string | null>;
}

/** A pod's status moves on by itself: so often its labels are written on a newer version of it. */
const mostTries = 3;

/** Tries or writes other labels on a pod, on the version that it was read at. */
export async function relabel(
  azure: Azure,
  { clusterId, namespace, name }: PodTarget,
  metadata: Relabelling,
  o: { resourceVersion: string; dryRun: boolean },
): Promise<V1Pod> {
  return azure.change.kubernetes.patch(
    clusterId,
    'pods',
    { namespace, name },
    { metadata },
    { type: 'strategic-merge', ...o },
  );
}

/**
 * Writes them on the pod as it is by now, for as long as it is the same with the same labels. Throws UserError where it
 * is not, and what the API throws.
 */
export async function relabelSame(
  azure: Azure,
  target: PodTarget,
  metadata: Relabelling,
  was: { uid: string; labels: Record<string, string> },
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const pod = await readPod(azure, target);
    if (pod.metadata?.uid !== was.uid) throw new UserError(`Pod ${target.name} is another one by now.`);
    if (!isSame(pod.metadata.labels ?? {}, was.labels))
      throw new UserError(`The labels of ${target.name} are others by now.`);
    try {
      await relabel(azure, target, metadata, { resourceVersion: pod.metadata.resourceVersion ?? '', dryRun: false });
      return;
    } catch (error) {
      const isStale = error instanceof KubernetesChangeError && error.why === 'conflict';
      if (!isStale || tries === mostTries) throw error;
    }
  }
}

function isSame(one: Record<string, string>, other: Record<string, string>): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => one[key] === other[key]);
}

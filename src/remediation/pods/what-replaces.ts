import type { V1Pod } from '@kubernetes/client-node';
import { controllerOf } from './controller-of.ts';

/** What comes in place of a pod that goes, one sentence each; the names are untrusted. */
export function whatReplaces(pod: V1Pod): string[] {
  const owner = controllerOf(pod);
  const name = pod.metadata?.name ?? '';
  if (!owner) return ['Nothing replaces it: it has no controller, so it is gone for good.'];
  switch (owner.kind) {
    case 'StatefulSet':
      return [
        `StatefulSet ${owner.name} makes ${name} again, with the same name and the same volumes, when this one has ended; until then its place is empty.`,
      ];
    case 'DaemonSet':
      return [`DaemonSet ${owner.name} makes another one on the same node, when this one has ended.`];
    case 'Job':
      return [`Job ${owner.name} counts it as failed, and makes another one as long as its backoff limit allows.`];
    case 'ReplicaSet':
      return [`ReplicaSet ${owner.name} makes another one at once, of the same template.`];
    default:
      return [`${owner.kind} ${owner.name} decides whether another one comes.`];
  }
}

/** The volumes of a pod whose content goes with it. */
export function localVolumes({ spec }: Pick<V1Pod, 'spec'>): string[] {
  // What is in memory alone is lost by every restart of the pod, and nobody misses it.
  return (spec?.volumes ?? [])
    .filter(({ emptyDir }) => emptyDir && emptyDir.medium !== 'Memory')
    .map(({ name }) => name);
}

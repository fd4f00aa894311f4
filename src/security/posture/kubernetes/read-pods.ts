import type { Folded } from '../../../azure/kubernetes-fold.ts';
import type { Evidence } from '../../../model/evidence.ts';
import type { Gap } from '../../../model/gap.ts';
import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { noPods, type PodsSeen, seePods } from './pods-seen.ts';
import { readKind } from './read-kind.ts';

/** A cluster's pods, judged while they are read, once for all checks. Throws UpstreamError. */
export function readPods(reading: PostureReading, cluster: ReadResource): Promise<Evidence<Folded<PodsSeen>>> {
  return readKind(reading, cluster, 'pods', { begin: noPods, add: seePods });
}

/** Why nothing can be said of all pods where none of those that were read offends. */
export function notAllRead(read: number, what: string): Gap {
  return {
    what,
    service: 'Kubernetes API',
    why: `None of the first ${read} pods offends, and there are more than are read at once.`,
    next: 'Look at the rest with Azure Policy, which sees each pod as it is made.',
  };
}

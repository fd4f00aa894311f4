import type { V1Pod } from '@kubernetes/client-node';
import type { Measured } from '../../evidence/estate/use-now.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { PodStanding } from '../../model/standing.ts';
import { isWorkload, type Subject } from '../../model/subject.ts';
import { podStanding } from './pod-standing.ts';
import { byContainer } from './use.ts';

/** How the subject's pods stand: of a node those on it, of a workload its own, else all that were read. */
export function podsSeen(
  subject: Subject,
  { pods, use }: { pods?: Evidence<V1Pod[]> | undefined; use?: Evidence<Measured[]> | undefined },
  now: Date,
): PodStanding[] {
  const sight = {
    measured: byContainer(use?.value ?? []),
    isLive: pods?.source.service === 'Kubernetes API',
    now,
  };
  return (pods?.value ?? []).map((pod) => podStanding(pod, sight)).filter((pod) => isOf(subject, pod));
}

function isOf(subject: Subject, { namespace, name, node, owner }: PodStanding): boolean {
  const { kind } = subject;
  if (kind === 'Node') return node === subject.name;
  if (!isWorkload(subject)) return kind !== 'Namespace' || namespace === subject.namespace;
  if (namespace !== subject.namespace) return false;
  if (kind === 'Pod') return name === subject.name;
  return owner.name === subject.name && owner.kind === kind;
}

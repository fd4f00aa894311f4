import type { KubernetesKinds } from '../azure/kubernetes.ts';
import type { ClusterRef, Subject } from '../model/subject.ts';

/** Something in a cluster that has a name; `subject` is what a question about that name is about (a pod's Deployment). */
export interface Named {
  name: string;
  /** What the name itself belongs to; the subject may be of another kind. */
  kind: Subject['kind'];
  /** Whether the name is the subject's own, not that of one of its pods or ReplicaSets. */
  own: boolean;
  subject: Subject;
}

/** The kinds that a name may belong to, by the plural that lists them. */
export const kinds = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  cronjobs: 'CronJob',
  jobs: 'Job',
  replicasets: 'ReplicaSet',
  pods: 'Pod',
  nodes: 'Node',
} as const satisfies { [K in keyof KubernetesKinds]?: Subject['kind'] };

/** A plural of them. */
export type Plural = keyof typeof kinds;

/** Something that was listed, with what it was listed as. */
export interface Listed {
  plural: Plural;
  item: Pick<KubernetesKinds[Plural], 'metadata'>;
}

/** What each listed name is about: follows the controllers' references upwards until something has no controller that was listed. */
export function namesOf(cluster: ClusterRef, listed: Listed[]): Named[] {
  const byUid = new Map(listed.map((it) => [it.item.metadata?.uid ?? '', it]));
  const top = (it: Listed, depth = 0): Listed => {
    const owner = it.item.metadata?.ownerReferences?.find((reference) => reference.controller ?? true);
    const above = owner && byUid.get(owner.uid);
    return above && depth < 5 ? top(above, depth + 1) : it;
  };
  return listed.map((it) => {
    const subject = top(it);
    const { name = '', namespace = '' } = subject.item.metadata ?? {};
    return {
      name: it.item.metadata?.name ?? '',
      kind: kinds[it.plural],
      own: subject === it,
      subject: { cluster, kind: kinds[subject.plural], namespace: subject.plural === 'nodes' ? '' : namespace, name },
    };
  });
}

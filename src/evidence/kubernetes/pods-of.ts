import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import type { Subject } from '../../model/subject.ts';

/** The pods that belong to the subject now: by owner references, through ReplicaSets and Jobs, never by labels or names. */
export async function podsOf(azure: Azure, subject: Subject): Promise<V1Pod[]> {
  const { cluster, kind, name, namespace } = subject;
  const list = azure.kubernetes;
  switch (kind) {
    case 'Cluster':
      return list.list(cluster.id, 'pods');
    case 'Node':
      return (await list.list(cluster.id, 'pods')).filter((pod) => pod.spec?.nodeName === name);
    case 'Namespace':
      return list.list(cluster.id, 'pods', namespace);
    case 'Pod':
      return (await list.list(cluster.id, 'pods', namespace)).filter((pod) => pod.metadata?.name === name);
    case 'Deployment':
    case 'CronJob': {
      const between = kind === 'Deployment' ? ('replicasets' as const) : ('jobs' as const);
      const [pods, children] = await Promise.all([
        list.list(cluster.id, 'pods', namespace),
        list.list(cluster.id, between, namespace),
      ]);
      const owned = new Set(children.filter((it) => isOwnedBy(it, kind, name)).map((it) => it.metadata?.uid));
      return pods.filter((pod) => pod.metadata?.ownerReferences?.some((owner) => owned.has(owner.uid)));
    }
    default:
      return (await list.list(cluster.id, 'pods', namespace)).filter((pod) => isOwnedBy(pod, kind, name));
  }
}

/** What the subject's pods are, for an origin's detail: "pods in shop". */
export function podsIn(subject: Subject): string {
  return subject.namespace === '' ? `pods of ${subject.cluster.name}` : `pods in ${subject.namespace}`;
}

function isOwnedBy(it: Pick<V1Pod, 'metadata'>, kind: string, name: string): boolean {
  return it.metadata?.ownerReferences?.some((owner) => owner.kind === kind && owner.name === name) ?? false;
}

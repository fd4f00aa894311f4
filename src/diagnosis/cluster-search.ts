import type { Azure } from '../azure/azure.ts';
import { gapOf } from '../azure/gap.ts';
import type { KubernetesKinds } from '../azure/kubernetes.ts';
import { UpstreamError } from '../errors.ts';
import type { Gap } from '../model/gap.ts';
import type { ClusterRef, Subject } from '../model/subject.ts';
import { inventoryNames } from './inventory-names.ts';

/** Something in a cluster that has a name; `subject` is what a question about that name is about (a pod's Deployment). */
export interface Named {
  name: string;
  /** Whether the name is the subject's own, not that of one of its pods or ReplicaSets. */
  own: boolean;
  subject: Subject;
}

const kinds = {
  deployments: 'Deployment',
  statefulsets: 'StatefulSet',
  daemonsets: 'DaemonSet',
  cronjobs: 'CronJob',
  jobs: 'Job',
  replicasets: 'ReplicaSet',
  pods: 'Pod',
  nodes: 'Node',
} as const satisfies { [K in keyof KubernetesKinds]?: Subject['kind'] };

type Plural = keyof typeof kinds;

/** Every name in a cluster: one list a kind, side by side; from the inventory when the Kubernetes API did not answer. */
export async function namesIn(azure: Azure, cluster: ClusterRef, now: Date): Promise<{ names: Named[]; gaps: Gap[] }> {
  const lists = await Promise.all(
    (Object.keys(kinds) as Plural[]).map(async (plural) => {
      try {
        return { plural, items: await azure.kubernetes.list(cluster.id, plural) };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { plural, error };
      }
    }),
  );
  const failed = lists.flatMap((it) => (it.error ? [{ ...it, error: it.error }] : []));
  const gaps = failed.map(({ plural, error }) => gapOf(error, `${plural} of ${cluster.name}`));
  const names = resolved(
    cluster,
    lists.flatMap(({ plural, items = [] }) => items.map((item) => ({ plural, item }))),
  );
  if (failed.length < lists.length) return { names, gaps };
  const inventory = await inventoryNames(azure, cluster, now);
  return { names: inventory.names, gaps: [...gaps, ...inventory.gaps] };
}

interface Listed {
  plural: Plural;
  item: Pick<KubernetesKinds[Plural], 'metadata'>;
}

/** Follows the controllers' references upwards until something has no controller that was listed. */
function resolved(cluster: ClusterRef, listed: Listed[]): Named[] {
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
      own: subject === it,
      subject: { cluster, kind: kinds[subject.plural], namespace: subject.plural === 'nodes' ? '' : namespace, name },
    };
  });
}

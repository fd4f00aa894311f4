import type { V1Ingress, V1Namespace, V1Pod, V1Service } from '@kubernetes/client-node';
import type { ImageRun } from '../../model/image-run.ts';
import { type RunningContainer, runningIn } from './running-containers.ts';

/** What was listed of a cluster; undefined where it could not be. */
export interface ClusterLists {
  pods: readonly V1Pod[];
  services: readonly V1Service[] | undefined;
  ingresses: readonly V1Ingress[] | undefined;
  namespaces: readonly V1Namespace[] | undefined;
}

/** What runs by these lists, one entry a workload and image: who owns it, and what leads to it from outside. */
export function runsOfLists(cluster: string, lists: ClusterLists, ownerLabels: readonly string[]): ImageRun[] {
  const ways = waysIn(lists);
  const owners = new Map((lists.namespaces ?? []).map((it) => [it.metadata?.name, ownerOf(it, ownerLabels)]));
  const runs = new Map<string, ImageRun>();
  for (const pod of lists.pods) {
    const owner = ownerOf(pod, ownerLabels) ?? owners.get(pod.metadata?.namespace);
    const exposed = ways.find((it) => leadsTo(it, pod))?.name;
    for (const container of runningIn(cluster, pod)) {
      const found = runOf(container, { owner, exposed });
      const key = [
        found.digest ?? found.tag,
        found.registry,
        found.repository,
        found.namespace,
        found.kind,
        found.workload,
      ];
      const known = runs.get(key.join(' '));
      if (!known) runs.set(key.join(' '), found);
      else {
        known.pods++;
        if (found.since && (!known.since || found.since < known.since)) known.since = found.since;
        if (exposed) known.exposed = exposed;
      }
    }
  }
  return [...runs.values()];
}

function runOf(
  { image, cluster, namespace, workload, kind, since, isPinned }: RunningContainer,
  { owner, exposed }: { owner: string | undefined; exposed: string | undefined },
): ImageRun {
  return {
    ...image,
    ...{ cluster, namespace, workload, kind, pods: 1 },
    isPinned: isPinned ?? false,
    ...(since && { since }),
    ...(owner !== undefined && { owner }),
    ...(exposed !== undefined && { exposed }),
  };
}

/** The first of these labels, or annotations, that it has. */
function ownerOf({ metadata }: Pick<V1Pod, 'metadata'>, names: readonly string[]): string | undefined {
  for (const name of names) {
    const found = metadata?.labels?.[name] ?? metadata?.annotations?.[name];
    if (found) return found.slice(0, 100);
  }
  return undefined;
}

interface WayIn {
  name: string;
  namespace: string;
  selector: Record<string, string>;
}

/** Services that are reached from outside the cluster, by their own type or by an Ingress. */
function waysIn({ services = [], ingresses = [] }: ClusterLists): WayIn[] {
  return services.flatMap((it) => {
    const way = wayOf(it, ingresses);
    const { name = '', namespace = '' } = it.metadata ?? {};
    const selector = it.spec?.selector ?? {};
    return way && Object.keys(selector).length > 0 ? [{ name: `${way} ${name}`, namespace, selector }] : [];
  });
}

const internal = 'service.beta.kubernetes.io/azure-load-balancer-internal';

function wayOf({ metadata, spec }: V1Service, ingresses: readonly V1Ingress[]): string | undefined {
  if (spec?.type === 'LoadBalancer' && metadata?.annotations?.[internal] !== 'true') return 'LoadBalancer';
  if (spec?.type === 'NodePort') return 'NodePort';
  const names = ingresses
    .filter((it) => it.metadata?.namespace === metadata?.namespace)
    .flatMap(({ spec: rules }) => [
      rules?.defaultBackend?.service?.name,
      ...(rules?.rules ?? []).flatMap(({ http }) => (http?.paths ?? []).map(({ backend }) => backend.service?.name)),
    ]);
  return names.includes(metadata?.name) ? 'Ingress to' : undefined;
}

function leadsTo({ namespace, selector }: WayIn, { metadata }: V1Pod): boolean {
  return (
    metadata?.namespace === namespace &&
    Object.entries(selector).every(([name, value]) => metadata?.labels?.[name] === value)
  );
}

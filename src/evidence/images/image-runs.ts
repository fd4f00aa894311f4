import type { V1Ingress, V1Pod, V1Service } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { UpstreamError } from '../../errors.ts';
import type { ImageRun } from '../../model/image-run.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { inventoryRuns } from './inventory-runs.ts';
import { type RunningContainer, runningIn } from './running-containers.ts';

/** What runs in one cluster, one entry a workload and image: who owns it, and what leads to it from outside. */
export interface RunsOfCluster {
  runs: ImageRun[];
  source: string;
  isExposureKnown: boolean;
}

/** By the Kubernetes API; where that does not answer, by the tables of Container Insights. Throws what the first of them threw. */
export async function imageRuns(
  azure: Azure,
  cluster: ClusterRef,
  o: { ownerLabels: readonly string[]; now: Date },
): Promise<RunsOfCluster> {
  try {
    return await liveRuns(azure, cluster, o);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    try {
      const { value } = await inventoryRuns(azure, cluster, o);
      return { runs: value, source: 'KubePodInventory and ContainerInventory', isExposureKnown: false };
    } catch (second) {
      if (!(second instanceof UpstreamError)) throw second;
      throw error;
    }
  }
}

async function liveRuns(
  azure: Azure,
  cluster: ClusterRef,
  { ownerLabels }: { ownerLabels: readonly string[] },
): Promise<RunsOfCluster> {
  const [pods, ways, owners] = await Promise.all([
    azure.kubernetes.list(cluster.id, 'pods'),
    waysIn(azure, cluster),
    ownersIn(azure, cluster, ownerLabels),
  ]);
  const runs = new Map<string, ImageRun>();
  for (const pod of pods) {
    const owner = ownerOf(pod, ownerLabels) ?? owners.get(pod.metadata?.namespace ?? '');
    const exposed = ways?.find((it) => leadsTo(it, pod))?.name;
    for (const container of runningIn(cluster.name, pod)) {
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
  return { runs: [...runs.values()], isExposureKnown: ways !== undefined, source: 'Kubernetes API' };
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

/** The owners of namespaces by the same labels; none where they cannot be read, for pods may have their own. */
async function ownersIn(
  azure: Azure,
  { id }: ClusterRef,
  ownerLabels: readonly string[],
): Promise<Map<string, string>> {
  try {
    const all = await azure.kubernetes.list(id, 'namespaces');
    return new Map(
      all.flatMap((it) => {
        const owner = ownerOf(it, ownerLabels);
        return owner === undefined ? [] : [[it.metadata?.name ?? '', owner] as const];
      }),
    );
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return new Map();
  }
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

/** Services that are reached from outside the cluster, by their own type or by an Ingress; undefined where they cannot be read. */
async function waysIn(azure: Azure, { id }: ClusterRef): Promise<WayIn[] | undefined> {
  try {
    const [services, ingresses] = await Promise.all([
      azure.kubernetes.list(id, 'services'),
      azure.kubernetes.list(id, 'ingresses'),
    ]);
    return services.flatMap((it) => {
      const way = wayOf(it, ingresses);
      const { name = '', namespace = '' } = it.metadata ?? {};
      const selector = it.spec?.selector ?? {};
      return way && Object.keys(selector).length > 0 ? [{ name: `${way} ${name}`, namespace, selector }] : [];
    });
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return undefined;
  }
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

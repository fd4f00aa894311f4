import type { V1Node } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import type { KubernetesKinds } from '../../azure/kubernetes.ts';
import { UpstreamError } from '../../errors.ts';
import type { ImageRun } from '../../model/image-run.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { inventoryRuns } from './inventory-runs.ts';
import { runsOfLists } from './runs-of-lists.ts';

/** What runs in one cluster, one entry a workload and image: who owns it, and what leads to it from outside. */
export interface RunsOfCluster {
  runs: ImageRun[];
  source: string;
  isExposureKnown: boolean;
  /** What its nodes are ("linux/amd64"), each once; undefined where they could not be read. */
  architectures?: string[];
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
  { id, name }: ClusterRef,
  { ownerLabels }: { ownerLabels: readonly string[] },
): Promise<RunsOfCluster> {
  // Without the others it is known less well what runs; without pods not at all.
  const [pods, services, ingresses, namespaces, nodes] = await Promise.all([
    azure.kubernetes.list(id, 'pods'),
    listed(azure, id, 'services'),
    listed(azure, id, 'ingresses'),
    listed(azure, id, 'namespaces'),
    listed(azure, id, 'nodes'),
  ]);
  return {
    runs: runsOfLists(name, { pods, services, ingresses, namespaces }, ownerLabels),
    source: 'Kubernetes API',
    ...(nodes && { architectures: architecturesOf(nodes) }),
    isExposureKnown: services !== undefined && ingresses !== undefined,
  };
}

function architecturesOf(nodes: readonly V1Node[]): string[] {
  const kinds = nodes.flatMap(({ status }) => {
    const { operatingSystem, architecture } = status?.nodeInfo ?? {};
    return operatingSystem && architecture ? [`${operatingSystem}/${architecture}`] : [];
  });
  return [...new Set(kinds)].sort();
}

async function listed<K extends keyof KubernetesKinds>(
  azure: Azure,
  clusterId: string,
  kind: K,
): Promise<KubernetesKinds[K][] | undefined> {
  try {
    return await azure.kubernetes.list(clusterId, kind);
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return undefined;
  }
}

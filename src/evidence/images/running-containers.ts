import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import { deploymentOf } from '../../model/deployment-of.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { Gap } from '../../model/gap.ts';
import type { ImageRef, RunningPlace } from '../../model/image.ts';
import { parseImage } from '../../model/parse-image.ts';
import type { ClusterRef } from '../../model/subject.ts';

/** A container that runs, with the image it was asked to run and the digest that it does run. */
export interface RunningContainer extends Omit<RunningPlace, 'pods'> {
  image: ImageRef;
  pod: string;
  /** The workload names it by its digest, so that nobody can put another in its place; undefined means no. */
  isPinned?: boolean;
}

/** Every running container of every cluster that answers: the Kubernetes API, side by side; the others become gaps. */
export async function runningContainers(
  azure: Azure,
  clusters: ClusterRef[],
  at: Date,
): Promise<{ evidence?: Evidence<RunningContainer[]>; gaps: Gap[] }> {
  const answers = await Promise.all(
    clusters.map(async (cluster) => {
      try {
        return {
          containers: (await azure.kubernetes.list(cluster.id, 'pods')).flatMap((pod) => runningIn(cluster.name, pod)),
        };
      } catch (error) {
        if (!(error instanceof UpstreamError)) throw error;
        return { gap: gapOf(error, `what runs in ${cluster.name}`) };
      }
    }),
  );
  const read = answers.flatMap(({ containers }) => (containers ? [containers] : []));
  return {
    ...(read.length > 0 && {
      evidence: {
        value: read.flat(),
        source: { service: 'Kubernetes API', detail: `pods of ${read.length} of ${clusters.length} clusters` } as const,
        at,
      },
    }),
    gaps: answers.flatMap(({ gap }) => gap ?? []),
  };
}

/** Where these containers run, one line a workload. */
export function placesOf(containers: RunningContainer[]): RunningPlace[] {
  const places = new Map<string, RunningPlace & { names: Set<string> }>();
  for (const { cluster, namespace, workload, kind, pod, since } of containers) {
    const key = [cluster, namespace, kind, workload].join('/');
    const place = places.get(key) ?? { cluster, namespace, workload, kind, pods: 0, names: new Set<string>() };
    place.names.add(pod);
    if (since && (!place.since || since < place.since)) place.since = since;
    places.set(key, { ...place, pods: place.names.size });
  }
  return [...places.values()]
    .map(({ names: _, ...place }) => place)
    .sort((a, b) => b.pods - a.pods || a.cluster.localeCompare(b.cluster));
}

/** The containers of one pod, by its state. */
export function runningIn(cluster: string, pod: V1Pod): RunningContainer[] {
  const owner =
    pod.metadata?.ownerReferences?.find(({ controller }) => controller) ?? pod.metadata?.ownerReferences?.[0];
  const deployment = owner?.kind === 'ReplicaSet' ? deploymentOf(owner.name) : undefined;
  return (pod.status?.containerStatuses ?? []).flatMap((status) => {
    const image =
      parseImage(status.image) ??
      parseImage(pod.spec?.containers.find(({ name }) => name === status.name)?.image ?? '');
    if (!image) return [];
    // imageID is "registry/repository@sha256:..." (or has a scheme in front); it is what really runs, whatever the tag says now.
    const digest = /sha256:[0-9a-f]{64}/.exec(status.imageID)?.[0];
    // A restart in place is no new start of the image.
    const since = pod.status?.startTime ?? status.state?.running?.startedAt;
    return {
      image: { ...image, ...(digest !== undefined && { digest }) },
      isPinned: /@sha256:/.test(pod.spec?.containers.find(({ name }) => name === status.name)?.image ?? ''),
      cluster,
      namespace: pod.metadata?.namespace ?? '',
      workload: deployment ?? owner?.name ?? pod.metadata?.name ?? '',
      kind: deployment === undefined ? (owner?.kind ?? 'Pod') : 'Deployment',
      pod: pod.metadata?.name ?? '',
      ...(since !== undefined && { since: new Date(since) }),
    };
  });
}

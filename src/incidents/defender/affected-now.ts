import type { V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { clustersOf } from '../../azure/estate.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import { runningIn } from '../../evidence/images/running-containers.ts';
import type { Gap } from '../../model/gap.ts';
import { imageText } from '../../model/parse-image.ts';
import type { AffectedNow, AlertTarget } from '../../model/security-alert.ts';
import type { ClusterRef } from '../../model/subject.ts';
import { hasEnded, isReady } from '../../remediation/pods/pod-target.ts';
import { bindingsOf } from './bindings-of.ts';
import { workloadNow } from './workload-now.ts';

/** How what an alert is about stands in its cluster now; what could not be read is a gap, and what is gone is said to be. */
export async function affectedNow(azure: Azure, target: AlertTarget): Promise<AffectedNow> {
  const gaps: Gap[] = [];
  const read = async <T>(what: string, ask: () => Promise<T>): Promise<T | undefined> => {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      gaps.push(gapOf(error, what));
      return undefined;
    }
  };
  const nothing = { images: [], bindings: [], gaps };
  if (!target.clusterId && !target.cluster) return nothing;
  const clusters = await read('the cluster of the alert', () => clustersOf(azure));
  const cluster = clusters && clusterOf(target, clusters);
  if (clusters && !cluster) gaps.push(unseen(target));
  if (!cluster) return nothing;

  const { namespace, pod: name, workload } = target;
  const { kubernetes } = azure;
  const [found, bindings] = await Promise.all([
    namespace && name
      ? read(`pod ${name}`, async () => ({ pod: await kubernetes.object(cluster.id, 'pods', name, namespace) }))
      : undefined,
    read('the role bindings', () => bindingsOf(azure, cluster.id, target)),
  ]);
  const pod = found?.pod;
  const meant = (pod && runningIn(cluster.name, pod)[0]?.workload) ?? workload;
  const its =
    namespace && meant && (found !== undefined || !name)
      ? await read(`workload ${meant}`, () => workloadNow(azure, cluster.id, { namespace, name: meant }))
      : undefined;
  return {
    clusterId: cluster.id,
    ...(found && name && { pod: podNow(name, pod) }),
    images: pod ? imagesOf(cluster.name, pod) : [],
    ...(its && { workload: its }),
    bindings: bindings ?? [],
    gaps,
  };
}

function clusterOf({ clusterId, cluster }: AlertTarget, clusters: readonly ClusterRef[]): ClusterRef | undefined {
  const byId = clusters.find(({ id }) => id.toLowerCase() === clusterId?.toLowerCase());
  if (byId || clusterId) return byId;
  const named = clusters.filter(({ name }) => name.toLowerCase() === cluster?.toLowerCase());
  return named.length === 1 ? named[0] : undefined;
}

function unseen({ cluster }: AlertTarget): Gap {
  return {
    what: 'the cluster of the alert',
    service: 'Resource Graph',
    why: `Resource Graph knows no cluster ${cluster ?? 'of that id'} that I may see.`,
    next: "Grant the bot's identity Reader on its subscription, if it still exists.",
  };
}

function podNow(name: string, pod: V1Pod | undefined): NonNullable<AffectedNow['pod']> {
  if (!pod) return { name, state: 'gone', isIsolated: false };
  const { metadata, spec, status } = pod;
  const state = metadata?.deletionTimestamp
    ? 'being deleted'
    : hasEnded(pod)
      ? 'ended'
      : isReady(pod)
        ? 'ready'
        : 'not ready';
  return {
    ...{ name, state, isIsolated: metadata?.labels?.['watchkeeper.dev/isolated'] !== undefined },
    ...(spec?.nodeName && { node: spec.nodeName }),
    ...(status?.startTime && { since: new Date(status.startTime) }),
  };
}

function imagesOf(cluster: string, pod: V1Pod): AffectedNow['images'][number][] {
  return (pod.status?.containerStatuses ?? []).flatMap((status) =>
    runningIn(cluster, { ...pod, status: { ...pod.status, containerStatuses: [status] } }).map(({ image }) => ({
      container: status.name,
      image: imageText(image),
      repository: image.repository,
      ...(image.registry !== undefined && { loginServer: image.registry }),
      ...(image.digest !== undefined && { digest: image.digest }),
    })),
  );
}

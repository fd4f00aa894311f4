import type { Cluster, Happening } from '../estate.ts';
import { happeningsOf } from '../happenings.ts';
import { seededHex, seededUuid } from '../seeded.ts';
import { type KubeObject, kubeTime, resourceVersion } from './metadata.ts';

const kept = 3_600_000;

/** Events as the API server gives them: kept for an hour after the last time, counted when they repeat. */
export function eventObjects(cluster: Cluster, at: Date): KubeObject[] {
  const day = happeningsOf(cluster, new Date(at.getTime() - 24 * kept), new Date(at.getTime() + 1));
  const groups = Map.groupBy(
    day,
    (it) => `${it.object.uid}/${it.reason}/${it.reason === 'OOMKilling' ? it.message : it.component + it.message}`,
  );
  return [...groups.values()]
    .filter((group) => (group.at(-1)?.at.getTime() ?? 0) > at.getTime() - kept)
    .flatMap((group) => eventObject(cluster, group));
}

function eventObject(cluster: Cluster, group: Happening[]): KubeObject[] {
  const first = group[0];
  const last = group.at(-1);
  if (!first || !last) return [];
  const key = `${first.object.uid}/${first.reason}/${first.message}`;
  const namespace = first.object.namespace || 'default';
  return [
    {
      apiVersion: 'v1',
      kind: 'Event',
      metadata: {
        name: `${first.object.name}.${seededHex(key, 16)}`,
        namespace,
        uid: seededUuid(`event/${cluster.name}/${key}`),
        creationTimestamp: kubeTime(first.at),
        resourceVersion: resourceVersion(last.at, key),
      },
      involvedObject: {
        kind: first.object.kind,
        name: first.object.name,
        // The node problem detector and the kubelet use a node's name as its UID in events.
        uid: first.object.kind === 'Node' ? first.object.name : first.object.uid,
        ...(first.object.namespace && { namespace: first.object.namespace }),
        apiVersion: 'v1',
      },
      reason: last.reason,
      message: last.message,
      source: { component: last.component, ...(last.host && { host: last.host }) },
      firstTimestamp: kubeTime(first.at),
      lastTimestamp: kubeTime(last.at),
      count: group.length,
      type: last.type,
      eventTime: null,
      reportingComponent: last.component,
      reportingInstance: last.host,
    },
  ];
}

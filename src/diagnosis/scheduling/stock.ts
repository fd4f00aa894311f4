import type { V1Node, V1PersistentVolume, V1PersistentVolumeClaim, V1Pod } from '@kubernetes/client-node';
import { hasEnded } from '../situation/workload.ts';
import { type Amounts, requestsOf } from './requests.ts';

/** What a cluster has to place pods on, counted once. */
export interface Stock {
  nodes: readonly V1Node[];
  nodeByName: ReadonlyMap<string, V1Node>;
  /** Pods that are on nodes, by node. */
  podsOn: ReadonlyMap<string, V1Pod[]>;
  /** Requests of these, by node. */
  used: ReadonlyMap<string, Amounts>;
  /** Placed pods whose own anti-affinity speaks about newcomers. */
  guarded: readonly V1Pod[];
  claims: ReadonlyMap<string, V1PersistentVolumeClaim>;
  volumes: ReadonlyMap<string, V1PersistentVolume>;
}

/** Counts nodes, and pods on them: those that ended need nothing any more. */
export function stockOf(facts: {
  nodes: readonly V1Node[];
  pods: readonly V1Pod[];
  claims?: readonly V1PersistentVolumeClaim[] | undefined;
  volumes?: readonly V1PersistentVolume[] | undefined;
}): Stock {
  const placed = facts.pods.filter((pod) => pod.spec?.nodeName && !hasEnded(pod));
  const podsOn = Map.groupBy(placed, (pod) => pod.spec?.nodeName ?? '');
  const used = new Map([...podsOn].map(([node, pods]) => [node, sumOf(pods)]));
  return {
    nodes: facts.nodes,
    nodeByName: new Map(facts.nodes.map((node) => [node.metadata?.name ?? '', node])),
    podsOn,
    used,
    guarded: placed.filter(
      ({ spec }) => spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution?.length,
    ),
    claims: new Map(
      (facts.claims ?? []).map((claim) => [`${claim.metadata?.namespace}/${claim.metadata?.name}`, claim]),
    ),
    volumes: new Map((facts.volumes ?? []).map((volume) => [volume.metadata?.name ?? '', volume])),
  };
}

function sumOf(pods: readonly V1Pod[]): Amounts {
  const sum = new Map<string, number>();
  for (const pod of pods) for (const [name, value] of requestsOf(pod)) sum.set(name, (sum.get(name) ?? 0) + value);
  return sum;
}

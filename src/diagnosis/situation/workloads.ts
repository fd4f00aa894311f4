import type { V1Deployment, V1ObjectMeta, V1Pod, V1PodSpec, V1ReplicaSet } from '@kubernetes/client-node';
import type { EvidenceOf } from '../rule.ts';
import { deploymentFor } from './adopted.ts';
import type { SituationFact } from './situation-facts.ts';
import { hasEnded, type Workload } from './workload.ts';

/** The workloads of the evidence: controllers with their pods, and pods that nobody controls. */
export function workloadsIn(evidence: EvidenceOf<never, SituationFact>): Workload[] {
  const pods = (evidence.pods?.value ?? []).filter((pod) => !hasEnded(pod) || !controllerOf(pod));
  const replicaSets = evidence.replicaSets?.value ?? [];
  const podsBy = Map.groupBy(pods, (pod) => keyOf(controllerOf(pod), pod.metadata));
  const owned = (kind: string, metadata: V1ObjectMeta | undefined) =>
    (podsBy.get(`${kind}/${metadata?.namespace}/${metadata?.name}`) ?? []).sort(byAge);
  const setsBy = Map.groupBy(replicaSets, (set) => keyOf(controllerOf(set), set.metadata));

  const made: Workload[] = [];
  for (const it of evidence.deployments?.value ?? []) {
    const revisions = (setsBy.get(`Deployment/${it.metadata?.namespace}/${it.metadata?.name}`) ?? []).sort(byRevision);
    const pods = revisions.flatMap((set) => owned('ReplicaSet', set.metadata)).sort(byAge);
    made.push({
      ...named('Deployment', it.metadata),
      ...wanted(it.spec?.replicas ?? 1),
      template: it.spec?.template ?? {},
      pods,
      revisions,
    });
  }
  for (const it of evidence.statefulSets?.value ?? [])
    made.push({
      ...named('StatefulSet', it.metadata),
      ...wanted(it.spec?.replicas ?? 1),
      template: it.spec?.template ?? {},
      pods: owned('StatefulSet', it.metadata),
      revisions: [],
    });
  for (const it of evidence.daemonSets?.value ?? [])
    made.push({
      ...named('DaemonSet', it.metadata),
      ...wanted(it.status?.desiredNumberScheduled),
      template: it.spec?.template ?? {},
      pods: owned('DaemonSet', it.metadata),
      revisions: [],
    });
  for (const it of evidence.jobs?.value ?? [])
    made.push({
      ...named('Job', it.metadata),
      template: it.spec?.template ?? {},
      pods: owned('Job', it.metadata),
      revisions: [],
    });
  return [...made, ...orphans(podsBy, made, evidence.deployments?.value ?? [])].map((it) => withUnseen(it, evidence));
}

/** A source may show only some of the pods: who is missing there is not missing where the controller counts all as ready. */
function withUnseen(workload: Workload, evidence: EvidenceOf<never, SituationFact>): Workload {
  const { kind, namespace, name, desired = 0, pods } = workload;
  if (pods.length >= desired || (kind !== 'Deployment' && kind !== 'StatefulSet')) return workload;
  const controllers = (kind === 'Deployment' ? evidence.deployments : evidence.statefulSets)?.value;
  const controller = controllers?.find(
    ({ metadata }) => metadata?.name === name && (metadata.namespace ?? '') === namespace,
  );
  const { readyReplicas = 0, observedGeneration } = controller?.status ?? {};
  const isCurrent = (observedGeneration ?? 0) >= (observedGeneration ? (controller?.metadata?.generation ?? 0) : 0);
  return readyReplicas >= desired && isCurrent ? { ...workload, unseen: desired - pods.length } : workload;
}

/** Pods whose controller was not read, by controller as far as their owner and name tell it, and those that have none. */
function orphans(
  podsBy: Map<string, V1Pod[]>,
  known: readonly Workload[],
  deployments: readonly V1Deployment[],
): Workload[] {
  const placed = new Set(known.flatMap(({ pods }) => pods));
  const rest = [...podsBy.values()].flat().filter((pod) => !placed.has(pod));
  const grouped = Map.groupBy(rest, (pod) => {
    const owner = controllerOf(pod);
    const adopter = owner ? undefined : deploymentFor(pod, deployments);
    if (adopter !== undefined) return `Deployment/${pod.metadata?.namespace}/${adopter}`;
    if (!owner || owner.kind === 'Node') return `Pod/${pod.metadata?.namespace}/${pod.metadata?.name}`;
    const isHashed = owner.kind === 'ReplicaSet';
    return `${isHashed ? 'Deployment' : owner.kind}/${pod.metadata?.namespace}/${isHashed ? owner.name.replace(/-[a-z0-9]{5,10}$/, '') : owner.name}`;
  });
  return [...grouped].flatMap(([key, pods]) => {
    const [kind, namespace = '', name = ''] = key.split('/');
    const same = known.find((it) => it.kind === kind && it.namespace === namespace && it.name === name);
    if (same) {
      same.pods.push(...pods);
      return [];
    }
    const { metadata, spec } = pods[0] ?? {};
    const template = { ...(metadata && { metadata }), ...(spec && { spec: spec as V1PodSpec }) };
    return [{ kind: kind as Workload['kind'], namespace, name, template, pods: pods.sort(byAge), revisions: [] }];
  });
}

/** The owner that controls an object, as its references say. */
export function controllerOf({ metadata }: { metadata?: V1ObjectMeta }): { kind: string; name: string } | undefined {
  return metadata?.ownerReferences?.find((it) => it.controller !== false);
}

function keyOf(owner: { kind: string; name: string } | undefined, metadata: V1ObjectMeta | undefined): string {
  return owner ? `${owner.kind}/${metadata?.namespace}/${owner.name}` : `Pod/${metadata?.namespace}/${metadata?.name}`;
}

function named(kind: Workload['kind'], metadata: V1ObjectMeta | undefined) {
  return { kind, namespace: metadata?.namespace ?? '', name: metadata?.name ?? '' };
}

function wanted(desired: number | undefined) {
  return desired === undefined ? {} : { desired };
}

function byAge(a: V1Pod, b: V1Pod): number {
  return (a.metadata?.creationTimestamp?.getTime() ?? 0) - (b.metadata?.creationTimestamp?.getTime() ?? 0);
}

/** Deployments number their revisions; one without the number is ordered by age. */
function byRevision(a: V1ReplicaSet, b: V1ReplicaSet): number {
  const revision = (set: V1ReplicaSet) => Number(set.metadata?.annotations?.['deployment.kubernetes.io/revision'] ?? 0);
  return (
    revision(b) - revision(a) ||
    (b.metadata?.creationTimestamp?.getTime() ?? 0) - (a.metadata?.creationTimestamp?.getTime() ?? 0)
  );
}

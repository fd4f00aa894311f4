import type { Cluster, Pod, Workload } from '../estate.ts';
import { onceFor } from '../once-for.ts';
import { seededUuid, seedOf } from '../seeded.ts';

/** An object as the API server gives it: plain JSON. */
export interface KubeObject {
  apiVersion: string;
  kind: string;
  metadata: { name: string; namespace?: string; uid: string; labels?: Record<string, string>; [more: string]: unknown };
  [more: string]: unknown;
}

/** "2026-11-25T02:10:00Z": Kubernetes' times have whole seconds. */
export function kubeTime(at: Date): string {
  return `${at.toISOString().slice(0, 19)}Z`;
}

/** Labels of a workload's pods, without the template hash. */
export function labelsOf(workload: Workload): Record<string, string> {
  if (workload.system) return { 'k8s-app': workload.name, 'kubernetes.azure.com/managedby': 'aks' };
  return {
    app: workload.name,
    'app.kubernetes.io/name': workload.name,
    'app.kubernetes.io/part-of': workload.namespace,
    'app.kubernetes.io/version': workload.rollouts.at(-1)?.image.tags[0] ?? '',
    team: `team-${workload.namespace}`,
  };
}

/** Labels of one pod. */
export function podLabels(pod: Pod): Record<string, string> {
  if (pod.labels) return pod.labels;
  const hash: Record<string, string> =
    pod.owner.kind === 'ReplicaSet'
      ? { 'pod-template-hash': pod.templateHash }
      : pod.owner.kind === 'Job'
        ? { 'job-name': pod.owner.name }
        : { 'controller-revision-hash': pod.templateHash };
  const version = pod.containers.find((it) => !it.init)?.image.tags[0];
  return {
    ...labelsOf(pod.workload),
    ...(version && !pod.workload.system && { 'app.kubernetes.io/version': version }),
    ...hash,
  };
}

/** UID of a workload's object. */
export function workloadUid(cluster: Cluster, workload: Workload): string {
  return seededUuid(`${workload.kind}/${cluster.name}/${workload.namespace}/${workload.name}`);
}

/** A resource version that grows with time, as etcd's revision does. */
export function resourceVersion(at: Date, salt: string): string {
  return String(Math.floor(at.getTime() / 1_000) - 1_500_000_000 + (seedOf(salt) % 97));
}

/** "256Mi". */
export const mebibytes = (value: number): string => (value % 1_024 === 0 ? `${value / 1_024}Gi` : `${value}Mi`);

/** "250m" or "2". */
export const cores = (millicores: number): string =>
  millicores % 1_000 === 0 ? String(millicores / 1_000) : `${millicores}m`;

/** requests and limits of a container. */
export function resourcesOf(container: {
  cpuRequest: number;
  cpuLimit?: number;
  memoryRequestMiB: number;
  memoryLimitMiB?: number;
}) {
  return {
    limits: {
      ...(container.cpuLimit && { cpu: cores(container.cpuLimit) }),
      ...(container.memoryLimitMiB && { memory: mebibytes(container.memoryLimitMiB) }),
    },
    requests: { cpu: cores(container.cpuRequest), memory: mebibytes(container.memoryRequestMiB) },
  };
}

/** "contoso.azurecr.io/payments-api:1.8". */
export const imageName = (image: { registry: string; repository: string; tags: string[] }): string =>
  `${image.registry}/${image.repository}:${image.tags[0]}`;

/** PodLabel as the agent writes it: a JSON array with one object. */
export const podLabelsJson = onceFor((pod: Pod) => JSON.stringify([podLabels(pod)]));

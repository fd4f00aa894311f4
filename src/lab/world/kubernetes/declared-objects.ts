import { ownerUid, templateHashOf } from '../build-pods.ts';
import { isDeleted, podReady } from '../container-run.ts';
import type { Cluster, ClusterNode, Pod, Workload } from '../estate.ts';
import type { Declared, DisruptionBudget } from '../namespaced.ts';
import { seededUuid } from '../seeded.ts';
import { type KubeObject, kubeTime, workloadUid } from './metadata.ts';
import { namespacedMetadata } from './namespaced-metadata.ts';
import { holds } from './node-object.ts';

const groupVersions = {
  ServiceAccount: 'v1',
  LimitRange: 'v1',
  NetworkPolicy: 'networking.k8s.io/v1',
  Ingress: 'networking.k8s.io/v1',
  Role: 'rbac.authorization.k8s.io/v1',
  ClusterRole: 'rbac.authorization.k8s.io/v1',
  RoleBinding: 'rbac.authorization.k8s.io/v1',
  ClusterRoleBinding: 'rbac.authorization.k8s.io/v1',
  ValidatingWebhookConfiguration: 'admissionregistration.k8s.io/v1',
} as const;

/** An object that has no state of its own. */
export function declaredObject(cluster: Cluster, it: Declared): KubeObject {
  return {
    apiVersion: groupVersions[it.kind],
    kind: it.kind,
    metadata: { ...namespacedMetadata(cluster, it.kind, it), ...(it.labels && { labels: it.labels }) },
    ...it.body,
  };
}

/** A PodDisruptionBudget, with how many pods may go now. */
export function budgetObject(cluster: Cluster, budget: DisruptionBudget, pods: Pod[], at: Date): KubeObject {
  const own = pods.filter(
    (it) => it.workload.namespace === budget.namespace && it.workload.name === budget.name && !it.orphaned,
  );
  const healthy = own.filter((it) => podReady(it, at) && !isDeleted(it, at)).length;
  return {
    apiVersion: 'policy/v1',
    kind: 'PodDisruptionBudget',
    metadata: namespacedMetadata(cluster, 'PodDisruptionBudget', budget),
    spec: { minAvailable: budget.minAvailable, selector: { matchLabels: { app: budget.name } } },
    status: {
      observedGeneration: 1,
      expectedPods: own.length,
      currentHealthy: healthy,
      desiredHealthy: budget.minAvailable,
      disruptionsAllowed: Math.max(0, healthy - budget.minAvailable),
    },
  };
}

/** The lease that a node's kubelet renews every ten seconds. */
export function leaseObject(node: ClusterNode, at: Date): KubeObject {
  const seen = holds(node.notReady, at) && node.notReady ? node.notReady.since.getTime() - 40_000 : at.getTime();
  const renewed = new Date(seen - (seen % 10_000));
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: {
      name: node.name,
      namespace: 'kube-node-lease',
      uid: seededUuid(`lease/${node.uid}`),
      creationTimestamp: kubeTime(node.createdAt),
      ownerReferences: [{ apiVersion: 'v1', kind: 'Node', name: node.name, uid: node.uid }],
    },
    spec: {
      holderIdentity: node.name,
      leaseDurationSeconds: 40,
      renewTime: renewed.toISOString().replace('Z', '000Z'),
    },
  };
}

/** The current revision of a StatefulSet or DaemonSet. */
export function revisionObject(cluster: Cluster, workload: Workload): KubeObject {
  const rollout = workload.rollouts.at(-1);
  const name = `${workload.name}-${templateHashOf(cluster, workload)}`;
  return {
    apiVersion: 'apps/v1',
    kind: 'ControllerRevision',
    metadata: {
      name,
      namespace: workload.namespace,
      uid: ownerUid(cluster, workload, name),
      creationTimestamp: kubeTime(rollout?.at ?? workload.createdAt),
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: workload.kind,
          name: workload.name,
          uid: workloadUid(cluster, workload),
          controller: true,
        },
      ],
    },
    revision: rollout?.revision ?? 1,
  };
}

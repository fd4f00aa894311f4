import { ownerUid, templateHashOf } from '../build-pods.ts';
import { isDeleted, podReady } from '../container-run.ts';
import type { Cluster, Pod, Rollout, Workload } from '../estate.ts';
import { type KubeObject, kubeTime, labelsOf, resourceVersion, workloadUid } from './metadata.ts';
import { podTemplate } from './pod-template.ts';

/** The ReplicaSets of a Deployment, one a revision; only the last one has pods. */
export function replicaSetObjects(cluster: Cluster, workload: Workload, pods: Pod[], at: Date): KubeObject[] {
  return workload.rollouts.map((rollout) => replicaSet(cluster, workload, rollout, pods, at));
}

function replicaSet(cluster: Cluster, workload: Workload, rollout: Rollout, pods: Pod[], at: Date): KubeObject {
  const hash = templateHashOf(cluster, workload, rollout.revision);
  const name = `${workload.name}-${hash}`;
  const own = pods.filter(
    (pod) =>
      pod.owner.name === name && pod.workload === workload && !pod.evicted && !pod.orphaned && !isDeleted(pod, at),
  );
  const ready = own.filter((pod) => podReady(pod, at)).length;
  const current = !rollout.stuck && rollout === workload.rollouts.at(-1);
  const tried = rollout === workload.rollouts.at(-1) && rollout.refused;
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: workload.namespace,
      uid: ownerUid(cluster, workload, name),
      creationTimestamp: kubeTime(rollout.sameAs?.at ?? rollout.at),
      resourceVersion: resourceVersion(at, name),
      labels: { ...labelsOf(workload), 'pod-template-hash': hash },
      annotations: {
        'deployment.kubernetes.io/desired-replicas': String(workload.replicas),
        'deployment.kubernetes.io/revision': String(rollout.revision),
      },
      ownerReferences: [
        {
          apiVersion: 'apps/v1',
          kind: 'Deployment',
          name: workload.name,
          uid: workloadUid(cluster, workload),
          controller: true,
          blockOwnerDeletion: true,
        },
      ],
    },
    spec: {
      replicas: current ? workload.replicas : tried ? rollout.refused?.wanted : own.length,
      selector: { matchLabels: { app: workload.name, 'pod-template-hash': hash } },
      template: podTemplate(workload, rollout.image, rollout.containers, rollout.podSpec, rollout.annotations ?? {}),
    },
    status: {
      observedGeneration: 1,
      replicas: own.length,
      ...(own.length > 0 && {
        fullyLabeledReplicas: own.length,
      }),
      ...(ready > 0 && { readyReplicas: ready, availableReplicas: ready }),
      ...(tried && { conditions: [replicaFailure(rollout)] }),
    },
  };
}

/** The condition of a ReplicaSet whose pods the API server refuses, and of its Deployment. */
export function replicaFailure({ at, refused }: Rollout) {
  return {
    type: 'ReplicaFailure',
    status: 'True',
    lastUpdateTime: kubeTime(at),
    lastTransitionTime: kubeTime(at),
    reason: 'FailedCreate',
    message: refused?.message,
  };
}

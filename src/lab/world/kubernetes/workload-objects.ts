import { ownerUid, templateHashOf } from '../build-pods.ts';
import { containerRun } from '../container-run.ts';
import type { Cluster, Image, Pod, Rollout, Workload } from '../estate.ts';
import { type KubeObject, kubeTime, labelsOf, resourceVersion, workloadUid } from './metadata.ts';
import { template } from './pod-object.ts';

/** A Deployment, StatefulSet, DaemonSet or CronJob as the API server gives it. */
export function workloadObject(cluster: Cluster, workload: Workload, pods: Pod[], at: Date): KubeObject {
  const own = pods.filter((pod) => pod.workload === workload && !pod.evicted);
  const ready = own.filter((pod) =>
    workload.containers.every((container) => container.init || containerRun(pod, container, at).ready),
  ).length;
  const revision = workload.rollouts.at(-1)?.revision ?? 1;
  const body = bodyOf(workload, own.length, ready, at);
  return {
    apiVersion: workload.kind === 'CronJob' ? 'batch/v1' : 'apps/v1',
    kind: workload.kind,
    metadata: {
      name: workload.name,
      namespace: workload.namespace,
      uid: workloadUid(cluster, workload),
      creationTimestamp: kubeTime(workload.createdAt),
      generation: revision,
      resourceVersion: resourceVersion(at, workload.name),
      labels: labelsOf(workload),
      annotations: workload.kind === 'Deployment' ? { 'deployment.kubernetes.io/revision': String(revision) } : {},
    },
    ...body,
  };
}

function bodyOf(workload: Workload, there: number, ready: number, at: Date): { spec: object; status: object } {
  const selector = { matchLabels: workload.system ? { 'k8s-app': workload.name } : { app: workload.name } };
  const podTemplate = templateOf(workload);
  const observedGeneration = workload.rollouts.at(-1)?.revision ?? 1;
  const rolled = workload.rollouts.at(-1)?.at ?? workload.createdAt;
  switch (workload.kind) {
    case 'Deployment':
      return {
        spec: {
          replicas: workload.replicas,
          selector,
          template: podTemplate,
          strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: '25%', maxUnavailable: '25%' } },
          revisionHistoryLimit: 10,
          progressDeadlineSeconds: 600,
        },
        status: {
          observedGeneration,
          replicas: there,
          updatedReplicas: there,
          readyReplicas: ready,
          availableReplicas: ready,
          ...(ready < workload.replicas && { unavailableReplicas: workload.replicas - ready }),
          conditions: [
            {
              type: 'Progressing',
              status: 'True',
              reason: 'NewReplicaSetAvailable',
              message: `ReplicaSet has successfully progressed.`,
              lastUpdateTime: kubeTime(rolled),
              lastTransitionTime: kubeTime(workload.createdAt),
            },
            ready >= Math.ceil(workload.replicas * 0.75)
              ? {
                  type: 'Available',
                  status: 'True',
                  reason: 'MinimumReplicasAvailable',
                  message: 'Deployment has minimum availability.',
                  lastUpdateTime: kubeTime(rolled),
                  lastTransitionTime: kubeTime(rolled),
                }
              : {
                  type: 'Available',
                  status: 'False',
                  reason: 'MinimumReplicasUnavailable',
                  message: 'Deployment does not have minimum availability.',
                  lastUpdateTime: kubeTime(at),
                  lastTransitionTime: kubeTime(at),
                },
          ],
        },
      };
    case 'StatefulSet':
      return {
        spec: {
          replicas: workload.replicas,
          selector,
          serviceName: workload.name,
          template: podTemplate,
          podManagementPolicy: 'OrderedReady',
        },
        status: {
          observedGeneration,
          replicas: there,
          readyReplicas: ready,
          currentReplicas: there,
          updatedReplicas: there,
          availableReplicas: ready,
          collisionCount: 0,
        },
      };
    case 'DaemonSet':
      return {
        spec: { selector, template: podTemplate, updateStrategy: { type: 'RollingUpdate' } },
        status: {
          observedGeneration,
          desiredNumberScheduled: there,
          currentNumberScheduled: there,
          numberMisscheduled: 0,
          numberReady: ready,
          numberAvailable: ready,
          updatedNumberScheduled: there,
        },
      };
    case 'CronJob':
      return {
        spec: {
          schedule: `*/${workload.everyMinutes ?? 60} * * * *`,
          concurrencyPolicy: 'Forbid',
          suspend: false,
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 1,
          jobTemplate: { spec: { backoffLimit: 6, template: podTemplate } },
        },
        status: {
          lastScheduleTime: kubeTime(
            new Date(
              Math.floor(at.getTime() / ((workload.everyMinutes ?? 60) * 60_000)) *
                (workload.everyMinutes ?? 60) *
                60_000,
            ),
          ),
        },
      };
  }
}

function templateOf(workload: Workload, image?: Image) {
  const containers = workload.containers.filter((it) => !it.init);
  const init = workload.containers.filter((it) => it.init);
  return {
    metadata: { labels: labelsOf(workload) },
    spec: {
      containers: containers.map((it, index) => template(index === 0 && image ? { ...it, image } : it)),
      ...(init.length > 0 && { initContainers: init.map(template) }),
      restartPolicy: workload.kind === 'CronJob' ? 'OnFailure' : 'Always',
    },
  };
}

/** The ReplicaSets of a Deployment, one a revision; only the last one has pods. */
export function replicaSetObjects(cluster: Cluster, workload: Workload, pods: Pod[], at: Date): KubeObject[] {
  return workload.rollouts.map((rollout) => replicaSet(cluster, workload, rollout, pods, at));
}

function replicaSet(cluster: Cluster, workload: Workload, rollout: Rollout, pods: Pod[], at: Date): KubeObject {
  const hash = templateHashOf(cluster, workload, rollout.revision);
  const name = `${workload.name}-${hash}`;
  const own = pods.filter((pod) => pod.owner.name === name && pod.workload === workload && !pod.evicted);
  const current = rollout === workload.rollouts.at(-1);
  return {
    apiVersion: 'apps/v1',
    kind: 'ReplicaSet',
    metadata: {
      name,
      namespace: workload.namespace,
      uid: ownerUid(cluster, workload, name),
      creationTimestamp: kubeTime(rollout.at),
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
      replicas: current ? workload.replicas : 0,
      selector: { matchLabels: { app: workload.name, 'pod-template-hash': hash } },
      template: templateOf(workload, rollout.image),
    },
    status: {
      observedGeneration: 1,
      replicas: own.length,
      ...(own.length > 0 && {
        fullyLabeledReplicas: own.length,
        readyReplicas: own.length,
        availableReplicas: own.length,
      }),
    },
  };
}

/** The Jobs of a CronJob's pods. */
export function jobObjects(cluster: Cluster, workload: Workload, pods: Pod[], at: Date): KubeObject[] {
  return pods
    .filter((pod) => pod.workload === workload)
    .map((pod) => {
      const done = pod.completedAt !== undefined && pod.completedAt <= at;
      return {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: {
          name: pod.owner.name,
          namespace: workload.namespace,
          uid: pod.owner.uid,
          creationTimestamp: kubeTime(pod.createdAt),
          resourceVersion: resourceVersion(at, pod.owner.name),
          labels: { 'job-name': pod.owner.name },
          ownerReferences: [
            {
              apiVersion: 'batch/v1',
              kind: 'CronJob',
              name: workload.name,
              uid: workloadUid(cluster, workload),
              controller: true,
              blockOwnerDeletion: true,
            },
          ],
        },
        spec: { parallelism: 1, completions: 1, backoffLimit: 6, template: templateOf(workload) },
        status:
          done && pod.completedAt
            ? {
                startTime: kubeTime(pod.createdAt),
                completionTime: kubeTime(pod.completedAt),
                succeeded: 1,
                conditions: [
                  {
                    type: 'Complete',
                    status: 'True',
                    lastProbeTime: kubeTime(pod.completedAt),
                    lastTransitionTime: kubeTime(pod.completedAt),
                  },
                ],
              }
            : { startTime: kubeTime(pod.createdAt), active: 1 },
      };
    });
}

import { containerRun } from '../container-run.ts';
import type { Cluster, Pod, Workload } from '../estate.ts';
import { type KubeObject, kubeTime, labelsOf, resourceVersion, workloadUid } from './metadata.ts';
import { podTemplate } from './pod-template.ts';

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
  const pods = podTemplate(workload);
  const observedGeneration = workload.rollouts.at(-1)?.revision ?? 1;
  const rolled = workload.rollouts.at(-1)?.at ?? workload.createdAt;
  switch (workload.kind) {
    case 'Deployment':
      return {
        spec: {
          replicas: workload.replicas,
          selector,
          template: pods,
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
          template: pods,
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
        spec: { selector, template: pods, updateStrategy: { type: 'RollingUpdate' } },
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
          jobTemplate: { spec: { backoffLimit: 6, template: pods } },
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

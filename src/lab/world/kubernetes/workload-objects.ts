import { templateHashOf } from '../build-pods.ts';
import { isDeleted, podReady } from '../container-run.ts';
import type { Cluster, Pod, Workload } from '../estate.ts';
import { type KubeObject, kubeTime, labelsOf, resourceVersion, workloadUid } from './metadata.ts';
import { podTemplate } from './pod-template.ts';
import { replicaFailure } from './replica-set-objects.ts';

/** A Deployment, StatefulSet, DaemonSet or CronJob as the API server gives it. */
export function workloadObject(cluster: Cluster, workload: Workload, pods: Pod[], at: Date): KubeObject {
  const own = pods.filter((pod) => pod.workload === workload && !pod.evicted && !pod.orphaned && !isDeleted(pod, at));
  const ready = own.filter((pod) => podReady(pod, at)).length;
  const revision = workload.rollouts.at(-1)?.revision ?? 1;
  const body = bodyOf(cluster, workload, own, ready, at);
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
      labels: { ...labelsOf(workload), ...workload.marks?.labels },
      annotations: {
        ...(workload.kind === 'Deployment' && { 'deployment.kubernetes.io/revision': String(revision) }),
        ...workload.marks?.annotations,
      },
    },
    ...body,
  };
}

function bodyOf(
  cluster: Cluster,
  workload: Workload,
  own: Pod[],
  ready: number,
  at: Date,
): { spec: object; status: object } {
  const selector = { matchLabels: workload.system ? { 'k8s-app': workload.name } : { app: workload.name } };
  const there = own.length;
  const updated = own.filter((pod) => pod.templateHash === templateHashOf(cluster, workload)).length;
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
          updatedReplicas: updated,
          readyReplicas: ready,
          availableReplicas: ready,
          ...(ready < Math.max(there, workload.replicas) && {
            unavailableReplicas: Math.max(there, workload.replicas) - ready,
          }),
          conditions: [
            ...workload.rollouts.slice(-1).flatMap((it) => (it.refused ? replicaFailure(it) : [])),
            progressing(workload, `${workload.name}-${templateHashOf(cluster, workload)}`, rolled, at),
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
          updatedReplicas: updated,
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
          updatedNumberScheduled: updated,
        },
      };
    case 'CronJob':
      return {
        spec: {
          schedule: `*/${workload.everyMinutes ?? 60} * * * *`,
          concurrencyPolicy: 'Forbid',
          suspend: workload.suspendedAt !== undefined && workload.suspendedAt <= at,
          successfulJobsHistoryLimit: 3,
          failedJobsHistoryLimit: 1,
          jobTemplate: { spec: { backoffLimit: 0, template: pods } },
        },
        status: {
          lastScheduleTime: kubeTime(
            new Date(
              Math.floor(
                Math.min(at.getTime(), workload.suspendedAt?.getTime() ?? at.getTime()) /
                  ((workload.everyMinutes ?? 60) * 60_000),
              ) *
                (workload.everyMinutes ?? 60) *
                60_000,
            ),
          ),
        },
      };
  }
}

/** A Deployment's Progressing condition; a roll-out that was complete once stays so, whatever its pods do later. */
function progressing(workload: Workload, replicaSet: string, rolled: Date, at: Date) {
  const deadline = new Date(rolled.getTime() + 600_000);
  const last = workload.rollouts.at(-1);
  const stuck = last?.stuck === true || (last?.doneAt !== undefined && at < last.doneAt);
  const condition = (status: string, reason: string, message: string, updated: Date) => ({
    type: 'Progressing',
    status,
    reason,
    message,
    lastUpdateTime: kubeTime(updated),
    lastTransitionTime: kubeTime(status === 'False' ? updated : workload.createdAt),
  });
  if (!stuck)
    return condition(
      'True',
      'NewReplicaSetAvailable',
      `ReplicaSet "${replicaSet}" has successfully progressed.`,
      rolled,
    );
  return at < deadline
    ? condition('True', 'ReplicaSetUpdated', `ReplicaSet "${replicaSet}" is progressing.`, rolled)
    : condition('False', 'ProgressDeadlineExceeded', `ReplicaSet "${replicaSet}" has timed out progressing.`, deadline);
}

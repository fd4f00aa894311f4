import type { Cluster, Pod, Workload } from '../estate.ts';
import { type KubeObject, kubeTime, resourceVersion, workloadUid } from './metadata.ts';
import { podTemplate } from './pod-template.ts';

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
        spec: { parallelism: 1, completions: 1, backoffLimit: 0, template: podTemplate(workload) },
        status:
          done && pod.completedAt
            ? pod.failed
              ? {
                  startTime: kubeTime(pod.createdAt),
                  failed: 1,
                  conditions: [
                    {
                      type: 'Failed',
                      status: 'True',
                      lastProbeTime: kubeTime(pod.completedAt),
                      lastTransitionTime: kubeTime(pod.completedAt),
                      reason: 'BackoffLimitExceeded',
                      message: 'Job has reached the specified backoff limit',
                    },
                  ],
                }
              : {
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

import { type Autoscaling, autoscaling } from '../autoscaling.ts';
import type { Cluster, Pod } from '../estate.ts';
import type { Autoscaler } from '../namespaced.ts';
import { cores, type KubeObject, kubeTime } from './metadata.ts';
import { namespacedMetadata } from './namespaced-metadata.ts';

/** A HorizontalPodAutoscaler as the API server gives it at a moment. */
export function autoscalerObject(cluster: Cluster, it: Autoscaler, pods: Pod[], at: Date): KubeObject {
  const seen = autoscaling(it, pods, at);
  const request =
    pods.find((pod) => pod.workload.name === it.name)?.containers.find((one) => !one.init)?.cpuRequest ?? 0;
  const { utilization } = seen;
  return {
    apiVersion: 'autoscaling/v2',
    kind: 'HorizontalPodAutoscaler',
    metadata: namespacedMetadata(cluster, 'HorizontalPodAutoscaler', it),
    spec: {
      scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: it.name },
      minReplicas: it.min,
      maxReplicas: it.max,
      metrics: [
        {
          type: 'Resource',
          resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: it.target } },
        },
      ],
    },
    status: {
      currentReplicas: seen.current,
      desiredReplicas: seen.desired,
      ...(utilization !== undefined && {
        currentMetrics: [
          {
            type: 'Resource',
            resource: {
              name: 'cpu',
              current: {
                averageUtilization: utilization,
                averageValue: cores(Math.round((request * utilization) / 100)),
              },
            },
          },
        ],
      }),
      conditions: conditions(it, seen),
    },
  };
}

function conditions(it: Autoscaler, { unbounded, utilization }: Autoscaling) {
  const since = it.blind?.since ?? it.createdAt;
  const condition = (type: string, status: boolean, reason: string, message: string) => ({
    type,
    status: status ? 'True' : 'False',
    lastTransitionTime: kubeTime(type === 'ScalingActive' ? since : it.createdAt),
    reason,
    message,
  });
  const able = condition('AbleToScale', true, 'ReadyForNewScale', 'recommended size matches current size');
  if (utilization === undefined)
    return [
      condition(
        'AbleToScale',
        true,
        'SucceededGetScale',
        "the HPA controller was able to get the target's current scale",
      ),
      condition('ScalingActive', false, 'FailedGetResourceMetric', blindMessage(it)),
    ];
  const active = condition(
    'ScalingActive',
    true,
    'ValidMetricFound',
    'the HPA was able to successfully calculate a replica count from cpu resource utilization (percentage of request)',
  );
  const limited =
    unbounded > it.max
      ? condition(
          'ScalingLimited',
          true,
          'TooManyReplicas',
          'the desired replica count is more than the maximum replica count',
        )
      : unbounded < it.min
        ? condition(
            'ScalingLimited',
            true,
            'TooFewReplicas',
            'the desired replica count is less than the minimum replica count',
          )
        : condition('ScalingLimited', false, 'DesiredWithinRange', 'the desired count is within the acceptable range');
  return [able, active, limited];
}

/** Why an autoscaler cannot compute, as its condition and its event say it. */
export function blindMessage({ blind }: Autoscaler): string {
  return `the HPA was unable to compute the replica count: failed to get cpu utilization: ${blind?.message ?? 'no ready pods'}`;
}

import type { Cluster } from '../estate.ts';
import type { ScaledObject } from '../namespaced.ts';
import type { KubeObject } from './metadata.ts';
import { namespacedMetadata } from './namespaced-metadata.ts';
import { holds } from './node-object.ts';

/** A ScaledObject as KEDA's operator keeps it at a moment. */
export function scaledObject(cluster: Cluster, it: ScaledObject, at: Date): KubeObject {
  const isPaused = it.paused !== undefined && holds(it.paused, at);
  const metadata = namespacedMetadata(cluster, 'ScaledObject', it);
  return {
    apiVersion: 'keda.sh/v1alpha1',
    kind: 'ScaledObject',
    metadata: {
      ...metadata,
      ...(isPaused && { annotations: { 'autoscaling.keda.sh/paused-replicas': String(it.paused?.replicas) } }),
    } as KubeObject['metadata'],
    spec: {
      scaleTargetRef: { name: it.name },
      minReplicaCount: it.min,
      maxReplicaCount: it.max,
      triggers: [{ type: 'azure-servicebus', metadata: { queueName: it.name, messageCount: '20' } }],
    },
    status: {
      hpaName: `keda-hpa-${it.name}`,
      ...(isPaused && { pausedReplicaCount: it.paused?.replicas }),
      conditions: [
        {
          type: 'Ready',
          status: 'True',
          reason: 'ScaledObjectReady',
          message: 'ScaledObject is defined correctly and is ready for scaling',
        },
        {
          type: 'Active',
          status: 'True',
          reason: 'ScalerActive',
          message: 'Scaling is performed because triggers are active',
        },
        {
          type: 'Fallback',
          status: 'False',
          reason: 'NoFallbackFound',
          message: 'No fallbacks are active on this scaled object',
        },
        {
          type: 'Paused',
          status: isPaused ? 'True' : 'False',
          reason: isPaused ? 'ScaledObjectPaused' : 'ScaledObjectUnpaused',
          message: isPaused ? 'ScaledObject is paused' : 'pause annotation removed for ScaledObject',
        },
      ],
    },
  };
}

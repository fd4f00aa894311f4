import type { ScaledObject } from '../azure/scaled-object.ts';
import { defineCollector } from './collector.ts';
import { listOrigin } from './kubernetes/listed.ts';

/** What KEDA scales in the subject's reach; that it is not installed is an answer, not a failure. */
export interface ScaledObjects {
  isInstalled: boolean;
  objects: ScaledObject[];
}

/** The ScaledObjects of KEDA in the subject's reach, as the Kubernetes API tells them now. */
export const scaledObjects = defineCollector<'scaledObjects', ScaledObjects>({
  name: 'scaledObjects',
  what: 'scaled objects of KEDA',
  ofPlace: true,
  async collect({ kubernetes }, { cluster, namespace }, window) {
    const isInstalled = await kubernetes.serves(cluster.id, 'scaledobjects');
    const objects = isInstalled ? await kubernetes.list(cluster.id, 'scaledobjects', namespace || undefined) : [];
    return { value: { isInstalled, objects }, source: listOrigin('scaledobjects', namespace), at: window.to };
  },
});

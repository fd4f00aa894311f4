import type { Kubernetes, KubernetesKinds } from '../../azure/kubernetes.ts';
import { livesInNamespace } from '../../azure/list-path.ts';
import type { Origin } from '../../model/origin.ts';
import { type Collector, defineCollector } from '../collector.ts';

/** Collects all objects of a kind in the subject's namespace, or in the cluster when it has none (Kubernetes API, live). */
export function listed<Name extends string, Kind extends keyof KubernetesKinds>(
  name: Name,
  kind: Kind,
  what: string,
): Collector<Name, KubernetesKinds[Kind][]> {
  return defineCollector({
    name,
    what,
    ofPlace: true,
    async collect(azure, subject, window) {
      const { cluster } = subject;
      const namespace = livesInNamespace(kind) ? subject.namespace : '';
      const value = await azure.kubernetes.list(cluster.id, kind, namespace || undefined);
      return {
        value,
        source: listOrigin(kind, namespace, azure.kubernetes.wayTo(cluster.id)),
        at: window.to,
      };
    },
  });
}

/** Where a list was read, for a person. */
export function listOrigin(
  kind: keyof KubernetesKinds,
  namespace: string,
  way: ReturnType<Kubernetes['wayTo']> = 'directly',
): Origin {
  const detail = namespace === '' ? kind : `${kind} in ${namespace}`;
  return { service: 'Kubernetes API', detail: way === 'directly' ? detail : `${detail} ${way}` };
}

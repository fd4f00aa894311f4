import type { Pod } from './estate.ts';
import { podLabels } from './kubernetes/metadata.ts';
import type { Service } from './namespaced.ts';

/** Whether a service selects a pod: same namespace, and every label of the selector. */
export function selects(service: Service, pod: Pod): boolean {
  if (pod.workload.namespace !== service.namespace) return false;
  const labels = podLabels(pod);
  return Object.entries(service.selector).every(([key, value]) => labels[key] === value);
}

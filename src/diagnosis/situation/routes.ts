import type { V1Pod, V1Service } from '@kubernetes/client-node';
import type { EvidenceOf } from '../rule.ts';
import type { SituationFact } from './situation-facts.ts';
import type { Workload } from './workload.ts';

/** A Service with the pods that its selector finds, and the addresses that answer behind it. */
export interface ServiceRoute {
  service: V1Service;
  namespace: string;
  name: string;
  /** Pods that the selector matches; empty also when there is no selector. */
  pods: V1Pod[];
  /** Workloads of these pods. */
  workloads: Workload[];
  /** Workloads that this Service is meant for by its name or by its selector, whether it has pods or not. */
  meantFor: Workload[];
  /** Addresses in its Endpoints; undefined when they were not read. */
  ready?: number;
  notReady?: number;
}

/** Every Service of the evidence, with what stands behind it. */
export function routesIn(evidence: EvidenceOf<never, SituationFact>, workloads: readonly Workload[]): ServiceRoute[] {
  const owners = new Map(workloads.flatMap((it) => it.pods.map((pod) => [pod, it] as const)));
  const podsBy = Map.groupBy(owners.keys(), (pod) => pod.metadata?.namespace ?? '');
  const endpointsBy = new Map(
    (evidence.endpoints?.value ?? []).map((it) => [`${it.metadata?.namespace}/${it.metadata?.name}`, it]),
  );
  return (evidence.services?.value ?? []).map((service) => {
    const namespace = service.metadata?.namespace ?? '';
    const name = service.metadata?.name ?? '';
    const selector = Object.entries(service.spec?.selector ?? {});
    const pods =
      selector.length === 0
        ? []
        : (podsBy.get(namespace) ?? []).filter((pod) => matches(pod.metadata?.labels, selector));
    const subsets = endpointsBy.get(`${namespace}/${name}`)?.subsets;
    return {
      service,
      namespace,
      name,
      pods,
      workloads: [...new Set(pods.flatMap((pod) => owners.get(pod) ?? []))],
      meantFor: workloads.filter((it) => it.namespace === namespace && isMeantFor(service, it)),
      ...(endpointsBy.has(`${namespace}/${name}`) && {
        ready: (subsets ?? []).reduce((sum, it) => sum + (it.addresses?.length ?? 0), 0),
        notReady: (subsets ?? []).reduce((sum, it) => sum + (it.notReadyAddresses?.length ?? 0), 0),
      }),
    };
  });
}

function matches(labels: Record<string, string> | undefined, selector: readonly [string, string][]): boolean {
  return selector.every(([key, value]) => labels?.[key] === value);
}

/** By the same name, or because its template carries the selector's labels. */
function isMeantFor(service: V1Service, { name, template }: Workload): boolean {
  if (service.metadata?.name === name) return true;
  const selector = Object.entries(service.spec?.selector ?? {});
  return selector.length > 0 && matches(template.metadata?.labels, selector);
}

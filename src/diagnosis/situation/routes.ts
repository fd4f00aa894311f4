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
  const podsBy = byLabel([...owners.keys()], ({ metadata }) => metadata);
  const workloadsBy = byLabel(workloads, ({ namespace, template }) => ({
    namespace,
    labels: template.metadata?.labels ?? {},
  }));
  const namesakes = Map.groupBy(workloads, ({ namespace, name }) => `${namespace}/${name}`);
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
        : carrying(podsBy, namespace, selector).filter((pod) => matches(pod.metadata?.labels, selector));
    const templated = carrying(workloadsBy, namespace, selector).filter((it) =>
      matches(it.template.metadata?.labels, selector),
    );
    const subsets = endpointsBy.get(`${namespace}/${name}`)?.subsets;
    return {
      service,
      namespace,
      name,
      pods,
      workloads: [...new Set(pods.flatMap((pod) => owners.get(pod) ?? []))],
      // By the same name, or because their templates carry the selector's labels.
      meantFor: [...new Set([...(namesakes.get(`${namespace}/${name}`) ?? []), ...templated])],
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

/** Things by each of their labels, so that a selector looks at few of them. */
function byLabel<T>(
  things: readonly T[],
  of: (thing: T) => { namespace?: string; labels?: Record<string, string> } | undefined,
): ReadonlyMap<string, T[]> {
  const found = new Map<string, T[]>();
  for (const thing of things) {
    const { namespace = '', labels = {} } = of(thing) ?? {};
    for (const [key, value] of Object.entries(labels)) {
      const label = `${namespace}/${key}=${value}`;
      const same = found.get(label);
      if (same) same.push(thing);
      else found.set(label, [thing]);
    }
  }
  return found;
}

/** Those that carry the rarest label of a selector; none for a Service that selects nothing. */
function carrying<T>(things: ReadonlyMap<string, T[]>, namespace: string, selector: readonly [string, string][]): T[] {
  const lists = selector.map(([key, value]) => things.get(`${namespace}/${key}=${value}`) ?? []);
  return (
    lists.reduce<T[] | undefined>((least, it) => (least && least.length <= it.length ? least : it), undefined) ?? []
  );
}

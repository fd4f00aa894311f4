import type { V1Container, V1Pod } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';

/** Amounts by resource, in base units. */
export type Amounts = ReadonlyMap<string, number>;

/** What a pod asks of its node as the scheduler sums it: its containers and sidecars, or a hungrier init container, and the overhead of its sandbox. */
export function requestsOf({ spec }: V1Pod): Amounts {
  const sum = new Map<string, number>();
  const peak = new Map<string, number>();
  let sidecars = new Map<string, number>();
  for (const container of spec?.containers ?? []) add(sum, container);
  for (const container of spec?.initContainers ?? []) {
    const then = new Map(sidecars);
    add(then, container);
    if (container.restartPolicy === 'Always') sidecars = then;
    for (const [name, value] of then) peak.set(name, Math.max(peak.get(name) ?? 0, value));
  }
  for (const [name, value] of sidecars) sum.set(name, (sum.get(name) ?? 0) + value);
  for (const [name, value] of peak) sum.set(name, Math.max(sum.get(name) ?? 0, value));
  for (const [name, value] of Object.entries(spec?.overhead ?? {}))
    sum.set(name, (sum.get(name) ?? 0) + (quantity(value) ?? 0));
  return sum.set('pods', 1);
}

/** A container without a request but with a limit asks for its limit. */
function add(to: Map<string, number>, { resources }: V1Container): void {
  for (const [name, value] of Object.entries({ ...resources?.limits, ...resources?.requests }))
    to.set(name, (to.get(name) ?? 0) + (quantity(value) ?? 0));
}

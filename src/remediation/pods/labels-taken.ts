import type { V1NetworkPolicy, V1Pod, V1Service } from '@kubernetes/client-node';
import { keysWanted, selects } from '../kubernetes/selects.ts';
import type { PodControl } from './controller-of.ts';

/** What chooses a pod by its labels now. */
export interface Choosers {
  services: readonly V1Service[];
  control: PodControl | undefined;
  policies: readonly V1NetworkPolicy[];
}

/** The names of the services that lead to a pod with these labels. */
export function servicesOf(services: readonly V1Service[], labels: Readonly<Record<string, string>>): string[] {
  return services.filter((it) => leadsTo(it, labels)).map(({ metadata }) => metadata?.name ?? '');
}

/**
 * The labels of a pod by which its services, its controller and the policies that allow something choose it, with their
 * values: without them it serves nobody, nobody counts it or ends it as one too many, and less is let through to it.
 */
export function labelsTaken({ metadata }: V1Pod, { services, control, policies }: Choosers): Record<string, string> {
  const labels = metadata?.labels ?? {};
  const chosen = policies.filter(({ spec }) => spec?.podSelector && selects(spec.podSelector, labels));
  const keys = new Set([
    ...services.filter((it) => leadsTo(it, labels)).flatMap(({ spec }) => Object.keys(spec?.selector ?? {})),
    ...keysWanted(control?.selector),
    ...chosen.flatMap(({ spec }) => keysWanted(spec?.podSelector)),
  ]);
  return Object.fromEntries(Object.entries(labels).filter(([key]) => keys.has(key)));
}

function leadsTo({ spec }: V1Service, labels: Readonly<Record<string, string>>): boolean {
  const wanted = Object.entries(spec?.selector ?? {});
  return wanted.length > 0 && wanted.every(([key, value]) => labels[key] === value);
}

import type { V1PodSpec, V1ResourceQuota } from '@kubernetes/client-node';
import { quantity } from '../../evidence/kubernetes/quantity.ts';

/** How many more pods a quota lets start, and what of it is short. */
export interface QuotaRoom {
  quota: string;
  /** Of the pods that are wanted, so many fit. */
  fits: number;
  /** "limits.memory: 3Gi of 4Gi used". */
  short: string;
}

/**
 * The quotas of a namespace that do not let so many more of these pods start. Pure; quotas with a scope are left out,
 * as they need not count them.
 */
export function quotaRoom(quotas: readonly V1ResourceQuota[], pod: V1PodSpec | undefined, more: number): QuotaRoom[] {
  return quotas.flatMap(({ metadata, spec, status }) => {
    if (spec?.scopes?.length || spec?.scopeSelector) return [];
    const rooms = Object.entries(status?.hard ?? {}).flatMap(([resource, hard]) => {
      const each = neededOf(resource, pod);
      const used = status?.used?.[resource] ?? '0';
      const free = (quantity(hard) ?? Number.POSITIVE_INFINITY) - (quantity(used) ?? 0);
      // A little is lost in sums of fractions of a core.
      const fits = each > 0 ? Math.max(0, Math.floor(free / each + 1e-9)) : more;
      return fits < more
        ? [{ quota: metadata?.name ?? '', fits, short: `${resource}: ${used} of ${hard} are used` }]
        : [];
    });
    return rooms.toSorted((a, b) => a.fits - b.fits).slice(0, 1);
  });
}

/** How much of a quota's resource one pod takes, in base units; 0 for what pods do not take. */
function neededOf(resource: string, pod: V1PodSpec | undefined): number {
  if (resource === 'pods' || resource === 'count/pods') return 1;
  const [, part, name] = /^(?:(requests|limits)\.)?(cpu|memory|ephemeral-storage)$/.exec(resource) ?? [];
  if (name === undefined) return 0;
  const sums = (pod?.containers ?? []).map(({ resources }) => {
    const limit = quantity(resources?.limits?.[name]) ?? 0;
    return part === 'limits' ? limit : (quantity(resources?.requests?.[name]) ?? limit);
  });
  return sums.reduce((sum, it) => sum + it, 0);
}

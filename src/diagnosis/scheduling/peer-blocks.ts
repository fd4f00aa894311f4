import type { V1Node, V1Pod } from '@kubernetes/client-node';
import type { Block } from './constraint.ts';
import { meetsSelector } from './label-match.ts';
import { domainsOf, isMeant, spreadOf } from './pod-terms.ts';
import type { Stock } from './stock.ts';

/** What other pods have against a pod on each node: affinity, anti-affinity of both sides, spread. Prepared once a pod. */
export function peerBlocks(pod: V1Pod, stock: Stock): (node: V1Node) => Block[] {
  const { podAffinity, podAntiAffinity } = pod.spec?.affinity ?? {};
  const apart = (podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => ({
    term,
    domains: domainsOf(term, pod, stock),
  }));
  const together = (podAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? []).map((term) => ({
    term,
    domains: domainsOf(term, pod, stock),
    // The first of a group that wants to be with itself may start anywhere.
    isFirst: isMeant(term, pod, pod),
  }));
  const spreads = (pod.spec?.topologySpreadConstraints ?? [])
    .filter((it) => it.whenUnsatisfiable === 'DoNotSchedule')
    .map((it) => ({
      it,
      counts: spreadOf(it, pod, stock),
      own: meetsSelector(pod.metadata?.labels, it.labelSelector),
    }));
  const guards = guardsAgainst(pod, stock);

  return (node) => {
    const domainOf = (key: string) => node.metadata?.labels?.[key];
    const blocks: Block[] = [];
    for (const { term, domains } of apart) {
      const domain = domainOf(term.topologyKey);
      const [other] = (domain !== undefined && domains.get(domain)) || [];
      if (other) blocks.push({ constraint: 'pod-anti-affinity', detail: `already runs ${other.metadata?.name}` });
    }
    const guard = guards.find(({ key, domain }) => domainOf(key) === domain);
    if (guard) blocks.push({ constraint: 'pod-anti-affinity', detail: `runs ${guard.name}, which wants no such pod` });
    for (const { term, domains, isFirst } of together) {
      const domain = domainOf(term.topologyKey);
      const isMet = domain !== undefined && (domains.has(domain) || (domains.size === 0 && isFirst));
      if (!isMet) blocks.push({ constraint: 'pod-affinity', detail: 'has no pod that it must run beside' });
    }
    for (const { it, counts, own } of spreads) {
      const domain = domainOf(it.topologyKey);
      const least = it.minDomains && counts.size < it.minDomains ? 0 : Math.min(...counts.values());
      const skew = (counts.get(domain ?? '') ?? 0) + (own ? 1 : 0) - least;
      if (domain === undefined) blocks.push({ constraint: 'spread', detail: `has no label ${it.topologyKey}` });
      else if (skew > it.maxSkew)
        blocks.push({
          constraint: 'spread',
          detail: `would have ${skew} pods more than the emptiest, ${it.maxSkew} may be`,
        });
    }
    return blocks.filter((it, index) => blocks.findIndex(({ constraint }) => constraint === it.constraint) === index);
  };
}

/** Domains that placed pods keep this pod out of. */
function guardsAgainst(pod: V1Pod, stock: Stock): { key: string; domain: string; name: string }[] {
  return stock.guarded.flatMap((guard) => {
    const labels = stock.nodeByName.get(guard.spec?.nodeName ?? '')?.metadata?.labels;
    const terms = guard.spec?.affinity?.podAntiAffinity?.requiredDuringSchedulingIgnoredDuringExecution ?? [];
    return terms.flatMap((term) => {
      const domain = labels?.[term.topologyKey];
      if (domain === undefined || !isMeant(term, guard, pod)) return [];
      return [{ key: term.topologyKey, domain, name: guard.metadata?.name ?? '' }];
    });
  });
}

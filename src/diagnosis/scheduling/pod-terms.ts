import type { V1Node, V1Pod, V1PodAffinityTerm, V1TopologySpreadConstraint } from '@kubernetes/client-node';
import { meetsNodeSelector, meetsSelector } from './label-match.ts';
import type { Stock } from './stock.ts';
import { untolerated } from './tolerations.ts';

/** How many pods that a term speaks about are in each domain of its topology key. */
export type Domains = ReadonlyMap<string, V1Pod[]>;

/** The pods that an affinity term of a pod means, by the value of its topology key. */
export function domainsOf(term: V1PodAffinityTerm, owner: V1Pod, stock: Stock): Domains {
  const domains = new Map<string, V1Pod[]>();
  for (const [name, pods] of stock.podsOn) {
    const domain = stock.nodeByName.get(name)?.metadata?.labels?.[term.topologyKey];
    if (domain === undefined) continue;
    const meant = pods.filter((pod) => isMeant(term, owner, pod));
    if (meant.length > 0) domains.set(domain, [...(domains.get(domain) ?? []), ...meant]);
  }
  return domains;
}

/** Whether a term of the owner speaks about a pod: by namespace and labels; a selector of namespaces is taken to hold all. */
export function isMeant(term: V1PodAffinityTerm, owner: V1Pod, pod: V1Pod): boolean {
  const { labelSelector, matchLabelKeys = [], mismatchLabelKeys = [], namespaces, namespaceSelector } = term;
  const own = namespaces && namespaces.length > 0 ? namespaces : [owner.metadata?.namespace ?? ''];
  const isHere = namespaceSelector !== undefined || own.includes(pod.metadata?.namespace ?? '');
  const label = (it: V1Pod, key: string) => it.metadata?.labels?.[key];
  return (
    isHere &&
    meetsSelector(pod.metadata?.labels, labelSelector) &&
    matchLabelKeys.every((key) => label(pod, key) === label(owner, key)) &&
    mismatchLabelKeys.every((key) => label(pod, key) !== label(owner, key))
  );
}

/** How many pods a spread constraint counts in each domain that it reckons with; domains without any pod count as well. */
export function spreadOf(it: V1TopologySpreadConstraint, pod: V1Pod, stock: Stock): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const node of stock.nodes) {
    const domain = node.metadata?.labels?.[it.topologyKey];
    if (domain === undefined || !isReckonedWith(it, pod, node)) continue;
    const here = (stock.podsOn.get(node.metadata?.name ?? '') ?? []).filter(
      (other) =>
        other.metadata?.namespace === pod.metadata?.namespace &&
        !other.metadata?.deletionTimestamp &&
        meetsSelector(other.metadata?.labels, it.labelSelector) &&
        (it.matchLabelKeys ?? []).every((key) => other.metadata?.labels?.[key] === pod.metadata?.labels?.[key]),
    );
    counts.set(domain, (counts.get(domain) ?? 0) + here.length);
  }
  return counts;
}

/** Nodes that the pod's own selector and affinity leave out are not counted, tainted ones are, unless the constraint says so. */
function isReckonedWith(it: V1TopologySpreadConstraint, { spec }: V1Pod, node: V1Node): boolean {
  const wanted = spec?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const isWanted =
    Object.entries(spec?.nodeSelector ?? {}).every(([key, value]) => node.metadata?.labels?.[key] === value) &&
    (!wanted || meetsNodeSelector(node, wanted));
  return (
    (it.nodeAffinityPolicy === 'Ignore' || isWanted) &&
    (it.nodeTaintsPolicy !== 'Honor' || untolerated(node.spec?.taints, spec?.tolerations).length === 0)
  );
}

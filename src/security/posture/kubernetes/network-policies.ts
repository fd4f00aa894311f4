import type { V1LabelSelector, V1NetworkPolicy, V1NetworkPolicyPeer } from '@kubernetes/client-node';
import type { Evidence } from '../../../model/evidence.ts';
import type { Gap } from '../../../model/gap.ts';
import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { readSome } from './read-kind.ts';
import { notAllRead, readPods } from './read-pods.ts';

/** How the pods of a namespace are kept apart from others. */
export interface Segment {
  namespace: string;
  pods: number;
  /** Names of its policies. */
  policies: string[];
  /** Whether a policy for all its pods lets nothing in but what it names. */
  deniesByDefault: boolean;
}

/**
 * Each namespace of people with pods, and its policies; a gap where none offends of those that were read, and there are
 * more pods. Throws UpstreamError.
 */
export async function readSegments(
  reading: PostureReading,
  cluster: ReadResource,
  { what, offends }: { what: string; offends(segment: Segment): boolean },
): Promise<Evidence<Segment[]> | Gap> {
  const [pods, policies] = await Promise.all([
    readPods(reading, cluster),
    readSome(reading, cluster, 'networkpolicies', (it) => ({
      namespace: it.metadata?.namespace ?? '',
      name: it.metadata?.name ?? '',
      denies: deniesByDefault(it),
    })),
  ]);
  const byNamespace = Map.groupBy(policies.value, ({ namespace }) => namespace);
  const segments = [...pods.value.state.namespaces].map(([namespace, count]): Segment => {
    const own = byNamespace.get(namespace) ?? [];
    return {
      namespace,
      pods: count,
      policies: own.map(({ name }) => name),
      deniesByDefault: own.some(({ denies }) => denies),
    };
  });
  const { isCut, read } = pods.value;
  if (isCut && !segments.some(offends)) return notAllRead(read, what);
  return { ...policies, value: segments.sort((a, b) => b.pods - a.pods) };
}

/** Whom a rule lets in, as the API writes it; the client's class would call the list `_from`. */
interface Rule {
  from?: Peer[] | null;
  ports?: unknown[] | null;
}
type Peer = Partial<Pick<V1NetworkPolicyPeer, 'ipBlock' | 'namespaceSelector' | 'podSelector'>>;

/**
 * A policy that selects every pod and speaks of what comes in shuts out all that none names; one that lets in from
 * everywhere shuts out nothing. Without types it speaks of what comes in.
 */
export function deniesByDefault({ spec }: V1NetworkPolicy): boolean {
  if (!spec) return false;
  const { podSelector, policyTypes, ingress } = spec;
  const isOfIngress = policyTypes?.length ? policyTypes.includes('Ingress') : true;
  const rules = (ingress ?? []) as readonly Rule[];
  const letsAllIn = rules.some(({ from, ports }) => !ports?.length && (!from?.length || from.some(isEverybody)));
  return selectsAll(podSelector) && isOfIngress && !letsAllIn;
}

/** Every pod of the cluster, or every address. */
function isEverybody({ ipBlock, namespaceSelector, podSelector }: Peer): boolean {
  if (ipBlock) return ['0.0.0.0/0', '::/0'].includes(ipBlock.cidr) && !ipBlock.except?.length;
  return namespaceSelector != null && selectsAll(namespaceSelector) && selectsAll(podSelector);
}

function selectsAll(selector: V1LabelSelector | null | undefined): boolean {
  return Object.keys(selector?.matchLabels ?? {}).length === 0 && (selector?.matchExpressions ?? []).length === 0;
}

import type { V1NetworkPolicy, V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import { selects } from '../kubernetes/selects.ts';
import type { PodTarget } from './pod-target.ts';

/** The label by which a policy of ours chooses its one pod: its value is the pod's uid. */
export const isolationLabel = 'watchkeeper.dev/isolated';
/** The annotation that keeps the labels which were taken off, as JSON. */
export const labelsBefore = 'watchkeeper.dev/labels-before';

/** The name of the policy that cuts a pod off. */
export function policyName(uid: string): string {
  return `watchkeeper-isolated-${uid}`;
}

/** A policy that lets nothing in or out of one pod; it goes with the pod. */
export function denyAll({ namespace, name }: PodTarget, uid: string) {
  return {
    metadata: {
      name: policyName(uid),
      namespace,
      labels: { 'app.kubernetes.io/managed-by': 'watchkeeper' },
      ownerReferences: [{ apiVersion: 'v1', kind: 'Pod', name, uid }],
    },
    spec: { podSelector: { matchLabels: { [isolationLabel]: uid } }, policyTypes: ['Ingress', 'Egress'] },
  } satisfies V1NetworkPolicy;
}

/** Throws UserError where nothing in the cluster enforces NetworkPolicies: one would be accepted, and cut off nobody. */
export async function mustEnforcePolicies(azure: Azure, clusterId: string): Promise<void> {
  const { name, networkPolicy } = await azure.aks.cluster(clusterId);
  if (networkPolicy !== undefined) return;
  throw new UserError(
    `${name} has no network-policy engine that AKS knows of: a NetworkPolicy would be accepted and cut nothing off. Delete the pod or scale its workload to zero instead.`,
  );
}

/** Policies of others that choose a pod with such labels and let something through: what one allows, none can forbid. */
export function stillAllowing(
  policies: readonly V1NetworkPolicy[],
  labels: Readonly<Record<string, string>>,
): string[] {
  return policies.flatMap(({ metadata, spec }) => {
    if (!spec || !selects(spec.podSelector ?? {}, labels)) return [];
    const ways = [...(spec.ingress?.length ? ['in'] : []), ...(spec.egress?.length ? ['out'] : [])];
    return ways.length === 0
      ? []
      : [`NetworkPolicy ${metadata?.name} still lets ${ways.join(' and ')} what it allows.`];
  });
}

/** Whether a policy cannot reach a pod, because it uses the network of its node. */
export function usesHostNetwork({ spec }: V1Pod): boolean {
  return spec?.hostNetwork === true;
}

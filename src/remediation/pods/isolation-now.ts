import type { Azure } from '../../azure/azure.ts';
import { isolationLabel, policyName, stillAllowing } from './network-policies.ts';
import type { PodTarget } from './pod-target.ts';

/** How far a pod is cut off by now. */
export interface IsolationNow {
  isThere: boolean;
  hasPolicy: boolean;
  hasLabel: boolean;
  /** Services whose endpoints still name it. */
  servedBy: string[];
  /** What policies of others let through to it all the same, one sentence each. */
  stillOpen: string[];
}

/** Reads it of the pod with this uid. */
export async function isolationNow(azure: Azure, target: PodTarget, uid: string): Promise<IsolationNow> {
  const { clusterId, namespace, name } = target;
  const [pod, policies, endpoints] = await Promise.all([
    azure.kubernetes.object(clusterId, 'pods', name, namespace),
    azure.kubernetes.list(clusterId, 'networkpolicies', namespace),
    azure.kubernetes.list(clusterId, 'endpoints', namespace),
  ]);
  const leads = endpoints.filter((it) =>
    it.subsets?.some(({ addresses }) =>
      addresses?.some(({ targetRef }) => targetRef?.kind === 'Pod' && targetRef.name === name),
    ),
  );
  return {
    isThere: pod !== undefined && pod.metadata?.uid === uid,
    hasPolicy: policies.some(({ metadata }) => metadata?.name === policyName(uid)),
    hasLabel: pod?.metadata?.labels?.[isolationLabel] === uid,
    servedBy: leads.map(({ metadata }) => metadata?.name ?? ''),
    stillOpen: stillAllowing(policies, pod?.metadata?.labels ?? {}),
  };
}

import type { Azure } from '../../azure/azure.ts';
import { isolationLabel, policyName } from './network-policies.ts';
import type { PodTarget } from './pod-target.ts';

/** How far a pod is cut off by now. */
export interface IsolationNow {
  isThere: boolean;
  hasPolicy: boolean;
  hasLabel: boolean;
  /** Services whose endpoints still name it. */
  servedBy: string[];
}

/** Reads it of the pod with this uid. */
export async function isolationNow(azure: Azure, target: PodTarget, uid: string): Promise<IsolationNow> {
  const { clusterId, namespace, name } = target;
  const [pod, policy, endpoints] = await Promise.all([
    azure.kubernetes.object(clusterId, 'pods', name, namespace),
    azure.kubernetes.object(clusterId, 'networkpolicies', policyName(uid), namespace),
    azure.kubernetes.list(clusterId, 'endpoints', namespace),
  ]);
  const leads = endpoints.filter((it) =>
    it.subsets?.some(({ addresses }) =>
      addresses?.some(({ targetRef }) => targetRef?.kind === 'Pod' && targetRef.name === name),
    ),
  );
  return {
    isThere: pod !== undefined && pod.metadata?.uid === uid,
    hasPolicy: policy !== undefined,
    hasLabel: pod?.metadata?.labels?.[isolationLabel] === uid,
    servedBy: leads.map(({ metadata }) => metadata?.name ?? ''),
  };
}

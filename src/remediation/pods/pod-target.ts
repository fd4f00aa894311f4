import type { V1Pod } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';

/** Which pod a change is for. */
export const podTarget = {
  /** ARM id. */
  clusterId: z.string().min(1).max(400),
  namespace: z.string().min(1).max(63),
  name: z.string().min(1).max(253),
};

/** The same, read. */
export type PodTarget = { [Key in keyof typeof podTarget]: z.infer<(typeof podTarget)[Key]> };

/** The pod as it is by now; throws UserError where there is none of that name. */
export async function readPod(azure: Azure, { clusterId, namespace, name }: PodTarget): Promise<V1Pod> {
  const found = await azure.kubernetes.object(clusterId, 'pods', name, namespace);
  if (!found) throw new UserError(`There is no pod ${name} in ${namespace} any more.`);
  return found;
}

/** Throws UserError for a pod that the API server cannot change for good: one that ends already, or that a node's kubelet keeps from a file. */
export function mustBeChangeable(pod: V1Pod): void {
  const { metadata } = pod;
  const name = metadata?.name ?? '';
  if (metadata?.deletionTimestamp) throw new UserError(`Pod ${name} is being deleted already.`);
  if (isMirror(pod))
    throw new UserError(
      `Pod ${name} is a static pod: the kubelet of its node keeps it from a file, whatever the API says.`,
    );
}

/** Whether it only mirrors a static pod of its node. */
export function isMirror({ metadata }: Pick<V1Pod, 'metadata'>): boolean {
  return metadata?.annotations?.['kubernetes.io/config.mirror'] !== undefined;
}

/** Whether all its containers have ended for good. */
export function hasEnded({ status }: V1Pod): boolean {
  return status?.phase === 'Succeeded' || status?.phase === 'Failed';
}

/** Whether it serves. */
export function isReady({ status, metadata }: V1Pod): boolean {
  return (
    !metadata?.deletionTimestamp &&
    (status?.conditions?.some((it) => it.type === 'Ready' && it.status === 'True') ?? false)
  );
}

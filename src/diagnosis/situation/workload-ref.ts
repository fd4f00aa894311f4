import type { V1Pod } from '@kubernetes/client-node';
import type { ObjectRef } from '../../model/finding.ts';
import { controllerOf } from './workloads.ts';

/** The workload of a pod that is no longer counted among its pods, as its owner's kind and name tell it. */
export function workloadRefOf(pod: V1Pod): ObjectRef {
  const { namespace = '', name = '' } = pod.metadata ?? {};
  const owner = controllerOf(pod);
  if (!owner || owner.kind === 'Node') return { kind: 'Pod', namespace, name };
  if (owner.kind !== 'ReplicaSet') return { kind: owner.kind, namespace, name: owner.name };
  return { kind: 'Deployment', namespace, name: owner.name.replace(/-[a-z0-9]{5,10}$/, '') };
}

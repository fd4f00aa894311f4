import type { V1Pod } from '@kubernetes/client-node';

/**
 * What a pod belongs to, as people name it: "Deployment shop/web". By its owner, and by the names that the controllers
 * of Deployments and CronJobs give to what they make: nothing more is read for it.
 */
export function workloadOf({ metadata }: V1Pod): string {
  const namespace = metadata?.namespace ?? '';
  const owner = metadata?.ownerReferences?.find((it) => it.controller) ?? metadata?.ownerReferences?.[0];
  if (!owner || owner.kind === 'Node') return `Pod ${namespace}/${metadata?.name ?? ''}`;
  const hash = metadata?.labels?.['pod-template-hash'];
  if (owner.kind === 'ReplicaSet' && hash && owner.name.endsWith(`-${hash}`)) {
    return `Deployment ${namespace}/${owner.name.slice(0, -hash.length - 1)}`;
  }
  const scheduled = owner.kind === 'Job' ? /^(.+)-\d{8}$/.exec(owner.name) : null;
  return scheduled ? `CronJob ${namespace}/${scheduled[1]}` : `${owner.kind} ${namespace}/${owner.name}`;
}

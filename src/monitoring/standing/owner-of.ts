import type { V1Pod } from '@kubernetes/client-node';
import { deploymentOf } from '../../model/deployment-of.ts';
import type { Owner } from '../../model/standing.ts';
import { workloadKinds } from '../../model/subject.ts';

/** What runs a pod, as a person names it: the Deployment above a ReplicaSet, the CronJob above a Job, else the controller; a bare pod itself. */
export function ownerOf({ metadata }: V1Pod): Owner {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller) ?? metadata?.ownerReferences?.[0];
  const kind = workloadKinds.find((it) => it === owner?.kind);
  // The pods of the control plane's own are of their node.
  if (!owner || !kind) return { kind: 'Pod', name: metadata?.name ?? '' };
  if (kind === 'ReplicaSet') {
    const hash = metadata?.labels?.['pod-template-hash'];
    const sure = hash && owner.name.endsWith(`-${hash}`) ? owner.name.slice(0, -hash.length - 1) : undefined;
    const deployment = sure ?? deploymentOf(owner.name);
    return deployment === undefined ? { kind, name: owner.name } : { kind: 'Deployment', name: deployment };
  }
  // A CronJob names its Jobs by the minute that they were due in.
  const cron = kind === 'Job' ? /^(.+)-\d{8,10}$/.exec(owner.name)?.[1] : undefined;
  return cron === undefined ? { kind, name: owner.name } : { kind: 'CronJob', name: cron };
}

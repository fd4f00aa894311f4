import type { V1DaemonSet, V1Deployment, V1StatefulSet } from '@kubernetes/client-node';
import { z } from 'zod';
import type { Azure } from '../../azure/azure.ts';
import { UserError } from '../../errors.ts';
import type { PlannedObject } from '../../model/remediation.ts';

/** The kinds whose pods are rolled out by a template. */
export const rolledKinds = ['Deployment', 'StatefulSet', 'DaemonSet'] as const;

/** Which workload a change is for. */
export const workloadTarget = {
  /** ARM id. */
  clusterId: z.string().min(1).max(400),
  namespace: z.string().min(1).max(63),
  kind: z.enum(rolledKinds),
  name: z.string().min(1).max(253),
};

/** The same, read. */
export type WorkloadTarget = { [Key in keyof typeof workloadTarget]: z.infer<(typeof workloadTarget)[Key]> };

/** One of them, as the Kubernetes API has it. */
export type RolledWorkload = V1Deployment | V1StatefulSet | V1DaemonSet;

/** Their plural names in paths of the API. */
export const pluralOf = { Deployment: 'deployments', StatefulSet: 'statefulsets', DaemonSet: 'daemonsets' } as const;

/** Which of the kinds' objects a change touches: the beginning of a PlannedObject. */
export function touched({ kind, namespace, name }: WorkloadTarget): Pick<PlannedObject, 'kind' | 'namespace' | 'name'> {
  return { kind, namespace, name };
}

/** The workload as it is by now; throws UserError where there is none of that name. */
export async function readWorkload(azure: Azure, target: WorkloadTarget): Promise<RolledWorkload> {
  const { clusterId, namespace, kind, name } = target;
  const found = await azure.kubernetes.object(clusterId, pluralOf[kind], name, namespace);
  if (!found) throw new UserError(`There is no ${kind} ${name} in ${namespace} any more.`);
  return found;
}

/** The workload that a change was made to, as it is by now; throws UserError where it is gone, or another one has its name. */
export async function readSame(
  azure: Azure,
  target: WorkloadTarget,
  { uid }: { uid: string },
): Promise<RolledWorkload> {
  const found = await readWorkload(azure, target);
  if (found.metadata?.uid !== uid)
    throw new UserError(`The ${target.kind} ${target.name} that was changed is gone: another one has its name by now.`);
  return found;
}

/** Patches a workload by strategic merge on the version that it was read at, or tries that; answers what it is then. */
export async function patchWorkload(
  azure: Azure,
  { clusterId, namespace, kind, name }: WorkloadTarget,
  patch: object,
  o: { resourceVersion: string; dryRun: boolean },
): Promise<RolledWorkload> {
  const object = { namespace, name };
  return azure.change.kubernetes.patch(clusterId, pluralOf[kind], object, patch, { type: 'strategic-merge', ...o });
}

/** What the write is conditional on. */
export function versionOf({ metadata }: RolledWorkload): string {
  return metadata?.resourceVersion ?? '';
}

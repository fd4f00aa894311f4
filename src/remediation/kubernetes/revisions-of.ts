import type { V1PodTemplateSpec } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import { fingerprintOf } from '../fingerprint.ts';
import type { RolledWorkload, WorkloadTarget } from './workload-target.ts';

/** One template that a workload had, as its history keeps it. */
export interface Revision {
  number: number;
  template: V1PodTemplateSpec;
  /** Equal for equal templates. */
  fingerprint: string;
  /** When it was made first. */
  since?: Date;
}

/** The revisions that a workload's history keeps, newest first: ReplicaSets of a Deployment, ControllerRevisions of the others. */
export async function revisionsOf(
  azure: Azure,
  { clusterId, namespace, kind }: WorkloadTarget,
  { metadata }: RolledWorkload,
): Promise<Revision[]> {
  const found =
    kind === 'Deployment'
      ? (await azure.kubernetes.list(clusterId, 'replicasets', namespace)).map((it) => ({
          meta: it.metadata,
          number: Number(it.metadata?.annotations?.['deployment.kubernetes.io/revision']),
          template: it.spec?.template,
        }))
      : (await azure.kubernetes.list(clusterId, 'controllerrevisions', namespace)).map((it) => ({
          meta: it.metadata,
          number: it.revision,
          template: templateIn(it.data),
        }));
  return found
    .flatMap(({ meta, number, template }) => {
      const isIts = meta?.ownerReferences?.some((it) => it.controller && it.uid === metadata?.uid);
      if (!isIts || !template || !Number.isSafeInteger(number)) return [];
      const plain = plainTemplate(template);
      const since = meta?.creationTimestamp;
      return [{ number, template: plain, fingerprint: fingerprintOf(plain), ...(since && { since }) }];
    })
    .toSorted((a, b) => b.number - a.number);
}

/** A template without what the controller adds to it, so that equal ones are equal. */
export function plainTemplate(template: V1PodTemplateSpec): V1PodTemplateSpec {
  const { $patch: _, ...rest } = template as V1PodTemplateSpec & { $patch?: string };
  const { creationTimestamp: _made, labels, ...metadata } = rest.metadata ?? {};
  const { 'pod-template-hash': _hash, ...own } = labels ?? {};
  return { ...rest, metadata: { ...metadata, labels: own } };
}

/** A ControllerRevision keeps the patch that would bring its template back. */
function templateIn(data: unknown): V1PodTemplateSpec | undefined {
  return (data as { spec?: { template?: V1PodTemplateSpec } } | undefined)?.spec?.template;
}

import type { V1LabelSelector, V1Pod } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';

/** What made a pod, and makes another in its place. */
export interface PodController {
  kind: string;
  name: string;
  uid: string;
}

/** The controller of a pod by its owner references; undefined where nothing made it or would make it again. */
export function controllerOf({ metadata }: Pick<V1Pod, 'metadata'>): PodController | undefined {
  const owner = metadata?.ownerReferences?.find(({ controller }) => controller);
  return owner && { kind: owner.kind, name: owner.name, uid: owner.uid };
}

/** How a controller chooses its pods, and how many it wants. */
export interface PodControl {
  selector: V1LabelSelector | undefined;
  /** Undefined where no number is wanted, as of a Job. */
  wanted: number | undefined;
}

const plurals = {
  ReplicaSet: 'replicasets',
  StatefulSet: 'statefulsets',
  DaemonSet: 'daemonsets',
  Job: 'jobs',
} as const;

/** A controller as it is by now; undefined where it is gone, another one of the same name, or of a kind that is not Kubernetes' own. */
export async function readControl(
  azure: Azure,
  { clusterId, namespace }: { clusterId: string; namespace: string },
  { kind, name, uid }: PodController,
): Promise<PodControl | undefined> {
  const plural = isKnown(kind) ? plurals[kind] : undefined;
  const found = plural && (await azure.kubernetes.object(clusterId, plural, name, namespace));
  if (!found || found.metadata?.uid !== uid) return undefined;
  const { spec, status } = found;
  const wanted =
    spec && 'replicas' in spec
      ? (spec.replicas ?? 1)
      : status && 'desiredNumberScheduled' in status
        ? status.desiredNumberScheduled
        : undefined;
  return { selector: spec?.selector, wanted };
}

function isKnown(kind: string): kind is keyof typeof plurals {
  return kind in plurals;
}

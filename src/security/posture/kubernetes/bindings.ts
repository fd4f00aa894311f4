import type { RbacV1Subject, V1ClusterRoleBinding, V1ObjectMeta, V1RoleBinding } from '@kubernetes/client-node';
import type { Evidence } from '../../../model/evidence.ts';
import { isSystemNamespace } from '../../../model/system-namespace.ts';
import type { PostureReading } from '../posture-reading.ts';
import type { ReadResource } from '../read-resources.ts';
import { readSome } from './read-kind.ts';

/** Who is given which role, and where. */
export interface Binding {
  /** Undefined of a ClusterRoleBinding: in the whole cluster. */
  namespace?: string;
  name: string;
  /** "ClusterRole cluster-admin". */
  role: string;
  subjects: RbacV1Subject[];
}

/**
 * The bindings that people made, and those of their tools: what Kubernetes and AKS make for themselves stands apart, by
 * the labels that their own controllers put back, and so do bindings in the system's namespaces. Throws UpstreamError.
 */
export async function readBindings(reading: PostureReading, cluster: ReadResource): Promise<Evidence<Binding[]>> {
  const [wide, narrow] = await Promise.all([
    readSome(reading, cluster, 'clusterrolebindings', bindingOf),
    readSome(reading, cluster, 'rolebindings', bindingOf),
  ]);
  return { ...wide, value: [...wide.value, ...narrow.value] };
}

function bindingOf({ metadata, roleRef, subjects }: V1RoleBinding | V1ClusterRoleBinding): Binding | undefined {
  if (isOfTheSystem(metadata)) return undefined;
  return {
    ...(metadata?.namespace && { namespace: metadata.namespace }),
    name: metadata?.name ?? '',
    role: `${roleRef.kind} ${roleRef.name}`,
    subjects: (subjects ?? []).map(({ kind, name, namespace }) => ({ kind, name, ...(namespace && { namespace }) })),
  };
}

/** What Kubernetes brings that is not called "system:...". */
const ownNames = new Set(['cluster-admin', 'admin', 'edit', 'view']);

/**
 * Whether Kubernetes, AKS or an add-on keeps the object as it is. A name or the label of Kubernetes alone is not enough:
 * anybody who may write one may write it so.
 */
export function isOfTheSystem(metadata: V1ObjectMeta | undefined): boolean {
  const { labels = {}, name = '', namespace } = metadata ?? {};
  return (
    (labels['kubernetes.io/bootstrapping'] !== undefined && (ownNames.has(name) || name.startsWith('system:'))) ||
    // Only in this mode the add-on manager takes away what it did not make itself.
    labels['addonmanager.kubernetes.io/mode'] === 'Reconcile' ||
    labels['kubernetes.azure.com/managedby'] === 'aks' ||
    (namespace !== undefined && isSystemNamespace(namespace))
  );
}

/** An account, or all those of a namespace, as the API server calls them where they are users and groups. */
const accountsOf = /^system:serviceaccounts?:([^:]+)/;

/** Whether the subject belongs to the system: an add-on's account, a part of the control plane, or its masters. */
export function isSystemSubject({ kind, name, namespace }: RbacV1Subject): boolean {
  const home = kind === 'ServiceAccount' ? (namespace ?? '') : accountsOf.exec(name)?.[1];
  if (home !== undefined) return isSystemNamespace(home);
  return kind === 'Group' ? name === 'system:masters' : name.startsWith('system:') && name !== 'system:anonymous';
}

/** "ServiceAccount sandbox/default". */
export function subjectWords({ kind, name, namespace }: RbacV1Subject): string {
  return `${kind} ${namespace ? `${namespace}/` : ''}${name}`;
}

/** "ClusterRoleBinding ci-admin", "RoleBinding shop/ci-admin". */
export function bindingWords({ namespace, name }: Pick<Binding, 'namespace' | 'name'>): string {
  return namespace === undefined ? `ClusterRoleBinding ${name}` : `RoleBinding ${namespace}/${name}`;
}

import type { RbacV1Subject, V1ClusterRoleBinding, V1RoleBinding } from '@kubernetes/client-node';
import type { Azure } from '../../azure/azure.ts';
import type { AffectedNow, AlertTarget } from '../../model/security-alert.ts';

/** More of them no card can offer. */
const most = 10;

/** The bindings that an alert names, or that give rights to its service account, as they are now. Throws UpstreamError. */
export async function bindingsOf(
  { kubernetes }: Azure,
  clusterId: string,
  { binding, serviceAccount, namespace }: AlertTarget,
): Promise<AffectedNow['bindings'][number][]> {
  if (binding) {
    const found = binding.namespace
      ? await kubernetes.object(clusterId, 'rolebindings', binding.name, binding.namespace)
      : await kubernetes.object(clusterId, 'clusterrolebindings', binding.name);
    return found ? [named(found)] : [];
  }
  if (!serviceAccount || !namespace) return [];
  const [own, wide] = await Promise.all([
    kubernetes.list(clusterId, 'rolebindings', namespace),
    kubernetes.list(clusterId, 'clusterrolebindings'),
  ]);
  const gives = ({ subjects = [] }: { subjects?: RbacV1Subject[] }) =>
    subjects.some((it) => it.kind === 'ServiceAccount' && it.name === serviceAccount && it.namespace === namespace);
  return [...own, ...wide].filter(gives).slice(0, most).map(named);
}

function named({ metadata, roleRef }: V1RoleBinding | V1ClusterRoleBinding): AffectedNow['bindings'][number] {
  const { name = '', namespace } = metadata ?? {};
  return { name, ...(namespace !== undefined && { namespace }), role: `${roleRef.kind} ${roleRef.name}` };
}

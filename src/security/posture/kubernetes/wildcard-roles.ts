import type { V1ClusterRole, V1PolicyRule, V1Role } from '@kubernetes/client-node';
import { counted } from '../../../cards/quantity.ts';
import { verdict } from '../verdict.ts';
import { bindingWords, isOfTheSystem, readBindings } from './bindings.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import { readSome } from './read-kind.ts';

interface WildRole {
  /** "ClusterRole ci", "Role shop/ci". */
  role: string;
  said: string[];
  boundBy: string[];
}

/** Roles name what may be done, and with what. */
export const wildcardRoles = kubernetesCheck<WildRole[]>({
  code: 'wildcard-roles',
  title: 'Roles name their rights',
  severity: 'Medium',
  policyId: 'ca8d5704-aa2b-40cf-b110-dc19052825ad',
  what: 'what the roles of the cluster allow',
  rights:
    'rbac.authorization.k8s.io/clusterroles/read, .../roles/read, .../clusterrolebindings/read and .../rolebindings/read',
  async read(reading, cluster) {
    const [wide, narrow, bindings] = await Promise.all([
      readSome(reading, cluster, 'clusterroles', wildRole),
      readSome(reading, cluster, 'roles', wildRole),
      readBindings(reading, cluster),
    ]);
    const roles = [...wide.value, ...narrow.value].map(({ key, ...role }) => ({
      ...role,
      boundBy: bindings.value.filter((it) => key === keyOf(it.role, it.namespace)).map(bindingWords),
    }));
    // A role that somebody has matters more than one that nobody has.
    return { ...wide, value: roles.sort((a, b) => Number(b.boundBy.length > 0) - Number(a.boundBy.length > 0)) };
  },
  judge: ({ value }) =>
    verdict(value.length === 0, {
      property: 'rules[*].verbs, rules[*].resources',
      value: value.length === 0 ? 'no *' : `* in ${counted(value.length, 'role')}`,
      good: 'No role outside those of Kubernetes and AKS says * for its verbs or its resources.',
      bad: `${counted(value.length, 'role')} ${value.length === 1 ? 'allows' : 'allow'} every verb or every resource by *.`,
      step: { text: 'Write out the verbs and resources that are needed, and give the role anew.' },
      objects: value.map(
        ({ role, said, boundBy }) =>
          `${role}: ${said.join(', ')}${boundBy.length ? ` (by ${boundBy.join(', ')})` : ' (bound by nothing)'}`,
      ),
    }),
});

function wildRole({
  metadata,
  rules,
}: V1Role | V1ClusterRole): (Omit<WildRole, 'boundBy'> & { key: string }) | undefined {
  if (isOfTheSystem(metadata)) return undefined;
  const said = (rules ?? []).flatMap(wildIn);
  const { name = '', namespace } = metadata ?? {};
  const role = namespace ? `Role ${namespace}/${name}` : `ClusterRole ${name}`;
  return said.length > 0
    ? { role, said: said.slice(0, 3), key: keyOf(`${namespace ? 'Role' : 'ClusterRole'} ${name}`, namespace) }
    : undefined;
}

/** A Role is one of its namespace; a ClusterRole is the same wherever it is given. */
function keyOf(role: string, namespace: string | undefined): string {
  return role.startsWith('ClusterRole ') ? role : `${namespace}/${role}`;
}

function wildIn({ verbs, resources }: V1PolicyRule, n: number): string[] {
  return [
    ...(verbs?.includes('*') ? [`rules[${n}].verbs = *`] : []),
    ...(resources?.some((it) => it === '*' || it === '*/*') ? [`rules[${n}].resources = *`] : []),
  ];
}

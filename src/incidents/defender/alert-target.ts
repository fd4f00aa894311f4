import type { AlertTarget } from '../../model/security-alert.ts';
import { type Labels, labelValue } from '../matcher.ts';
import { caseBlind } from '../reading/case-blind.ts';
import { textOf } from '../reading/text-of.ts';
import { attackedWorkload } from './attacked-workload.ts';
import type { Entity } from './entities.ts';

const objectName = /^[a-z0-9](?:[a-z0-9.:-]{0,251}[a-z0-9])?$/i;

/** What an alert is about, from its labels and entities; what cannot be a name of Kubernetes is no target. */
export function alertTarget(labels: Labels, entities: readonly Entity[]): AlertTarget {
  const label = (name: string) => {
    const value = labelValue(labels, name);
    return objectName.test(value) ? value : undefined;
  };
  const workload = attackedWorkload(labels);
  const account = entities.find(({ type }) => type === 'k8sserviceaccount');
  const binding = entities.find(({ type }) => type === 'k8srolebinding' || type === 'k8sclusterrolebinding');
  const bound = binding && nameOf(binding);
  const bindingNamespace =
    binding?.type === 'k8srolebinding' ? (namespaceOf(binding) ?? label('namespace')) : undefined;
  const serviceAccount = account && nameOf(account);
  return Object.fromEntries(
    Object.entries({
      clusterId: labelValue(labels, 'cluster_id') || undefined,
      cluster: label('cluster'),
      namespace: label('namespace') ?? (account && namespaceOf(account)),
      pod: label('pod'),
      workload: objectName.test(workload) ? workload : undefined,
      container: label('container'),
      node: label('node'),
      image: labelValue(labels, 'image') || undefined,
      serviceAccount,
      // A RoleBinding of which nobody says where it is cannot be found.
      ...((binding?.type === 'k8sclusterrolebinding' || bindingNamespace) &&
        bound && { binding: { name: bound, ...(bindingNamespace && { namespace: bindingNamespace }) } }),
    } satisfies { [Key in keyof AlertTarget]: AlertTarget[Key] | undefined }).filter(
      ([, value]) => value !== undefined,
    ),
  );
}

function nameOf({ field }: Entity): string | undefined {
  const name = textOf(field('Name'));
  return name !== undefined && objectName.test(name) ? name : undefined;
}

function namespaceOf({ field }: Entity): string | undefined {
  const namespace = field('Namespace');
  const name = textOf(namespace) ?? textOf(caseBlind(namespace)('Name'));
  return name !== undefined && objectName.test(name) ? name : undefined;
}

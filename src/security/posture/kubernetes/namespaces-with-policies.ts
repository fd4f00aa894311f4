import { counted } from '../../../cards/quantity.ts';
import { notApplicable, verdict } from '../verdict.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import { readSegments, type Segment } from './network-policies.ts';

const what = 'which namespaces have network policies';
const offends = ({ policies }: Segment) => policies.length === 0;

/** Every namespace with pods says who may call them. */
export const namespacesWithPolicies = kubernetesCheck<Segment[]>({
  code: 'namespaces-with-network-policies',
  title: 'Every namespace has network policies',
  severity: 'Medium',
  what,
  read: (reading, cluster) => readSegments(reading, cluster, { what, offends }),
  judge({ value }) {
    if (value.length === 0) return notApplicable('No pod runs outside the namespaces of the system.');
    const open = value.filter(offends);
    return verdict(open.length === 0, {
      property: 'networkpolicies.networking.k8s.io',
      value: open.length === 0 ? 'in every namespace' : `none in ${counted(open.length, 'namespace')}`,
      good: `Each namespace with pods (${value.length}) has a network policy.`,
      bad: `${open.length} of ${counted(value.length, 'namespace')} with pods ${open.length === 1 ? 'has' : 'have'} no network policy: every pod of the cluster may call theirs.`,
      step: {
        text: `Begin with a policy in ${open[0]?.namespace ?? 'each'} that selects all pods and lets in whom they need; policies of Cilium and Calico are not counted.`,
      },
      objects: open.map(({ namespace, pods }) => `Namespace ${namespace}: ${counted(pods, 'pod')}, no NetworkPolicy`),
    });
  },
});

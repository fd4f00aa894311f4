import { counted } from '../../../cards/quantity.ts';
import { notApplicable, verdict } from '../verdict.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import { readSegments, type Segment } from './network-policies.ts';

const what = 'which namespaces let nothing in by default';
const offends = ({ policies, deniesByDefault }: Segment) => policies.length > 0 && !deniesByDefault;

/** Where there are policies, what they do not name stays out. */
export const namespacesDenyByDefault = kubernetesCheck<Segment[]>({
  code: 'namespaces-deny-by-default',
  title: 'Namespaces let nothing in by default',
  severity: 'Low',
  what,
  read: (reading, cluster) => readSegments(reading, cluster, { what, offends }),
  judge({ value }) {
    const segments = value.filter(({ policies }) => policies.length > 0);
    if (segments.length === 0) return notApplicable('No namespace with pods has a network policy.');
    const open = segments.filter(offends);
    return verdict(open.length === 0, {
      property: 'spec.podSelector, spec.policyTypes, spec.ingress',
      value: open.length === 0 ? 'all pods selected' : `not in ${counted(open.length, 'namespace')}`,
      good: `Each namespace with policies (${segments.length}) lets in only what a policy names.`,
      bad: `${open.length} of ${counted(segments.length, 'namespace')} with policies ${open.length === 1 ? 'has' : 'have'} pods that none of them selects: those stay open.`,
      step: {
        text: 'Add a policy with an empty podSelector, the type Ingress and no rule: what is not named stays out.',
      },
      objects: open.map(
        ({ namespace, policies }) =>
          `Namespace ${namespace}: ${policies.slice(0, 3).join(', ')}${policies.length > 3 ? ` and ${policies.length - 3} more` : ''}, none for all pods`,
      ),
    });
  },
});

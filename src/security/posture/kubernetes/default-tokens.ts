import { counted } from '../../../cards/quantity.ts';
import { notApplicable, verdict } from '../verdict.ts';
import { kubernetesCheck } from './kubernetes-check.ts';
import type { Offender } from './pods-seen.ts';
import { readSome } from './read-kind.ts';
import { notAllRead, readPods } from './read-pods.ts';

const what = 'which pods hold a token of the API server';

/** A pod that has no business with the API server holds no token of it. */
export const defaultTokens = kubernetesCheck<{ pods: number; offenders: [string, Offender][] }>({
  code: 'default-account-tokens',
  title: 'The default account has no token in pods',
  severity: 'Low',
  policyId: '423dd1ba-798e-40e4-9c4d-b6902674b423',
  what,
  async read(reading, cluster) {
    const [pods, accounts] = await Promise.all([
      readPods(reading, cluster),
      readSome(reading, cluster, 'serviceaccounts', ({ metadata, automountServiceAccountToken }) =>
        metadata?.name === 'default' && automountServiceAccountToken === false ? metadata.namespace : undefined,
      ),
    ]);
    const refusing = new Set(accounts.value);
    const { state, read, isCut } = pods.value;
    // What the pod says counts before what the account says.
    const offenders = [...(state.offenders.get('tokens') ?? [])].filter(
      ([, { namespace, said }]) => said.some((it) => it.endsWith('= true')) || !refusing.has(namespace),
    );
    return isCut && offenders.length === 0
      ? notAllRead(read, what)
      : { ...pods, value: { pods: state.pods, offenders } };
  },
  judge: ({ value: { pods, offenders } }) =>
    pods === 0
      ? notApplicable('No pod runs outside the namespaces of the system.')
      : verdict(offenders.length === 0, {
          property: 'spec.automountServiceAccountToken',
          value: offenders.length === 0 ? 'false' : `not false in ${counted(offenders.length, 'workload')}`,
          good: 'No pod outside the namespaces of the system holds a token of the default account.',
          bad: `${counted(offenders.length, 'workload')} ${offenders.length === 1 ? 'holds' : 'hold'} a token of the default account, which nobody asked for.`,
          step: {
            text: 'Set automountServiceAccountToken: false on the default account, and give an account of its own to what calls the API server.',
          },
          objects: offenders.map(([workload, { said }]) => `${workload}: ${said.join(', ')}`),
        }),
});

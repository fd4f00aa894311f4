import type { V1Pod } from '@kubernetes/client-node';
import { judgePod } from '../../pod-security/judge-pod.ts';
import { type KnownVariables, plainSecretsIn } from './plain-secrets-in.ts';

/** What a pod may offend against, each kept apart. */
export const podOffences = [
  'privileged',
  'host-namespaces',
  'escalation',
  'baseline',
  'restricted',
  'secrets',
  'tokens',
] as const;

/** One of them. */
export type PodOffence = (typeof podOffences)[number];

/** Controls of the standard that are looked at by themselves too, since Azure Policy has a definition for each. */
const byControl: Readonly<Record<string, PodOffence>> = {
  'privileged-containers': 'privileged',
  'host-process': 'privileged',
  'host-namespaces': 'host-namespaces',
  'privilege-escalation': 'escalation',
};

/** What of a pod offends, each property with its value ("spec.hostNetwork = true"). */
export function offencesOf(pod: V1Pod, known: KnownVariables): { offence: PodOffence; said: string }[] {
  const { spec, metadata } = pod;
  if (!spec) return [];
  const broken = judgePod({ annotations: metadata?.annotations ?? {}, spec }, 'restricted');
  return [
    ...broken.flatMap(({ control: { name, level }, path, value }) => {
      const said = `${path} = ${value}`;
      const own = byControl[name];
      return own
        ? [
            { offence: own, said },
            { offence: level, said },
          ]
        : [{ offence: level, said }];
    }),
    ...plainSecretsIn(spec, known).map((said) => ({ offence: 'secrets' as const, said })),
    ...tokenOf(spec).map((said) => ({ offence: 'tokens' as const, said })),
  ];
}

/** The default account's token is put into every pod that does not refuse it. */
function tokenOf({ serviceAccountName, automountServiceAccountToken: asked }: NonNullable<V1Pod['spec']>): string[] {
  const isDefault = !serviceAccountName || serviceAccountName === 'default';
  return isDefault && asked !== false ? [`spec.automountServiceAccountToken = ${asked ?? 'not set'}`] : [];
}

import { podCheck } from './pod-check.ts';

/** No container gets a secret as plain text in its environment; the text itself is never shown. */
export const plainSecrets = podCheck({
  code: 'plain-secrets-in-env',
  title: 'No secret stands in the environment',
  severity: 'High',
  offence: 'secrets',
  property: 'spec.containers[*].env[*].value',
  said: 'plain text',
  do: 'have secrets as plain text in their environment',
  does: 'has a secret as plain text in its environment',
  step: 'Put the secret into Key Vault, mount it by the Secrets Store add-on or refer to it by secretKeyRef, and change it: everybody who may read pods has seen it.',
});

import type { V1PodSpec } from '@kubernetes/client-node';
import { looksSecret } from '../../looks-secret.ts';

/** What was found out about variables before, by name and value: pods of one workload have the same ones. */
export type KnownVariables = Map<string, boolean>;

/** Variables of a pod's containers that hold a secret in plain text, by path and name; the value is never said. */
export function plainSecretsIn(spec: V1PodSpec, known: KnownVariables): string[] {
  return (['containers', 'initContainers', 'ephemeralContainers'] as const).flatMap((list) =>
    (spec[list] ?? []).flatMap(({ env }, n) =>
      (env ?? []).flatMap(({ name, value }, m) =>
        value && isPlainSecret(name, value, known) ? [`spec.${list}[${n}].env[${m}].value is plain (${name})`] : [],
      ),
    ),
  );
}

function isPlainSecret(name: string, value: string, known: KnownVariables): boolean {
  const key = `${name}=${value}`;
  const found = known.get(key) ?? looksSecret(name, value);
  known.set(key, found);
  return found;
}

import type { Suggestion } from '../../remediation/suggestion.ts';
import type { Changed } from './rolled-workload.ts';

/** The advice to give a workload its replicas back, with its change where it is known how many it had. */
export function scaleBack(
  { cluster, kind, namespace, name }: Changed,
  replicas: number | undefined,
  text: string,
): Suggestion {
  if ((kind !== 'Deployment' && kind !== 'StatefulSet') || !replicas) return { text };
  const input = { clusterId: cluster.id, namespace, kind, name, replicas } as const;
  return { text, title: `Scale back to ${replicas}`, action: 'scale', input };
}

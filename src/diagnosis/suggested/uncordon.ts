import type { ClusterRef } from '../../model/subject.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';

/** The advice to open a node again, with its change. */
export function uncordonOf(cluster: ClusterRef, name: string, text: string): Suggestion {
  return { text, title: `Uncordon ${name}`, action: 'uncordon', input: { clusterId: cluster.id, name } };
}

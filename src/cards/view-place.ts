import type { Subject } from '../model/subject.ts';
import { plain } from './plain.ts';

/** Where a view looks, in a few words for its first line: "in prod-weu", "of payments-api", "on aks-user-1". */
export function viewPlace({ kind, name, namespace, cluster }: Subject): string {
  if (kind === 'Cluster') return `in ${plain(cluster.name, 60)}`;
  if (kind === 'Namespace') return `in ${plain(namespace || name, 60)}`;
  return `${kind === 'Node' ? 'on' : 'of'} ${plain(name, 80)}`;
}

/** Where that is, in full, for the line below. */
export function viewAddress({ kind, namespace, cluster }: Subject): string {
  return [cluster.name, kind === 'Cluster' ? '' : namespace, cluster.environment ?? '', cluster.location]
    .filter((it) => it !== '')
    .map((it) => plain(it, 80))
    .join(' · ');
}

import type { Subject } from '../model/subject.ts';
import { plain } from './plain.ts';

/** Where a subject is, from the wide to the narrow: "prod-weu / payments / payments-api (Deployment)". */
export function subjectPlace({ cluster, namespace, name, kind }: Subject): string {
  const path =
    kind === 'Cluster'
      ? [cluster.name]
      : [cluster.name, ...(namespace === '' || kind === 'Namespace' ? [] : [namespace]), name];
  return `${path.map((part) => plain(part, 80)).join(' / ')} (${kind})`;
}

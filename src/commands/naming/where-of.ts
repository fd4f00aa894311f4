import type { Subject } from '../../model/subject.ts';
import type { Where } from '../people/scope.ts';

/** Where a subject is; nodes and clusters span every namespace, unless one is named for them. */
export function whereOf({ cluster, namespace }: Pick<Subject, 'cluster' | 'namespace'>, named?: string): Where {
  return { cluster: cluster.name, environment: cluster.environment, namespace: namespace || named };
}

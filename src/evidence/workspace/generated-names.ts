import type { Subject } from '../../model/subject.ts';

/** What Kubernetes makes hashes and suffixes of: no vowels, and no digits that look like some. */
const safe = '[bcdfghjklmnpqrstvwxz2456789]';

/** A regular expression (RE2) for the names of what stands between a workload and its pods: ReplicaSets and Jobs. */
export function controllerNames({ kind, name }: Pick<Subject, 'kind' | 'name'>): string {
  return kind === 'CronJob' ? `^${literal(name)}-[0-9]+$` : `^${literal(name)}-${safe}{1,10}$`;
}

/** A regular expression (RE2) for the names of all that a workload's controllers make: ReplicaSets or Jobs, and pods. */
export function childNames({ kind, name }: Pick<Subject, 'kind' | 'name'>): string {
  const pod = `-${safe}{5}`;
  switch (kind) {
    case 'Deployment':
      return `^${literal(name)}-${safe}{1,10}(${pod})?$`;
    case 'CronJob':
      return `^${literal(name)}-[0-9]+(${pod})?$`;
    case 'StatefulSet':
      return `^${literal(name)}-[0-9]+$`;
    default:
      return `^${literal(name)}${pod}$`;
  }
}

function literal(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]/g, (it) => `\\${it}`);
}

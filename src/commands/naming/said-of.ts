import { isWorkload, type Subject } from '../../model/subject.ts';
import type { Defaults } from '../../store/store.ts';
import { kinds } from '../language/kind-words.ts';

/** The input that names exactly this subject, whatever the command. */
export function saidOf({ cluster, namespace, name, kind }: Subject) {
  return {
    ...(isKind(kind) && { kind }),
    workload: name,
    cluster: cluster.name,
    ...(namespace !== '' && { namespace }),
  };
}

/** What a thread is about after an answer about this subject. */
export function threadOf(subject: Subject): Defaults {
  const { cluster, namespace, name } = subject;
  return {
    cluster: cluster.name,
    ...(namespace !== '' && { namespace }),
    ...((isWorkload(subject) || subject.kind === 'Node') && { workload: name }),
  };
}

/** Whether a question may name this kind. */
export function isKind(kind: string): kind is (typeof kinds)[number] {
  return kinds.some((it) => it === kind);
}

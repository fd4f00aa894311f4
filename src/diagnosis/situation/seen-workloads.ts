import type { V1Pod } from '@kubernetes/client-node';
import type { Situation } from './situation.ts';
import { hasEnded, type Workload } from './workload.ts';
import { workloadsIn } from './workloads.ts';

/** Who was seen to call whom; both are workloads as far as they are known. */
export interface SeenCall {
  from: Workload;
  to: Workload;
}

/**
 * Calls that a mesh counted ("namespace/name" each), between workloads of the situation and those of other namespaces:
 * of these no more is known than the pods of the whole cluster tell, and without them the name alone.
 */
export function seenCalls(
  { workloads }: Pick<Situation, 'workloads'>,
  calls: readonly { from: string; to: string }[],
  pods: readonly V1Pod[] = [],
): SeenCall[] {
  const at = new Date(0);
  const elsewhere = workloadsIn({
    pods: { value: pods.filter((it) => !hasEnded(it)), source: { service: 'Kubernetes API', detail: 'pods' }, at },
  });
  const known = new Map([...elsewhere, ...workloads].map((it) => [`${it.namespace}/${it.name}`, it]));
  const named = (key: string): Workload => {
    const [namespace = '', name = ''] = key.split('/');
    const found = known.get(key) ?? { kind: 'Deployment', namespace, name, template: {}, pods: [], revisions: [] };
    known.set(key, found);
    return found;
  };
  return calls.filter(({ from, to }) => from !== to).map(({ from, to }) => ({ from: named(from), to: named(to) }));
}

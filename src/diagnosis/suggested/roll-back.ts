import type { V1Pod } from '@kubernetes/client-node';
import type { ClusterRef } from '../../model/subject.ts';
import type { Suggestion } from '../../remediation/suggestion.ts';
import { isReady, type Workload } from '../situation/workload.ts';
import { controllerOf } from '../situation/workloads.ts';
import { rolledWorkload } from './rolled-workload.ts';

/**
 * The advice to go back to the revision before; undefined where nothing shows that it would help: pods of that very
 * revision have to serve while those of the newest do not.
 */
export function rollBackOf(
  { kind, namespace, name, pods, revisions }: Workload,
  cluster: ClusterRef,
  text: string,
): Suggestion | undefined {
  const [newest, before] = revisions;
  const target = rolledWorkload({ cluster, kind, namespace, name });
  if (!newest || !before || !target) return undefined;
  const isOf = (set: typeof newest) => (pod: V1Pod) => controllerOf(pod)?.name === set.metadata?.name;
  if (!pods.some((pod) => isOf(before)(pod) && isReady(pod)) || pods.some((pod) => isOf(newest)(pod) && isReady(pod)))
    return undefined;
  return { text, title: 'Roll back to the revision before', action: 'roll-back', input: target };
}

import { type Kql, kql } from '../../azure/kql.ts';
import type { Asked } from './saved-query.ts';

/** The rows of the cluster in the time that is asked for: every saved query begins so, right behind its table. */
export function within({ cluster, window }: Asked): Kql {
  const time = window
    ? kql`
| where TimeGenerated >= ${window.from} and TimeGenerated < ${window.to}`
    : kql``;
  return kql`${time}
| where _ResourceId =~ ${cluster.id}`;
}

/** Those of the namespace that is asked for, in the column that most tables have it in. */
export function inNamespace({ namespace }: Asked): Kql {
  return namespace === undefined
    ? kql``
    : kql`
| where Namespace == ${namespace}`;
}

/** The same in the tables of logs. */
export function inPodNamespace({ namespace }: Asked): Kql {
  return namespace === undefined
    ? kql``
    : kql`
| where PodNamespace == ${namespace}`;
}

import { type Kql, kql } from '../../azure/kql.ts';
import type { Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { childNames } from './generated-names.ts';

/** Which lines are wanted of a subject's containers. */
export interface LinesWish {
  pod?: string | undefined;
  container?: string | undefined;
  /** A text that they have, in any case of letters. */
  containing?: string | undefined;
}

/** What the subject's containers wrote, as ContainerLogV2 has it; without a window for an alert rule, which has its own. */
export function linesQuery(subject: Subject, wish: LinesWish, window?: Window): Kql {
  const time = window ? kql`TimeGenerated >= ${window.from} and TimeGenerated < ${window.to} and ` : kql``;
  const inContainer = wish.container === undefined ? kql`` : kql` and ContainerName == ${wish.container}`;
  const containing =
    wish.containing === undefined
      ? kql``
      : kql`
| where tostring(LogMessage) contains ${wish.containing}`;
  return kql`
ContainerLogV2
| where ${time}_ResourceId =~ ${subject.cluster.id} and PodNamespace == ${subject.namespace}${podOf(subject, wish.pod)}${inContainer}${containing}`;
}

function podOf(subject: Subject, pod: string | undefined): Kql {
  if (pod !== undefined) return kql` and PodName == ${pod}`;
  if (subject.kind === 'Namespace') return kql``;
  return kql` and (PodName == ${subject.name} or PodName matches regex ${childNames(subject)})`;
}

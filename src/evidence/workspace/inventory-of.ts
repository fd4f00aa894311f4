import { type Kql, kql } from '../../azure/kql.ts';
import type { Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';
import { controllerNames } from './generated-names.ts';

/**
 * The rows of KubePodInventory that are the subject's, gone pods too: a fragment to go on from with a pipe.
 * The table knows a pod's direct controller only, so names must end as Kubernetes' controllers end them.
 */
export function inventoryOf(subject: Subject, { from, to }: Window): Kql {
  return kql`KubePodInventory
| where TimeGenerated >= ${from} and TimeGenerated < ${to}
| where ClusterId =~ ${subject.cluster.id}${onlyOf(subject)}`;
}

function onlyOf({ kind, namespace, name }: Subject): Kql {
  switch (kind) {
    case 'Cluster':
      return kql``;
    case 'Node':
      return kql`
| where Computer =~ ${name}`;
    case 'Namespace':
      return kql`
| where Namespace == ${namespace}`;
    case 'Pod':
      return kql`
| where Namespace == ${namespace} and Name == ${name}`;
    case 'Deployment':
    case 'CronJob':
      return kql`
| where Namespace == ${namespace} and ControllerKind == ${kind === 'Deployment' ? 'ReplicaSet' : 'Job'}
| where ControllerName matches regex ${controllerNames({ kind, name })}`;
    default:
      return kql`
| where Namespace == ${namespace} and ControllerKind == ${kind} and ControllerName == ${name}`;
  }
}

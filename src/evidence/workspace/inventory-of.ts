import { type Kql, kql } from '../../azure/kql.ts';
import type { Window } from '../../model/evidence.ts';
import type { Subject } from '../../model/subject.ts';

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
  const literal = name.replace(/[^A-Za-z0-9_-]/g, (it) => `\\${it}`);
  switch (kind) {
    case 'Cluster':
      return kql``;
    case 'Node':
      return kql`
| where Computer =~ ${name}`;
    case 'Pod':
      return kql`
| where Namespace == ${namespace} and Name == ${name}`;
    case 'Deployment':
      return kql`
| where Namespace == ${namespace} and ControllerKind == 'ReplicaSet'
| where ControllerName matches regex ${`^${literal}-[a-z0-9]{1,10}$`}`;
    case 'CronJob':
      return kql`
| where Namespace == ${namespace} and ControllerKind == 'Job'
| where ControllerName matches regex ${`^${literal}-[0-9]+$`}`;
    default:
      return kql`
| where Namespace == ${namespace} and ControllerKind == ${kind} and ControllerName == ${name}`;
  }
}

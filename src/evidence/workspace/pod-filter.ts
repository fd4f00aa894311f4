import type { Subject } from '../../model/subject.ts';

/** What picks a subject's rows from KubePodInventory; an empty string picks all. */
export interface PodFilter {
  clusterId: string;
  namespace: string;
  node: string;
  /** Kind of the pods' direct controller: a Deployment's pods are controlled by a ReplicaSet. */
  controllerKind: string;
  /** Regular expression (RE2) for the direct controller's name, or the pod's where it has none. */
  name: string;
}

/** The filter that finds the subject's pods, also those that are gone; names end as the controllers of Kubernetes end them. */
export function podFilter({ cluster, kind, namespace, name }: Subject): PodFilter {
  const literal = name.replace(/[^A-Za-z0-9_-]/g, (it) => `\\${it}`);
  const all = { clusterId: cluster.id, namespace: '', node: '', controllerKind: '', name: '.' };
  switch (kind) {
    case 'Cluster':
      return all;
    case 'Node':
      return { ...all, node: name };
    case 'Deployment':
      return { ...all, namespace, controllerKind: 'ReplicaSet', name: `^${literal}-[a-z0-9]{1,10}$` };
    case 'CronJob':
      return { ...all, namespace, controllerKind: 'Job', name: `^${literal}-[0-9]+$` };
    case 'Pod':
      return { ...all, namespace, name: `^${literal}$` };
    default:
      return { ...all, namespace, controllerKind: kind, name: `^${literal}$` };
  }
}

import type { Subject } from '../../model/subject.ts';

/** What "why" may be asked about. */
export const kinds = [
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'ReplicaSet',
  'CronJob',
  'Job',
  'Pod',
  'Node',
  'Namespace',
  'Cluster',
] as const satisfies Subject['kind'][];

/** How people name a kind: as kubectl takes it. */
export const kindWords: Readonly<Record<(typeof kinds)[number], readonly string[]>> = {
  Deployment: ['deployment', 'deploy', 'deployments'],
  StatefulSet: ['statefulset', 'sts', 'stateful set', 'statefulsets'],
  DaemonSet: ['daemonset', 'ds', 'daemon set', 'daemonsets'],
  ReplicaSet: ['replicaset', 'rs', 'replica set', 'replicasets'],
  CronJob: ['cronjob', 'cj', 'cron job', 'cronjobs'],
  Job: ['job', 'jobs'],
  Pod: ['pod', 'po', 'pods'],
  Node: ['node', 'nodes'],
  // Their words are keys of the fields that hold their names.
  Namespace: [],
  Cluster: [],
};

/** Keys that mean a kind of place when no name stands beside them. */
export const placeKinds: Readonly<Record<string, (typeof kinds)[number]>> = {
  namespace: 'Namespace',
  ns: 'Namespace',
  cluster: 'Cluster',
};

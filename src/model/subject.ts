/** An AKS cluster as Resource Graph knows it. */
export interface ClusterRef {
  /** ARM resource id. */
  id: string;
  name: string;
  subscriptionId: string;
  resourceGroup: string;
  location: string;
  /** From the tag `environment` or `env`, lower case. */
  environment?: string;
  /** Log Analytics workspace that Container Insights writes to: ARM id, and customer id (GUID) for queries. */
  workspace?: { resourceId: string; customerId: string };
}

/** The workload kinds that a question may be about. */
export const workloadKinds = ['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet', 'Job', 'CronJob', 'Pod'] as const;

/** One of them. */
export type WorkloadKind = (typeof workloadKinds)[number];

/** What a question is about. */
export interface Subject {
  cluster: ClusterRef;
  kind: WorkloadKind | 'Node' | 'Namespace' | 'Cluster';
  /** Empty for nodes and clusters; a namespace's own name. */
  namespace: string;
  name: string;
  /** What was said about it, verbatim: a question in free words, an alert. Untrusted; it only hints where to look. */
  report?: string;
}

/** Whether it is one workload (or pod), whose containers are comparable. */
export function isWorkload({ kind }: Subject): boolean {
  return kind !== 'Node' && kind !== 'Namespace' && kind !== 'Cluster';
}

/** Whether it is one thing, rather than all that a namespace or a cluster holds. */
export function isOneThing(subject: Subject): boolean {
  return isWorkload(subject) || subject.kind === 'Node';
}

/** Symptoms that a person may name and a rule may explain; the whole of "why", not only what has rules today. */
export const symptoms = [
  'OOMKilled',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'Pending',
  'NotReady',
  'Evicted',
  'Unreachable',
  'Failing',
  'Slow',
] as const;

/** One of them. */
export type Symptom = (typeof symptoms)[number];

/** What senders call the things of a cluster, letters and digits only, and the label that we match. */
const names: Readonly<Record<string, string>> = {
  cluster: 'cluster',
  clustername: 'cluster',
  k8scluster: 'cluster',
  kubernetescluster: 'cluster',
  namespace: 'namespace',
  kubernetesnamespace: 'namespace',
  k8snamespace: 'namespace',
  podnamespace: 'namespace',
  containernamespace: 'namespace',
  exportednamespace: 'namespace',
  pod: 'pod',
  podname: 'pod',
  kubernetespodname: 'pod',
  k8spodname: 'pod',
  exportedpod: 'pod',
  container: 'container',
  containername: 'container',
  k8scontainername: 'container',
  exportedcontainer: 'container',
  node: 'node',
  nodename: 'node',
  kubernetesnode: 'node',
  k8snodename: 'node',
  computer: 'node',
  exportednode: 'node',
  image: 'image',
  imagename: 'image',
  containerimage: 'image',
  workload: 'workload',
  workloadname: 'workload',
  controller: 'workload',
  controllername: 'workload',
  deployment: 'workload',
  deploymentname: 'workload',
  statefulset: 'workload',
  statefulsetname: 'workload',
  daemonset: 'workload',
  daemonsetname: 'workload',
  cronjob: 'workload',
  jobname: 'workload',
};

/** Names that were met before: labels come under few names, and millions of times. */
const met = new Map<string, string | undefined>();

/** The label that a sender's own name stands for ("Pod name" is pod, "deployment" workload); undefined when it is none of a cluster's things. */
export function kubeLabel(name: string): string | undefined {
  if (met.has(name)) return met.get(name);
  const plain = name.length > 60 ? '' : name.toLowerCase().replace(/[^a-z0-9]/g, '');
  const label = Object.hasOwn(names, plain) ? names[plain] : undefined;
  if (met.size < 1_000) met.set(name, label);
  return label;
}

/** The labels of a cluster's things that these fields tell; the first that tells one is believed. */
export function kubeLabels(fields: Iterable<readonly [string, string]>): Record<string, string> {
  const labels: Record<string, string> = {};
  for (const [name, value] of fields) {
    const label = kubeLabel(name);
    if (label) labels[label] ??= value;
  }
  return labels;
}

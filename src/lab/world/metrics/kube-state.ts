/** Labels of everything that kube-state-metrics gives. */
export const kubeState = {
  job: 'kube-state-metrics',
  instance: 'ama-metrics-ksm.kube-system.svc.cluster.local:8080',
};

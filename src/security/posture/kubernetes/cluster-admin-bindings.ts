import { bindingCheck } from './binding-check.ts';

/** Nobody but the system may do everything in the cluster, or in a namespace of it. */
export const clusterAdminBindings = bindingCheck({
  code: 'cluster-admin-bindings',
  title: 'cluster-admin is given to nobody',
  severity: 'High',
  policyId: 'a3dc4946-dba6-43e6-950d-f96532848c9f',
  offends: (_, { role }) => role === 'ClusterRole cluster-admin',
  good: 'Only Kubernetes and AKS themselves are cluster-admin.',
  does: 'gives cluster-admin away',
  do: 'give cluster-admin away',
  step: 'Give each subject a role with the rights it needs, then remove its binding to cluster-admin.',
});

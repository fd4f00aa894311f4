/** ARM types that checks are for, small letters, as Resource Graph has them. */
export const armTypes = {
  cluster: 'microsoft.containerservice/managedclusters',
  registry: 'microsoft.containerregistry/registries',
  containerGroup: 'microsoft.containerinstance/containergroups',
  batch: 'microsoft.batch/batchaccounts',
  fabric: 'microsoft.servicefabric/clusters',
  managedFabric: 'microsoft.servicefabric/managedclusters',
  subscription: 'microsoft.resources/subscriptions',
} as const;

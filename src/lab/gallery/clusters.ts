import type { ClusterRef, Subject } from '../../model/subject.ts';

const subscriptionId = '7d1f1c2e-55a4-4b3b-9c55-1b8d2a6f0b11';

/** The cluster that most samples are about. */
export const prodWeu: ClusterRef = {
  id: `/subscriptions/${subscriptionId}/resourceGroups/rg-prod-weu/providers/Microsoft.ContainerService/managedClusters/prod-weu`,
  name: 'prod-weu',
  subscriptionId,
  resourceGroup: 'rg-prod-weu',
  location: 'westeurope',
  environment: 'production',
  workspace: {
    resourceId: `/subscriptions/${subscriptionId}/resourceGroups/rg-logs/providers/Microsoft.OperationalInsights/workspaces/logs-prod`,
    customerId: '0c4b8c8a-8e6f-4f7e-9d0a-6d5a4c3b2a19',
  },
};

/** The workload that most samples are about. */
export const paymentsApi: Subject = {
  cluster: prodWeu,
  kind: 'Deployment',
  namespace: 'payments',
  name: 'payments-api',
};

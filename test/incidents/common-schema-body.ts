/** The cluster that most of them fired on, as Azure Monitor writes it. */
export const cluster =
  '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourcegroups/rg-prod-weu/providers/microsoft.containerservice/managedclusters/prod-weu';
/** The Azure Monitor workspace that Prometheus' rules are computed in. */
export const workspace =
  '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourcegroups/rg-mon/providers/microsoft.monitor/accounts/mon';
/** The alert's own id. */
export const instance =
  '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/providers/Microsoft.AlertsManagement/alerts/6C1D';

/** A body of the common alert schema. */
export const body = (essentials: object, alertContext: object | null = {}, more: object = {}) => ({
  schemaId: 'azureMonitorCommonAlertSchema',
  data: {
    essentials: {
      alertId: instance,
      alertRule: 'node-cpu',
      severity: 'Sev1',
      signalType: 'Metric',
      monitorCondition: 'Fired',
      monitoringService: 'Platform',
      alertTargetIDs: [cluster],
      configurationItems: ['prod-weu'],
      originAlertId: 'origin-1',
      firedDateTime: '2026-11-29T09:30:00.1234567Z',
      ...essentials,
    },
    alertContext,
    ...more,
  },
});

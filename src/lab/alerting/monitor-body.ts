import type { FiringAlert } from './firing-alert.ts';

/** What an action group posts about an alert of Azure Monitor, in the common alert schema; with `resolvedAt` that it is over. */
export function monitorBody(alert: FiringAlert, resolvedAt?: Date) {
  const { cluster, name, form } = alert;
  const group = `KubernetesAlert-${cluster.name}`;
  const inGroup = `/subscriptions/${cluster.subscription.id}/resourceGroups/${cluster.resourceGroup}/providers`;
  const isRule = form === 'prometheus';
  return {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: alert.id,
        alertRule: isRule ? `${group}/${name}` : name,
        alertRuleID: isRule
          ? `${inGroup}/Microsoft.AlertsManagement/prometheusRuleGroups/${group}`
          : `${inGroup}/microsoft.insights/scheduledqueryrules/${name}`,
        severity: alert.severity,
        signalType: isRule ? 'Metric' : 'Log',
        monitorCondition: resolvedAt ? 'Resolved' : 'Fired',
        monitoringService: isRule ? 'Prometheus' : 'Log Alerts V2',
        targetResourceType: 'microsoft.containerservice/managedclusters',
        targetResourceGroup: cluster.resourceGroup,
        alertTargetIDs: [cluster.id.toLowerCase()],
        configurationItems: [cluster.name],
        originAlertId: alert.id.slice(alert.id.lastIndexOf('/') + 1),
        firedDateTime: alert.startTime.toISOString(),
        ...(resolvedAt && { resolvedDateTime: resolvedAt.toISOString() }),
        description: alert.description,
        essentialsVersion: '1.0',
        alertContextVersion: '1.0',
      },
      alertContext: isRule ? ruleContext(alert, `${inGroup}/Microsoft.AlertsManagement`, group) : logContext(alert),
      customProperties: null,
    },
  };
}

function ruleContext({ labels, summary, query, value }: FiringAlert, provider: string, group: string) {
  return {
    interval: 'PT1M',
    expression: query,
    expressionValue: String(value),
    for: 'PT5M',
    labels,
    annotations: { summary },
    ruleGroup: `${provider}/prometheusRuleGroups/${group}`,
  };
}

function logContext({ labels, query, value, startTime }: FiringAlert) {
  return {
    properties: {},
    conditionType: 'LogQueryCriteria',
    condition: {
      windowSize: 'PT15M',
      allOf: [
        {
          searchQuery: query,
          metricMeasureColumn: 'Events',
          targetResourceTypes: "['Microsoft.ContainerService/managedClusters']",
          operator: 'GreaterThan',
          threshold: '0',
          timeAggregation: 'Total',
          dimensions: Object.entries(labels).map(([name, text]) => ({ name, value: text })),
          metricValue: value,
          failingPeriods: { numberOfEvaluationPeriods: 1, minFailingPeriodsToAlert: 1 },
        },
      ],
      windowStartTime: new Date(startTime.getTime() - 15 * 60_000).toISOString(),
      windowEndTime: startTime.toISOString(),
    },
  };
}

import { z } from 'zod';
import { commonAlert } from '../azure-monitor/common-alert.ts';
import { defineSource } from '../source.ts';

const config = z.strictObject({});

/**
 * Action groups of Azure Monitor, in the common alert schema: metric, log (v1 and v2), Prometheus, activity log,
 * resource health and service health. An entry of the activity log is an event (label kind=event): told once,
 * nothing resolves it; all else is resolved by its source.
 */
export const azureMonitor = defineSource<z.infer<typeof config>>({
  name: 'azure-monitor',
  title: 'Azure Monitor',
  config,
  accepted: 202,
  // "AzNS AAD Webhook", which calls for action groups.
  entra: { caller: '461e8683-5575-4561-ac7f-899cc907d62a', role: 'ActionGroupsSecureWebhook' },
  parse: (body, { now }) => [commonAlert(body, now)],
  example: {
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId:
          '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/providers/Microsoft.AlertsManagement/alerts/6c1d2e3f-4a5b-4c6d-8e7f-901a2b3c4d5e',
        alertRule: 'KubernetesAlert-prod-weu/KubePodCrashLooping',
        targetResourceType: 'microsoft.containerservice/managedclusters',
        alertRuleID:
          '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.AlertsManagement/prometheusRuleGroups/KubernetesAlert-prod-weu',
        severity: 'Sev3',
        signalType: 'Metric',
        monitorCondition: 'Fired',
        targetResourceGroup: 'rg-prod-weu',
        monitoringService: 'Prometheus',
        alertTargetIDs: [
          '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourcegroups/rg-prod-weu/providers/microsoft.containerservice/managedclusters/prod-weu',
        ],
        configurationItems: ['prod-weu'],
        originAlertId: '8a7b6c5d-4e3f-4a2b-9c1d-0e9f8a7b6c5d',
        firedDateTime: '2026-11-29T08:12:31.0142163Z',
        description: 'A container waits in CrashLoopBackOff.',
        essentialsVersion: '1.0',
        alertContextVersion: '1.0',
        investigationLink:
          'https://portal.azure.com/#view/Microsoft_Azure_Monitoring_Alerts/Investigation.ReactView/alertId/6c1d2e3f-4a5b-4c6d-8e7f-901a2b3c4d5e',
      },
      alertContext: {
        interval: 'PT1M',
        expression:
          'max_over_time(kube_pod_container_status_waiting_reason{reason="CrashLoopBackOff", job="kube-state-metrics"}[5m]) >= 1',
        expressionValue: '1',
        for: 'PT15M',
        labels: {
          alertname: 'KubePodCrashLooping',
          cluster: 'prod-weu',
          container: 'api',
          namespace: 'payments',
          pod: 'payments-api-7c9d5b6f4-x2k8q',
          severity: 'warning',
        },
        annotations: { summary: 'payments/payments-api-7c9d5b6f4-x2k8q (api) is crash looping' },
        ruleGroup:
          '/subscriptions/5b7c1f0e-0000-4000-8000-000000000001/resourceGroups/rg-prod-weu/providers/Microsoft.AlertsManagement/prometheusRuleGroups/KubernetesAlert-prod-weu',
      },
      customProperties: null,
    },
  },
});

import { armCheck } from '../posture/arm-check.ts';
import { addOn, flag, part, properties } from '../posture/arm-fields.ts';
import { armTypes } from '../posture/arm-types.ts';
import { definePractice } from '../posture/practice.ts';
import { verdict } from '../posture/verdict.ts';

const of = [armTypes.cluster];
const Agent = properties({ addonProfiles: addOn('omsagent') });
const Metrics = properties({ azureMonitorProfile: part({ metrics: part({ enabled: flag }) }) });

/** What a cluster does is seen: its logs and events, and its metrics. */
export const monitoringAddon = definePractice({
  code: 'monitoring-addon',
  title: 'Monitoring add-on',
  also: ['monitoring', 'Container Insights', 'omsagent', 'managed Prometheus', 'Azure Monitor'],
  why: 'What nobody measures is found out about when users complain.',
  checks: [
    armCheck({
      ...{ code: 'cluster-container-insights', title: 'Container Insights is on', severity: 'Medium', of, body: Agent },
      judge: ({ properties: { addonProfiles: it } }, { resource: { name, resourceGroup } }) =>
        verdict(it.omsagent.enabled, {
          ...{ property: 'properties.addonProfiles.omsagent.enabled', value: it.omsagent.enabled },
          good: 'Logs and events of its pods go to a workspace.',
          bad: 'Logs and events of its pods are gone when the pods are.',
          step: {
            text: `az aks enable-addons --addons monitoring --name ${name} --resource-group ${resourceGroup} --workspace-resource-id WORKSPACE`,
          },
        }),
    }),
    armCheck({
      ...{ code: 'cluster-managed-prometheus', title: 'Managed Prometheus is on', severity: 'Low', of, body: Metrics },
      judge: ({ properties: { azureMonitorProfile: it } }, { resource: { name, resourceGroup } }) =>
        verdict(it.metrics.enabled, {
          ...{ property: 'properties.azureMonitorProfile.metrics.enabled', value: it.metrics.enabled },
          good: 'Its metrics go to an Azure Monitor workspace.',
          bad: 'No managed Prometheus collects its metrics.',
          step: {
            text: `az aks update --enable-azure-monitor-metrics --name ${name} --resource-group ${resourceGroup}`,
          },
        }),
    }),
  ],
});

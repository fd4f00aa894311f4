import { z } from 'zod';
import { graphKql } from '../azure/kql.ts';
import type { FiringAlert } from '../model/cluster-health.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ title: z.string(), severity: z.string(), since: z.coerce.date() });

/** Alerts that fire on the cluster now: Defender for Cloud over ARM, and Azure Monitor through Resource Graph. */
export const firingAlerts = defineCollector<'firingAlerts', FiringAlert[]>({
  name: 'firingAlerts',
  what: 'firing alerts',
  async collect(azure, { cluster }, window) {
    const [defender, monitor] = await Promise.all([
      azure.defender.alerts(cluster.subscriptionId),
      azure.graph.query(
        graphKql`alertsmanagementresources
| where type =~ 'microsoft.alertsmanagement/alerts'
| where tostring(properties.essentials.monitorCondition) =~ 'Fired' and tostring(properties.essentials.targetResource) =~ ${cluster.id}
| project title = name, severity = tostring(properties.essentials.severity), since = tostring(properties.essentials.startDateTime)`,
        Row,
      ),
    ]);
    const onCluster = defender.filter(
      ({ resourceId, status }) =>
        resourceId.toLowerCase() === cluster.id.toLowerCase() && (status === 'Active' || status === 'InProgress'),
    );
    return {
      value: [
        ...onCluster.map(({ title, severity, startTime }) => ({
          title,
          severity,
          since: startTime,
          service: 'Defender for Cloud' as const,
        })),
        ...monitor.rows.map((row) => ({ ...row, service: 'Azure Monitor' as const })),
      ].sort((a, b) => b.since.getTime() - a.since.getTime()),
      source: { service: 'Defender for Cloud', detail: `alerts of ${cluster.name}` },
      at: window.to,
    };
  },
});

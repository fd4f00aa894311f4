import { z } from 'zod';
import type { Azure } from '../azure/azure.ts';
import { graphKql } from '../azure/kql.ts';
import { UpstreamError } from '../errors.ts';
import type { FiringAlert } from '../model/cluster-health.ts';
import type { ClusterRef } from '../model/subject.ts';
import { readGap } from './asking/read-gap.ts';
import { defineCollector } from './collector.ts';

const Row = z.object({ title: z.string(), severity: z.string(), since: z.coerce.date() });

/** Alerts that fire on the cluster now: Defender for Cloud over ARM, and Azure Monitor through Resource Graph; one may fail. */
export const firingAlerts = defineCollector<'firingAlerts', FiringAlert[]>({
  name: 'firingAlerts',
  what: 'firing alerts',
  async collect(azure, { cluster }, window) {
    const [defender, monitor] = await Promise.allSettled([
      defenderAlerts(azure, cluster),
      monitorAlerts(azure, cluster),
    ]);
    const failures = [defender, monitor].flatMap((it) => (it.status === 'rejected' ? [it.reason as unknown] : []));
    const bug = failures.find((it) => !(it instanceof UpstreamError));
    if (bug !== undefined || failures.length === 2) throw bug ?? failures[0];
    const [failure] = failures as UpstreamError[];
    return {
      value: [defender, monitor]
        .flatMap((it) => (it.status === 'fulfilled' ? it.value : []))
        .sort((a, b) => b.since.getTime() - a.since.getTime()),
      source: {
        service: defender.status === 'fulfilled' ? 'Defender for Cloud' : 'Resource Graph',
        detail: `alerts of ${cluster.name}`,
      },
      at: window.to,
      ...(failure && {
        gap: readGap(
          failure,
          defender.status === 'rejected' ? 'alerts of Defender for Cloud' : 'alerts of Azure Monitor',
        ),
      }),
    };
  },
});

async function defenderAlerts(azure: Azure, cluster: ClusterRef): Promise<FiringAlert[]> {
  const alerts = await azure.defender.alerts(cluster.subscriptionId);
  return alerts
    .filter(({ resourceId }) => resourceId.toLowerCase() === cluster.id.toLowerCase())
    .filter(({ status }) => status === 'Active' || status === 'InProgress')
    .map(({ title, severity, startTime }) => ({ title, severity, since: startTime, service: 'Defender for Cloud' }));
}

async function monitorAlerts(azure: Azure, cluster: ClusterRef): Promise<FiringAlert[]> {
  const query = graphKql`alertsmanagementresources
| where type =~ 'microsoft.alertsmanagement/alerts'
| where tostring(properties.essentials.monitorCondition) =~ 'Fired' and tostring(properties.essentials.targetResource) =~ ${cluster.id}
| project title = name, severity = tostring(properties.essentials.severity), since = tostring(properties.essentials.startDateTime)`;
  const { rows } = await azure.graph.query(query, Row);
  return rows.map((row) => ({ ...row, service: 'Azure Monitor' }));
}

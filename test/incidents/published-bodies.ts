import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

const folder = resolve(import.meta.dirname, '../../../shared/azure');

/** Whether the published examples are here. */
export const published = existsSync(folder);

/** Published bodies that a source should read, by source. */
export function publishedBodies(): Readonly<Record<string, unknown[]>> {
  const files = (of: string, name: RegExp) =>
    readdirSync(join(folder, of))
      .filter((it) => name.test(it))
      .map((it): unknown => JSON.parse(readFileSync(join(folder, of, it), 'utf8')));
  const answered = (example: unknown) => (example as { responses: { 200: { body: unknown } } }).responses[200].body;
  return {
    'azure-monitor': [
      ...files('alerts', /^common-schema\..*full\.json$/),
      ...files('alerts', /^common-schema\.alertContext.*\.json$/).flatMap(inEssentials),
    ],
    alertmanager: [...files('alerts', /^(alertmanager|grafana).*\.json$/)],
    'event-grid': files('eventgrid', /event-grid-schema\.json$|cloud-events-schema\.json$/),
    'defender-export': [
      ...files('security', /^eventhub.*\.json$/),
      ...files('security', /^Alerts_GetAlert(SubscriptionL|ResourceGroupL).*\.json$/).map(answered),
    ],
    acr: files('acr', /^webhook\.payload.*\.json$/),
  };
}

/** Only the context is published for some kinds: each is tried with every service that may send it. */
function inEssentials(context: unknown): unknown[] {
  const services = [
    'Platform',
    'Log Analytics',
    'Activity Log - Administrative',
    'Resource Health',
    'ServiceHealth',
    'Prometheus',
  ];
  return services.map((monitoringService) => ({
    schemaId: 'azureMonitorCommonAlertSchema',
    data: {
      essentials: {
        alertId: '/subscriptions/x/providers/Microsoft.AlertsManagement/alerts/1',
        alertRule: 'rule',
        severity: 'Sev3',
        monitorCondition: 'Fired',
        monitoringService,
        alertTargetIDs: ['/subscriptions/x/resourcegroups/g/providers/microsoft.containerservice/managedclusters/c'],
      },
      ...(context as object),
    },
  }));
}

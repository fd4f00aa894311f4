import type { SecurityAlert } from '../world/alerts.ts';
import { changeSecurityState } from './alert-states.ts';
import { armError, armRefusal } from './arm-error.ts';
import type { Service } from './call.ts';

/** Small, so that paging is always met; a storm comes in larger pages. */
const pageSizeOf = (count: number): number => (count > 20 ? 100 : 2);

/** Microsoft.Security alerts of a subscription, in pages. */
export const defender: Service = {
  api: 'defender',
  audiences: /^https:\/\/management\.(azure|core\.windows)\./,
  refuse: armRefusal,
  answer(call) {
    const changed = changeSecurityState(call);
    if (changed) return changed;
    const [, name] =
      (call.method === 'GET' &&
        /\/providers\/microsoft\.security\/locations\/[^/]+\/alerts\/([^/]+)$/i.exec(call.path)) ||
      [];
    if (name) {
      const one = call.world.alerts.find((it) => it.name === name);
      if (one) return { status: 200, body: alertBody(one) };
      return armError(404, `The alert ${name} was not found.`, 'ResourceNotFound');
    }
    const scope =
      /^\/subscriptions\/([^/]+)(?:\/resourcegroups\/([^/]+))?\/providers\/microsoft\.security\/alerts$/i.exec(
        call.path,
      );
    if (!scope || call.method !== 'GET')
      return armError(404, `The lab does not answer ${call.method} ${call.path}.`, 'InvalidResourceType');
    const found = call.world.alerts.filter(
      (it) =>
        it.cluster.subscription.id === scope[1]?.toLowerCase() &&
        (!scope[2] || it.cluster.resourceGroup.toLowerCase() === scope[2].toLowerCase()) &&
        it.startTime <= call.now,
    );
    const all = call.fault?.empty ? [] : found;
    const start = Number(call.query.get('$skiptoken') ?? 0);
    const next = start + pageSizeOf(all.length);
    const value = all.slice(start, next).map(alertBody);
    if (next >= all.length) return { status: 200, body: { value } };
    const link = new URL(`https://${call.host}${call.path}`);
    link.searchParams.set('api-version', call.query.get('api-version') ?? '2022-01-01');
    link.searchParams.set('$skiptoken', String(next));
    return { status: 200, body: { value, nextLink: link.href } };
  },
};

function alertBody(alert: SecurityAlert) {
  const { cluster } = alert;
  const id = `/subscriptions/${cluster.subscription.id}/resourceGroups/${cluster.resourceGroup}/providers/Microsoft.Security/locations/${cluster.location}/alerts/${alert.name}`;
  return {
    id,
    name: alert.name,
    type: 'Microsoft.Security/Locations/alerts',
    properties: {
      version: '2022-01-01',
      alertType: alert.type,
      systemAlertId: alert.name,
      productComponentName: 'Containers',
      alertDisplayName: alert.title,
      description: alert.description,
      severity: alert.severity,
      intent: alert.intent,
      startTimeUtc: alert.startTime.toISOString(),
      endTimeUtc: alert.startTime.toISOString(),
      timeGeneratedUtc: new Date(alert.startTime.getTime() + 90_000).toISOString(),
      processingEndTimeUtc: new Date(alert.startTime.getTime() + 94_000).toISOString(),
      resourceIdentifiers: [{ azureResourceId: cluster.id, type: 'AzureResource' }],
      remediationSteps: alert.steps,
      vendorName: 'Microsoft',
      productName: 'Microsoft Defender for Cloud',
      status: alert.status,
      alertUri: `https://portal.azure.com/#blade/Microsoft_Azure_Security_AzureDefenderForData/AlertBlade/alertId/${alert.name}/subscriptionId/${cluster.subscription.id}/resourceGroup/${cluster.resourceGroup}/referencedFrom/alertDeepLink/location/${cluster.location}`,
      compromisedEntity: cluster.name,
      isIncident: false,
      correlationKey: alert.name.slice(-12),
      extendedLinks: [],
      extendedProperties: alert.pod ? { Namespace: alert.pod.workload.namespace, 'Pod name': alert.pod.name } : {},
      entities: alert.pod
        ? [
            {
              type: 'K8s-pod',
              name: alert.pod.name,
              namespace: { type: 'K8s-namespace', name: alert.pod.workload.namespace },
            },
          ]
        : [],
    },
  };
}

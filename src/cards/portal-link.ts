import { gzipSync } from 'node:zlib';
import type { Window } from '../model/evidence.ts';
import type { Origin } from '../model/origin.ts';

/** Hosts that a button may open; the app's manifest lists the same as its valid domains. */
export const linkHosts: readonly string[] = ['portal.azure.com', 'learn.microsoft.com', 'msrc.microsoft.com'];

const longest = 4_000;

/** Whether a button may open this address: https, and one of our hosts. */
export function isLinkAllowed(url: string): boolean {
  if (!URL.canParse(url) || url.length > longest) return false;
  const { protocol, host, username } = new URL(url);
  return protocol === 'https:' && username === '' && linkHosts.includes(host);
}

/** A resource's page in the Azure portal, from its ARM id. */
export function resourceLink(resourceId: string): string {
  return `https://portal.azure.com/#resource${resourceId.split('/').map(encodeURIComponent).join('/')}/overview`;
}

/** A built-in policy's page in the Azure portal, by its id (a GUID). */
export function policyLink(policyId: string): string {
  const id = `/providers/Microsoft.Authorization/policyDefinitions/${policyId}`;
  return `https://portal.azure.com/#blade/Microsoft_Azure_Policy/PolicyDetailBlade/definitionId/${encodeURIComponent(id)}`;
}

/** Where the portal runs the query that a fact came from; undefined when there was none, or it is too long for a link. */
export function queryLink(origin: Origin, window: Window): string | undefined {
  if (origin.query === undefined || origin.workspace === undefined) return undefined;
  const query = encodeURIComponent(gzipSync(origin.query).toString('base64'));
  const timespan = encodeURIComponent(`${window.from.toISOString()}/${window.to.toISOString()}`);
  const link =
    'https://portal.azure.com/#blade/Microsoft_Azure_Monitoring_Logs/LogsBlade' +
    `/resourceId/${encodeURIComponent(origin.workspace)}/source/LogsBlade.AnalyticsShareLinkToQuery/q/${query}/timespan/${timespan}`;
  return link.length <= longest ? link : undefined;
}

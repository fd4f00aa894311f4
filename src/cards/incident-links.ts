import type { Button } from '../model/card.ts';
import type { AlertOnCard } from './incident-alerts.ts';
import { isLinkAllowed, resourceLink } from './portal-link.ts';

const clusterId =
  /^\/subscriptions\/[^/]+\/resourceGroups\/[^/]+\/providers\/Microsoft\.ContainerService\/managedClusters\/[^/]+$/i;

/**
 * Where the first alert that says so stands at its source, its title naming the host; else the cluster in the portal: one
 * link at most, to a host of ours. A page of the portal that makes something is no place where an alert stands.
 */
export function incidentLinks(alerts: readonly AlertOnCard[]): Button[] {
  const url = alerts
    .map(({ link }) => link)
    .find((link) => link !== undefined && isLinkAllowed(link) && !/[#/@]create\b/i.test(decoded(link)));
  if (url !== undefined) return [{ title: `Open in ${new URL(url).host}`, url }];
  const cluster = alerts.map(({ labels }) => labels.cluster_id).find((id) => id !== undefined && clusterId.test(id));
  return cluster === undefined ? [] : [{ title: 'Open the cluster', url: resourceLink(cluster) }];
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    // Not encoded as a whole: it is looked at as it stands.
    return link;
  }
}

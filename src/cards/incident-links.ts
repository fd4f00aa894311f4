import type { Button } from '../model/card.ts';
import type { AlertOnCard } from './incident-alerts.ts';
import { isLinkAllowed } from './portal-link.ts';

/**
 * Where the first alert that says so stands at its source: one link at most, to a host of ours, its title naming the host.
 * A page of the portal that makes something is no place where an alert stands.
 */
export function incidentLinks(alerts: readonly AlertOnCard[]): Button[] {
  const url = alerts
    .map(({ link }) => link)
    .find((link) => link !== undefined && isLinkAllowed(link) && !/[#/@]create\b/i.test(decoded(link)));
  return url === undefined ? [] : [{ title: `Open in ${new URL(url).host}`, url }];
}

function decoded(link: string): string {
  try {
    return decodeURIComponent(link);
  } catch {
    return link;
  }
}

import type { Cluster } from './estate.ts';
import { seededUuid } from './seeded.ts';

/** ARM id of an alert of Azure Monitor about a cluster; the same for the same seed. */
export function monitorAlertId({ subscription }: Pick<Cluster, 'subscription'>, seed: string): string {
  return `/subscriptions/${subscription.id}/providers/Microsoft.AlertsManagement/alerts/${seededUuid(seed)}`;
}

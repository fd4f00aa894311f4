import { alertmanagerBody } from './alertmanager-body.ts';
import type { AlertPost } from './door-line.ts';
import type { FiringAlert } from './firing-alert.ts';
import { monitorBody } from './monitor-body.ts';

/** The bodies that tell of some alerts: Azure Monitor posts one an alert, Alertmanager one a group; with `resolvedAt` that they are over. */
export function postsOf(alerts: readonly FiringAlert[], resolvedAt?: Date): AlertPost[] {
  const groups = new Map<string, FiringAlert[]>();
  const posts: AlertPost[] = [];
  for (const it of alerts) {
    if (it.form !== 'alertmanager') posts.push({ source: 'azure-monitor', body: monitorBody(it, resolvedAt) });
    else {
      const group = `${it.name}/${it.cluster.name}`;
      groups.set(group, [...(groups.get(group) ?? []), it]);
    }
  }
  const grouped = [...groups.values()].map((some) => ({
    source: 'alertmanager',
    body: alertmanagerBody(some, resolvedAt),
  }));
  return [...posts, ...grouped];
}

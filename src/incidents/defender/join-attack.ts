import type { StoredIncident } from '../../store/incidents.ts';
import { type Group, wholeAttack } from '../group.ts';
import type { Route } from '../route.ts';

/** A group of alerts on its route. */
export interface OnRoute {
  group: Group;
  route: Pick<Route, 'key' | 'receiver'>;
}

/** As much of an incident as says whether an alert is part of its attack. */
export type AttackIncident = Pick<StoredIncident, 'key' | 'labels' | 'receiver' | 'route' | 'openedAt'>;

/** What is told of a namespace belongs to an attack on a workload in it that began not longer ago than so, in milliseconds. */
export const attackLastsMs = 24 * 60 * 60_000;

/** Whether a group is of alerts that name a namespace, and nothing of it that was attacked. */
export function isLoose({ reason, labels }: Pick<Group, 'reason' | 'labels'>): boolean {
  return reason === 'attack' && hasPlace(labels) && isLooseLabels(labels);
}

/** Whether a group is of an attack on one workload in a namespace. */
export function isWhole({ reason, labels }: Pick<Group, 'reason' | 'labels'>): boolean {
  return reason === 'attack' && hasPlace(labels) && labels.attack === wholeAttack;
}

/**
 * The one attack on a workload that a loose group belongs to: among groups of the same batch and open incidents of the
 * same place and route. Undefined where there is none, or more than one: nobody guesses between two attacks.
 */
export function attackOfLoose(
  loose: OnRoute,
  others: Iterable<OnRoute>,
  open: readonly AttackIncident[],
  now: Date,
): string | undefined {
  if (!isLoose(loose.group)) return undefined;
  const keys = new Set<string>();
  for (const { group, route } of others)
    if (isWhole(group) && sameRoute(route, loose) && samePlace(group.labels, loose)) keys.add(group.key);
  for (const it of open) if (it.labels.attack === wholeAttack && mayJoin(it, loose, now)) keys.add(it.key);
  const [only, another] = keys;
  return another === undefined ? only : undefined;
}

/** The one open incident of loose alerts that turns out to be part of this attack on a workload; undefined where it is not clear. */
export function looseOfAttack<T extends AttackIncident>(whole: OnRoute, open: readonly T[], now: Date): T | undefined {
  if (!isWhole(whole.group)) return undefined;
  const [only, another] = open.filter((it) => isLooseLabels(it.labels) && mayJoin(it, whole, now));
  return another === undefined ? only : undefined;
}

function mayJoin(it: AttackIncident, { group, route }: OnRoute, now: Date): boolean {
  return (
    sameRoute({ receiver: it.receiver, key: it.route }, { route }) &&
    samePlace(it.labels, { group }) &&
    Math.abs(now.getTime() - it.openedAt.getTime()) < attackLastsMs
  );
}

function isLooseLabels(labels: Group['labels']): boolean {
  return labels.attack !== undefined && !['workload', 'node', 'image'].some((name) => labels[name]);
}

function hasPlace(labels: Group['labels']): boolean {
  return Boolean(labels.namespace) && Boolean(labels.cluster || labels.cluster_id);
}

function samePlace(labels: Group['labels'], { group }: Pick<OnRoute, 'group'>): boolean {
  // A drill is no part of what really goes on.
  return ['cluster', 'cluster_id', 'namespace', 'drill', 'drill_id'].every(
    (name) => labels[name] === group.labels[name],
  );
}

function sameRoute(route: OnRoute['route'], other: Pick<OnRoute, 'route'>): boolean {
  return route.key === other.route.key && route.receiver === other.route.receiver;
}

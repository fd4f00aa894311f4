import type { AlertSeverity } from '../model/alert.ts';
import type { EscalationStep } from './escalate.ts';
import { type Labels, type Matcher, matchesAll, printMatchers } from './matcher.ts';

/** A node with all that it inherits. */
export interface Route {
  /**
   * Its matchers under those of the routes above, as Alertmanager writes it, which survives a new order of the routes;
   * with a number where routes beside each other have the same matchers, so that no two have the same key.
   */
  key: string;
  matchers: readonly Matcher[];
  continue: boolean;
  receiver: string;
  /** All labels, these labels, or undefined: nobody said, so that it is ours to choose by the kind of alert. */
  groupBy: 'all' | readonly string[] | undefined;
  groupWaitMs: number;
  groupIntervalMs: number;
  repeatIntervalMs: number;
  muteTimeIntervals: readonly string[];
  activeTimeIntervals: readonly string[];
  severity: AlertSeverity | undefined;
  mention: string | undefined;
  escalation: readonly EscalationStep[];
  routes: readonly Route[];
}

/** Where an alert goes and why. */
export interface Routed {
  route: Route;
  /** The matchers of each route from the root down to it. */
  path: readonly string[];
  /** No route below the root matched; the first that did; or one after a route that said continue. */
  reason: 'default' | 'matched' | 'continued';
}

/** Depth first, from left to right: the deepest routes that match, and only the first of them unless it continues. */
export function routesFor(root: Route, labels: Labels): Routed[] {
  const found = search(root, labels, []) ?? [{ route: root, path: [printMatchers(root.matchers)] }];
  return found.map(({ route, path }, index) => ({
    route,
    path,
    reason: path.length === 1 ? 'default' : index === 0 ? 'matched' : 'continued',
  }));
}

type Found = Pick<Routed, 'route' | 'path'>;

function search(route: Route, labels: Labels, above: readonly string[]): Found[] | undefined {
  if (!matchesAll(route.matchers, labels)) return undefined;
  const path = [...above, printMatchers(route.matchers)];
  const all: Found[] = [];
  for (const below of route.routes) {
    const found = search(below, labels, path);
    all.push(...(found ?? []));
    if (found && !below.continue) break;
  }
  return all.length > 0 ? all : [{ route, path }];
}

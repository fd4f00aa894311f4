import type { AlertSeverity } from '../model/alert.ts';
import type { EscalationStep } from './escalate.ts';
import { type Labels, type Matcher, matchesAll, printMatchers } from './matcher.ts';

/** A node of the routing tree as it was written; what is left out is inherited, except matchers and time intervals. */
export interface RouteSettings {
  receiver?: string | undefined;
  /** Label names, or only '...' for all of them. */
  group_by?: readonly string[] | undefined;
  /** Milliseconds, as the two after it. */
  group_wait?: number | undefined;
  group_interval?: number | undefined;
  repeat_interval?: number | undefined;
  matchers?: readonly Matcher[] | undefined;
  continue?: boolean | undefined;
  mute_time_intervals?: readonly string[] | undefined;
  active_time_intervals?: readonly string[] | undefined;
  /** Ours: the severity of its incidents, whatever their alerts say. */
  severity?: AlertSeverity | undefined;
  /** Ours: the rota whose person on call is mentioned. */
  mention?: string | undefined;
  /** Ours: whom to call when nobody acknowledges. */
  escalation?: readonly EscalationStep[] | undefined;
  routes?: readonly RouteSettings[] | undefined;
}

/** A node with all that it inherits. */
export interface Route {
  /** Its matchers under those of the routes above, as Alertmanager writes it; survives a new order of the routes. */
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

/** Alertmanager's own timing at the root, in milliseconds. */
export const routeDefaults = { groupWaitMs: 30_000, groupIntervalMs: 5 * 60_000, repeatIntervalMs: 4 * 3_600_000 };

/** The tree with inheritance resolved. The root's receiver is `receiver` when it names none. */
export function buildRoute(settings: RouteSettings, above: Route | string): Route {
  const parent = typeof above === 'string' ? undefined : above;
  const matchers = settings.matchers ?? [];
  const text = printMatchers([...matchers].sort(byName));
  const route = {
    key: parent ? `${parent.key}/${text}` : text,
    matchers,
    continue: settings.continue ?? false,
    receiver: settings.receiver ?? parent?.receiver ?? String(above),
    groupBy: settings.group_by ? grouping(settings.group_by) : parent?.groupBy,
    groupWaitMs: settings.group_wait ?? parent?.groupWaitMs ?? routeDefaults.groupWaitMs,
    groupIntervalMs: settings.group_interval ?? parent?.groupIntervalMs ?? routeDefaults.groupIntervalMs,
    repeatIntervalMs: settings.repeat_interval ?? parent?.repeatIntervalMs ?? routeDefaults.repeatIntervalMs,
    // Not inherited, as in Alertmanager: a route's hours say nothing about the routes below it.
    muteTimeIntervals: settings.mute_time_intervals ?? [],
    activeTimeIntervals: settings.active_time_intervals ?? [],
    severity: settings.severity ?? parent?.severity,
    mention: settings.mention ?? parent?.mention,
    escalation: settings.escalation ?? parent?.escalation ?? [],
    routes: [] as readonly Route[],
  };
  route.routes = (settings.routes ?? []).map((it) => buildRoute(it, route));
  return route;
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

function grouping(names: readonly string[]): Route['groupBy'] {
  return names.length === 1 && names[0] === '...' ? 'all' : names;
}

function byName(a: Matcher, b: Matcher): number {
  const [left, right] = [a, b].map((it) => `${it.name}\n${it.value}\n${it.operator}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

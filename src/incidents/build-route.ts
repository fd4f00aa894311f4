import type { AlertSeverity } from '../model/alert.ts';
import type { EscalationStep } from './escalate.ts';
import { type Matcher, printMatchers } from './matcher.ts';
import type { Route } from './route.ts';

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

/** Alertmanager's own timing at the root, in milliseconds. */
export const routeDefaults = { groupWaitMs: 30_000, groupIntervalMs: 5 * 60_000, repeatIntervalMs: 4 * 3_600_000 };

/** The tree with inheritance resolved; `receiver` is the root's when it names none. */
export function buildRoute(settings: RouteSettings, receiver: string): Route {
  return build(settings, { receiver, key: matchersOf(settings) });
}

function build(settings: RouteSettings, above: Pick<Route, 'receiver'> & { key: string; parent?: Route }): Route {
  const { parent, key } = above;
  const route = {
    key,
    matchers: settings.matchers ?? [],
    continue: settings.continue ?? false,
    receiver: settings.receiver ?? above.receiver,
    groupBy: groupingOf(settings, parent),
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
  const texts = (settings.routes ?? []).map(matchersOf);
  route.routes = (settings.routes ?? []).map((it, index) => {
    const same = texts.slice(0, index).filter((text) => text === texts[index]).length;
    const below = `${key}/${texts[index]}${same > 0 ? `#${same + 1}` : ''}`;
    return build(it, { receiver: route.receiver, key: below, parent: route });
  });
  return route;
}

function matchersOf({ matchers = [] }: RouteSettings): string {
  return printMatchers([...matchers].sort(byName));
}

/** Below the root an empty list is none, as in Alertmanager. */
function groupingOf({ group_by: names }: RouteSettings, parent: Route | undefined): Route['groupBy'] {
  if (!names || (parent && names.length === 0)) return parent?.groupBy;
  return names.length === 1 && names[0] === '...' ? 'all' : names;
}

function byName(a: Matcher, b: Matcher): number {
  const [left, right] = [a, b].map((it) => `${it.name}\n${it.value}\n${it.operator}`) as [string, string];
  return left < right ? -1 : left > right ? 1 : 0;
}

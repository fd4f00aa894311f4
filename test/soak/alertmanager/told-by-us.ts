import { groupOf } from '../../../src/incidents/group.ts';
import type { IncidentsConfig } from '../../../src/incidents/incidents-config.ts';
import { inhibitor } from '../../../src/incidents/inhibit.ts';
import type { Labels } from '../../../src/incidents/matcher.ts';
import { type Notified, needsUpdate } from '../../../src/incidents/needs-update.ts';
import { type Route, routesFor } from '../../../src/incidents/route.ts';
import { type Silence, silencedBy } from '../../../src/incidents/silence.ts';
import { keyOf } from './compare-static.ts';

interface Grouped {
  route: Route;
  labels: Labels;
  /** When each of its alerts is over, by its labels as text. */
  alerts: Map<string, number>;
  last?: Notified;
}

/** What our decisions tell of a sequence of alerts, with a clock that is driven. */
export interface OurTelling {
  /** An alert that is over at that time, in milliseconds. */
  take(labels: Labels, endsAt: number): void;
  silences: Silence[];
  /** Looks at every group, as a dispatcher does at the end of group_wait and of each group_interval; answers what is told. */
  flush(now: number): string[];
}

/** A dispatcher of the simplest kind around them: what is resolved leaves its group when the group was looked at. */
export function toldByUs(config: IncidentsConfig, tellsEnds: (receiver: string) => boolean): OurTelling {
  const groups = new Map<string, Grouped>();
  const known = new Map<string, { labels: Labels; endsAt: number }>();
  const silences: Silence[] = [];
  return {
    silences,
    take(labels, endsAt) {
      known.set(keyOf(labels), { labels, endsAt });
      for (const { route } of routesFor(config.route, labels)) {
        const group = groupOf({ labels }, route);
        const before = groups.get(group.key) ?? { route, labels: group.labels, alerts: new Map<string, number>() };
        before.alerts.set(keyOf(labels), endsAt);
        groups.set(group.key, before);
      }
    },
    flush(now) {
      const firing = [...known].filter(([, { endsAt }]) => endsAt > now);
      const inhibits = inhibitor(
        config.inhibitRules,
        firing.map(([id, { labels }]) => ({ id, labels })),
      );
      const isHeard = (key: string) => {
        const labels = known.get(key)?.labels ?? {};
        return !inhibits(labels) && silencedBy(labels, silences, new Date(now)).length === 0;
      };
      return [...groups.values()].flatMap((group) => tell(group, { now, isHeard, tellsEnds }));
    },
  };
}

function tell(
  group: Grouped,
  o: { now: number; isHeard(key: string): boolean; tellsEnds(receiver: string): boolean },
): string[] {
  const { route, alerts } = group;
  const sendResolved = o.tellsEnds(route.receiver);
  const heard = [...alerts].filter(([key]) => o.isHeard(key));
  for (const [key, endsAt] of alerts) if (endsAt <= o.now) alerts.delete(key);
  if (heard.length === 0) return [];
  const keys = (isOver: boolean) => heard.filter(([, endsAt]) => endsAt <= o.now === isOver).map(([key]) => key);
  const state = { firing: new Set(keys(false)), resolved: new Set(keys(true)), muted: new Set<string>() };
  const now = new Date(o.now);
  if (!needsUpdate(group.last, state, { now, repeatIntervalMs: route.repeatIntervalMs, sendResolved })) return [];
  group.last = { ...state, at: now };
  if (!sendResolved && state.firing.size === 0) return [];
  return [toldText(route.receiver, group.labels, keys(false), sendResolved ? keys(true) : [])];
}

/** One notice as a text: to whom, of which group, with which alerts. */
export function toldText(receiver: string, labels: Labels, firing: string[], resolved: string[]): string {
  return `${receiver} ${keyOf(labels)} firing [${firing.sort().join(' ')}] resolved [${resolved.sort().join(' ')}]`;
}

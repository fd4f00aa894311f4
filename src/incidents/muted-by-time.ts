import { containsTime, type TimeIntervals } from '../model/time/time-interval.ts';
import type { Route } from './route.ts';

/** Why a route is silent now, and by which of its intervals. */
export type TimeMute =
  | { reason: 'mute-time-interval'; interval: string }
  | { reason: 'outside-active-time-intervals'; intervals: readonly string[] };

/** Whether a route tells nothing now because of the hour; undefined when it speaks. Muting wins over being active. */
export function mutedByTime(
  route: Pick<Route, 'muteTimeIntervals' | 'activeTimeIntervals'>,
  intervals: TimeIntervals,
  now: Date,
): TimeMute | undefined {
  const holds = (name: string) => intervals.get(name)?.some((it) => containsTime(it, now)) ?? false;
  const interval = route.muteTimeIntervals.find(holds);
  if (interval !== undefined) return { reason: 'mute-time-interval', interval };
  if (route.activeTimeIntervals.length === 0 || route.activeTimeIntervals.some(holds)) return undefined;
  return { reason: 'outside-active-time-intervals', intervals: route.activeTimeIntervals };
}

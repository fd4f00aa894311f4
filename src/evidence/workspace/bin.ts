import { type KqlTimespan, timespan } from '../../azure/kql-literal.ts';
import type { Window } from '../../model/evidence.ts';

const steps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

/** The stretch of time that cuts the window into at most a hundred points: enough for a chart. */
export function bin({ from, to }: Window, most = 100): KqlTimespan {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return timespan(1000 * (steps.find((step) => seconds / step <= most) ?? 86400));
}

import type { Window } from '../../model/evidence.ts';

const steps = [60, 120, 300, 600, 900, 1800, 3600, 7200, 14400, 43200, 86400];

/** The stretch of time, in seconds, that cuts the window into at most a hundred points: enough for a chart. */
export function bin({ from, to }: Window, most = 100): number {
  const seconds = (to.getTime() - from.getTime()) / 1000;
  return steps.find((step) => seconds / step <= most) ?? 86400;
}

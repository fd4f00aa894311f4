import { type AlertSeverity, alertSeverities } from '../model/alert.ts';
import { incidentLevel } from './incident-level.ts';
import { grouped } from './quantity.ts';
import type { Level } from './verdict-style.ts';

/** How many there are of each severity; what is left out is none. */
export type SeverityCounts = Readonly<Partial<Record<AlertSeverity, number>>>;

/** Counts in words, worst first, without those that are none: "40 critical, 1,204 high". Empty when there is nothing. */
export function severityCounts(counts: SeverityCounts): string {
  return present(counts)
    .map((severity) => `${grouped(counts[severity] ?? 0)} ${severity}`)
    .join(', ');
}

/** All of them together. */
export function severityTotal(counts: SeverityCounts): number {
  return alertSeverities.reduce((sum, severity) => sum + (counts[severity] ?? 0), 0);
}

/** How bad it looks by the worst of them; good when there is none. */
export function severityLevel(counts: SeverityCounts): Level {
  const [severity] = present(counts);
  return severity === undefined ? 'good' : incidentLevel({ severity, status: 'open' });
}

function present(counts: SeverityCounts): AlertSeverity[] {
  return alertSeverities.filter((severity) => (counts[severity] ?? 0) > 0);
}

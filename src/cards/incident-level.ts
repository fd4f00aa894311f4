import type { AlertSeverity } from '../model/alert.ts';
import type { Incident } from '../model/incident.ts';
import type { Level } from './verdict-style.ts';

const levels: Record<AlertSeverity, Level> = {
  critical: 'attention',
  high: 'attention',
  medium: 'warning',
  low: 'info',
  info: 'info',
};

/** How bad an incident looks: its severity, and good when it is over. */
export function incidentLevel({ severity, status }: Pick<Incident, 'severity' | 'status'>): Level {
  return status === 'resolved' ? 'good' : levels[severity];
}

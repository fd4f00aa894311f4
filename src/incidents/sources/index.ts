import type { Source } from '../source.ts';
import { acr } from './acr.ts';
import { aksMaintenance } from './aks-maintenance.ts';
import { alertmanager } from './alertmanager.ts';
import { azureMonitor } from './azure-monitor.ts';
import { defender } from './defender.ts';
import { defenderExport } from './defender-export.ts';
import { eventGrid } from './event-grid.ts';

/** Where alerts come from, one line each. */
export const sources: readonly Source[] = [
  acr,
  aksMaintenance,
  alertmanager,
  azureMonitor,
  defender,
  defenderExport,
  eventGrid,
];

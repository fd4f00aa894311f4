import type { Alert } from '../../model/alert.ts';
import type { StoredSecurityAlert } from '../../store/security-alerts.ts';
import type { Writing } from '../../store/writing.ts';
import { knownAs } from '../defender/watermark.ts';
import type { Pipeline } from './pipeline.ts';
import { showIncident } from './show-incident.ts';

/** So many alerts that are open are looked through for those that are lost. */
const most = 10_000;

/** Alerts that fire as far as we know and that their source no longer has, by their names in its watermark. */
export async function lostAlerts(
  source: string,
  lost: readonly string[],
  { store }: Pick<Pipeline, 'store'>,
): Promise<StoredSecurityAlert[]> {
  if (lost.length === 0) return [];
  const names = new Set(lost);
  const open = await store.incidents.securityAlerts({ limit: most });
  return open.filter((it) => it.source === source && names.has(knownAs(it.identity)));
}

/** The same as alerts that are over, to be sorted like an end that was told. */
export function endOf(alert: StoredSecurityAlert, now: Date): Alert {
  const { source, identity, severity, title, labels, annotations, startsAt, link } = alert;
  return {
    ...{ source, identity, severity, title, labels, annotations, startsAt, ...(link !== undefined && { link }) },
    ...{ status: 'resolved', endsAt: now, raw: null },
  };
}

/** Says in the stories of their incidents why they end. */
export async function tellLost(
  lost: readonly StoredSecurityAlert[],
  title: string,
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<void> {
  for (const [number, those] of Map.groupBy(lost, ({ incident }) => incident)) {
    const incident = number === undefined ? undefined : await writing.incidentToChange(number);
    if (!incident || incident.status === 'resolved') continue;
    const what = those.length === 1 ? `the alert "${those[0]?.title}"` : `${those.length} of its alerts`;
    const text = `${title.split(',')[0]} no longer has ${what}, and never said that it was over: it is taken as over.`;
    await showIncident(incident, [{ at: now, kind: 'alerts', text }], { writing, pipeline, now });
  }
}

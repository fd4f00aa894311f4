import type { AlertState } from '../../azure/alert-states.ts';
import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { TimelineLine } from '../../model/incident.ts';
import type { KnownAlert } from '../../store/alerts.ts';
import type { Pipeline } from './pipeline.ts';
import { showIncident } from './show-incident.ts';

/** What a person did, and who, for the alerts' own systems. */
export interface WriteBack {
  number: number;
  state: AlertState;
  by: string;
}

const longestMs = 45_000;
const mostTries = 8;
/** More alerts of one incident are not told one by one. */
const mostAlerts = 200;

/**
 * Job: tells Azure Monitor and Defender for Cloud what a person did about their alerts. Setting a state twice does no
 * harm, so what failed is tried again later; each failure, and at last its success, stands in the incident's story.
 */
export async function writeBack(pipeline: Pipeline, told: WriteBack, attempts: number): Promise<void> {
  const { store, connection, log } = pipeline;
  const alerts = (await store.incidents.alertsOf(told.number)).filter((it) => systemOf(it) !== undefined);
  if (alerts.length === 0) return;
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  const failures: UpstreamError[] = [];
  for (const alert of alerts.slice(0, mostAlerts)) {
    try {
      await setState(alert, told, azure);
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      failures.push(error);
      // What refuses one refuses the next, and waiting for each would outlast the lease.
      if (error.retryable) break;
    }
  }
  const [failure] = failures;
  const systems = [...new Set(alerts.map(systemOf))].join(' and ');
  if (!failure) {
    const rest = alerts.length > mostAlerts ? ` (${mostAlerts} of ${alerts.length} alerts)` : '';
    return say(pipeline, told.number, 'written-back', `${systems} knows: ${told.state}${rest}.`);
  }
  const { why, next: usual } = gapOf(failure, 'state of the alerts');
  // Who may read Defender's alerts may not set their states yet.
  const isReader = failure.service === 'Defender for Cloud' && failure.reason === 'forbidden';
  const next = isReader ? "Grant the bot's identity Security Admin on the subscription of the alert." : usual;
  const isLast = !failure.retryable || attempts >= mostTries;
  const after = isLast ? next : 'It is tried again.';
  if (isLast || attempts === 1) await say(pipeline, told.number, 'failed', `Not told: ${why} ${after}`);
  if (!isLast) throw failure;
}

/** Whose alert it is, for those whose state can be set. */
function systemOf({
  source,
  annotations,
}: Pick<KnownAlert, 'source' | 'annotations'>): 'Azure Monitor' | 'Defender for Cloud' | undefined {
  const id = annotations.alert_id ?? '';
  if (source === 'azure-monitor')
    return /\/microsoft\.alertsmanagement\/alerts\//i.test(id) ? 'Azure Monitor' : undefined;
  return source.startsWith('defender') && /\/microsoft\.security\/locations\//i.test(id)
    ? 'Defender for Cloud'
    : undefined;
}

async function setState(alert: Omit<KnownAlert, 'raw'>, { number, state, by }: WriteBack, azure: Azure): Promise<void> {
  const id = alert.annotations.alert_id ?? '';
  if (systemOf(alert) === 'Defender for Cloud') await azure.alertStates.setSecurityAlert(id, state);
  else await azure.alertStates.setMonitorAlert(id, state, `${state} by ${by} (Watchkeeper, incident ${number})`);
}

async function say(pipeline: Pipeline, number: number, kind: TimelineLine['kind'], text: string): Promise<void> {
  const now = pipeline.clock.now();
  await pipeline.store.together(now, async (writing) => {
    const incident = await writing.incidentToChange(number);
    if (incident) await showIncident(incident, [{ at: now, kind, text }], { writing, pipeline, now });
  });
  pipeline.wake();
}

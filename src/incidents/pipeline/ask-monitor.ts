import type { Azure } from '../../azure/azure.ts';
import { gapOf } from '../../azure/gap.ts';
import { UpstreamError } from '../../errors.ts';
import type { UnheardAlert } from '../../store/quiet.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { showIncident } from './show-incident.ts';
import { wantSorting } from './sort-alerts.ts';

const source = 'azure-monitor';
const longestMs = 45_000;
const everyMs = 5 * 60_000;
const atOnce = 100;

type Found = { is: 'firing' | 'unending' } | { is: 'over'; endedAt?: Date } | { is: 'unknown'; gap?: string };

/**
 * Job: asks Azure Monitor whether alerts still fire of which nothing was heard for long, as a notice of an end may be
 * lost and is never repeated. What is over goes the way of an end that was told; what could not be read is said in the story.
 */
export async function askMonitor(pipeline: Pipeline): Promise<void> {
  const { store, clock, config, connection, log } = pipeline;
  const now = clock.now();
  const before = new Date(now.getTime() - config.askAfterMs);
  const alerts = await store.incidents.unheardAlerts(source, { before, limit: atOnce });
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  const rules = new Map<string, boolean>();
  const found: { alert: UnheardAlert; came: Found }[] = [];
  for (const alert of alerts) {
    try {
      found.push({ alert, came: await ask(alert, azure, rules) });
    } catch (error) {
      if (!(error instanceof UpstreamError)) throw error;
      const { why, next } = gapOf(error, 'state of the alert');
      found.push({ alert, came: { is: 'unknown', gap: `Whether it is over could not be read: ${why} ${next}` } });
      // What fails for now fails for all.
      if (error.retryable) break;
    }
  }
  await store.together(now, async (writing) => {
    const over = found.flatMap(({ alert, came }) => {
      if (came.is !== 'over') return [];
      const {
        id: _id,
        incidents: _in,
        receivedAt: _first,
        heardAt: _last,
        times: _times,
        inhibits: _may,
        ...said
      } = alert;
      return [{ ...said, status: 'resolved' as const, endsAt: came.endedAt ?? now, raw: null }];
    });
    if (over.length > 0) {
      await writing.putDelivery({ source, at: now, alerts: over });
      await wantSorting(writing, now);
    }
    for (const { alert, came } of found) {
      if (came.is !== 'over') await writing.noteAsked(alert.id, { at: now, is: came.is });
    }
    const gaps = new Map(
      found.flatMap(({ alert, came }) =>
        came.is === 'unknown' && came.gap ? alert.incidents.map((it) => [it, came.gap ?? ''] as const) : [],
      ),
    );
    for (const [number, text] of gaps) {
      const incident = await writing.incidentToChange(number);
      if (!incident || (await writing.linesOf(number)).some((line) => line.text === text)) continue;
      await showIncident(incident, [{ at: now, kind: 'failed', text }], { writing, pipeline, now });
    }
    const runAt = new Date(now.getTime() + everyMs);
    await writing.enqueue({ task: tasks.ask, key: source, payload: {}, runAt, lane: 'slow' });
  });
  pipeline.wake();
}

/** Each rule is asked about once. */
async function ask({ annotations }: UnheardAlert, { alertStates }: Azure, rules: Map<string, boolean>): Promise<Found> {
  const id = annotations.alert_id ?? '';
  if (!/\/microsoft\.alertsmanagement\/alerts\//i.test(id)) return { is: 'unknown' };
  const { isOver, endedAt, rule } = await alertStates.monitorAlert(id);
  if (isOver) return { is: 'over', ...(endedAt && { endedAt }) };
  // What the activity log fired stays fired there whatever comes of it; its end is told by another notice, or by nobody.
  if (rule !== undefined && /\/activitylogalerts\//i.test(rule)) return { is: 'unknown' };
  if (rule === undefined) return { is: 'firing' };
  const tellsEnds = rules.get(rule) ?? (await alertStates.resolvesItself(rule));
  rules.set(rule, tellsEnds);
  return { is: tellsEnds ? 'firing' : 'unending' };
}

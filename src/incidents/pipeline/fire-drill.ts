import { randomUUID } from 'node:crypto';
import type { Alert } from '../../model/alert.ts';
import type { PushedSource } from '../source.ts';
import type { Pipeline } from './pipeline.ts';
import { wantSorting } from './sort-alerts.ts';

/** A drill is over by itself after this long. */
export const drillMs = 5 * 60_000;

/** The first alert of the source's own example, read by its own parser and marked so that nobody takes it for real. Pure but for its id. */
export function drillAlerts(source: PushedSource, now: Date): Alert[] {
  const alerts = source.parse(source.example, { now, config: source.config.parse({}) });
  const id = randomUUID().slice(0, 8);
  return alerts.slice(0, 1).map((alert, index) => {
    // An event that only informs opens nothing, and one without an end would have no end to show.
    const { kind: _event, ...labels } = alert.labels;
    // Its source has never heard of it: there is nobody to tell what people did about it.
    const { alert_id: _id, ...annotations } = alert.annotations;
    return {
      ...alert,
      identity: `drill-${id}-${index}`,
      status: 'firing',
      severity: alert.severity === 'info' ? 'low' : alert.severity,
      title: `[drill] ${alert.title}`,
      annotations,
      labels: { ...labels, drill: 'true', drill_id: id },
      startsAt: now,
      endsAt: new Date(now.getTime() + drillMs),
    };
  });
}

/** Puts a drill's alerts where the door puts what it took: from there on they go the way of every alert. */
export async function fireDrill(pipeline: Pipeline, source: PushedSource, alerts: Alert[]): Promise<void> {
  const now = pipeline.clock.now();
  await pipeline.store.together(now, async (writing) => {
    await writing.putDelivery({ source: source.name, at: now, alerts });
    await wantSorting(writing, now);
  });
  pipeline.wake();
}

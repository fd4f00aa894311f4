import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import type { IncidentsConfig } from '../incidents-config.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { showIncident } from './show-incident.ts';
import { wantDigest } from './want-digest.ts';

/** The second channel of those that tell in a channel; undefined when none of them has one. */
export function fallbackOf(channel: string, { receivers }: Pick<IncidentsConfig, 'receivers'>): string | undefined {
  const found = [...receivers.values()].find((it) => it.channel === channel && it.fallbackChannel !== undefined);
  return found?.fallbackChannel === channel ? undefined : found?.fallbackChannel;
}

/** Job: a channel takes no messages, so what it would be told goes to its second channel; each card there says why. */
export async function redirectIncidents(pipeline: Pipeline, channel: string): Promise<void> {
  const fallback = fallbackOf(channel, pipeline.config);
  if (fallback === undefined) return;
  const now = pipeline.clock.now();
  await pipeline.store.together(now, async (writing) => {
    const { tenantId } = await pipeline.addressOf(channel, writing);
    const why = await writing.brokenWhy(tenantId, channel);
    if (why === undefined) return;
    const numbers = await writing.moveIncidents(tenantId, channel, fallback);
    const line = {
      at: now,
      kind: 'failed' as const,
      text: `Told here, because its own channel takes no messages. ${why}`,
    };
    for (const number of numbers) {
      const incident = await writing.incidentToChange(number);
      if (incident) await showIncident(incident, [line], { writing, pipeline, now });
    }
    await wantDigest(fallback, writing, now);
  });
  pipeline.wake();
}

/** Where an incident is told: its channel, or the second one for as long as that takes no messages; then its story says why. */
export async function reachable(
  incident: StoredIncident,
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<string> {
  const { conversation, number } = incident;
  const fallback = fallbackOf(conversation, pipeline.config);
  if (fallback === undefined) return conversation;
  const { tenantId } = await pipeline.addressOf(conversation, writing);
  const why = await writing.brokenWhy(tenantId, conversation);
  if (why === undefined) return conversation;
  const text = `Told here, because its own channel takes no messages. ${why}`;
  await writing.addLine(number, { at: now, kind: 'failed', text });
  return fallback;
}

/** The work that a channel makes necessary when it takes no messages any more. */
export function redirecting(channel: string, now: Date) {
  return { task: tasks.redirect, key: channel, payload: { channel }, runAt: now };
}

import { storyCard } from '../../cards/story.ts';
import type { Person } from '../../model/incident.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import { type EscalationTarget, escalationOf } from '../escalate.ts';
import { onCall } from '../rota.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { routeOf } from './route-of.ts';
import { saveHeld } from './save-held.ts';
import { showIncident, subjectOf } from './show-incident.ts';

/** Job: calls the next person of an incident that nobody answers, and comes again when the step after it is due. */
export async function escalateIncident(pipeline: Pipeline, number: number): Promise<void> {
  const now = pipeline.clock.now();
  await pipeline.store.together(now, async (writing) => {
    const incident = await writing.incidentToChange(number);
    if (!incident) return;
    const { escalation: steps, groupIntervalMs } = routeOf(incident, pipeline.config);
    // Nobody was told (silenced, inhibited, out of hours), so nobody can be late with an answer.
    if (!incident.toldAt && incident.status !== 'resolved') {
      return again(number, new Date(now.getTime() + groupIntervalMs), writing);
    }
    const decision = escalationOf(incident, steps, now);
    if (!decision.due) {
      if ('at' in decision) await again(number, decision.at, writing);
      return;
    }
    const called = await callNext(incident, { to: decision.to, level: decision.level }, { writing, pipeline, now });
    const next = escalationOf(called, steps, now);
    if ('at' in next) await again(number, next.at, writing);
  });
  pipeline.wake();
}

/** Calls somebody: a mention in the incident's thread, or its card in another channel as well. */
export async function callNext(
  incident: StoredIncident,
  { to, level, by }: { to: EscalationTarget; level: number; by?: Person },
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<StoredIncident> {
  const copies = 'channel' in to ? [...new Set([...(incident.copies ?? []), to.channel])] : incident.copies;
  const called = await saveHeld(
    { ...incident, escalationLevel: level, escalatedAt: now, ...(copies && { copies }) },
    writing,
  );
  const person = personOf(to, pipeline, now);
  const whom = person?.name ?? ('channel' in to ? 'the next channel' : `nobody: the rota ${nameOf(to)} is empty`);
  const why = by ? 'Handed on' : 'Nobody has answered';
  const line = {
    at: now,
    kind: 'escalated' as const,
    text: `${why}: step ${level} calls ${whom}.`,
    ...(by && { actor: by }),
  };
  await showIncident(called, [line], { writing, pipeline, now, ...(person && { mention: person }) });
  if ('channel' in to) {
    const address = await pipeline.addressOf(to.channel, writing);
    await writing.putOut({
      ...{ to: address, subject: `${subjectOf(incident.number)}/step/${level}`, replyTo: subjectOf(incident.number) },
      ...{ urgency: 1, card: storyCard({ incident: called, line }) },
    });
  }
  return called;
}

function personOf(to: EscalationTarget, { config }: Pipeline, now: Date): Person | undefined {
  if ('person' in to) return to.person;
  const rota = 'rota' in to ? config.rotas.get(to.rota) : undefined;
  return rota && onCall(rota, now).person;
}

function nameOf(to: EscalationTarget): string {
  return 'rota' in to ? to.rota : '';
}

async function again(number: number, runAt: Date, writing: Writing): Promise<void> {
  await writing.enqueue({ task: tasks.escalate, key: String(number), payload: { number }, runAt });
}

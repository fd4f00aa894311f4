import type { AlertState } from '../../azure/alert-states.ts';
import { UserError } from '../../errors.ts';
import type { Actor } from '../../model/actor.ts';
import type { Card } from '../../model/card.ts';
import type { Person, TimelineKind } from '../../model/incident.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import { type IncidentMove, move, moveRefusal } from '../lifecycle.ts';
import { callNext } from './escalate-incident.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { routeOf } from './route-of.ts';
import { saveHeld } from './save-held.ts';
import { cardOf, showIncident } from './show-incident.ts';

/** What a person does to an incident. */
export type Act =
  | { move: 'acknowledge' | 'resolve' | 'reopen' }
  | { move: 'escalate' }
  | { move: 'assign'; to: Person }
  | { move: 'note'; text: string }
  | { move: 'snooze'; until: Date };

/** What came of it. */
export interface Acted {
  incident: StoredIncident;
  /** The incident's card as it stands now, for the one who pressed. */
  card: Card;
}

/**
 * Does what a person says to an incident, in one transaction with its card, its story and the work that follows. Throws
 * UserError for an incident that does not exist, or in whose state this is not possible; who may is decided before.
 */
export async function act(pipeline: Pipeline, number: number, what: Act, actor: Actor): Promise<Acted> {
  const now = pipeline.clock.now();
  const by: Person = { objectId: actor.objectId, name: actor.name };
  const acted = await pipeline.store.together(now, async (writing) => {
    const before = await writing.incidentToChange(number);
    if (!before) throw new UserError(`There is no incident ${number}. To see those that are open, say: incidents.`);
    const arrow = move(before.status, what.move as IncidentMove);
    if ('refused' in arrow) {
      throw new UserError(moveRefusal(arrow.refused, number, await lastActor(before, writing)));
    }
    const showing = { writing, pipeline, now };
    if (what.move === 'escalate') {
      const incident = await handOn({ ...before, status: arrow.to }, by, showing);
      return { incident, card: await cardOf(incident, showing) };
    }
    const { changed, kind, text } = effect({ ...before, status: arrow.to }, what, by, now);
    const incident = await saveHeld(changed, writing);
    await followUps(incident, what, { ...showing, by });
    await showIncident(incident, [{ at: now, kind, actor: by, text }], showing);
    return { incident, card: await cardOf(incident, showing) };
  });
  pipeline.wake();
  return acted;
}

/** Who brought an incident into the state in which it is; undefined when nobody did. */
async function lastActor({ number, status, ackedBy }: StoredIncident, writing: Writing): Promise<string | undefined> {
  if (status === 'acknowledged') return ackedBy?.name;
  const lines = status === 'resolved' ? await writing.linesOf(number) : [];
  return lines.findLast(({ kind }) => kind === 'resolved')?.actor?.name;
}

function effect(
  incident: StoredIncident,
  what: Exclude<Act, { move: 'escalate' }>,
  by: Person,
  now: Date,
): { changed: StoredIncident; kind: TimelineKind; text: string } {
  switch (what.move) {
    case 'acknowledge':
      return { changed: { ...incident, ackedBy: by }, kind: 'acknowledged', text: 'Acknowledged.' };
    case 'assign':
      return { changed: { ...incident, assignee: what.to }, kind: 'assigned', text: `Assigned to ${what.to.name}.` };
    case 'note':
      return { changed: incident, kind: 'noted', text: what.text };
    case 'snooze': {
      const until = `${what.until.toISOString().slice(0, 16).replace('T', ' ')} UTC`;
      const changed = { ...incident, snoozedUntil: what.until, snoozedAs: incident.severity };
      return { changed, kind: 'snoozed', text: `Snoozed until ${until}.` };
    }
    case 'resolve':
      return { changed: { ...incident, resolvedAt: now }, kind: 'resolved', text: 'Resolved.' };
    case 'reopen': {
      const { resolvedAt: _over, ackedBy: _acked, escalatedAt: _called, ...again } = incident;
      return { changed: { ...again, openedAt: now, escalationLevel: 0 }, kind: 'reopened', text: 'Reopened.' };
    }
  }
}

/** What the alerts' own systems are told. */
const states: Partial<Record<Act['move'], AlertState>> = {
  acknowledge: 'acknowledged',
  resolve: 'resolved',
  reopen: 'reopened',
};

/** The work that a person's act makes necessary. */
async function followUps(
  { number, openedAt, snoozedUntil, ...incident }: StoredIncident,
  { move: what }: Act,
  { writing, pipeline, now, by }: { writing: Writing; pipeline: Pipeline; now: Date; by: Person },
): Promise<void> {
  const work = { key: String(number), payload: { number } };
  const state = states[what];
  if (state) {
    const payload = { number, state, by: by.name };
    await writing.enqueue({ ...work, task: tasks.writeBack, payload, runAt: now, lane: 'slow' });
  }
  // One that is quiet is not looked at again before long.
  if (snoozedUntil && what === 'snooze') await writing.enqueue({ ...work, task: tasks.tell, runAt: snoozedUntil });
  if (what !== 'reopen') return;
  const { groupIntervalMs, escalation } = routeOf(incident, pipeline.config);
  await writing.enqueue({ ...work, task: tasks.tell, runAt: new Date(now.getTime() + groupIntervalMs) });
  const [step] = escalation;
  const runAt = new Date(openedAt.getTime() + (step?.afterMs ?? 0));
  if (step) await writing.enqueue({ ...work, task: tasks.escalate, runAt });
}

/** Calls the next step now, whether or not it is due. */
async function handOn(
  incident: StoredIncident,
  by: Person,
  showing: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<StoredIncident> {
  const { escalation } = routeOf(incident, showing.pipeline.config);
  const step = escalation[incident.escalationLevel];
  if (!step) {
    const why =
      escalation.length === 0 ? 'Its route has no escalation in the settings' : 'Every step was called already';
    throw new UserError(`${why}. To hand it to somebody, say: assign ${incident.number} @name.`);
  }
  return callNext(incident, { to: step.to, level: incident.escalationLevel + 1, by }, showing);
}

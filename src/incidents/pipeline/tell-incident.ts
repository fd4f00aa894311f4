import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import { cardOrDigest } from '../digest.ts';
import { incidentTitle } from '../group.ts';
import { move } from '../lifecycle.ts';
import { mutedByTime } from '../muted-by-time.ts';
import { needsUpdate } from '../needs-update.ts';
import { nextDue, quietSince } from '../quiet.ts';
import type { Route } from '../route.ts';
import { severityOfIncident } from '../severity.ts';
import { type SnoozeState, snoozeState } from '../snooze.ts';
import { lastHeard } from './last-heard.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { reachable } from './redirect-incidents.ts';
import { routeOf } from './route-of.ts';
import { saveHeld } from './save-held.ts';
import { showIncident } from './show-incident.ts';
import { groupState, notifiedOf, type Standing, standingOf, toldNow } from './standing.ts';
import { storyOf } from './story-of.ts';

/**
 * Job: one tick of a group, as Alertmanager flushes it: first after group_wait, then every group_interval for as long
 * as the incident is not over. Decides whether there is something to tell, and puts out the card and its story.
 */
export async function tellIncident(pipeline: Pipeline, number: number): Promise<void> {
  const { store, clock, config } = pipeline;
  const now = clock.now();
  await store.together(now, async (writing) => {
    const incident = await writing.incidentToChange(number);
    if (!incident || incident.status === 'resolved') return;
    const route = routeOf(incident, config);
    const alerts = await standingOf(number, { writing, pipeline, now });
    const told = await tell(incident, alerts, route, { writing, pipeline, now });
    if (told.status === 'resolved') return;
    const runAt = await nextTick(told, alerts, { groupIntervalMs: route.groupIntervalMs, writing, pipeline, now });
    await writing.enqueue({ task: tasks.tell, key: String(number), payload: { number }, runAt });
  });
  pipeline.wake();
}

async function tell(
  before: StoredIncident,
  alerts: readonly Standing[],
  route: Route,
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<StoredIncident> {
  const state = groupState(alerts);
  const sendResolved = true;
  const isMuted = mutedByTime(route, pipeline.config.timeIntervals, now) !== undefined;
  const due = needsUpdate(notifiedOf(before.told), state, {
    now,
    repeatIntervalMs: route.repeatIntervalMs,
    sendResolved,
  });
  const incident = withAlerts(before, alerts, route, now);
  const firing = await lastHeard(stillFiring(alerts), writing);
  const quiet = before.toldAt && quietSince(firing, pipeline.config.quietAfter, now);
  delete incident.quietSince;
  if (quiet) incident.quietSince = quiet;
  const snooze = snoozeState(incident, before.snoozedAs, now);
  // Snoozed, it reminds nobody; what is new is told all the same.
  const isHeld = isMuted || ((snooze === 'snoozed' || incident.quietSince) && due === 'repeat-interval-elapsed');
  const reason = isHeld ? undefined : due;
  if (snooze !== 'none' && snooze !== 'snoozed') delete incident.snoozedUntil;
  if (reason) incident.told = toldNow(state, now);
  if (reason && !incident.digest) incident.conversation = await reachable(incident, { writing, pipeline, now });
  if (reason === 'first-notification' && !incident.toldAt) await firstTold(incident, { writing, pipeline, now });
  const lines = storyOf(before, incident, alerts, { reason, woken: wokenBy(snooze), now });
  const kept = await saveHeld(incident, writing);
  if (kept.toldAt && (reason !== undefined || lines.length > 0) && reason !== 'still-muted') {
    await showIncident(kept, lines, { writing, pipeline, now, alerts });
  } else for (const line of lines) await writing.addLine(kept.number, line);
  return kept;
}

/** Counts, severity, title and end as the alerts have them. */
function withAlerts(before: StoredIncident, alerts: readonly Standing[], route: Route, now: Date): StoredIncident {
  const heard = alerts.filter(({ mutedBy }) => mutedBy === undefined);
  const count = (status: string) => heard.filter(({ episode }) => episode.status === status).length;
  const firing = stillFiring(alerts);
  const episodes = alerts.map(({ severity, episode }) => ({ severity, status: episode.status }));
  const { severity } = severityOfIncident(episodes, { route: route.severity, before: before.severity });
  const arrow = firing.length === 0 ? move(before.status, 'recover') : undefined;
  const over = arrow && 'to' in arrow ? { status: arrow.to, resolvedAt: now } : {};
  const { unending: _was, ...rest } = before;
  return {
    ...rest,
    ...over,
    ...(firing.length > 0 && firing.every(({ unending }) => unending) && { unending: true }),
    severity,
    title: alerts.length > 0 ? incidentTitle(alerts, before.labels) : before.title,
    alerts: { firing: count('firing'), resolved: count('resolved'), muted: alerts.length - heard.length },
  };
}

function stillFiring(alerts: readonly Standing[]): Standing[] {
  return alerts.filter(({ episode }) => episode.status === 'firing');
}

/** When the group is looked at again: every group_interval, but one that is quiet when something may be due. Whatever is heard of it wakes it. */
async function nextTick(
  { quietSince: quiet, snoozedUntil }: StoredIncident,
  alerts: readonly Standing[],
  o: { groupIntervalMs: number; writing: Writing; pipeline: Pipeline; now: Date },
): Promise<Date> {
  const { groupIntervalMs, writing, pipeline, now } = o;
  const usual = new Date(now.getTime() + groupIntervalMs);
  if (!quiet || alerts.some(({ mutedBy }) => mutedBy && 'inhibition' in mutedBy)) return usual;
  const ends = (await writing.silencesAt(now)).map(({ endsAt }) => new Date(endsAt.getTime() + 1));
  const over = alerts.map(({ episode }) => episode.endsAt);
  const latest = new Date(now.getTime() + Math.max(groupIntervalMs, pipeline.config.quietAfter.usualMs));
  return nextDue([snoozedUntil, ...ends, ...over], { now, latest });
}

/** Decides between a card of its own and a line in the digest of a storm, once. */
async function firstTold(
  incident: StoredIncident,
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<void> {
  const { conversation } = incident;
  const budget = pipeline.config.digest;
  const given = await writing.cardsSince(conversation, new Date(now.getTime() - budget.windowMs));
  incident.toldAt = now;
  if (cardOrDigest(incident.severity, given, budget).as === 'digest') {
    incident.digest = await writing.addToDigest(conversation, now);
    return;
  }
  // In a storm it was not looked into before it was known that it gets a card.
  if (!incident.diagnosis) {
    const { number } = incident;
    await writing.enqueue({ task: tasks.diagnose, key: String(number), payload: { number }, runAt: now, lane: 'slow' });
  }
}

function wokenBy(snooze: SnoozeState): 'time-over' | 'got-worse' | undefined {
  return snooze === 'time-over' || snooze === 'got-worse' ? snooze : undefined;
}

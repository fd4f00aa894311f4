import type { StoredIncident } from '../../store/incidents.ts';
import type { NewJob } from '../../store/jobs.ts';
import type { Writing } from '../../store/writing.ts';
import type { IncidentsConfig } from '../incidents-config.ts';
import type { Route } from '../route.ts';
import { tasks } from './pipeline.ts';

/** An incident that was just opened, and the route that it came by. */
export interface Opened {
  incident: StoredIncident;
  route: Route;
}

/** Wants new incidents told and looked into. In a storm only what gets a card is looked into, and that is known when it is told. */
export async function wantTelling(
  opened: readonly Opened[],
  { writing, config, now }: { writing: Writing; config: IncidentsConfig; now: Date },
): Promise<void> {
  const since = new Date(now.getTime() - config.digest.windowMs);
  const busy = new Map<string, boolean>();
  for (const { conversation } of opened.map(({ incident }) => incident)) {
    if (busy.has(conversation)) continue;
    busy.set(conversation, (await writing.openedSince(conversation, since)) > config.digest.cards);
  }
  await writing.enqueue(
    ...opened.flatMap(({ incident, route }) => [
      ...workOn(incident, route, now),
      ...(busy.get(incident.conversation) ? [] : [askWhy(incident.number, now)]),
    ]),
  );
}

/** What an incident that begins (again) makes necessary: it is told after group_wait, critical ones first. */
export function workOn({ number, severity }: StoredIncident, route: Route, now: Date): NewJob[] {
  const work = { key: String(number), payload: { number } };
  const later = (ms: number) => new Date(now.getTime() + ms);
  const [step] = route.escalation;
  return [
    {
      ...{ ...work, task: tasks.tell, runAt: later(route.groupWaitMs) },
      lane: severity === 'critical' ? 'urgent' : 'usual',
    },
    ...(step ? [{ ...work, task: tasks.escalate, runAt: later(step.afterMs) }] : []),
  ];
}

/** Asks why, as soon as there is somebody to ask. */
export function askWhy(number: number, now: Date): NewJob {
  return { task: tasks.diagnose, key: String(number), payload: { number }, runAt: now, lane: 'slow' };
}

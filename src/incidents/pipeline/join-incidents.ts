import type { KnownAlert } from '../../store/alerts.ts';
import type { IncidentAlert } from '../../store/incident-alerts.ts';
import type { NewIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import { type Group, groupOf, incidentTitle } from '../group.ts';
import type { IncidentsConfig } from '../incidents-config.ts';
import { move } from '../lifecycle.ts';
import { reopening } from '../reopen.ts';
import { type Route, routesFor } from '../route.ts';
import { severityOfIncident } from '../severity.ts';
import { gatherAttacks } from './gather-attacks.ts';
import { tasks } from './pipeline.ts';
import { saveHeld } from './save-held.ts';
import { askWhy, wantTelling, workOn } from './want-telling.ts';

/** An alert with the row that it has by now. */
export type Joining = KnownAlert;

/** Alerts that belong together. */
export interface Joined {
  route: Route;
  group: Group;
  alerts: Joining[];
}

/**
 * Brings alerts into the incidents that they belong to: the open one of their group, the one that was over just now,
 * or a new one; and notes the end of those that are over. Alerts join one after the other, so that an incident is told of
 * no earlier than group_wait after its first.
 */
export async function joinIncidents(
  { begun, ended }: { begun: readonly Joining[]; ended: readonly Joining[] },
  { writing, config, now }: { writing: Writing; config: IncidentsConfig; now: Date },
): Promise<void> {
  const groups = await gatherAttacks(groupsOf(begun, config.route), writing, now);
  const fired = await writing.incidentsOfFiring(ended.map(({ id }) => id));
  const newest = await writing.newestIncidents([...groups.keys()]);
  const parts = new Map<string, IncidentAlert>();
  const put = (part: IncidentAlert) => parts.set(`${part.incident}/${part.alert}`, part);

  const byId = new Map(ended.map((it) => [it.id, it]));
  for (const { incident, alert } of fired) {
    const it = byId.get(alert);
    if (it) put({ incident, alert, status: 'resolved', startsAt: it.startsAt, endsAt: it.endsAt ?? now });
  }
  const woken: number[] = [];
  const fresh: { joined: Joined; incident: NewIncident }[] = [];
  const join = (incident: number, { alerts }: Joined) => {
    for (const { id: alert, status, startsAt, endsAt } of alerts) {
      put({ incident, alert, status, startsAt, ...(endsAt && { endsAt }) });
    }
  };
  for (const [key, joined] of groups) {
    const last = newest.get(key);
    const decision = reopening(last, { now, reopenWithinMs: config.reopenWithinMs });
    if (last && decision.to !== 'open') {
      if (decision.to === 'reopen') await reopen(last.number, joined.alerts, joined.route, { writing, now });
      join(last.number, joined);
      if (last.isQuiet) woken.push(last.number);
    } else fresh.push({ joined, incident: newIncident(key, joined, config, now) });
  }
  const opened = await writing.beginIncidents(fresh.map(({ incident }) => incident));
  for (const [index, { number }] of opened.entries()) if (fresh[index]) join(number, fresh[index].joined);
  await writing.addLines(
    opened.map(({ number, title }) => ({ incident: number, line: { at: now, kind: 'opened', text: title } })),
  );
  const routes = fresh.map(({ joined }) => joined.route);
  await wantTelling(
    opened.map((incident, index) => ({ incident, route: routes[index] ?? config.route })),
    { writing, config, now },
  );
  await writing.saveIncidentAlerts([...parts.values()]);
  await lookAgain(woken, writing, now);
}

/** Has incidents looked at again that were quiet, as they are not before long by themselves. */
export async function lookAgain(numbers: readonly number[], writing: Writing, now: Date): Promise<void> {
  if (numbers.length === 0) return;
  const jobs = [...new Set(numbers)].map((number) => ({
    task: tasks.tell,
    key: String(number),
    payload: { number },
    runAt: now,
  }));
  await writing.enqueue(...jobs);
}

function groupsOf(alerts: readonly Joining[], root: Route): Map<string, Joined> {
  const groups = new Map<string, Joined>();
  for (const alert of alerts) {
    for (const { route } of routesFor(root, alert.labels)) {
      const group = groupOf(alert, route);
      const known = groups.get(group.key) ?? { route, group, alerts: [] };
      known.alerts.push(alert);
      groups.set(group.key, known);
    }
  }
  return groups;
}

function newIncident(key: string, { route, group, alerts }: Joined, config: IncidentsConfig, now: Date): NewIncident {
  const { severity } = severityOfIncident(alerts, { route: route.severity, before: undefined });
  const title = incidentTitle(alerts, group.labels);
  const firing = alerts.filter(({ status }) => status === 'firing').length;
  return {
    ...{ key, title, severity, status: 'open', labels: group.labels, openedAt: now, escalationLevel: 0 },
    ...{ receiver: route.receiver, route: route.key },
    conversation: config.receivers.get(route.receiver)?.channel ?? '',
    alerts: { firing, resolved: alerts.length - firing, muted: 0 },
  };
}

async function reopen(
  number: number,
  alerts: readonly Joining[],
  route: Route,
  { writing, now }: { writing: Writing; now: Date },
): Promise<void> {
  const before = await writing.incidentToChange(number);
  if (!before) return;
  const { resolvedAt: _over, ackedBy: _acked, escalatedAt: _called, ...last } = before;
  const arrow = move('resolved', 'fire');
  const { severity } = severityOfIncident(alerts, { route: route.severity, before: last.severity });
  const status = 'to' in arrow ? arrow.to : last.status;
  const again = await saveHeld({ ...last, status, severity, openedAt: now, escalationLevel: 0 }, writing);
  await writing.addLine(last.number, { at: now, kind: 'reopened', text: incidentTitle(alerts, last.labels) });
  await writing.enqueue(...workOn(again, route, now), askWhy(last.number, now));
}

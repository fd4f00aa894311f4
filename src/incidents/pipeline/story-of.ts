import type { TimelineLine } from '../../model/incident.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { NotifyReason } from '../needs-update.ts';
import { compareSeverity } from '../severity.ts';
import type { Standing } from './standing.ts';

const named = 3;

/** What a tick adds to an incident's story: finished sentences, in the order in which they happened. */
export function storyOf(
  before: StoredIncident,
  after: StoredIncident,
  alerts: readonly Standing[],
  { reason, woken, now }: { reason: NotifyReason | undefined; woken: 'time-over' | 'got-worse' | undefined; now: Date },
): TimelineLine[] {
  const lines: TimelineLine[] = [];
  const add = (kind: TimelineLine['kind'], text: string) => lines.push({ at: now, kind, text });
  const told = new Set(before.told?.firing ?? []);
  const over = new Set(before.told?.resolved ?? []);
  const heard = alerts.filter(({ mutedBy }) => mutedBy === undefined);

  if (woken === 'got-worse') add('woken', 'Its snooze has ended: it got worse.');
  if (woken === 'time-over') add('woken', 'Its snooze has ended.');
  if (before.told && reason === 'new-alerts-in-group') {
    const more = heard.filter(({ id, episode }) => episode.status === 'firing' && !told.has(id));
    if (more.length > 0) add('alerts', `${counted(more.length, 'more alert')}: ${titles(more)}.`);
  }
  if (before.told && compareSeverity(after.severity, before.severity) !== 0 && after.status !== 'resolved') {
    add('severity', `Severity is ${after.severity} now; it was ${before.severity}.`);
  }
  if (reason === 'new-resolved-alerts') {
    const ended = heard.filter(({ id, episode }) => episode.status === 'resolved' && !over.has(id));
    if (ended.length > 0) add('alerts', `${counted(ended.length, 'alert')} over: ${titles(ended)}.`);
  }
  if (reason === 'repeat-interval-elapsed') {
    add('alerts', `Still going on: ${counted(after.alerts.firing, 'alert')} firing.`);
  }
  if (!before.quietSince && after.quietSince) {
    const since = after.quietSince.toISOString().slice(0, 16).replace('T', ' ');
    add('alerts', `Nothing was heard of its alerts since ${since} UTC. It reminds nobody until something is.`);
  }
  if (before.quietSince && !after.quietSince && after.status !== 'resolved') {
    add('alerts', 'Its alerts are heard of again.');
  }
  if (!before.unending && after.unending) {
    add('alerts', 'Nobody will tell its end: the rule of its alerts does not resolve them. If it is over, resolve it.');
  }
  if (reason === 'all-alerts-muted') add('silenced', 'All of its alerts are silenced or inhibited now.');
  if (reason === 'alerts-unmuted')
    add('alerts', 'Alerts of it are heard again: their silence or inhibition has ended.');
  if (after.status === 'resolved') {
    add('resolved', before.told ? 'Over: none of its alerts fires any more.' : 'Over before anybody was told.');
  }
  return lines;
}

function counted(n: number, what: string): string {
  return `${n} ${what}${n === 1 ? '' : 's'}`;
}

function titles(alerts: readonly Standing[]): string {
  const some = alerts.slice(0, named).map(({ title }) => title.replace(/\.$/, ''));
  const rest = alerts.length - some.length;
  return rest > 0 ? `${some.join('; ')}; and ${rest} more` : some.join('; ');
}

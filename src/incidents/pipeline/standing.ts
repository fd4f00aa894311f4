import type { KnownAlert } from '../../store/alerts.ts';
import type { IncidentAlert } from '../../store/incident-alerts.ts';
import type { Told } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import type { GroupState, Notified } from '../needs-update.ts';
import { parseMatchers } from '../parse-matchers.ts';
import { silencedBy } from '../silence.ts';
import { inhibitionNow } from './inhibition-now.ts';
import type { Pipeline } from './pipeline.ts';

/** An incident's alert with its part in it, and what mutes it. */
export interface Standing extends Omit<KnownAlert, 'raw'> {
  episode: IncidentAlert;
  mutedBy?: { inhibition: string } | { silence: string };
}

/** How an incident's alerts stand now: which fire, and which of them nobody is to hear of. */
export async function standingOf(
  number: number,
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<Standing[]> {
  const alerts = await writing.alertsOf(number);
  const inhibiting = await inhibitionNow(writing, pipeline, now);
  const silences = (await writing.silencesAt(now)).map(({ id, matchers, startsAt, endsAt, byName, comment }) => ({
    ...{ id: String(id), matchers: parseMatchers(matchers), startsAt, endsAt, by: byName, comment },
  }));
  return alerts.map((alert) => {
    const { episode, labels } = alert;
    const standing: Standing = { ...alert, episode: overByNow(episode, now) };
    const inhibition = inhibiting(labels);
    if (inhibition) return { ...standing, mutedBy: { inhibition: inhibition.rule } };
    const [silence] = silencedBy(labels, silences, now);
    return silence ? { ...standing, mutedBy: { silence: silence.id } } : standing;
  });
}

/** As Alertmanager has it: what has an end that has passed is over, though nobody said so. */
function overByNow(episode: IncidentAlert, now: Date): IncidentAlert {
  const { status, endsAt } = episode;
  return status === 'firing' && endsAt !== undefined && endsAt <= now ? { ...episode, status: 'resolved' } : episode;
}

/** The same in the words of the decision to tell. */
export function groupState(alerts: readonly Standing[]): GroupState {
  const ids = (some: readonly Standing[]) => new Set(some.map(({ id }) => String(id)));
  return {
    firing: ids(alerts.filter(({ episode }) => episode.status === 'firing')),
    resolved: ids(alerts.filter(({ episode }) => episode.status === 'resolved')),
    muted: ids(alerts.filter(({ mutedBy }) => mutedBy !== undefined)),
  };
}

/** What was told, as the decision wants it. */
export function notifiedOf(told: Told | undefined): Notified | undefined {
  const ids = (some: readonly number[]) => new Set(some.map(String));
  return told && { firing: ids(told.firing), resolved: ids(told.resolved), muted: ids(told.muted), at: told.at };
}

/** What is told now, to be kept. */
export function toldNow({ firing, resolved, muted }: GroupState, at: Date): Told {
  return { firing: [...firing].map(Number), resolved: [...resolved].map(Number), muted: [...muted].map(Number), at };
}

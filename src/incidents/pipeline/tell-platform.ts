import { platformNoteCard } from '../../cards/platform-note.ts';
import type { Alert } from '../../model/alert.ts';
import type { KnownAlert } from '../../store/alerts.ts';
import type { Writing } from '../../store/writing.ts';
import { parseMatchers } from '../parse-matchers.ts';
import { platformEventOf } from '../platform/platform-events.ts';
import { type PlatformAlert, type PlatformNote, platformNote } from '../platform/platform-note.ts';
import { routesFor } from '../route.ts';
import { silencedBy } from '../silence.ts';
import type { Pipeline } from './pipeline.ts';

/** Alerts of one source that were heard of, whatever they tell. */
export interface HeardAlerts {
  /** As they are known by now. */
  known: readonly Omit<KnownAlert, 'inhibits'>[];
  /** As they were known before, by identity. */
  before: ReadonlyMap<string, PlatformAlert>;
  /** As they came, in their order: one may have begun and ended with the same delivery. */
  alerts: readonly { alert: Alert }[];
}

/** After everything that asks for somebody; before the digests. */
const urgency = 8;

/**
 * Puts out the notes of what AKS tells of its clusters, where their routes lead: one card for each, which goes from
 * begun to finished or failed. What is silenced is not told.
 */
export async function tellPlatform(
  { known, before, alerts }: HeardAlerts,
  { writing, pipeline, now }: { writing: Writing; pipeline: Pipeline; now: Date },
): Promise<void> {
  const told = known.filter(({ labels }) => platformEventOf(labels) !== undefined);
  if (told.length === 0) return;
  const silences = (await writing.silencesAt(now)).map(({ id, matchers, startsAt, endsAt, byName, comment }) => ({
    ...{ id: String(id), matchers: parseMatchers(matchers), startsAt, endsAt, by: byName, comment },
  }));
  for (const alert of told) {
    const { identity, raw } = alert;
    const right = alerts.findLast((it) => it.alert.identity === identity && it.alert.raw !== raw)?.alert;
    const note = platformNote(alert, right ?? before.get(identity), pipeline.config.platformEvents);
    if (!note || silencedBy(alert.labels, silences, now).length > 0) continue;
    const card = await cardOf(note, writing, now);
    // The episode's own: what happens anew has a card of its own.
    const subject = `platform/${alert.id}/${alert.receivedAt.getTime()}`;
    for (const channel of channelsOf(alert, pipeline)) {
      await writing.putOut({ to: await pipeline.addressOf(channel, writing), subject, urgency, card });
    }
  }
}

function channelsOf({ labels }: PlatformAlert, { config }: Pipeline): Set<string> {
  const receivers = routesFor(config.route, labels).map(({ route }) => config.receivers.get(route.receiver));
  return new Set(receivers.flatMap((it) => it?.channel ?? []));
}

async function cardOf(note: PlatformNote, writing: Writing, now: Date) {
  const { cluster, kind } = note;
  const what = kind === 'support_ending' || kind === 'support_ended' || kind === 'new_version';
  const about = what ? { known: 'cluster-min-version' } : { category: 'operations' };
  // A name that no command takes leads nowhere.
  const presses = /^[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?$/i.test(cluster)
    ? [
        { title: "AKS's checks", verb: 'detect', input: { ...about, cluster }, replaces: false },
        { title: 'Cluster health', verb: 'cluster health', input: { cluster }, replaces: false },
      ]
    : [];
  const ids = await writing.preparePresses(
    presses.map(({ verb, input, replaces }) => ({ verb, input, replaces })),
    now,
  );
  return platformNoteCard(
    note,
    presses.map(({ title, verb }, index) => ({ title, verb, id: ids[index] ?? '' })),
  );
}

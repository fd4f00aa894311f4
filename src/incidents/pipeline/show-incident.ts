import { type AlertOnCard, incidentCard } from '../../cards/incident.ts';
import { storyCard } from '../../cards/story.ts';
import type { Person, TimelineLine } from '../../model/incident.ts';
import { alertKindOf } from '../../security/alert-types/alert-kind.ts';
import type { StoredIncident } from '../../store/incidents.ts';
import type { Writing } from '../../store/writing.ts';
import { onCall } from '../rota.ts';
import { compareSeverity } from '../severity.ts';
import { incidentPresses } from './incident-presses.ts';
import type { Pipeline } from './pipeline.ts';
import { routeOf } from './route-of.ts';
import { type Standing, standingOf } from './standing.ts';
import { wantDigest } from './want-digest.ts';

/** What is put out in a transaction. */
export interface Showing {
  writing: Writing;
  pipeline: Pipeline;
  now: Date;
  /** How the alerts stand, where that was read already. */
  alerts?: readonly Standing[];
  /** Who is called by the first of the lines. */
  mention?: Person;
}

/** So many alerts stand on a card, the worst and newest first. */
const mostAlerts = 5;
/** Of an incident's story so much stands on its card; all of it is in the thread. */
const mostLines = 4;

/** Puts out an incident's card as it stands now, and adds lines to its story: each a reply in the card's thread. */
export async function showIncident(
  incident: StoredIncident,
  lines: readonly TimelineLine[],
  showing: Showing,
): Promise<void> {
  const { writing, pipeline, now } = showing;
  const { number, conversation } = incident;
  const added: { id: number; line: TimelineLine }[] = [];
  for (const line of lines) added.push({ id: await writing.addLine(number, line), line });
  // One that was escalated goes before the line that says so.
  const isCall = lines.some(({ kind }) => kind === 'escalated');
  for (const copy of copiesOf(incident)) {
    const card = await cardOf(incident, showing, { isCopy: true });
    const address = await pipeline.addressOf(copy, writing);
    await writing.putOut({ to: address, subject: subjectOf(number), urgency: isCall ? 0 : urgencyOf(incident), card });
  }
  if (!incident.toldAt) return;
  if (incident.digest) {
    await wantDigest(conversation, writing, now);
    return;
  }
  const to = await pipeline.addressOf(conversation, writing);
  const subject = subjectOf(number);
  const urgency = urgencyOf(incident);
  await writing.putOut({ to, subject, urgency, card: await cardOf(incident, showing) });
  for (const [index, { id, line }] of added.entries()) {
    const mention = index === 0 ? showing.mention : undefined;
    await writing.putOut({
      ...{ to, subject: `${subject}/line/${id}`, replyTo: subject, urgency: urgency + 1 },
      card: storyCard({ incident, line, ...(mention && { mention }) }),
    });
  }
}

/** Where a copy of the card stands; not where the card does, which may have moved there. */
function copiesOf({ copies = [], conversation }: StoredIncident): string[] {
  return copies.filter((it) => it !== conversation);
}

/** What the outbox calls an incident's card. */
export function subjectOf(number: number): string {
  return `incident/${number}`;
}

/** An incident's card as it stands now, or the copy of it in another channel. */
export async function cardOf(
  incident: StoredIncident,
  { writing, pipeline, now, alerts }: Showing,
  { isCopy = false } = {},
) {
  const { config } = pipeline;
  const standing = alerts ?? (await standingOf(incident.number, { writing, pipeline, now }));
  const { mention, escalation } = routeOf(incident, config);
  const presses = incidentPresses(incident, { canEscalate: escalation[incident.escalationLevel] !== undefined });
  const ids = await writing.preparePresses(
    presses.map(({ verb, input, replaces }) => ({ verb, input, replaces })),
    now,
  );
  const rota = mention === undefined ? undefined : config.rotas.get(mention);
  const person = rota && onCall(rota, now).person;
  return incidentCard({
    incident,
    alerts: shown(standing),
    story: (await writing.linesOf(incident.number)).slice(-mostLines),
    ...(incident.diagnosis && { diagnosis: incident.diagnosis }),
    ...(person && { onCall: person }),
    buttons: presses.map(({ title, verb }, index) => ({ title, verb, id: ids[index] ?? '' })),
    isCopy,
    now,
  });
}

function shown(alerts: readonly Standing[]): AlertOnCard[] {
  const open = ({ episode, mutedBy }: Standing) => (mutedBy ? 2 : episode.status === 'firing' ? 0 : 1);
  return alerts
    .toSorted(
      (a, b) =>
        open(a) - open(b) ||
        compareSeverity(a.severity, b.severity) ||
        b.episode.startsAt.getTime() - a.episode.startsAt.getTime(),
    )
    .slice(0, mostAlerts)
    .map((it) => ({
      ...{ title: it.title, severity: it.severity, labels: it.labels, status: it.episode.status },
      ...{ startsAt: it.episode.startsAt, muted: it.mutedBy !== undefined, times: it.times, source: it.source },
      ...(it.episode.endsAt && it.episode.status === 'resolved' && { endsAt: it.episode.endsAt }),
      ...(it.link !== undefined && { link: it.link }),
      ...descriptionOf(it),
    }));
}

/** What a kind of attack means in plain words, else what the source says. */
function descriptionOf({ source, labels, annotations }: Standing): Pick<AlertOnCard, 'description'> {
  const kind = source.startsWith('defender') ? alertKindOf(labels.alertname ?? '') : undefined;
  const description = kind?.means ?? annotations.description;
  return description === undefined ? {} : { description };
}

/** Critical first; what is over can wait. */
function urgencyOf({ severity, status }: StoredIncident): number {
  if (status === 'resolved') return 6;
  return severity === 'critical' ? 0 : severity === 'high' ? 2 : 4;
}

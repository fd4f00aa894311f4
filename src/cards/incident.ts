import type { Button, Card } from '../model/card.ts';
import type { Incident, Person, TimelineLine } from '../model/incident.ts';
import { actionsOf } from './actions.ts';
import { capitalized } from './capitalized.ts';
import { type AlertOnCard, alertRow, moreAlerts, sharedSource } from './incident-alerts.ts';
import { incidentLevel } from './incident-level.ts';
import { incidentLinks } from './incident-links.ts';
import { incidentPlace } from './incident-place.ts';
import { incidentState, named } from './incident-state.ts';
import { incidentWhy, type WhyOnCard } from './incident-why.ts';
import { fitted } from './measure.ts';
import { mentionOf, withMentions } from './mention.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { some } from './some.ts';
import { storyLines } from './story-lines.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf } from './when.ts';

export type { AlertOnCard } from './incident-alerts.ts';

/** What an incident's card is made of. */
export interface IncidentOnCard {
  incident: Incident;
  /** Some of its alerts, the ones that matter most first; how many there are stands in the incident. */
  alerts: readonly AlertOnCard[];
  /** The last lines of its story, oldest first. */
  story: readonly TimelineLine[];
  diagnosis?: WhyOnCard;
  /** Who is called for it. */
  onCall?: Person;
  buttons: readonly Button[];
  /** It stands beside the card under which the story is told, in another channel. */
  isCopy?: boolean;
  now: Date;
}

/** The alerts and lines that a phone has room for. */
const mostShown = 5;

/** An incident's one card, drawn anew with everything that changes; when it is over, a few lines. */
export function incidentCard(o: IncidentOnCard): Card {
  const { incident, onCall } = o;
  const mention = onCall && waits(incident) ? mentionOf(onCall) : undefined;
  const title = `#${incident.number} · ${said(incident.title, 160)}`;
  const isOver = incident.status === 'resolved';
  const toast = `${isOver ? 'Over' : capitalized(incident.severity)} ${title}`;
  return fitted(mostShown, (most) =>
    withMentions(render('incident', { title, ...viewOf(o, mention?.text, most) }, toast), mention ? [mention] : []),
  );
}

/**
 * Whether somebody has yet to answer. For so long the card mentions who is on call: the post alerts them, edits alert
 * nobody, and a post that was not sent yet may be replaced by a later state of the card, which then has to.
 */
function waits({ status, assignee }: Incident): boolean {
  return (status === 'open' || status === 'reopened') && assignee === undefined;
}

function viewOf(o: IncidentOnCard, mention: string | undefined, most: number) {
  const { incident, now, story, diagnosis } = o;
  const isOver = incident.status === 'resolved';
  const { state, detail } = incidentState(incident, now);
  // With its cause the card is long enough for a phone; what it leaves out it counts.
  const { shown } = some(isOver ? [] : o.alerts, Math.min(most, diagnosis ? 3 : mostShown));
  const source = sharedSource(shown);
  const last = isOver || most === 0 ? [] : story.slice(-most);
  const lines = storyLines(last, incident, { now, hasWhy: diagnosis !== undefined });
  return {
    style: verdictStyle(incidentLevel(incident)),
    state,
    detail: capitalized(detail),
    places: incidentPlace(shared(o)),
    mentions: mention === undefined ? [] : [{ text: `On call: ${mention}` }],
    people: [...notesOf(o), ...peopleOf(o, mention !== undefined)],
    ...incidentWhy(diagnosis, incident, { now, most }),
    heading: source ? `Alerts from ${source}` : 'Alerts',
    hasAlerts: shown.length > 0,
    alerts: shown.map((alert, index) => ({
      ...alertRow(alert, incident, { now, source }),
      // One says what they are about; five would push the rest from the screen.
      descriptions: index === 0 && alert.description ? [{ text: said(alert.description, 240) }] : [],
    })),
    moreAlerts: isOver ? [] : moreAlerts(shown, incident),
    hasStory: lines.length > 0,
    story: lines,
    basis: asOf(now),
    ...actionsOf([...o.buttons, ...(isOver ? [] : incidentLinks(o.alerts))]),
  };
}

/** The labels that all its alerts share; none beyond its own when not all of them are at hand. */
function shared({ incident, alerts }: IncidentOnCard): Record<string, string> {
  const { firing, resolved, muted } = incident.alerts;
  const [first, ...rest] = alerts.length < firing + resolved + muted ? [] : alerts;
  const same = Object.entries(first?.labels ?? {}).filter(([name, value]) =>
    rest.every((it) => it.labels[name] === value),
  );
  return { ...Object.fromEntries(same), ...incident.labels };
}

/** What a reader of the card has to know of it before all else. */
function notesOf({ incident, isCopy }: IncidentOnCard): { text: string }[] {
  const isOpen = incident.status !== 'resolved';
  return [
    ...(isCopy ? [{ text: 'Escalated to this channel. The story is told under the card in its own channel.' }] : []),
    ...(incident.unending && isOpen
      ? [
          {
            text: 'Nobody will tell its end: the rule of its alerts does not resolve them. If it is over, press Resolve.',
          },
        ]
      : []),
  ];
}

function peopleOf({ incident, onCall, story }: IncidentOnCard, isMentioned: boolean): { text: string }[] {
  const { assignee, ackedBy, status } = incident;
  if (status === 'resolved') {
    const by = story.findLast(({ kind }) => kind === 'resolved')?.actor;
    const who = [
      ...(ackedBy ? [`acknowledged by ${named(ackedBy)}`] : []),
      ...(by ? [`resolved by ${named(by)}`] : []),
    ];
    return who.length > 0 ? [{ text: capitalized(who.join(' · ')) }] : [];
  }
  const called = onCall && !isMentioned ? [`On call: ${named(onCall)}`] : [];
  const people = [...(assignee ? [`Assigned to ${named(assignee)}`] : []), ...called];
  return people.length > 0 ? [{ text: people.join(' · ') }] : [];
}

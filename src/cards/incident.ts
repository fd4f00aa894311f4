import type { Button, Card } from '../model/card.ts';
import type { Incident, Person, TimelineLine } from '../model/incident.ts';
import { actionsOf } from './actions.ts';
import { type AlertOnCard, alertRow, moreAlerts } from './incident-alerts.ts';
import { incidentLevel } from './incident-level.ts';
import { incidentLinks } from './incident-links.ts';
import { incidentPlace } from './incident-place.ts';
import { incidentState, named } from './incident-state.ts';
import { fitted } from './measure.ts';
import { mentionOf, withMentions } from './mention.ts';
import { plain } from './plain.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { some } from './some.ts';
import { storyLines } from './story-lines.ts';
import { verdictStyle } from './verdict-style.ts';
import { clockTime } from './when.ts';

export type { AlertOnCard } from './incident-alerts.ts';

/** What an incident's card is made of. */
export interface IncidentOnCard {
  incident: Incident;
  /** Some of its alerts, the ones that matter most first; how many there are stands in the incident. */
  alerts: readonly AlertOnCard[];
  /** The last lines of its story, oldest first. */
  story: readonly TimelineLine[];
  diagnosis?: { at: Date; sentence: string; lines: string[]; code: string };
  /** Who is called for it. */
  onCall?: Person;
  buttons: readonly Button[];
  now: Date;
}

/** How long after it opened a diagnosis may still be on its way. */
const lookingMs = 3 * 60_000;

/** An incident's one card, drawn anew with everything that changes; when it is over, a few lines. */
export function incidentCard(o: IncidentOnCard): Card {
  const { incident, onCall } = o;
  const mention = onCall && waits(incident) ? mentionOf(onCall) : undefined;
  const title = `#${incident.number} · ${said(incident.title, 160)}`;
  const isOver = incident.status === 'resolved';
  const toast = `${isOver ? 'Over' : incident.severity} ${title}`;
  return fitted(8, (most) =>
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
  const { incident, now, story } = o;
  const isOver = incident.status === 'resolved';
  const { shown } = some(isOver ? [] : o.alerts, most);
  const lines = storyLines(isOver ? [] : story.slice(-Math.max(1, Math.min(most, 5))), now);
  return {
    style: verdictStyle(incidentLevel(incident)),
    ...incidentState(incident, now),
    places: incidentPlace({ ...common(o.alerts), ...incident.labels }),
    mentions: mention === undefined ? [] : [{ text: `On call: ${mention}` }],
    people: peopleOf(o, mention !== undefined),
    ...whyOf(o, most),
    hasAlerts: shown.length > 0,
    alerts: shown.map((alert, index) => ({
      ...alertRow(alert, incident, now),
      // One says what they are about; five would push the rest from the screen.
      descriptions: index === 0 && alert.description ? [{ text: said(alert.description, 240) }] : [],
    })),
    moreAlerts: isOver ? [] : moreAlerts(shown, incident),
    hasStory: lines.length > 0,
    story: lines,
    basis: `As of ${clockTime(now, now)} UTC`,
    ...actionsOf([...o.buttons, ...incidentLinks(o.alerts)]),
  };
}

/** The labels that all the alerts share. */
function common(alerts: readonly AlertOnCard[]): Record<string, string> {
  const [first, ...rest] = alerts;
  const labels = Object.entries(first?.labels ?? {});
  return Object.fromEntries(labels.filter(([name, value]) => rest.every((it) => it.labels[name] === value)));
}

function peopleOf({ incident, onCall, story }: IncidentOnCard, isMentioned: boolean): { text: string }[] {
  const { assignee, ackedBy, status } = incident;
  if (status === 'resolved') {
    const by = story.findLast(({ kind }) => kind === 'resolved')?.actor;
    const who = [
      ...(ackedBy ? [`Acknowledged by ${named(ackedBy)}`] : []),
      ...(by ? [`resolved by ${named(by)}`] : []),
    ];
    return who.length > 0 ? [{ text: who.join(' · ') }] : [];
  }
  const called = onCall && !isMentioned ? [`On call: ${named(onCall)}`] : [];
  const people = [...(assignee ? [`Assigned to ${named(assignee)}`] : []), ...called];
  return people.length > 0 ? [{ text: people.join(' · ') }] : [];
}

/** What was found out; that it is being looked at, while that may still be so. */
function whyOf({ incident, diagnosis, now }: IncidentOnCard, most: number) {
  const isOver = incident.status === 'resolved';
  const isNew = now.getTime() - incident.openedAt.getTime() < lookingMs;
  if (!diagnosis) {
    const looking = isNew && !isOver ? [{ text: 'Being looked at …' }] : [];
    return { looking, verdicts: [], hasQuotes: false, quotes: [], codes: [] };
  }
  const { shown } = some(isOver ? [] : diagnosis.lines, Math.min(most, 4));
  return {
    looking: [],
    verdicts: [{ text: plain(diagnosis.sentence, 300) }],
    hasQuotes: shown.length > 0,
    quotes: shown.map((text) => ({ text: said(text, 240) })),
    codes: isOver
      ? []
      : [{ text: `Looked at ${clockTime(diagnosis.at, now)} UTC. Code: ${plain(diagnosis.code, 60)}.` }],
  };
}

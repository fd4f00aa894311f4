import type { Button, Card } from '../model/card.ts';
import type { Digest, DigestPart } from '../model/incident-digest.ts';
import { actionsOf } from './actions.ts';
import { fitted } from './measure.ts';
import { counted, grouped } from './quantity.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { severityCounts, severityLevel } from './severity-counts.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf, clockTime, duration } from './when.ts';

/** What a storm's card is made of. */
export interface DigestOnCard {
  digest: Digest;
  startedAt: Date;
  /** Nothing more goes into it: it is shown for the last time. */
  isOver: boolean;
  buttons: readonly Button[];
  now: Date;
}

/** A channel's storm in one card: the incidents that have none of their own, counted exactly. */
export function digestCard(o: DigestOnCard): Card {
  const verdict = verdictOf(o);
  return fitted(12, (most) => render('digest', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf({ digest, isOver, startedAt, buttons, now }: DigestOnCard, most: number) {
  const { open, firing, incidents, bySeverity } = digest;
  const parts = digest.parts.slice(0, most);
  const isCalm = open === 0;
  const span = duration(Math.max(0, now.getTime() - startedAt.getTime()));
  return {
    style: verdictStyle(isCalm ? 'good' : severityLevel(bySeverity)),
    state: isCalm ? 'None of them is open any more' : `${grouped(open)} open · ${counted(firing, 'alert')} firing`,
    severities: incidents > 0 ? [{ text: severityCounts(bySeverity) }] : [],
    why: isOver
      ? `From ${clockTime(startedAt, now)} to ${clockTime(now, now)} UTC (${span}).`
      : 'Too many at once for a card each, so they are counted here. None is lost: each has its number.',
    hasParts: parts.length > 0,
    parts: parts.map((part) => ({
      count: `${grouped(part.incidents)}×  `,
      name: said(part.alertname === '' ? 'Unnamed alerts' : part.alertname, 100),
      places: placeOf(part),
    })),
    moreParts: restOf(digest, parts),
    basis: asOf(now),
    ...actionsOf(buttons),
  };
}

function verdictOf({ digest, startedAt, isOver, now }: DigestOnCard): string {
  const many = counted(digest.incidents, 'incident');
  return isOver ? `Storm over: ${many}` : `Storm: ${many} since ${clockTime(startedAt, now)} UTC`;
}

function placeOf({ cluster, namespace }: DigestPart): { text: string }[] {
  const path = [cluster, namespace].filter((it) => it !== '');
  return path.length > 0 ? [{ text: path.map((it) => said(it, 80)).join(' / ') }] : [];
}

/** What is not listed, and what was cut off here, by exact counts. */
function restOf({ parts, rest }: Digest, shown: readonly DigestPart[]): { text: string }[] {
  const kinds = rest.parts + parts.length - shown.length;
  const incidents = rest.incidents + parts.slice(shown.length).reduce((sum, it) => sum + it.incidents, 0);
  return kinds > 0 ? [{ text: `and ${counted(kinds, 'more kind')}: ${counted(incidents, 'incident')}` }] : [];
}

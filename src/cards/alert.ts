import type { Button, Card } from '../model/card.ts';
import type { AffectedNow, SecurityAlert } from '../model/security-alert.ts';
import { actionsOf } from './actions.ts';
import { alertNow } from './alert-now.ts';
import { type AttackOnCard, alertRow } from './alert-row.ts';
import { capitalized } from './capitalized.ts';
import { gapLines } from './gap-lines.ts';
import { incidentLevel } from './incident-level.ts';
import { incidentPlace } from './incident-place.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, asOf, clockTime } from './when.ts';

/** What a security alert's card is made of. */
export interface AlertView {
  alert: SecurityAlert;
  affected: AffectedNow;
  /** The incident that it belongs to. */
  incident?: number | undefined;
  /** When its source told of it last; undefined where it was asked just now. */
  toldAt?: Date | undefined;
  /** The other alerts of the same attack, each with a press that shows it. */
  related: readonly AttackOnCard[];
  /** How many of them there are, whether or not they are among those above. */
  relatedCount: number;
  /** Changes that fit and have no button here, as they can be typed. */
  hints: readonly string[];
  buttons: readonly Button[];
  now: Date;
}

const mostShown = 6;

/** The answer to "alert": what happened in plain words, what of it still runs, what Defender advises, what helps. */
export function alertCard(o: AlertView): Card {
  const verdict = said(o.alert.means, 240);
  return fitted(mostShown, (most) => render('alert', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf(o: AlertView, most: number) {
  const { alert, affected, related, now } = o;
  const { target } = alert;
  const lines = alertNow(affected, target, now).slice(0, most);
  const named = some(
    [...alert.entities, ...alert.seen.map(({ name, value }) => ({ kind: name, name: value }))],
    most * 2,
    (n) => `${n} more`,
  );
  const steps = some(alert.steps, most, (n) => counted(n, 'more step'));
  const words = [alert.name, alert.description ?? ''].filter((it) => it !== '' && it !== alert.means);
  const others = some(related, Math.min(most, 5));
  const left = o.relatedCount - others.shown.length;
  const level = incidentLevel({ severity: alert.severity, status: alert.isOver ? 'resolved' : 'open' });
  const isDismissable = o.buttons.some((it) => 'verb' in it && it.verb === 'dismiss');
  return {
    style: verdictStyle(level),
    state: stateOf(o),
    tactics:
      alert.tactics.length > 0
        ? [{ text: said(`${alert.tactics.length === 1 ? 'Tactic' : 'Tactics'}: ${alert.tactics.join(', ')}`, 240) }]
        : [],
    places: incidentPlace(placeLabels(target)),
    looks: alert.look === undefined ? [] : [{ text: plain(alert.look, 300) }],
    hasNow: lines.length > 0,
    now: lines,
    hasEntities: named.shown.length > 0,
    entities: named.shown.map(({ kind, name }) => ({ kind: said(kind, 40), name: said(name, 240) })),
    moreEntities: named.more,
    hasSaid: words.length + steps.shown.length > 0,
    said: words.map((it) => ({ text: said(it, 500) })),
    steps: steps.shown.map((text, n) => ({ number: `${n + 1}.`, text: said(text, 400) })),
    moreSteps: steps.more,
    hasRelated: o.relatedCount > 0,
    relatedHeading: `${counted(o.relatedCount, 'more alert')} of this attack`,
    related: others.shown.map((it) => alertRow(it, now)),
    moreRelated: left > 0 ? [{ text: `${left} more, not listed` }] : [],
    hints: o.hints.length > 0 ? [{ text: plain(`Also possible: ${o.hints.join(' · ')}`, 400) }] : [],
    inputs: isDismissable ? [{ label: 'Reason', placeholder: 'Why; needed to dismiss' }] : [],
    ...gapLines(affected.gaps, false, Math.max(1, most)),
    basis: [asOf(now), ...(o.toldAt ? [`the alert as told ${ago(o.toldAt, now)}`] : []), plain(alert.type, 100)].join(
      ' · ',
    ),
    ...actionsOf(o.buttons),
  };
}

function stateOf({ alert, incident, now }: AlertView): string {
  return [
    capitalized(alert.severity),
    said(alert.state === '' ? (alert.isOver ? 'Over' : 'Active') : alert.state, 40).replace(
      'InProgress',
      'In progress',
    ),
    `since ${clockTime(alert.startsAt, now)} UTC`,
    ...(incident === undefined ? [] : [`incident #${incident}`]),
  ].join(' · ');
}

function placeLabels({
  cluster,
  namespace,
  workload,
  pod,
  node,
}: AlertView['alert']['target']): Record<string, string> {
  const labels = { cluster, namespace, workload, pod, node };
  return Object.fromEntries(Object.entries(labels).filter((it): it is [string, string] => it[1] !== undefined));
}

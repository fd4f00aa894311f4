import type { Button, Card } from '../model/card.ts';
import type { Gap } from '../model/gap.ts';
import { actionsOf } from './actions.ts';
import { type AttackOnCard, alertRow } from './alert-row.ts';
import { gapLines } from './gap-lines.ts';
import { fitted } from './measure.ts';
import { plain } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { type Limits, scopeLines } from './scope-lines.ts';
import { type SeverityCounts, severityCounts, severityLevel } from './severity-counts.ts';
import { verdictStyle } from './verdict-style.ts';
import { ago, asOf } from './when.ts';

/** What the card of a list of security alerts is made of. */
export interface AttacksOnCard extends Limits {
  /** The worst first; so many as are shown at most. */
  attacks: readonly AttackOnCard[];
  /** Of all attacks, whether or not they are listed. */
  attackCount: number;
  alertCount: number;
  /** Alerts by severity. */
  counts: SeverityCounts;
  /** As it was asked; empty when it is not narrowed. */
  filter: string;
  /** Where they come from: what was stored, with the time of the newest poll, or a question right now. */
  from: { stored: boolean; at?: Date | undefined };
  gaps: readonly Gap[];
  buttons: readonly Button[];
  now: Date;
}

const mostRows = 10;

/** The answer to "alerts": an attack a row, the worst first; calm when there is none. */
export function alertListCard(o: AttacksOnCard): Card {
  const verdict = verdictOf(o);
  return fitted(mostRows, (most) => render('alert-list', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf(o: AttacksOnCard, most: number) {
  const shown = o.attacks.slice(0, most);
  const left = o.attackCount - shown.length;
  const isUnread = o.gaps.length > 0 || o.gap !== undefined;
  return {
    style: verdictStyle(o.alertCount === 0 && isUnread ? 'warning' : severityLevel(o.counts)),
    severities: o.alertCount > 0 ? [{ text: severityCounts(o.counts) }] : [],
    filters: o.filter === '' ? [] : [{ text: plain(o.filter, 200) }],
    rows: shown.map((it) => alertRow(it, o.now)),
    more: left > 0 ? [{ text: `${counted(left, 'more attack')}, not listed` }] : [],
    scopes: scopeLines('alerts', o),
    ...gapLines(o.gaps, o.alertCount === 0, Math.max(1, most)),
    basis: `${asOf(o.now)} · ${sourceOf(o)}`,
    ...actionsOf(o.buttons),
  };
}

function verdictOf({ alertCount, attackCount, filter, gaps }: AttacksOnCard): string {
  if (alertCount === 0 && gaps.length > 0) return 'Not all security alerts could be read';
  if (alertCount === 0) return filter === '' ? 'No open security alert' : 'No open security alert that fits';
  const attacks = counted(attackCount, 'attack');
  return attackCount === alertCount
    ? `${counted(alertCount, 'security alert')}`
    : `${attacks}, ${counted(alertCount, 'security alert')}`;
}

function sourceOf({ from, now }: AttacksOnCard): string {
  if (!from.stored) return 'asked Defender for Cloud just now';
  return from.at ? `as Defender for Cloud told ${ago(from.at, now)}` : 'as Defender for Cloud has sent them';
}

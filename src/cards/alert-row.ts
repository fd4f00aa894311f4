import type { AlertSeverity } from '../model/alert.ts';
import type { Button } from '../model/card.ts';
import { capitalized } from './capitalized.ts';
import { rowPress } from './row-press.ts';
import { said } from './said.ts';
import { severityColor } from './severity-color.ts';
import { ago } from './when.ts';

/** An attack, or one alert of it, as a row. Its texts are untrusted. */
export interface AttackOnCard {
  incident?: number | undefined;
  means: string;
  severity: AlertSeverity;
  tactics: readonly string[];
  /** "payments-api in payments, prod-weu"; empty when it says nowhere. */
  where: string;
  /** How many alerts it has. */
  alerts: number;
  startsAt: Date;
  button?: Button | undefined;
}

/** The row: its incident, what happened, and how bad, where, in which stages and since when. */
export function alertRow(it: AttackOnCard, now: Date) {
  return {
    number: it.incident === undefined ? '● ' : `#${it.incident} `,
    color: severityColor(it.severity),
    what: said(it.means, 160),
    facts: [
      capitalized(it.severity),
      ...(it.alerts > 1 ? [`${it.alerts} alerts`] : []),
      ...(it.where === '' ? [] : [said(it.where, 160)]),
      ...(it.tactics.length > 0 ? [said(it.tactics.slice(0, 4).join(', '), 160)] : []),
      ago(it.startsAt, now),
    ].join(' · '),
    ...rowPress(it.button),
  };
}

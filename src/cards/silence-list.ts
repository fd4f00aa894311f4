import type { Button, Card } from '../model/card.ts';
import { actionsOf } from './actions.ts';
import { fitted } from './measure.ts';
import { plain, plainLines } from './plain.ts';
import { counted } from './quantity.ts';
import { render } from './render.ts';
import { said } from './said.ts';
import { type Limits, scopeLines } from './scope-lines.ts';
import { some } from './some.ts';
import { verdictStyle } from './verdict-style.ts';
import { asOf, clockTime, duration } from './when.ts';

/** A silence as its card shows it. Its texts were written by people and are untrusted. */
export interface SilenceOnCard {
  number: number;
  /** As they were written: {cluster="prod-weu",pod=~"api-.*"}. */
  matchers: string;
  startsAt: Date;
  endsAt: Date;
  /** Name of who made it. */
  by: string;
  comment: string;
  /** Ends it; without one it cannot be ended from here. */
  end?: Button;
}

/** What the card of a list of silences is made of. */
export interface SilencesOnCard extends Limits {
  silences: readonly SilenceOnCard[];
  buttons: readonly Button[];
  now: Date;
}

/** The answer to "silences": what nobody is told of, until when, by whom and why, with a button each that ends it. */
export function silenceListCard(o: SilencesOnCard): Card {
  const { length } = o.silences;
  const verdict = length === 0 ? 'Nothing is silenced' : `${counted(length, 'silence')}`;
  return fitted(10, (most) => render('silence-list', { verdict, ...viewOf(o, most) }, verdict));
}

function viewOf({ silences, buttons, now, ...limits }: SilencesOnCard, most: number) {
  const { shown, more } = some(silences, most, (count) => `${counted(count, 'more silence')}, not listed`);
  return {
    style: verdictStyle(silences.length === 0 ? 'good' : 'unknown'),
    about:
      silences.length === 0
        ? limits.limited
          ? 'No silence of your scope counts now.'
          : 'Every alert is told of.'
        : 'Alerts that match one of these are kept, and nobody is told of them.',
    silences: shown.map((silence) => ({
      matchers: plainLines(silence.matchers, 600, 4),
      facts: `#${silence.number} · ${timesOf(silence, now)} · by ${plain(silence.by, 80)}`,
      comments: silence.comment.trim() === '' ? [] : [{ text: said(silence.comment, 300) }],
      ends: endOf(silence),
    })),
    more,
    scopes: scopeLines('silences', limits),
    basis: asOf(now),
    ...actionsOf(buttons),
  };
}

/** Zero or one press; its title is short, as it stands beside text. */
function endOf({ end, number }: SilenceOnCard) {
  return end && 'verb' in end ? [{ title: `End #${number}`, verb: end.verb, id: end.id }] : [];
}

function timesOf({ startsAt, endsAt }: SilenceOnCard, now: Date): string {
  const until = `${clockTime(endsAt, now)} UTC`;
  if (startsAt > now) return `from ${clockTime(startsAt, now)} to ${until}`;
  return `ends in ${duration(Math.max(0, endsAt.getTime() - now.getTime()))} (${until})`;
}

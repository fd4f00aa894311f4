import type { Button, Card } from '../model/card.ts';
import { noticeCard } from './notice.ts';
import { said } from './said.ts';
import { clockTime, duration } from './when.ts';

/** What the note tells; its texts are untrusted. */
export interface PlatformNoteOnCard {
  kind: string;
  title: string;
  startedAt?: Date;
  endedAt?: Date;
  details?: string;
  isIncident: boolean;
}

const levels: Readonly<Record<string, 'good' | 'warning' | 'attention'>> = {
  upgrade_finished: 'good',
  upgrade_failed: 'attention',
  support_ending: 'warning',
  support_ended: 'attention',
};

/** What AKS tells of a cluster, as a card in the channel that calls nobody and is edited until it is over. */
export function platformNoteCard(note: PlatformNoteOnCard, buttons: readonly Button[]): Card {
  const { kind, title, details, isIncident } = note;
  return noticeCard({
    level: levels[kind] ?? 'info',
    title: said(title, 200),
    text: timesOf(note),
    ...(details !== undefined && { lines: [said(details, 400)] }),
    ...(isIncident && { next: 'Its incident says more.' }),
    buttons: [...buttons],
  });
}

/** A card in a channel keeps its times for ever, so they say the day. */
function timesOf({ kind, startedAt, endedAt }: PlatformNoteOnCard): string {
  const day = (at: Date) => `${at.getUTCDate()} ${at.toLocaleString('en-GB', { month: 'short', timeZone: 'UTC' })}`;
  const full = (at: Date) => `${day(at)} ${clockTime(at, at)}`;
  if (startedAt && endedAt && endedAt >= startedAt) {
    const end = day(startedAt) === day(endedAt) ? clockTime(endedAt, endedAt) : full(endedAt);
    const took = duration(endedAt.getTime() - startedAt.getTime());
    return `${kind === 'upgrade_failed' ? 'Failed after' : 'Took'} ${took}: ${full(startedAt)} to ${end} UTC.`;
  }
  if (endedAt) return `${kind === 'upgrade_failed' ? 'Failed' : 'Finished'} ${full(endedAt)} UTC.`;
  if (!startedAt) return '';
  return `${kind === 'maintenance' ? 'Planned for' : 'Started'} ${full(startedAt)} UTC.`;
}

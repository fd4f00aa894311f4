import type { Alert } from '../../model/alert.ts';
import { labelValue } from '../matcher.ts';
import { type PlatformEvent, type PlatformEvents, platformEventOf } from './platform-events.ts';

/** What is known of an event by now. */
export type PlatformAlert = Pick<Alert, 'labels' | 'title' | 'startsAt' | 'endsAt' | 'annotations' | 'status'>;

/** What a note tells. Its texts are untrusted. */
export interface PlatformNote {
  kind: PlatformEvent;
  title: string;
  /** When it began, where that was heard. */
  startedAt?: Date;
  /** When it was over, or failed. */
  endedAt?: Date;
  /** In AKS's own words. */
  details?: string;
  /** "prod-weu". */
  cluster: string;
  /** It is an incident as well. */
  isIncident: boolean;
}

const begins: readonly PlatformEvent[] = ['upgrade_started', 'maintenance'];

/**
 * The note that tells of an event, or undefined where nobody wants one. One whose beginning was told by a note is told to
 * its end, whatever the settings say of the end: a card that says "is being rolled" for ever would be wrong.
 */
export function platformNote(
  after: PlatformAlert,
  before: PlatformAlert | undefined,
  settings: PlatformEvents,
): PlatformNote | undefined {
  const kind = platformEventOf(after.labels);
  if (kind === undefined) return undefined;
  const known = before && platformEventOf(before.labels);
  const wasNoted = known !== undefined && before?.status === 'firing' && settings[known] === 'note';
  if (settings[kind] !== 'note' && !wasNoted) return undefined;
  if (known === kind && isSame(after, before)) return undefined;
  const startedAt = begins.includes(kind)
    ? after.startsAt
    : known && begins.includes(known)
      ? before?.startsAt
      : undefined;
  const isOver = kind === 'upgrade_finished' || kind === 'upgrade_failed';
  const details = after.annotations.description;
  return {
    ...{ kind, title: after.title, cluster: labelValue(after.labels, 'cluster') },
    ...(startedAt && { startedAt }),
    ...(isOver && { endedAt: after.endsAt ?? after.startsAt }),
    ...(details && { details }),
    isIncident: settings[kind] === 'incident',
  };
}

/** Told again: nobody needs a card that is edited to what it says. */
function isSame(after: PlatformAlert, before: PlatformAlert | undefined): boolean {
  return before?.title === after.title && before.startsAt.getTime() === after.startsAt.getTime();
}

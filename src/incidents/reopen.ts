import type { Incident } from '../model/incident.ts';

/** What a group that fires belongs to: the incident that is open, the one that was over just now, or a new one. */
export type Reopening =
  | { to: 'join'; reason: 'still-open' }
  | { to: 'reopen'; reason: 'within-window' }
  | { to: 'open'; reason: 'first' | 'after-window' };

/**
 * Decides by the newest incident of the same key. The window counts from the instant it was resolved and includes its
 * last; 0 milliseconds reopen nothing.
 */
export function reopening(
  last: Pick<Incident, 'status' | 'resolvedAt'> | undefined,
  o: { now: Date; reopenWithinMs: number },
): Reopening {
  if (!last) return { to: 'open', reason: 'first' };
  if (last.status !== 'resolved' || !last.resolvedAt) return { to: 'join', reason: 'still-open' };
  const since = o.now.getTime() - last.resolvedAt.getTime();
  return o.reopenWithinMs > 0 && since <= o.reopenWithinMs
    ? { to: 'reopen', reason: 'within-window' }
    : { to: 'open', reason: 'after-window' };
}

/** A group's alerts now, each by its identity. A muted one is in firing or resolved as well. */
export interface GroupState {
  firing: ReadonlySet<string>;
  resolved: ReadonlySet<string>;
  /** Those that may not be shown: inhibited, silenced, out of hours. */
  muted: ReadonlySet<string>;
}

/** What was told of the group the last time, and when. */
export interface Notified extends GroupState {
  at: Date;
}

/** Alertmanager's reasons to tell of a group, by its names. */
export type NotifyReason =
  | 'first-notification'
  | 'new-alerts-in-group'
  | 'new-resolved-alerts'
  | 'all-alerts-resolved'
  | 'repeat-interval-elapsed'
  | 'alerts-unmuted'
  | 'all-alerts-muted'
  /** Tells nothing: what was told is noted again, or it would be forgotten. */
  | 'still-muted';

/**
 * Why a group must be told of again, or undefined: Alertmanager's DedupStage.needsUpdate in the form that knows of
 * muted alerts (whether the group is over is decided by all of them, what is new by those that were shown). Without
 * muted ones it is the classic form to the letter.
 */
export function needsUpdate(
  last: Notified | undefined,
  now: GroupState,
  o: { now: Date; repeatIntervalMs: number; sendResolved: boolean },
): NotifyReason | undefined {
  const firing = without(now.firing, now.muted);
  if (!last) return firing.size > 0 ? 'first-notification' : undefined;
  const toldFiring = without(last.firing, last.muted);

  // Told even when resolved ones are not to be told: what was told of as firing has to be cleared.
  if (now.firing.size === 0) return toldFiring.size > 0 ? 'all-alerts-resolved' : undefined;

  if (!isWithin(firing, toldFiring)) {
    // Nothing was shown the last time, so this begins anew.
    if (toldFiring.size === 0) return 'first-notification';
    return isWithin(firing, last.firing) ? 'alerts-unmuted' : 'new-alerts-in-group';
  }
  if (o.sendResolved && !isWithin(without(now.resolved, now.muted), without(last.resolved, last.muted))) {
    return 'new-resolved-alerts';
  }

  const elapsed = last.at.getTime() < o.now.getTime() - o.repeatIntervalMs;
  if (firing.size === 0) {
    if (toldFiring.size > 0) return 'all-alerts-muted';
    return elapsed ? 'still-muted' : undefined;
  }
  return elapsed ? 'repeat-interval-elapsed' : undefined;
}

function without(all: ReadonlySet<string>, muted: ReadonlySet<string>): ReadonlySet<string> {
  return muted.size === 0 ? all : new Set([...all].filter((it) => !muted.has(it)));
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const it of some) if (!all.has(it)) return false;
  return true;
}

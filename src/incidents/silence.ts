import { type Labels, type Matcher, matches, matchesAll } from './matcher.ts';

/** Alerts that nobody wants to hear of for a time. */
export interface Silence {
  id: string;
  matchers: readonly Matcher[];
  startsAt: Date;
  endsAt: Date;
  /** Who made it: untrusted, for display. */
  by: string;
  comment: string;
}

/** Where a silence stands. */
export type SilenceState = 'pending' | 'active' | 'expired';

/** Its state; as in Alertmanager it is still active at the instant of its end. */
export function silenceState(silence: Pick<Silence, 'startsAt' | 'endsAt'>, now: Date): SilenceState {
  if (now < silence.startsAt) return 'pending';
  return now > silence.endsAt ? 'expired' : 'active';
}

/** Every silence that mutes the alert now, in their order; none when it is heard. */
export function silencedBy<S extends Silence>(labels: Labels, silences: readonly S[], now: Date): S[] {
  return silences.filter((it) => silenceState(it, now) === 'active' && matchesAll(it.matchers, labels));
}

/** Why a silence may not be made. */
export type SilenceFault = 'no-matchers' | 'matches-everything' | 'ends-before-it-starts' | 'over-already';

/**
 * What is wrong with a new silence, or undefined. Alertmanager's rule: one matcher at least must not match empty text,
 * and one that says what a label is not counts as such: severity!="critical" is a silence that people want.
 */
export function silenceFault(
  silence: Pick<Silence, 'matchers' | 'startsAt' | 'endsAt'>,
  now: Date,
): SilenceFault | undefined {
  if (silence.matchers.length === 0) return 'no-matchers';
  if (silence.matchers.every(namesNothing)) return 'matches-everything';
  if (silence.endsAt <= silence.startsAt) return 'ends-before-it-starts';
  return silence.endsAt < now ? 'over-already' : undefined;
}

function namesNothing(matcher: Matcher): boolean {
  return !matcher.operator.startsWith('!') && matches(matcher, {});
}

/** A fault in words for the person who asked, with what to write instead. */
export function silenceRefusal(fault: SilenceFault): string {
  switch (fault) {
    case 'no-matchers':
      return 'A silence needs matchers that say which alerts it is for, such as: silence namespace="shop" 2h.';
    case 'matches-everything':
      return 'This would silence every alert. Say which ones it is for, such as: silence namespace="shop" 2h.';
    case 'ends-before-it-starts':
      return 'A silence must end after it starts.';
    case 'over-already':
      return 'This silence would be over already. Name an end that is still to come.';
  }
}

import type { Alert } from '../model/alert.ts';

/** What is remembered of an alert between two times it is heard of. */
export type KnownAlert = Pick<
  Alert,
  'status' | 'severity' | 'title' | 'labels' | 'annotations' | 'startsAt' | 'endsAt' | 'link'
>;

/** What of an alert can differ while it is still the same one. */
export const changingFields = ['severity', 'title', 'labels', 'annotations', 'link'] as const;

/** One of them. */
export type ChangedField = (typeof changingFields)[number];

/**
 * What an arriving alert is against what is known of its identity: nothing is (new, or resolved-unknown when it is
 * over already), the same again, the same with other fields, its end, its next episode, or word of something older.
 */
export type Arrival =
  | { is: 'new' | 'repeated' | 'resolved' | 'fired-again' | 'late' | 'resolved-unknown' }
  | { is: 'changed'; fields: readonly ChangedField[] };

/**
 * For how long after its end an alert that says it fires, in the episode that is over, is taken for a late delivery:
 * longer than an action group tries again, and short, because an alert that does fire is not heard meanwhile.
 */
export const lateWithinMs = 10 * 60_000;

/**
 * Judges an arriving alert. `lateWithinMs` is 0 for a source that tells in order: what it says last is true. Only
 * new, changed, resolved and fired-again alter what is known; late and resolved-unknown open nothing.
 */
export function arrivalOf(
  alert: KnownAlert,
  known: KnownAlert | undefined,
  o: { now: Date; lateWithinMs?: number },
): Arrival {
  if (!known) return { is: alert.status === 'firing' ? 'new' : 'resolved-unknown' };
  if (alert.status === 'resolved') return endOf(alert, known);
  if (known.status === 'firing') {
    return alert.startsAt < known.startsAt ? { is: 'late' } : sameAgain(alert, known);
  }
  const over = known.endsAt ?? known.startsAt;
  if (alert.startsAt > over) return { is: 'fired-again' };
  // It says that it fires in an episode that is over: a delivery that was overtaken by the end, unless the end is long
  // past. Then the source means it (an alert that was activated again, an end that was no end), and none may be lost.
  return { is: o.now.getTime() - over.getTime() < (o.lateWithinMs ?? lateWithinMs) ? 'late' : 'fired-again' };
}

function endOf(alert: KnownAlert, known: KnownAlert): Arrival {
  const end = alert.endsAt ?? alert.startsAt;
  if (known.status === 'firing') return { is: end < known.startsAt ? 'late' : 'resolved' };
  const over = known.endsAt ?? known.startsAt;
  // A whole episode of which only the end is heard: nobody saw it fire, nobody needs to see it end.
  if (alert.startsAt > over) return { is: 'resolved-unknown' };
  return end < over ? { is: 'late' } : sameAgain(alert, known);
}

function sameAgain(alert: KnownAlert, known: KnownAlert): Arrival {
  const fields = changingFields.filter((field) => !equal(alert[field], known[field]));
  return fields.length > 0 ? { is: 'changed', fields } : { is: 'repeated' };
}

function equal(a: KnownAlert[ChangedField], b: KnownAlert[ChangedField]): boolean {
  if (typeof a !== 'object' || typeof b !== 'object') return a === b;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => a[name] === b[name]);
}

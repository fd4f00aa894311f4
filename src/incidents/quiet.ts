import type { Alert } from '../model/alert.ts';

/** After how long without a word an alert counts as not heard of, in milliseconds. */
export interface QuietAfter {
  usualMs: number;
  /** Of sources that have a time of their own, by name. */
  bySourceMs: Readonly<Record<string, number | undefined>>;
}

/** An alert that fires, as far as this looks at it. */
export interface Heard extends Pick<Alert, 'source'> {
  heardAt: Date;
}

/** From when on an alert counts as not heard of, unless something is heard of it before. */
export function quietAt({ source, heardAt }: Heard, after: QuietAfter): Date {
  return new Date(heardAt.getTime() + (after.bySourceMs[source] ?? after.usualMs));
}

/** Since when nothing is heard of any of these alerts; undefined when something was heard lately of one of them, or there are none. */
export function quietSince(firing: readonly Heard[], after: QuietAfter, now: Date): Date | undefined {
  if (firing.length === 0 || firing.some((it) => quietAt(it, after) > now)) return undefined;
  return new Date(Math.max(...firing.map(({ heardAt }) => heardAt.getTime())));
}

/** When an incident that is quiet has to be looked at again, though nothing is heard: the earliest of these times that is to come. */
export function nextDue(times: readonly (Date | undefined)[], o: { now: Date; latest: Date }): Date {
  const coming = times.flatMap((it) => (it && it > o.now ? [it.getTime()] : []));
  return new Date(Math.min(...coming, o.latest.getTime()));
}

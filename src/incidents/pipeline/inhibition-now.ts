import type { Store } from '../../store/store.ts';
import type { Writing } from '../../store/writing.ts';
import { inhibitor } from '../inhibit.ts';
import { nextDue, quietAt } from '../quiet.ts';
import { lastHeard } from './last-heard.ts';
import type { Pipeline } from './pipeline.ts';

interface Known {
  stamp: number;
  /** The next of those that mute is over by itself then, or was not heard of for too long. */
  until: Date;
  inhibits: ReturnType<typeof inhibitor>;
}

const longestMs = 3_600_000;

/** In a storm every incident asks the same: it is read anew only when an alert that may mute others has changed. */
const known = new WeakMap<Store, Known>();

/** What mutes an alert, by what fires now. What is over by itself, or was not heard of for long, mutes nothing. */
export async function inhibitionNow(
  writing: Writing,
  { store, config }: Pick<Pipeline, 'store' | 'config'>,
  now: Date,
): Promise<ReturnType<typeof inhibitor>> {
  const stamp = await writing.inhibitingStamp();
  const before = known.get(store);
  if (before?.stamp === stamp && now < before.until) return before.inhibits;
  const told = await lastHeard(await writing.inhibitingAlerts(), writing);
  const ends = told.map((it) =>
    it.endsAt && it.endsAt < quietAt(it, config.quietAfter) ? it.endsAt : quietAt(it, config.quietAfter),
  );
  const inhibits = inhibitor(
    config.inhibitRules,
    told.filter((_, index) => (ends[index] ?? now) > now),
  );
  known.set(store, { stamp, inhibits, until: nextDue(ends, { now, latest: new Date(now.getTime() + longestMs) }) });
  return inhibits;
}

import type { Store } from '../../store/store.ts';
import type { Writing } from '../../store/writing.ts';
import { inhibitor } from '../inhibit.ts';
import type { Pipeline } from './pipeline.ts';

interface Known {
  stamp: number;
  inhibits: ReturnType<typeof inhibitor>;
}

/** In a storm every incident asks the same: it is read anew only when an alert that may mute others has changed. */
const known = new WeakMap<Store, Known>();

/** What mutes an alert, by what fires now. */
export async function inhibitionNow(
  writing: Writing,
  { store, config }: Pick<Pipeline, 'store' | 'config'>,
): Promise<ReturnType<typeof inhibitor>> {
  const stamp = await writing.inhibitingStamp();
  const before = known.get(store);
  if (before?.stamp === stamp) return before.inhibits;
  const inhibits = inhibitor(config.inhibitRules, await writing.inhibitingAlerts());
  known.set(store, { stamp, inhibits });
  return inhibits;
}

import type { WaitingDelivery } from '../../store/deliveries.ts';
import type { Writing } from '../../store/writing.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { slice } from './read-delivery.ts';
import { sortApart } from './sort-apart.ts';
import { sortDeliveries } from './sort-deliveries.ts';

/** So many deliveries are looked at in one transaction, and no more of them than make one slice of alerts. */
const mostDeliveries = 100;

/** After so many failures, about a minute, each delivery is sorted alone, to find the one that cannot be. */
const mostTries = 5;

/**
 * Job: sorts the oldest deliveries into alerts and incidents, in one transaction with the jobs that follow from it.
 * What is left wants the same job again. `attempts` counts this one.
 */
export async function sortAlerts(pipeline: Pipeline, attempts = 1): Promise<void> {
  const { store, clock } = pipeline;
  const now = clock.now();
  if (attempts > mostTries) {
    await sortApart(await store.together(now, (writing) => writing.oldestDeliveries(mostDeliveries)), pipeline, now);
  }
  await store.together(now, async (writing) => {
    const some = fewEnough(await writing.oldestDeliveries(mostDeliveries));
    if (some.length > 0) await sortDeliveries(some, writing, pipeline, now);
    if (await writing.hasDeliveries()) await wantSorting(writing, now, pipeline.rushMs?.(now, some[0]?.at));
  });
  pipeline.wake();
}

/** Wants what the sources sent looked at, after a pause in milliseconds when more is about to come. */
export async function wantSorting(writing: Writing, now: Date, pauseMs = 0): Promise<void> {
  const runAt = new Date(now.getTime() + pauseMs);
  await writing.enqueue({ task: tasks.sort, key: 'inbox', payload: {}, runAt, lane: 'urgent' });
}

/** As many as make not too many alerts, and one at least. */
function fewEnough(waiting: readonly WaitingDelivery[]): WaitingDelivery[] {
  let alerts = 0;
  return waiting.filter((it, index) => {
    alerts += Math.max(1, it.count - it.sorted);
    return index === 0 || alerts <= slice;
  });
}

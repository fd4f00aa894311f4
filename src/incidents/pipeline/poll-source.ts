import type { PolledSource } from '../source.ts';
import { endOf, lostAlerts, tellLost } from './end-lost.ts';
import { type Pipeline, tasks } from './pipeline.ts';
import { wantSorting } from './sort-alerts.ts';

const longestMs = 45_000;

/** Job: asks a source for what is new; what it says, how far it was read, and the next poll are one transaction. */
export async function pollSource(
  pipeline: Pipeline,
  { source, config }: { source: PolledSource; config: unknown },
): Promise<void> {
  const { store, clock, connection, log } = pipeline;
  const now = clock.now();
  const { name } = source;
  const azure = connection.until(AbortSignal.timeout(longestMs), log);
  const polled = await source.poll(azure, await store.incidents.watermark(name), { now, config });
  const { watermark, gaps } = polled;
  const lost = await lostAlerts(name, polled.lost ?? [], pipeline);
  const alerts = [...polled.alerts, ...lost.map((it) => endOf(it, now))];
  for (const gap of gaps ?? []) log.warn({ source: name, what: gap.what, why: gap.why }, 'a source was read in part');
  await store.together(now, async (writing) => {
    if (alerts.length > 0) {
      await writing.putDelivery({ source: name, at: now, alerts });
      await wantSorting(writing, now);
    }
    await tellLost(lost, source.title, { writing, pipeline, now });
    await writing.setWatermark(name, watermark, now);
    const runAt = new Date(now.getTime() + source.everySeconds(config) * 1_000);
    await writing.enqueue({ task: tasks.poll, key: name, payload: { source: name }, runAt, lane: 'slow' });
  });
  pipeline.wake();
}

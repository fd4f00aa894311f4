import type { Alert } from '../../model/alert.ts';
import type { WaitingDelivery } from '../../store/deliveries.ts';
import { unpack } from '../../store/pack.ts';
import type { Pipeline } from './pipeline.ts';
import { slice } from './read-delivery.ts';
import { sortDeliveries, sortSource } from './sort-deliveries.ts';

const reason = 'could not be sorted';

/**
 * Sorts deliveries one by one, and alert by alert those that fail. What cannot be sorted, though the database takes it
 * for a look, is put aside there: else it would keep back all that came after it, for ever.
 */
export async function sortApart(waiting: readonly WaitingDelivery[], pipeline: Pipeline, now: Date): Promise<void> {
  for (const one of waiting) {
    try {
      await pipeline.store.together(now, (writing) => sortDeliveries([one], writing, pipeline, now));
    } catch {
      await sortSlice(one, pipeline, now);
    }
    // The rest of a large one comes before what came after it.
    if (one.count - one.sorted > slice) return;
  }
}

async function sortSlice(one: WaitingDelivery, pipeline: Pipeline, now: Date): Promise<void> {
  const { store, log } = pipeline;
  const { id, source, at, sorted } = one;
  let alerts: readonly Alert[] = [];
  try {
    alerts = pipeline.readDelivery(one);
  } catch (error) {
    const body = textOf(one);
    await store.together(now, (writing) => writing.refuseDelivery({ source, at, reason, body }));
    log.error({ error, source, alerts: one.count - sorted }, 'a delivery could not be read again, and was put aside');
  }
  for (const alert of alerts.slice(sorted, sorted + slice)) {
    try {
      const taken = [{ source, at, alerts: [alert] }];
      await store.together(now, (writing) => sortSource(source, taken, writing, pipeline, now));
    } catch (error) {
      const body = JSON.stringify(alert.raw ?? alert);
      await store.together(now, (writing) => writing.refuseDelivery({ source, at, reason, body }));
      log.error({ error, source }, 'an alert could not be sorted, and was put aside');
    }
  }
  const end = sorted + slice;
  await store.together(now, (writing) =>
    end < alerts.length ? writing.noteSorted(id, end) : writing.dropDeliveries([id]),
  );
}

function textOf(delivery: WaitingDelivery): string {
  if ('alerts' in delivery) return JSON.stringify(delivery.alerts);
  return unpack(delivery.body, delivery.isPacked).toString('utf8').replaceAll('\0', '\ufffd');
}

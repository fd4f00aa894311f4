import type { Alert } from '../../model/alert.ts';
import type { WaitingDelivery } from '../../store/deliveries.ts';
import { unpack } from '../../store/pack.ts';
import type { OpenSource } from '../open-sources.ts';
import { readBody } from '../read-body.ts';
import { sources as shelf } from '../sources/index.ts';

/** Reads the alerts that a delivery brought, all of them; throws MalformedBody, and what its reader throws. */
export type ReadDelivery = (delivery: WaitingDelivery) => readonly Alert[];

/** So many alerts of a delivery are sorted in one transaction; one that brought more is sorted in slices. */
export const slice = 500;

/**
 * Reads a body as the door read it: by its source's own reader, at the moment of its coming. A source that the settings
 * no longer name is read with its defaults, for what was acknowledged is not lost.
 */
export function deliveryReader(open: ReadonlyMap<string, OpenSource>): ReadDelivery {
  // What is not sorted by the slice that is read for now: reading a large body again for each would take long.
  let kept: { id: number; alerts: readonly Alert[] } | undefined;

  function read(delivery: WaitingDelivery): readonly Alert[] {
    if ('alerts' in delivery) return delivery.alerts;
    const source = shelf.find(({ name }) => name === delivery.source);
    if (!source || !('parse' in source)) throw new TypeError('bodies of this source cannot be read');
    const config = open.get(source.name)?.config ?? source.config.parse({});
    return source.parse(readBody(unpack(delivery.body, delivery.isPacked)), { now: delivery.at, config });
  }

  return (delivery) => {
    const { id, sorted } = delivery;
    // The embedded database gives a number again when its row is gone: a delivery that begins is none that was kept.
    const alerts = sorted > 0 && kept?.id === id ? kept.alerts : read(delivery);
    kept = alerts.length > sorted + slice ? { id, alerts } : undefined;
    return alerts;
  };
}

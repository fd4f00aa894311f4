import type { Store } from '../store/store.ts';
import type { Writing } from '../store/writing.ts';
import type { Inbox, TakenDelivery } from './inbox.ts';

/**
 * An inbox that is the store: deliveries that come at the same time share one commit. What `also` writes (the job that
 * sorts them) stands or falls with the delivery.
 */
export function storeInbox(
  store: Store,
  also: (writing: Writing, delivery: TakenDelivery) => Promise<void> = async () => undefined,
): Inbox {
  return {
    take: (delivery) =>
      store.together(delivery.at, async (writing) => {
        await writing.putDelivery(delivery);
        await also(writing, delivery);
      }),
    refused: (body) => store.together(body.at, (writing) => writing.refuseDelivery(body)),
  };
}

import type { Store } from '../store/store.ts';
import type { Writing } from '../store/writing.ts';
import type { Inbox, TakenDelivery } from './inbox.ts';

/** Deliveries that are written together. */
interface Batch {
  deliveries: TakenDelivery[];
  written: Promise<void>;
}

/**
 * An inbox that is the store: deliveries that come while others are on their way to the disk go into the next statement
 * and the next commit together. What `also` writes (the job that sorts them; it is told of the last) stands or falls
 * with them.
 */
export function storeInbox(
  store: Store,
  also: (writing: Writing, delivery: TakenDelivery) => Promise<void> = async () => undefined,
): Inbox {
  let open: Batch | undefined;

  async function put(deliveries: readonly TakenDelivery[], writing: Writing): Promise<void> {
    const last = deliveries.at(-1);
    if (!last) return;
    await writing.putDelivery(...deliveries);
    await also(writing, last);
  }

  function begin(first: TakenDelivery): Batch {
    const deliveries = [first];
    const written = store.together(first.at, (writing) => {
      // From here on it takes no more.
      open = undefined;
      return put(deliveries, writing);
    });
    return { deliveries, written };
  }

  return {
    async take(delivery) {
      if (open) open.deliveries.push(delivery);
      else open = begin(delivery);
      const { deliveries, written } = open;
      try {
        await written;
      } catch (error) {
        if (deliveries.length === 1) throw error;
        // One that cannot be stored takes none with it.
        await store.together(delivery.at, (writing) => put([delivery], writing));
      }
    },
    refused: (body) => store.together(body.at, (writing) => writing.refuseDelivery(body)),
  };
}

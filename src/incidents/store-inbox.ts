import type { Store } from '../store/store.ts';
import type { Writing } from '../store/writing.ts';
import type { Inbox, TakenDelivery } from './inbox.ts';

interface Waiting {
  delivery: TakenDelivery;
  resolve(): void;
  reject(reason: unknown): void;
}

/** An inbox that knows how much comes in. */
export interface StoreInbox extends Inbox {
  /** What stands in the way of what comes in; nothing when it is taken. */
  faults(now: Date): Promise<string[]>;
  /**
   * How long, in milliseconds, sorting leaves the processor and the disk to what comes in: 0 when that is little, and when
   * what is sorted has waited for long already (since when, as far as it is known).
   */
  rushMs(now: Date, waitsSince?: Date): number;
}

/** So many senders that were answered together are waited for, this long at most: they are about to send again. */
const gathered = { senders: 4, ms: 2 } as const;
/** When there is no room, it is looked so often whether there is some again. */
const lookEveryMs = 500;
/** So many deliveries in so short a time are a rush. */
const rush = { deliveries: 8, withinMs: 500, pauseMs: 250 } as const;
/** Sorting gives way no longer than this: an alert is sorted well before its group_wait is over. */
const patienceMs = 3_000;

/**
 * An inbox that is the store: deliveries that come while others are on their way to the disk go into the next statement
 * and the next commit together. What `also` writes (the job that sorts them; it is told of the last) stands or falls
 * with them. While more than `mostWaiting` deliveries wait to be sorted (those that are on their way come on top), there is no
 * room.
 */
export function storeInbox(
  store: Store,
  {
    mostWaiting,
    also = async () => undefined,
  }: { mostWaiting: number; also?: (writing: Writing, delivery: TakenDelivery) => Promise<void> },
): StoreInbox {
  const waiting: Waiting[] = [];
  let unsorted = 0;
  let lookedAt = 0;
  const lately: number[] = [];
  let isWriting = false;
  let crowd = { size: 0, complete: () => {} };

  async function put(some: readonly Waiting[]): Promise<void> {
    const last = some.at(-1)?.delivery;
    if (!last) return;
    try {
      await store.together(last.at, async (writing) => {
        await writing.putDelivery(...some.map(({ delivery }) => delivery));
        await also(writing, last);
        unsorted = await writing.deliveriesWaiting();
      });
      for (const { resolve } of some) resolve();
    } catch (error) {
      // One that cannot be stored takes none with it.
      if (some.length > 1) await Promise.all(some.map((it) => put([it])));
      else some[0]?.reject(error);
    }
  }

  async function putAll(): Promise<void> {
    while (waiting.length > 0) {
      const some = waiting.splice(0);
      await put(some);
      await gather(some.length + waiting.length);
    }
    isWriting = false;
  }

  /** By the processor's time: senders do not live by anybody's clock. */
  async function gather(size: number): Promise<void> {
    if (size < gathered.senders || waiting.length >= size) return;
    await new Promise<void>((resolve) => {
      const late = setTimeout(resolve, gathered.ms);
      const complete = () => {
        clearTimeout(late);
        resolve();
      };
      crowd = { size, complete };
    });
  }

  async function hasRoom(now: Date): Promise<boolean> {
    const age = now.getTime() - lookedAt;
    if (unsorted <= mostWaiting || (age >= 0 && age < lookEveryMs)) return unsorted <= mostWaiting;
    lookedAt = now.getTime();
    try {
      unsorted = await store.incidents.deliveriesWaiting();
    } catch {
      // A store that does not answer says so when something is to be stored.
    }
    return unsorted <= mostWaiting;
  }

  return {
    hasRoom,
    async faults(now) {
      return (await hasRoom(now))
        ? []
        : [`${unsorted} deliveries of alerts wait to be sorted; senders are asked to come again`];
    },
    take: (delivery) =>
      new Promise((resolve, reject) => {
        waiting.push({ delivery, resolve, reject });
        if (lately.push(delivery.at.getTime()) > rush.deliveries) lately.shift();
        if (waiting.length >= crowd.size) crowd.complete();
        if (isWriting) return;
        isWriting = true;
        setImmediate(putAll);
      }),
    refused: (body) => store.together(body.at, (writing) => writing.refuseDelivery(body)),
    rushMs(now, waitsSince = now) {
      if (now.getTime() - waitsSince.getTime() >= patienceMs) return 0;
      const [first = 0] = lately;
      const isRush = lately.length === rush.deliveries && now.getTime() - first < rush.withinMs;
      return isRush ? rush.pauseMs : 0;
    },
  };
}

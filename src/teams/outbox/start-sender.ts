import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../../model/clock.ts';
import type { Address } from '../../store/outbox.ts';
import { type Pump, startPump } from '../../store/pump.ts';
import type { Store } from '../../store/store.ts';
import type { Counts } from '../counts.ts';
import type { Messenger } from '../messenger.ts';
import { sendNext } from './send-next.ts';

/** Sends what is put out until it is closed. */
export type Sender = Pump;

const destinationsAtOnce = 16;
/**
 * A send is given up before its lease ends, so that nobody else begins with the same message: one that begins at the end
 * of the busy time waits ten seconds for a token and ten for Teams' answer.
 */
const leaseMs = 30_000;
const busyMs = 8_000;

/** Sends the messages of a store: one after the other in a conversation, many conversations side by side, within the budgets. */
export function startSender(o: {
  store: Store;
  messenger: Messenger;
  clock: Clock;
  log: Logger;
  counts?: Counts;
}): Sender {
  const { store, clock, log } = o;
  return startPump({
    name: 'outbox',
    atOnce: destinationsAtOnce,
    clock,
    log,
    nextAt: () => store.outbox.nextAt(),
    async take() {
      const now = clock.now();
      const lease = randomUUID();
      const to = await store.outbox.claim({ now, until: new Date(now.getTime() + leaseMs), lease });
      return to ? [() => sendAll(to, lease, o)] : [];
    },
  });
}

/** Sends everything that may go there now; then the destination is given back. */
async function sendAll(to: Address, lease: string, o: Parameters<typeof startSender>[0]): Promise<void> {
  const started = o.clock.now().getTime();
  let nextAt: Date | undefined;
  try {
    while (nextAt === undefined && o.clock.now().getTime() - started < busyMs) nextAt = await sendNext(to, o);
  } finally {
    await o.store.outbox.release(to, { lease, nextAt: nextAt ?? o.clock.now() });
  }
}

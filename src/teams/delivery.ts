import type { Logger } from 'pino';
import type { Reply } from '../commands/command.ts';
import type { Card } from '../model/card.ts';
import type { Clock } from '../model/clock.ts';
import type { MessageRef } from '../model/place.ts';
import type { Destination, Messenger } from './messenger.ts';

/** A question that takes longer than this shows that it is being worked on, in milliseconds. */
const patienceMs = 1_000;

/** Posts the answer; when it takes long, a progress card first, which is then edited into the answer. */
export async function deliverBelow(o: {
  answer: Promise<Reply>;
  progress: () => Promise<Card>;
  to: Destination;
  messenger: Messenger;
  clock: Clock;
  log: Logger;
}): Promise<void> {
  let shown: Promise<MessageRef | undefined> | undefined;
  const cancel = o.clock.after(patienceMs, () => {
    shown = o
      .progress()
      .then((card) => o.messenger.post(o.to, card))
      .catch((error: unknown) => {
        // The answer is then posted as a message of its own.
        o.log.warn({ error }, 'the progress card could not be posted');
        return undefined;
      });
  });
  const { card, isShown } = await o.answer;
  cancel();
  const ref = await shown;
  if (ref) await deliverInPlace({ ...o, card, ref });
  else if (!isShown) await o.messenger.post(o.to, card);
}

/** Edits a message into the answer; when Teams refuses that, the answer is posted below it. */
export async function deliverInPlace(o: {
  card: Card;
  ref: MessageRef;
  to: Destination;
  messenger: Messenger;
  log: Logger;
}): Promise<void> {
  try {
    await o.messenger.update(o.ref, o.card);
  } catch (error) {
    o.log.warn({ error }, 'the message could not be edited, so the answer is posted');
    await o.messenger.post(o.to, o.card);
  }
}

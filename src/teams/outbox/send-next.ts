import type { Logger } from 'pino';
import { UpstreamError } from '../../errors.ts';
import { redirecting } from '../../incidents/pipeline/redirect-incidents.ts';
import type { Card } from '../../model/card.ts';
import type { Clock } from '../../model/clock.ts';
import type { MessageRef } from '../../model/place.ts';
import type { Address, OutgoingMessage } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import type { Counts } from '../counts.ts';
import { tooLongCard } from '../edge-notice.ts';
import type { Messenger } from '../messenger.ts';
import { afterFailure, mostAttempts } from './after-failure.ts';
import { repeated } from './repeated.ts';
import { shortened } from './shortened.ts';

/** Messages that did not come out as they were put out, by what became of them. */
const counted = 'watchkeeper_outbox_troubles_total';

/** Sends the next message of a destination and records what became of it; answers when the one after it may go, undefined: at once. */
export async function sendNext(
  to: Address,
  o: { store: Store; messenger: Messenger; clock: Clock; log: Logger; counts?: Counts },
): Promise<Date | undefined> {
  const { outbox } = o.store;
  const message = await outbox.next(to, o.clock.now());
  if (!message) return new Date(0);
  if ('wait' in message) return message.wait;
  const known = await outbox.posted(to, message.subject);
  try {
    const ref = await deliver(to, message, known, o);
    await outbox.sent(to, message, ref ?? known, o.clock.now());
    return undefined;
  } catch (error) {
    if (!(error instanceof UpstreamError)) throw error;
    return await recover(to, message, { error, isEdit: known !== undefined }, o);
  }
}

async function deliver(
  to: Address,
  message: OutgoingMessage,
  known: MessageRef | undefined,
  { messenger, store }: { messenger: Messenger; store: Store },
): Promise<MessageRef | undefined> {
  const { replyTo, mayBeRepeat } = message;
  if (known) {
    await messenger.update(known, message.card);
    return known;
  }
  const card: Card = mayBeRepeat ? repeated(message.card) : message.card;
  const thread = replyTo === undefined ? undefined : await threadOf(to, replyTo, store);
  // A reply whose parent never got an id goes to the channel: better there than nowhere.
  return thread === undefined
    ? messenger.postInChannel(to, card)
    : messenger.post({ ...to, conversationId: thread }, card);
}

/** The thread of a message that we put out; or one that is named by its own conversation id. */
async function threadOf(to: Address, replyTo: string, store: Store): Promise<string | undefined> {
  if (replyTo.includes(';messageid=')) return replyTo;
  return (await store.outbox.posted(to, replyTo))?.conversationId;
}

async function recover(
  to: Address,
  message: OutgoingMessage,
  { error, isEdit }: { error: UpstreamError; isEdit: boolean },
  { store, clock, log, counts }: { store: Store; clock: Clock; log: Logger; counts?: Counts },
): Promise<Date | undefined> {
  const now = clock.now();
  const { outbox } = store;
  const next = afterFailure(error, { attempts: message.attempts, isEdit });
  const fields = { status: error.status, reason: error.reason, subject: message.subject, attempts: message.attempts };
  if (next.kind === 'broken') {
    counts?.add(counted, 'destination-broken');
    log.error({ ...fields, conversation: to.conversationId }, 'a destination takes no messages any more');
    await outbox.breakDestination(to, { why: next.why, at: now, work: redirecting(to.conversationId, now) });
    return new Date(now.getTime());
  }
  if (next.kind === 'too-large') {
    const shorter = shortened(message.card);
    if (shorter) log.warn(fields, 'a message was too large for Teams and is sent shortened');
    else log.error(fields, 'a message was too large for Teams; its place is kept by a notice');
    counts?.add(counted, shorter ? 'shortened' : 'too-large');
    await outbox.replaceCard(message, shorter ?? tooLongCard());
    return undefined;
  }
  if (next.kind === 'anew') {
    log.warn(fields, 'a message is gone from Teams and is posted anew');
    await outbox.forgetPosted(to, message);
    return undefined;
  }
  if (next.kind === 'never' || message.attempts >= mostAttempts) {
    log.error(fields, 'a message was not taken by Teams and is let go');
    counts?.add(counted, 'let-go');
    await outbox.drop(message);
    return undefined;
  }
  log.warn({ ...fields, pauseMs: next.pauseMs }, 'a message is sent again later');
  if (!next.mayHaveArrived || isEdit) await outbox.notSent(message);
  return new Date(now.getTime() + next.pauseMs);
}

import type { Kysely } from 'kysely';
import type { Card } from '../model/card.ts';
import type { MessageRef } from '../model/place.ts';
import { brokenWhy, mendDestination } from './broken-destinations.ts';
import type { Commit } from './group-commit.ts';
import { enqueue, type NewJob } from './jobs.ts';
import type { Engine } from './migrate.ts';
import {
  type Address,
  beginSending,
  breakDestination,
  claimDestination,
  dropMessage,
  forgetPosted,
  hasMessages,
  incidentOfThread,
  nextSendAt,
  notSent,
  type OutgoingMessage,
  outboxState,
  postedMessage,
  releaseDestination,
  replaceCard,
  sent,
} from './outbox.ts';
import type { Schema } from './schema.ts';
import { takeSend } from './sends.ts';

/** Messages to be sent, as their sender sees them. */
export interface OutboxQueue {
  claim(o: { now: Date; until: Date; lease: string }): Promise<Address | undefined>;
  release(to: Address, o: { lease: string; nextAt: Date }): Promise<void>;
  /** The destination's next message, with one send taken out of the budgets; or when there may be one. */
  next(to: Address, now: Date): Promise<OutgoingMessage | { wait: Date } | undefined>;
  sent(to: Address, message: OutgoingMessage, ref: MessageRef | undefined, at: Date): Promise<void>;
  notSent(message: OutgoingMessage): Promise<void>;
  /** Another card in the message's place: it was too large. */
  replaceCard(message: OutgoingMessage, card: Card): Promise<void>;
  /** The message that showed the subject is gone from Teams. */
  forgetPosted(to: Address, message: OutgoingMessage): Promise<void>;
  drop(message: OutgoingMessage): Promise<void>;
  /** Nothing more is sent there; `work` is what this makes necessary. */
  breakDestination(to: Address, o: { why: string; at: Date; work?: NewJob }): Promise<void>;
  /** Why nothing can be sent to a conversation; undefined when it takes messages. */
  brokenWhy(tenantId: string, conversationId: string): Promise<string | undefined>;
  /** Tries a conversation again that took no messages. */
  mend(tenantId: string, conversationId: string): Promise<void>;
  posted(to: Address, subject: string): Promise<MessageRef | undefined>;
  /** The number of the incident whose card began a thread of a channel. */
  incidentOfThread(tenantId: string, threadId: string): Promise<number | undefined>;
  /** When the next message may go; undefined when nothing waits. */
  nextAt(): Promise<Date | undefined>;
  state(): ReturnType<typeof outboxState>;
}

/** The outbox of a store. */
export function outboxQueue(database: Kysely<Schema>, commit: Commit, engine: Engine): OutboxQueue {
  return {
    claim: (o) => commit((transaction) => claimDestination(transaction, engine, o)),
    release: (to, o) => commit((transaction) => releaseDestination(transaction, to, o)),
    next: (to, now) =>
      commit(async (transaction) => {
        if (!(await hasMessages(transaction, to))) return undefined;
        const wait = await takeSend(transaction, engine, to, now);
        return wait ? { wait } : beginSending(transaction, to, now);
      }),
    sent: (to, message, ref, at) => commit((transaction) => sent(transaction, to, message, ref, at)),
    notSent: (message) => commit((transaction) => notSent(transaction, message)),
    replaceCard: (message, card) => commit((transaction) => replaceCard(transaction, message, card)),
    forgetPosted: (to, message) => commit((transaction) => forgetPosted(transaction, to, message)),
    drop: (message) => commit((transaction) => dropMessage(transaction, message)),
    breakDestination: (to, o) =>
      commit(async (transaction) => {
        await breakDestination(transaction, to, o);
        await enqueue(transaction, o.work ? [o.work] : [], o.at);
      }),
    brokenWhy: (tenantId, conversationId) => brokenWhy(database, tenantId, conversationId),
    mend: (tenantId, conversationId) => commit((transaction) => mendDestination(transaction, tenantId, conversationId)),
    posted: (to, subject) => postedMessage(database, to, subject),
    incidentOfThread: (tenantId, threadId) => incidentOfThread(database, tenantId, threadId),
    nextAt: () => nextSendAt(database),
    state: () => outboxState(database),
  };
}

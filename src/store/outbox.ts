import { type Kysely, sql, type Transaction } from 'kysely';
import type { Card } from '../model/card.ts';
import type { MessageRef } from '../model/place.ts';
import type { Engine } from './migrate.ts';
import type { Schema } from './schema.ts';

/** Where messages go one after the other: a channel (its threads with it) or a chat. */
export interface Address {
  tenantId: string;
  conversationId: string;
  serviceUrl: string;
}

/** A message to be sent: the newest state of its subject, or a reply to another subject's message. */
export interface NewMessage {
  to: Address;
  /** What it shows ("incident/12", "incident/12/note/3"): an unsent one about the same is replaced. */
  subject: string;
  /** The subject whose thread this belongs to, put out before; or the conversation id of a thread that somebody else began. */
  replyTo?: string;
  /** Lower goes first: 0 critical, 5 usual, 9 digest. */
  urgency: number;
  card: Card;
}

/** A message as the sender holds it. */
export interface OutgoingMessage extends Omit<NewMessage, 'to'> {
  id: number;
  version: number;
  attempts: number;
  /** It was being sent when its sender died, or lost the answer: it may be there already. */
  mayBeRepeat: boolean;
}

/** Puts a message out, in the transaction that makes it necessary; one that was not sent yet is replaced by the newer. */
export async function putOut(transaction: Transaction<Schema>, message: NewMessage, now: Date): Promise<void> {
  const { to, subject, replyTo = '', urgency } = message;
  const card = JSON.stringify(message.card);
  await knowDestination(transaction, to);
  await sql`insert into outbox (tenant_id, conversation_id, subject, reply_to, urgency, card, created_at)
    values (${to.tenantId}, ${to.conversationId}, ${subject}, ${replyTo}, ${urgency}, ${card}, ${now.getTime()})
    on conflict (tenant_id, conversation_id, subject) do update set card = excluded.card, version = outbox.version + 1,
      urgency = case when outbox.urgency < excluded.urgency then outbox.urgency else excluded.urgency end`.execute(
    transaction,
  );
}

/** Writes only what is new: the row is held by whoever writes it, and its sender would pass it over. */
async function knowDestination(transaction: Transaction<Schema>, to: Address): Promise<void> {
  const { rows } = await sql`select 1 from destinations where tenant_id = ${to.tenantId}
    and conversation_id = ${to.conversationId} and service_url = ${to.serviceUrl}`.execute(transaction);
  if (rows.length > 0) return;
  await sql`insert into destinations (tenant_id, conversation_id, service_url)
    values (${to.tenantId}, ${to.conversationId}, ${to.serviceUrl})
    on conflict (tenant_id, conversation_id) do update set service_url = excluded.service_url`.execute(transaction);
}

/** Takes a destination that has something to send, most urgent first; nobody else sends there while the lease lasts. */
export async function claimDestination(
  transaction: Transaction<Schema>,
  engine: Engine,
  o: { now: Date; until: Date; lease: string },
): Promise<Address | undefined> {
  const now = o.now.getTime();
  const unseen = engine === 'postgres' ? sql`for update of d skip locked` : sql``;
  const { rows } = await sql<{ tenant_id: string; conversation_id: string; service_url: string }>`
    update destinations set lease = ${o.lease}, leased_until = ${o.until.getTime()}
    where (tenant_id, conversation_id) = (
      select d.tenant_id, d.conversation_id from destinations d
      where d.next_at <= ${now} and d.leased_until <= ${now} and d.broken_at = 0
        and exists (select 1 from outbox o where o.tenant_id = d.tenant_id and o.conversation_id = d.conversation_id)
      order by (select min(o.urgency) from outbox o where o.tenant_id = d.tenant_id and o.conversation_id = d.conversation_id), d.next_at
      limit 1 ${unseen})
    returning tenant_id, conversation_id, service_url`.execute(transaction);
  const [row] = rows;
  return row && { tenantId: row.tenant_id, conversationId: row.conversation_id, serviceUrl: row.service_url };
}

/** When the next message may go, somewhere; undefined when nothing waits. */
export async function nextSendAt(database: Kysely<Schema>): Promise<Date | undefined> {
  const { rows } = await sql<{ at: number | null }>`
    select min(case when d.next_at > d.leased_until then d.next_at else d.leased_until end) as at from destinations d
    where d.broken_at = 0
      and exists (select 1 from outbox o where o.tenant_id = d.tenant_id and o.conversation_id = d.conversation_id)`.execute(
    database,
  );
  return rows[0]?.at == null ? undefined : new Date(Number(rows[0].at));
}

/** Lets others send to a destination again, from a time on. */
export async function releaseDestination(
  transaction: Transaction<Schema>,
  { tenantId, conversationId }: Address,
  o: { lease: string; nextAt: Date },
): Promise<void> {
  await sql`update destinations set lease = '', leased_until = 0, next_at = ${o.nextAt.getTime()}
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and lease = ${o.lease}`.execute(transaction);
}

/** Nothing more is sent there: the bot was removed or blocked. */
export async function breakDestination(
  transaction: Transaction<Schema>,
  { tenantId, conversationId }: Address,
  o: { why: string; at: Date },
): Promise<void> {
  await sql`update destinations set lease = '', leased_until = 0, broken_at = ${o.at.getTime()}, broken_why = ${o.why}
    where tenant_id = ${tenantId} and conversation_id = ${conversationId}`.execute(transaction);
}

/** Whether anything waits to be sent there. */
export async function hasMessages(
  transaction: Transaction<Schema>,
  { tenantId, conversationId }: Address,
): Promise<boolean> {
  const { rows } = await sql`select 1 from outbox
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} limit 1`.execute(transaction);
  return rows.length > 0;
}

/** The message that goes next: the most urgent, of these the oldest; it is marked as being sent. */
export async function beginSending(
  transaction: Transaction<Schema>,
  { tenantId, conversationId }: Address,
  now: Date,
): Promise<OutgoingMessage | undefined> {
  const { rows } = await sql<Schema['outbox'] & { id: number }>`
    select * from outbox where tenant_id = ${tenantId} and conversation_id = ${conversationId}
    order by urgency, id limit 1`.execute(transaction);
  const [row] = rows;
  if (!row) return undefined;
  await sql`update outbox set sending_at = ${now.getTime()}, attempts = attempts + 1 where id = ${row.id}`.execute(
    transaction,
  );
  return {
    id: row.id,
    subject: row.subject,
    ...(row.reply_to !== '' && { replyTo: row.reply_to }),
    urgency: row.urgency,
    card: JSON.parse(row.card) as Card,
    version: row.version,
    attempts: row.attempts + 1,
    mayBeRepeat: row.sending_at > 0,
  };
}

/** The message arrived. One that was replaced meanwhile stays, to be sent as an edit. */
export async function sent(
  transaction: Transaction<Schema>,
  { tenantId, conversationId }: Address,
  { id, version, subject }: OutgoingMessage,
  ref: MessageRef | undefined,
  at: Date,
): Promise<void> {
  await sql`delete from outbox where id = ${id} and version = ${version}`.execute(transaction);
  await sql`update outbox set sending_at = 0, attempts = 0 where id = ${id}`.execute(transaction);
  if (!ref) return;
  // A chat has no threads: there a conversation says nothing about one of its messages.
  const thread = ref.conversationId.includes(';messageid=') ? ref.conversationId : '';
  await sql`insert into posted (tenant_id, conversation_id, subject, ref, thread_id, posted_at)
    values (${tenantId}, ${conversationId}, ${subject}, ${JSON.stringify(ref)}, ${thread}, ${at.getTime()})
    on conflict (tenant_id, conversation_id, subject) do update set
      ref = excluded.ref, thread_id = excluded.thread_id, posted_at = excluded.posted_at`.execute(transaction);
}

/** The message did not arrive, for certain: it is tried again without a mark. */
export async function notSent(transaction: Transaction<Schema>, { id }: OutgoingMessage): Promise<void> {
  await sql`update outbox set sending_at = 0 where id = ${id}`.execute(transaction);
}

/** Another card in the message's place. */
export async function replaceCard(
  transaction: Transaction<Schema>,
  { id, version }: OutgoingMessage,
  card: Card,
): Promise<void> {
  await sql`update outbox set card = ${JSON.stringify(card)}, sending_at = 0 where id = ${id} and version = ${version}`.execute(
    transaction,
  );
}

/** The message that showed this subject is gone: the next one is a new post. */
export async function forgetPosted(
  transaction: Transaction<Schema>,
  { tenantId, conversationId }: Address,
  { id, subject }: OutgoingMessage,
): Promise<void> {
  await sql`delete from posted where tenant_id = ${tenantId} and conversation_id = ${conversationId} and subject = ${subject}`.execute(
    transaction,
  );
  await sql`update outbox set sending_at = 0 where id = ${id}`.execute(transaction);
}

/** A message that can never be sent is let go. */
export async function dropMessage(transaction: Transaction<Schema>, { id, version }: OutgoingMessage): Promise<void> {
  await sql`delete from outbox where id = ${id} and version = ${version}`.execute(transaction);
}

/** The message that shows a subject, when it was posted. */
export async function postedMessage(
  database: Kysely<Schema>,
  { tenantId, conversationId }: Address,
  subject: string,
): Promise<MessageRef | undefined> {
  const { rows } = await sql<{ ref: string }>`select ref from posted
    where tenant_id = ${tenantId} and conversation_id = ${conversationId} and subject = ${subject}`.execute(database);
  return rows[0] && (JSON.parse(rows[0].ref) as MessageRef);
}

/** The incident whose card began a channel's thread; undefined where something else did. */
export async function incidentOfThread(
  database: Kysely<Schema>,
  tenantId: string,
  threadId: string,
): Promise<number | undefined> {
  const { rows } = await sql<{ subject: string }>`select subject from posted
    where tenant_id = ${tenantId} and thread_id = ${threadId}
      and subject like 'incident/%' and subject not like 'incident/%/%' limit 1`.execute(database);
  const number = Number(rows[0]?.subject.slice('incident/'.length));
  return Number.isSafeInteger(number) ? number : undefined;
}

/** What waits and what is broken, for /readyz and /metrics. */
export async function outboxState(
  database: Kysely<Schema>,
): Promise<{ waiting: number; oldest?: Date; broken: { conversationId: string; why: string; since: Date }[] }> {
  const { rows } = await sql<{ waiting: number; oldest: number | null }>`
    select count(*) as waiting, min(created_at) as oldest from outbox`.execute(database);
  const broken = await sql<Schema['destinations']>`select * from destinations where broken_at > 0`.execute(database);
  const [row] = rows;
  return {
    waiting: Number(row?.waiting ?? 0),
    ...(row?.oldest != null && { oldest: new Date(Number(row.oldest)) }),
    broken: broken.rows.map((it) => ({
      conversationId: it.conversation_id,
      why: it.broken_why,
      since: new Date(it.broken_at),
    })),
  };
}

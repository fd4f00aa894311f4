import type { Actor } from '../model/actor.ts';
import type { MessageRef, Place } from '../model/place.ts';
import type { AuditReading } from './audit-reading.ts';
import type { ImageReading } from './image-tables.ts';
import type { IncidentReading } from './incident-tables.ts';
import type { JobQueue } from './job-queue.ts';
import type { OutboxQueue } from './outbox-queue.ts';
import type { PostureTableReading } from './posture-tables.ts';
import type { RemediationReading } from './remediation-table.ts';
import type { WorkState } from './work-state.ts';
import type { Writing } from './writing.ts';

/** One line of the audit. */
export interface AuditLine {
  at: Date;
  actor: Actor;
  /** "why", or "refused:why". */
  what: string;
  /** What was asked, as understood; no secrets. */
  detail: string;
  outcome: 'done' | 'refused' | 'failed';
  /** The role and what gives it ("operator by group 9a5e..."), or why it was refused ("outside-scope"); empty where nobody looked. */
  authority?: string;
  requestId: string;
  /** What else is known of it, to find it by later: a change's number, the correlation id in Azure, a diff; no secrets. */
  facts?: Record<string, unknown>;
}

/** A prepared press: the card carries its id and nothing else. */
export interface PreparedPress {
  verb: string;
  input: Record<string, unknown>;
  /** Whether pressing turns the card into the answer. */
  replaces: boolean;
}

/** Defaults that stand for a conversation or a thread. */
export interface Defaults {
  cluster?: string;
  namespace?: string;
  workload?: string;
  /** An image reference, as precise as it is known. */
  image?: string;
}

/** A destination in Teams that the bot may write to again. */
export interface ConversationRef {
  tenantId: string;
  conversationId: string;
  serviceUrl: string;
  kind: Place['kind'];
  botId: string;
  teamId?: string;
}

/** What we remember. One statement a method. */
export interface Store {
  /** False when this activity id was seen before (Teams sends again after a slow answer). */
  firstSight(activityId: string, at: Date): Promise<boolean>;
  rememberConversation(ref: ConversationRef, at: Date): Promise<void>;
  conversation(tenantId: string, conversationId: string): Promise<ConversationRef | undefined>;
  /** Prepares presses in one transaction; the same verb and input give the same id. */
  preparePresses(presses: PreparedPress[], at: Date): Promise<string[]>;
  preparedPress(verb: string, id: string): Promise<PreparedPress | undefined>;
  /** Defaults of a channel or chat (`use ...`). */
  channelDefaults(tenantId: string, channelId: string): Promise<Defaults>;
  setChannelDefaults(tenantId: string, channelId: string, defaults: Defaults, by: Actor, at: Date): Promise<void>;
  /** What a thread was last about. */
  threadSubject(tenantId: string, conversationId: string): Promise<Defaults>;
  setThreadSubject(tenantId: string, conversationId: string, subject: Defaults, at: Date): Promise<void>;
  audit(line: AuditLine): Promise<void>;
  auditTail(limit: number): Promise<AuditLine[]>;
  /** The audit, to look at and to check. */
  auditLines: AuditReading;
  /** Notes that somebody was heard from in a conversation, by his id in Teams. */
  rememberPerson(o: { tenantId: string; conversationId: string; teamsId: string }, at: Date): Promise<void>;
  rememberMessage(ref: MessageRef, about: string, at: Date): Promise<void>;
  /** Several writes that stand or fall together; on disk when it is answered. */
  together<T>(at: Date, write: (writing: Writing) => Promise<T>): Promise<T>;
  /** Alerts, incidents and silences, to look at. */
  incidents: IncidentReading;
  /** Changes, to look at. */
  remediations: RemediationReading;
  /** What is known of images: their findings, and where they run. */
  images: ImageReading;
  /** How resources stood at the checks of their posture. */
  posture: PostureTableReading;
  jobs: JobQueue;
  outbox: OutboxQueue;
  /** How much waits to be done. */
  workState(now: Date): Promise<WorkState>;
  /** Deletes what only served a conversation and is old; the audit stays. */
  sweep(now: Date): Promise<void>;
  close(): Promise<void>;
}

import type { Transaction } from 'kysely';
import { brokenWhy, moveIncidents } from './broken-destinations.ts';
import { conversation } from './conversations.ts';
import { type ImageWriting, imageWriting } from './image-tables.ts';
import { type IncidentWriting, incidentWriting } from './incident-tables.ts';
import { enqueue, enqueuePatiently, type NewJob } from './jobs.ts';
import type { Engine } from './migrate.ts';
import { type NewMessage, putOut } from './outbox.ts';
import { type PostureTableWriting, postureTableWriting } from './posture-tables.ts';
import { preparePresses } from './presses.ts';
import { type RemediationWriting, remediationWriting } from './remediation-table.ts';
import type { Schema } from './schema.ts';
import type { AuditLine, ConversationRef, PreparedPress } from './store.ts';

/** Writes that stand or fall together. */
export interface Writing extends IncidentWriting, RemediationWriting {
  /** Wants background work done. */
  enqueue(...jobs: NewJob[]): Promise<void>;
  /** Wants work done that is done every so often anyhow, with such a pause between. */
  enqueuePatiently(job: NewJob, pauseMs: number): Promise<void>;
  /** Prepares the presses of a card that is put out; answers their ids in their order. */
  preparePresses(presses: readonly PreparedPress[], at: Date): Promise<string[]>;
  /** How a conversation is reached, when it is known. */
  conversation(tenantId: string, conversationId: string): Promise<ConversationRef | undefined>;
  /** Why nothing can be sent to a conversation; undefined when it takes messages. */
  brokenWhy(tenantId: string, conversationId: string): Promise<string | undefined>;
  /** Moves what a conversation would tell to another one; answers the incidents that had a card there. */
  moveIncidents(tenantId: string, conversationId: string, to: string): Promise<number[]>;
  /** What is known of images. */
  images: ImageWriting;
  /** How resources stood at the checks of their posture. */
  posture: PostureTableWriting;
  /** Adds a line to the audit. */
  audit(line: AuditLine): Promise<void>;
  /** Puts a message out to be sent. */
  putOut(message: NewMessage): Promise<void>;
}

/** The writes of one transaction, at one moment. */
export function writing(transaction: Transaction<Schema>, lines: AuditLine[], engine: Engine, now: Date): Writing {
  return {
    ...incidentWriting(transaction, engine),
    ...remediationWriting(transaction, engine),
    images: imageWriting(transaction),
    posture: postureTableWriting(transaction),
    enqueue: (...jobs) => enqueue(transaction, jobs, now),
    enqueuePatiently: (job, pauseMs) => enqueuePatiently(transaction, job, { pauseMs, now }),
    preparePresses: (presses, at) => preparePresses(transaction, presses, at),
    conversation: (tenantId, conversationId) => conversation(transaction, tenantId, conversationId),
    brokenWhy: (tenantId, id) => brokenWhy(transaction, tenantId, id),
    moveIncidents: (tenantId, id, to) => moveIncidents(transaction, tenantId, id, to),
    audit: async (line) => void lines.push(line),
    putOut: (message) => putOut(transaction, message, now),
  };
}

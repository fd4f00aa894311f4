import type { Transaction } from 'kysely';
import { type IncidentWriting, incidentWriting } from './incident-tables.ts';
import { enqueue, type NewJob } from './jobs.ts';
import type { Engine } from './migrate.ts';
import { type NewMessage, putOut } from './outbox.ts';
import type { Schema } from './schema.ts';

/** Writes that stand or fall together. */
export interface Writing extends IncidentWriting {
  /** Wants background work done. */
  enqueue(job: NewJob): Promise<void>;
  /** Puts a message out to be sent. */
  putOut(message: NewMessage): Promise<void>;
}

/** The writes of one transaction, at one moment. */
export function writing(transaction: Transaction<Schema>, engine: Engine, now: Date): Writing {
  return {
    ...incidentWriting(transaction, engine),
    enqueue: (job) => enqueue(transaction, job, now),
    putOut: (message) => putOut(transaction, message, now),
  };
}

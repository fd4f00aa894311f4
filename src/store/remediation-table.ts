import type { Kysely, Transaction } from 'kysely';
import type { Engine } from './migrate.ts';
import {
  addRemediation,
  type NewRemediation,
  newestRemediations,
  openRemediation,
  remediation,
  remediationToChange,
  type StoredRemediation,
  saveRemediation,
  succeededRemediations,
} from './remediations.ts';
import type { Schema } from './schema.ts';
import { seenPeople } from './seen-people.ts';

/** What can be asked about changes. */
export interface RemediationReading {
  remediation(number: number): Promise<StoredRemediation | undefined>;
  newestRemediations(o: Parameters<typeof newestRemediations>[1]): Promise<StoredRemediation[]>;
  /** The one of this key that can still be decided or run. */
  openRemediation(key: string): Promise<StoredRemediation | undefined>;
  /** Those of an action that were made and not undone; the newest first. */
  succeededRemediations(action: string, limit: number): Promise<StoredRemediation[]>;
  /** The Teams ids of those last heard from in a conversation. */
  seenPeople(conversation: string): Promise<string[]>;
}

/** What is read and written of changes inside one transaction. */
export interface RemediationWriting extends RemediationReading {
  /** Answers it with its number; undefined when the same change waits already. */
  addRemediation(it: NewRemediation): Promise<StoredRemediation | undefined>;
  /** Held until the transaction ends. */
  remediationToChange(number: number): Promise<StoredRemediation | undefined>;
  /** False when somebody else has written it since it was read. */
  saveRemediation(it: StoredRemediation): Promise<boolean>;
}

/** The reading half, on a database or inside a transaction. */
export function remediationReading(database: Kysely<Schema>): RemediationReading {
  return {
    remediation: (number) => remediation(database, number),
    newestRemediations: (o) => newestRemediations(database, o),
    openRemediation: (key) => openRemediation(database, key),
    succeededRemediations: (action, limit) => succeededRemediations(database, action, limit),
    seenPeople: (conversation) => seenPeople(database, conversation),
  };
}

/** Both halves, inside one transaction. */
export function remediationWriting(transaction: Transaction<Schema>, engine: Engine): RemediationWriting {
  return {
    ...remediationReading(transaction),
    addRemediation: (it) => addRemediation(transaction, it),
    remediationToChange: (number) => remediationToChange(transaction, engine, number),
    saveRemediation: (it) => saveRemediation(transaction, it),
  };
}

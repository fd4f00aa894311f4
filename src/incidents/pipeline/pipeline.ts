import type { Logger } from 'pino';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Clock } from '../../model/clock.ts';
import type { Address } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import type { Writing } from '../../store/writing.ts';
import type { IncidentsConfig } from '../incidents-config.ts';
import type { ReadDelivery } from './read-delivery.ts';

/** What the work on alerts and incidents is done with. */
export interface Pipeline {
  store: Store;
  clock: Clock;
  log: Logger;
  config: IncidentsConfig;
  connection: AzureConnection;
  /** Where a channel's messages go. */
  addressOf(channel: string, writing: Writing): Promise<Address>;
  /** The alerts of a delivery that waits. */
  readDelivery: ReadDelivery;
  /** Told how long a diagnosis took, in milliseconds. */
  diagnosed?(ms: number): void;
  /** Looks at the jobs and the outbox at once: something was put into them. */
  wake(): void;
  /** How long, in milliseconds, sorting gives way to what comes in, when what it sorts waits since then; undefined: never. */
  rushMs?(now: Date, waitsSince?: Date): number;
}

/** The tasks by their names in the queue of jobs. */
export const tasks = {
  /** Key 'inbox': looks at what the sources sent. */
  sort: 'sort-alerts',
  /** Key the incident's number: decides whether there is something to tell. */
  tell: 'tell-incident',
  /** Key the channel: brings its storm's card up to date. */
  digest: 'tell-digest',
  /** Key the channel: it takes no messages, and its incidents are told elsewhere. */
  redirect: 'redirect-incidents',
  /** Key the incident's number: asks why. */
  diagnose: 'diagnose-incident',
  /** Key the incident's number: calls the next person when nobody answers. */
  escalate: 'escalate-incident',
  /** Key the incident's number: tells the alerts' own systems what a person did. */
  writeBack: 'write-back',
  /** Key the source's name: asks it for what is new. */
  poll: 'poll-source',
  /** Key the source's name: asks Azure Monitor about alerts of which nothing was heard for long. */
  ask: 'ask-monitor',
} as const;

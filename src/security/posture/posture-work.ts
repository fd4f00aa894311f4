import type { Logger } from 'pino';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Clock } from '../../model/clock.ts';
import type { Address } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import type { Writing } from '../../store/writing.ts';
import type { PostureSettings } from './posture-config.ts';

/** What the work on the posture of the whole estate is done with. */
export interface PostureWork {
  store: Store;
  clock: Clock;
  log: Logger;
  connection: AzureConnection;
  config: PostureSettings;
  /** Where a channel's messages go. */
  addressOf(channel: string, writing: Writing): Promise<Address>;
  /** Looks at the jobs and the outbox at once. */
  wake(): void;
}

/** The names of the tasks in the queue of jobs. */
export const postureTask = { read: 'read-posture', digest: 'posture-digest' } as const;

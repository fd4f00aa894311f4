import type { Logger } from 'pino';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Clock } from '../../model/clock.ts';
import type { Address } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import type { Writing } from '../../store/writing.ts';
import type { ImagesConfig } from './images-config.ts';

/** What the work on the images of the whole estate is done with. */
export interface ImageWork {
  store: Store;
  clock: Clock;
  log: Logger;
  connection: AzureConnection;
  config: ImagesConfig;
  /** Where new findings are told; undefined: nowhere, and they are only kept. */
  channel: string | undefined;
  /** Where a channel's messages go. */
  addressOf(channel: string, writing: Writing): Promise<Address>;
  /** Looks at the jobs and the outbox at once. */
  wake(): void;
}

/** The task's name in the queue of jobs; its one key is 'all'. */
export const readTask = 'read-images';

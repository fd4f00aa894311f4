import type { Logger } from 'pino';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Actor, Role } from '../../model/actor.ts';
import type { Clock } from '../../model/clock.ts';
import type { Store } from '../../store/store.ts';
import type { AnyCommand, Context } from '../command.ts';
import type { Speech } from '../language/speech.ts';

/** What every answer needs, whoever asks. */
export interface House extends Pick<Context, 'buttons'> {
  connection: AzureConnection;
  store: Store;
  clock: Clock;
  log: Logger;
  commands: readonly AnyCommand[];
  speech: Speech;
  /** Undefined for an outsider. */
  roleOf(actor: Actor): Role | undefined;
}

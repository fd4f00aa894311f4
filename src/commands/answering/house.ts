import type { Logger } from 'pino';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Clock } from '../../model/clock.ts';
import type { Store } from '../../store/store.ts';
import type { AnyCommand, Context } from '../command.ts';
import type { Speech } from '../language/speech.ts';
import type { People } from '../people/people.ts';

/** What every answer needs, whoever asks. */
export interface House
  extends Pick<
    Context,
    'buttons' | 'incidents' | 'changes' | 'gate' | 'ownerTags' | 'posture' | 'queries' | 'baseline'
  > {
  connection: AzureConnection;
  store: Store;
  clock: Clock;
  log: Logger;
  commands: readonly AnyCommand[];
  /** The same, and those that only buttons say. */
  pressable: readonly AnyCommand[];
  speech: Speech;
  people: People;
  /** Told what was answered and how long that took, in milliseconds. */
  answered?(what: string, ms: number): void;
}

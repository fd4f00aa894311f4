import type { Logger } from 'pino';
import type { Work } from '../../azure/access.ts';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Clock } from '../../model/clock.ts';
import type { TimelineLine } from '../../model/incident.ts';
import type { ChangePerson, ChangePlace } from '../../model/remediation.ts';
import type { Address } from '../../store/outbox.ts';
import type { Store } from '../../store/store.ts';
import type { Writing } from '../../store/writing.ts';
import type { AnyAction } from '../action.ts';
import type { RemediationConfig } from '../policy/policy-config.ts';
import type { Allowed } from '../policy/ruling.ts';

/** As what somebody takes part in a change. */
export type Part = 'ask' | 'approve' | 'break-glass';

/** Whether somebody may take part, and what lets him or keeps him. */
export type Leave = { authority: string } | { refused: string; reason: string };

/** What the work on changes is done with. */
export interface ChangeWork {
  store: Store;
  clock: Clock;
  log: Logger;
  connection: AzureConnection;
  config: RemediationConfig;
  /** The catalogue, by name. */
  actions: ReadonlyMap<string, AnyAction>;
  /**
   * Whether a person may take part by the ruling and by the roles of people, by the directory as it is now.
   * Groups that cannot be read let nobody. `isGlance`: for what somebody is shown, never for what he does; the
   * directory may be asked a few minutes before.
   */
  may(
    person: Pick<ChangePerson, 'tenantId' | 'objectId'>,
    part: Part,
    o: { ruling: Allowed; place: ChangePlace; isGlance?: boolean },
    work: Work,
  ): Promise<Leave>;
  /** Where a conversation's messages go. */
  addressOf(conversation: string, writing: Writing): Promise<Address>;
  /** Adds a line to the story of the incident that a change is for. */
  tell?(incident: number, line: TimelineLine, writing: Writing): Promise<void>;
  /** Looks at the jobs and the outbox at once: something was put into them. */
  wake(): void;
}

/** The tasks by their names in the queue of jobs; the key is the change's number. */
export const changeTasks = {
  /** Its time to be approved, or to be run, is over. */
  expire: 'expire-change',
  /** Runs it, once. */
  run: 'run-change',
  /** Looks whether it took effect. */
  verify: 'verify-change',
  /** Reminds of one that was made without approval. */
  review: 'review-change',
} as const;

import type { Logger } from 'pino';
import type { AzureConnection } from '../../azure/azure.ts';
import type { Clock } from '../../model/clock.ts';
import type { Store } from '../../store/store.ts';
import type { AuditConfig } from './audit-copy-config.ts';

/** What copying the audit is done with. */
export interface AuditCopy {
  store: Store;
  clock: Clock;
  log: Logger;
  connection: AzureConnection;
  target: NonNullable<AuditConfig['copy']>;
}

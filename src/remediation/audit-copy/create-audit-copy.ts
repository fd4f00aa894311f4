import type { Task } from '../../store/worker.ts';
import type { AuditCopy } from './audit-copy.ts';
import type { AuditConfig } from './audit-copy-config.ts';
import { nameOf } from './copied-until.ts';
import { copyAudit, copyTask, wantCopying } from './copy-audit.ts';
import { copyLag } from './copy-lag.ts';

/** The copy of the audit as the app sees it; without settings it does nothing. */
export interface RunningCopy {
  tasks: Record<string, Task>;
  /** Begins, or goes on. */
  want(): Promise<void>;
  /** Names the copy when it got nowhere for 15 minutes. */
  faults(): Promise<string[]>;
  /** Its lag in Prometheus' text format. */
  text(): Promise<string>;
}

const longestMs = 15 * 60_000;

/** The copy that the settings ask for. */
export function createAuditCopy({ config, ...o }: Omit<AuditCopy, 'target'> & { config: AuditConfig }): RunningCopy {
  const copy = config.copy && { ...o, target: config.copy };
  return {
    tasks: {
      // What the settings no longer name is not copied to any more.
      [copyTask]: async ({ to }, { log }) => {
        if (copy && to === nameOf(copy)) await copyAudit({ ...copy, log });
      },
    },
    want: async () => {
      if (copy) await wantCopying(copy);
    },
    async faults() {
      if (!copy) return [];
      const { stuckMs } = await copyLag(copy, copy.clock.now());
      return stuckMs < longestMs ? [] : [`the copy of the audit waits since ${Math.floor(stuckMs / 60_000)} minutes`];
    },
    async text() {
      if (!copy) return '';
      const { oldestMs } = await copyLag(copy, copy.clock.now());
      const name = 'watchkeeper_audit_copy_oldest_seconds';
      return `# TYPE ${name} gauge\n${name} ${Math.round(oldestMs / 1_000)}\n`;
    },
  };
}
